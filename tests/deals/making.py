"""Cases in, analyses out: the few steps every test of a whole study takes."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.beliefs.study import SELECTION, Study
from detente.beliefs.utilities import Utilities
from detente.deals.analysis.answer import deals
from detente.deals.analysis.workspace import Workspace
from detente.deals.findings import DealsFinding, PackageFinding
from tests.builders import case_from
from tests.deals.oracle import Oracle

DRAWS = 600


def work(data: dict[str, Any], draws: int = DRAWS, seed: int = 1, **how: Any) -> Workspace:
    """Return a study of plain data made ready; ``how`` as in :class:`Study`."""
    return Workspace(Study(case_from(data), seed, **how), draws)


def answer(data: dict[str, Any], **how: Any) -> DealsFinding:
    return deals(work(data, **how))


def named(finding: DealsFinding, slug: str) -> PackageFinding:
    return next(package for package in finding.packages if package.slug == slug)


def fresh(workspace: Workspace, reader: str | None = None) -> Utilities:
    """The draws results are reported on."""
    return workspace.model.utilities(SELECTION, SELECTION + workspace.draws, reader=reader)


def oracle_of(workspace: Workspace, reader: str | None = None) -> Oracle:
    """The slow second way, on the draws results are reported on."""
    case, structure = workspace.study.case, workspace.model.structure
    return Oracle(structure, case.linkages, fresh(workspace, reader))


def indices(workspace: Workspace, options: dict[str, str]) -> tuple[int, ...]:
    """Return a package by name as option indices, in the order of the issues."""
    names = workspace.model.structure.options
    return tuple(names.index(f"{issue}/{options[issue]}") for issue in names.issues)


def drawn(workspace: Workspace, pointer: str) -> np.ndarray:
    """The reported draws of one number."""
    blocks = range(2, 3 + (workspace.draws - 1) // 4096)
    return np.concatenate([workspace.study.number(pointer, b) for b in blocks])[: workspace.draws]
