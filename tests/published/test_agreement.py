"""Published agreement between coders."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from detente.evidence.alpha import alpha
from tests.published.loading import published

pytestmark = pytest.mark.published

WORKED = published("krippendorff-2011")


@pytest.mark.parametrize("case", WORKED["case"], ids=lambda c: str(c["name"]))
def test_krippendorffs_worked_examples(case: dict[str, Any]) -> None:
    found = alpha(np.array(case["values"], dtype=float), case["level"])
    assert found == pytest.approx(case["alpha"], abs=WORKED["tolerance"])
