"""How far several coders of one case agree, kind of value by kind of value."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from detente.answers.codings import Coder, Coding, codings
from detente.case.models import Case
from detente.errors import UsageError
from detente.evidence.alpha import Array, Level, alpha, bootstrap

METHOD: Final = "Krippendorff's alpha (Krippendorff 2011); 95 % interval by drawing units anew"
RELIABLE: Final = 0.8
TENTATIVE: Final = 0.667
"""Customary limits (Krippendorff 2004, ch. 11)."""
WORST: Final = 5


@dataclass(frozen=True)
class Disagreement:
    """One unit on which coders differ: what each gave, in the order of the coders."""

    unit: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class KindAgreement:
    """Agreement on one kind of value.

    Attributes
    ----------
    kind : str
    level : str
        ``nominal``, ``ordinal`` or ``interval``.
    units, pairable : int
        Coded by somebody; by two coders or more.
    alpha, se, low, high : float or None
        None where it is not defined: nothing coded twice, or no value varies.
    verdict : str
        ``reliable``, ``tentative``, ``not reliable`` or ``not defined``.
    worst : tuple of Disagreement
        Where the coders differ most.
    """

    kind: str
    level: str
    units: int
    pairable: int
    alpha: float | None
    se: float | None
    low: float | None
    high: float | None
    verdict: str
    worst: tuple[Disagreement, ...]


@dataclass(frozen=True)
class AgreementFinding:
    """Agreement between coders of one case.

    Attributes
    ----------
    case_title : str
    coders : tuple of str
    coded : tuple of int
        Units that each coded, in the order of the coders.
    kinds : tuple of KindAgreement
    method : str
    seed, samples : int
    """

    case_title: str
    coders: tuple[str, ...]
    coded: tuple[int, ...]
    kinds: tuple[KindAgreement, ...]
    method: str
    seed: int
    samples: int


def agreement(
    case: Case, coders: Sequence[Coder], seed: int = 1, samples: int = 2000
) -> AgreementFinding:
    """Return how far the coders agree.

    Parameters
    ----------
    case : Case
        Says what there is to code.
    coders : sequence of Coder
        Two at least.
    seed, samples : int
        Of the bootstrap.

    Raises
    ------
    UsageError
        With fewer than two coders, or one who coded nothing of this case.
    """
    if len(coders) < 2:
        raise UsageError(
            "agreement needs two coders: name analysts of the case, or case folders of theirs"
        )
    found = codings(case, coders)
    coded = [sum(c.coded(i) for c in found) for i in range(len(coders))]
    for coder, count in zip(coders, coded, strict=True):
        if not count:
            raise UsageError(f"'{coder.name}' coded nothing of this case")
    kinds = tuple(_kind(coding, seed, number, samples) for number, coding in enumerate(found))
    names = tuple(coder.name for coder in coders)
    return AgreementFinding(case.title, names, tuple(coded), kinds, METHOD, seed, samples)


def _kind(coding: Coding, seed: int, number: int, samples: int) -> KindAgreement:
    values = coding.array()
    level: Level = coding.level
    value = alpha(values, level)
    rng = np.random.default_rng([seed, number])
    spread = bootstrap(values, level, rng, samples)
    given = (~np.isnan(values)).sum(axis=0)
    return KindAgreement(
        coding.kind,
        level,
        int((given > 0).sum()),
        int((given > 1).sum()),
        _known(value),
        _known(spread.se),
        _known(spread.low),
        _known(spread.high),
        _verdict(value),
        tuple(_worst(coding, values)),
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _verdict(value: float) -> str:
    if math.isnan(value):
        return "not defined"
    if value >= RELIABLE:
        return "reliable"
    return "tentative" if value >= TENTATIVE else "not reliable"


def _worst(coding: Coding, values: Array) -> Iterator[Disagreement]:
    apart = []
    for place, unit in enumerate(coding.units):
        given = values[:, place][~np.isnan(values[:, place])]
        if coding.level == "nominal":
            size = float(len(np.unique(given)) - 1)
        else:
            size = float(given.max() - given.min()) if len(given) else 0.0
        if len(given) > 1 and size > 0:
            apart.append((-size, place, unit))
    for _, _, unit in sorted(apart)[:WORST]:
        yield Disagreement(unit, coding.labels[unit], tuple(coding.words(unit)))
