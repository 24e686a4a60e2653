"""Random streams keyed by seed and element, in fixed blocks.

Every element of a case (a number, a shared factor, the choice of belief set)
has a stream of its own, so that adding an issue does not change the draws of
the others, and a block of draws is the same whoever computes it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from typing import Final

import numpy as np

BLOCK = 4096
"""Draws in a block; part of the definition of the streams."""

WORD: Final = 2**32


def block_generator(seed: int, key: str, block: int) -> np.random.Generator:
    """Return the generator of one block of one element's stream.

    Parameters
    ----------
    seed : int
        Not negative.
    key : str
        The element, usually its JSON pointer.
    block : int
        Index of the block, from 0.

    Returns
    -------
    numpy.random.Generator
    """
    digest = hashlib.blake2b(key.encode(), digest_size=16).digest()
    words = struct.unpack(">4I", digest)
    entropy: Sequence[int] | np.ndarray = (seed, block, *words)
    if max(seed, block) < WORD:  # the same words, read three times as fast
        entropy = np.array(entropy, dtype=np.uint32)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))


def uniforms(seed: int, key: str, block: int) -> np.ndarray:
    """Return one block of uniform draws, strictly inside 0 and 1.

    Returns
    -------
    ndarray of float64, shape (BLOCK,)
    """
    draws = block_generator(seed, key, block).random(BLOCK)
    # A generator's draws are multiples of 2**-53 below 1: only 0 has to go.
    return np.maximum(draws, 2.0**-54, out=draws)
