"""What follows when a reader disagrees: the definition of what the page computes.

The script of the page, ``report/script/argue.js``, does the same on the same
numbers with the same order of operations, so that both count the same draws.
Everything here is summing and comparing; nothing is searched for.

What a change means, draw by draw:

* A number keeps its place in its range while the range moves: a draw a third of the
  way from low to high stays a third of the way.  A point spreads over its new range
  by the draws the engine would use.  What a belief set or an event adds stays; where
  one sets the number, the change has no hold.
* An importance is a share of one whole.  Those that were changed keep their
  new shares, cut to 0 to 100; the others share what is left in their old
  proportions.
* Scores are put in their stated order again, ambiguous options are worth what
  they are taken to mean in that draw, and no deal moves with its courses, and
  with the status quo where it is counted from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.answers.sample import Sample, SampledIssue, SampledNumber, SampledParty
from detente.beliefs.ordering import sort_by_order
from detente.beliefs.utilities import TOLERANCE
from detente.deals.acceptance import verdict

Changes = Mapping[str, tuple[float, float]]
"""New low and high of numbers, by JSON pointer."""

EVERYTHING = 1e300
"""A margin that nothing outweighs."""


@dataclass(frozen=True)
class Dissent:
    """What follows from some changes, as counts of the sample's draws.

    Attributes
    ----------
    draws : int
    accepted : tuple of int
        Per shipped deal: draws in which it is acceptable to all.
    some : int
        Draws in which some shipped deal is.
    best : int
        The most acceptable one; of equals the first.
    refusals : tuple of int
        Per acceptor: draws in which it refuses the best deal.
    refused : int
        Draws in which the best deal is not acceptable to all.
    mends : tuple of (acceptor, issue, draws)
        In how many of those one point alone would mend it: the party given its
        best on the issue, or (issue -1) the ratifier's consent; most first,
        those that never would left out.
    """

    draws: int
    accepted: tuple[int, ...]
    some: int
    best: int
    refusals: tuple[int, ...]
    refused: int
    mends: tuple[tuple[int, int, int], ...]


def dissent(sample: Sample, changes: Changes) -> Dissent:
    """Return what follows from changed ranges on the sample's draws.

    Parameters
    ----------
    sample : Sample
    changes : mapping of str to (low, high)

    Returns
    -------
    Dissent
    """
    judged = [_Judged(sample, party, changes) for party in sample.parties]
    audience = np.stack([sample.decoded(party.audience) for party in sample.parties])
    good = np.zeros((len(sample.packages), sample.draws), dtype=bool)
    for k in range(len(sample.packages)):
        margins = np.stack([j.margin(k) for j in judged])
        good[k] = verdict(margins, sample.called[:, k, None], audience, sample.acceptors)
    accepted = good.sum(axis=1)
    best = int(np.argmax(accepted))
    margins = np.stack([j.margin(best) for j in judged])
    called = sample.called[:, best, None]
    failing = ~good[best]
    return Dissent(
        sample.draws,
        tuple(int(n) for n in accepted),
        int(good.any(axis=0).sum()),
        best,
        _refusals(sample, margins, called, audience),
        int(failing.sum()),
        _mends(sample, judged, best, margins, called, audience, failing),
    )


def margins(sample: Sample, party: int, changes: Changes) -> np.ndarray:
    """Return what the shipped deals are worth to one acceptor beyond no deal, draw by draw.

    Returns
    -------
    ndarray of float64, shape (packages, draws)
    """
    judged = _Judged(sample, sample.parties[party], changes)
    return np.stack([judged.margin(k) for k in range(len(sample.packages))])


def _refusals(
    sample: Sample, margins: np.ndarray, called: np.ndarray, audience: np.ndarray
) -> tuple[int, ...]:
    """Count refusals: a signatory's with all others and its own vetoes content."""
    acceptors = sample.acceptors
    counts = []
    for p in range(len(acceptors.names)):
        if p >= acceptors.signatories:
            counts.append(int(((margins[p] < -TOLERANCE) & called[p]).sum()))
            continue
        alone = margins.copy()
        for q in range(len(acceptors.names)):
            vetoes = q >= acceptors.signatories and bool(acceptors.veto[q])
            if acceptors.leader[q] != p or vetoes:
                alone[q] = EVERYTHING
        counts.append(int((~verdict(alone, called, audience, acceptors)).sum()))
    return tuple(counts)


def _mends(
    sample: Sample,
    judged: list[_Judged],
    best: int,
    margins: np.ndarray,
    called: np.ndarray,
    audience: np.ndarray,
    failing: np.ndarray,
) -> tuple[tuple[int, int, int], ...]:
    acceptors = sample.acceptors
    found = []
    for p in range(len(acceptors.names)):
        if p >= acceptors.signatories:
            mended = verdict(margins, called, audience, acceptors, (p,))
            found.append((p, -1, int((mended & failing).sum())))
            continue
        for i in range(len(sample.issues)):
            raised = margins.copy()
            raised[p] = raised[p] + judged[p].gap(best, i)
            mended = verdict(raised, called, audience, acceptors)
            found.append((p, i, int((mended & failing).sum())))
    return tuple(sorted((m for m in found if m[2]), key=lambda m: (-m[2], m[0], m[1])))


class _Judged:
    """One acceptor's values of options and of no deal under some changes."""

    def __init__(self, sample: Sample, party: SampledParty, changes: Changes) -> None:
        self.sample, self.party, self.changes = sample, party, changes
        self.parts: dict[int, np.ndarray] = {}
        for issue, share in zip(party.issues, self._shares(), strict=True):
            for option, score in self._scores(issue).items():
                self.parts[option] = party.factor * share * ((score - issue.low) / issue.span)
        for word in party.words:
            reading = sample.decoded(word.reading)
            worth = np.zeros(sample.draws)
            for k, option in enumerate(word.means):
                worth = np.where(reading == k, self._part(option), worth)
            self.parts[word.option] = worth
        self.synergies = [sample.decoded(row) for row in party.synergies]
        today = self._value(sample.status_quo)
        self.floor = np.zeros(sample.draws)
        for course in party.courses:
            value = self._number(sample.numbers[course.value])
            if course.relative:
                value = value + today
            self.floor = self.floor + sample.decoded(course.likely) * value
        self.floor = self.floor + sample.decoded(party.extra)

    def margin(self, k: int) -> np.ndarray:
        """Return what a shipped deal is worth beyond no deal, draw by draw."""
        return self._value(self.sample.packages[k]) - self.floor

    def gap(self, k: int, issue: int) -> np.ndarray:
        """Return the points this party would gain were it given its best on an issue."""
        sample = self.sample
        best = np.full(sample.draws, -np.inf)
        for option, of in enumerate(sample.option_issue):
            if of == issue and sample.on_table[option]:
                best = np.maximum(best, self._part(option))
        mine = self._part(int(sample.packages[k][issue]))
        return np.asarray(np.maximum(best - mine, 0.0))

    def _part(self, option: int) -> np.ndarray:
        return self.parts.get(option, np.zeros(self.sample.draws))

    def _value(self, package: np.ndarray | tuple[int, ...]) -> np.ndarray:
        value = np.full(self.sample.draws, self.party.base)
        for option in package:
            if int(option) in self.parts:
                value = value + self.parts[int(option)]
        chosen = {int(o) for o in package}
        for (a, b), points in zip(self.sample.pairs, self.synergies, strict=True):
            if a in chosen and b in chosen:
                value = value + points
        return value

    def _number(self, number: SampledNumber) -> np.ndarray:
        low, high = self.changes.get(number.pointer, (number.low, number.high))
        assert number.draws is not None
        value = low + (high - low) * self.sample.decoded(number.draws)
        if number.rest is not None:
            rest = self.sample.decoded(number.rest)
            if number.frozen is None:
                return np.asarray(value + rest)
            value = np.where(self.sample.decoded(number.frozen) == 1.0, rest, value + rest)
        return np.asarray(value)

    def _scores(self, issue: SampledIssue) -> dict[int, np.ndarray]:
        drawn = {str(o): self._number(self.sample.numbers[n]) for o, n in issue.scores}
        pairs = [(str(a), str(b)) for a, b in issue.order]
        return {int(o): values for o, values in sort_by_order(drawn, pairs).items()}

    def _shares(self) -> list[np.ndarray]:
        """Return the share of each issue; what was changed holds, the rest gives way."""
        sample = self.sample
        shares = [sample.decoded(issue.share) for issue in self.party.issues]
        changed = [self._changed(issue) for issue in self.party.issues]
        held, rest = np.zeros(sample.draws), np.zeros(sample.draws)
        for k, moved in enumerate(changed):
            if moved is None:
                rest = rest + shares[k]
            else:
                shares[k] = self._moved(moved, shares[k])
                held = held + shares[k]
        # All of the whole is spoken for, or nobody is left to take the remainder.
        full = (held >= 1.0) | (rest <= 0.0)
        safe = np.where(held > 0.0, held, 1.0)
        over = np.where(rest > 0.0, rest, 1.0)
        for k, moved in enumerate(changed):
            if moved is None:
                shares[k] = np.where(full, 0.0, shares[k] * ((1.0 - held) / over))
            else:
                even = np.where(held > 0.0, shares[k] / safe, 1.0 / len(shares))
                shares[k] = np.where(full, even, shares[k])
        return shares

    def _changed(self, issue: SampledIssue) -> SampledNumber | None:
        if issue.importance < 0:
            return None
        number = self.sample.numbers[issue.importance]
        return number if number.pointer in self.changes else None

    def _moved(self, number: SampledNumber, share: np.ndarray) -> np.ndarray:
        low, high = self.changes[number.pointer]
        if number.draws is not None:
            place = self.sample.decoded(number.draws)
        else:
            place = (share * 100.0 - number.low) / (number.high - number.low)
        moved = np.minimum(np.maximum((low + (high - low) * place) / 100.0, 0.0), 1.0)
        if number.frozen is None:
            return np.asarray(moved)
        return np.where(self.sample.decoded(number.frozen) == 1.0, share, moved)
