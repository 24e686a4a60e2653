"""Random streams keyed by seed and element, in fixed blocks.

Every element of a case (a number, a shared factor, the choice of belief set)
has a stream of its own, so that adding an issue does not change the draws of
the others, and a block of draws is the same whoever computes it.
"""

from __future__ import annotations

import hashlib

import numpy as np

BLOCK = 4096
"""Draws in a block; part of the definition of the streams."""


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
    words = [int.from_bytes(digest[i : i + 4], "big") for i in range(0, 16, 4)]
    sequence = np.random.SeedSequence([seed, block, *words])
    return np.random.Generator(np.random.PCG64(sequence))


def uniforms(seed: int, key: str, block: int) -> np.ndarray:
    """Return one block of uniform draws, strictly inside 0 and 1.

    Returns
    -------
    ndarray of float64, shape (BLOCK,)
    """
    draws = block_generator(seed, key, block).random(BLOCK)
    return np.clip(draws, 2.0**-54, 1.0 - 2.0**-53)
