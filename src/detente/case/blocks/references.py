"""Names of options and numbers inside a case."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

OptionRef = Annotated[str, Field(strict=True, pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
"""An option by its full name, ``issue/option``."""


Pointer = Annotated[str, Field(strict=True, pattern=r"^(/[a-z0-9_-]+)+$")]
"""A JSON pointer to a number of the case, e.g. ``/values/party/issues/issue/importance``."""
