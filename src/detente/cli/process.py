"""Settings of the process that the numerical work runs in."""

from __future__ import annotations

import os


def prepare() -> None:
    """Set one thread for linear algebra.

    The work is many small sums: threads only wait for one another, and their
    number must not change the last digits of an answer.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
