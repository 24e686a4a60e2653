"""What identifies a run."""

from __future__ import annotations

import datetime
from importlib.metadata import version

import numpy as np

import detente
from detente.case.resolve import case_hash
from detente.deals.analysis.workspace import Workspace
from detente.deals.shares import effective_draws
from detente.finding import SCHEMA_VERSION, Header


def header(ready: Workspace, kind: str) -> Header:
    """Return what identifies a run."""
    study = ready.study
    return Header(
        SCHEMA_VERSION,
        kind,
        study.case.title,
        case_hash(
            study.case,
            as_of=study.as_of.isoformat() if study.as_of else None,
            believe=study.believe,
            analyst=study.analyst,
            learned=list(study.learned) or None,
        ),
        study.seed,
        ready.draws,
        effective_draws(np.ones(ready.draws)) if study.n_eff is None else study.n_eff,
        study.as_of.isoformat() if study.as_of else None,
        study.believe,
        study.analyst,
        {"detente": detente.__version__, "numpy": version("numpy"), "scipy": version("scipy")},
        datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        study.learned,
    )
