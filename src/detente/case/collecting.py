"""Reading without the garbage collector running beside it."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the collector of reference cycles rest while a case is read.

    Reading makes hundreds of thousands of objects that all stay and no cycles.  The
    collector would go through all of them again and again: a third of the time of a long record.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
