"""How probable each hypothesis is after the evidence, for every draw, in logarithms.

Rows are independent given a hypothesis, but for those that rest on one assumption: that is a
latent node, true with probability ``holds``.  Where it holds, its rows are as likely as stated
under each hypothesis; where it does not, each is as likely as ``otherwise`` says whatever is
so.  The node is summed out exactly.

References
----------
Jaynes, E. T. (2003). Probability Theory: The Logic of Science, ch. 4. Cambridge University Press.
Pearl, J. (1988). Probabilistic Reasoning in Intelligent Systems. Morgan Kaufmann.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

ALONE = -1

AT_ONCE = 8
"""Rows that are multiplied before a logarithm is taken: logarithms cost most of the time."""

SMALLEST = 1e-290
"""A product below this has lost digits, or all of them: its logarithms are summed instead."""

LEAST = 1e-9
"""A row less likely than this anywhere is left out by starting again, not by dividing."""


class ContradictionError(ValueError):
    """No hypothesis is possible under all of the evidence."""


@dataclass(frozen=True)
class Rows:
    """Rows of evidence.

    Attributes
    ----------
    likelihood : ndarray of float64, shape (rows, hypotheses, draws)
        0 to 1.
    group : ndarray of int, shape (rows,)
        The assumption that a row rests on; -1 for none.
    holds : ndarray of float64, shape (assumptions, draws)
        How likely each assumption is to hold, 0 to 1.
    otherwise : ndarray of float64, shape (rows, draws)
        Likelihood of a row when its assumption does not hold; of no effect for rows alone.
    """

    likelihood: np.ndarray
    group: np.ndarray
    holds: np.ndarray
    otherwise: np.ndarray

    @cached_property
    def parts(self) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
        """For each assumption log P(it holds, its rows | h), and the same for its failing."""
        return tuple(_group_parts(self, g) for g in range(len(self.holds)))

    @cached_property
    def held(self) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
        """For each assumption how likely it is to hold under each h, and to fail."""
        return tuple(_shares(yes, no) for yes, no in self.parts)

    @cached_property
    def total(self) -> np.ndarray:
        """Logarithm of how likely all rows together are; shape (hypotheses, draws)."""
        found = _sum_of_logs(self, np.flatnonzero(self.group == ALONE))
        for yes, no in self.parts:
            found = found + np.logaddexp(yes, no)
        return found

    def chosen(self, keep: np.ndarray) -> Rows:
        """Return some of the rows, by index or mask, with all assumptions."""
        return Rows(self.likelihood[keep], self.group[keep], self.holds, self.otherwise[keep])


def alone(likelihood: np.ndarray) -> Rows:
    """Return rows that share no assumption.

    Parameters
    ----------
    likelihood : ndarray of float64, shape (rows, hypotheses, draws)
    """
    count, _, draws = likelihood.shape
    none = np.full(count, ALONE)
    return Rows(likelihood, none, np.ones((0, draws)), np.ones((count, draws)))


def _group_parts(rows: Rows, g: int) -> tuple[np.ndarray, np.ndarray]:
    """Return log P(assumption g and its rows | h), and the same for its failing."""
    members = np.flatnonzero(rows.group == g)
    with np.errstate(divide="ignore"):
        yes = np.log(rows.holds[g]) + _sum_of_logs(rows, members)
        no = np.log1p(-rows.holds[g]) + np.log(rows.otherwise[members]).sum(axis=0)
    return yes, np.broadcast_to(no, yes.shape)


def _sum_of_logs(rows: Rows, chosen: np.ndarray) -> np.ndarray:
    """Return the logarithm of the product of some rows, by a few logarithms of products."""
    total = np.zeros(rows.likelihood.shape[1:])
    for start in range(0, len(chosen), AT_ONCE):
        some = chosen[start : start + AT_ONCE]
        # Row by row: to choose them by an index would copy them.
        product = rows.likelihood[some[0]].copy()
        for r in some[1:]:
            product *= rows.likelihood[r]
        small = product < SMALLEST
        with np.errstate(divide="ignore"):
            logs = np.log(product)
            if small.any():
                logs[small] = np.log(rows.likelihood[some][:, small]).sum(axis=0)
        total += logs
    return total


def holds_given(rows: Rows, g: int) -> np.ndarray:
    """Return how likely assumption g is to hold under each hypothesis, given its rows.

    Returns
    -------
    ndarray of float64, shape (hypotheses, draws)
        0 where the rows are impossible under a hypothesis.
    """
    return rows.held[g][0]


def _shares(yes: np.ndarray, no: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return probabilities of two logarithms of weights, each exact however small."""
    with np.errstate(over="ignore", invalid="ignore"):
        held = 1.0 / (1.0 + np.exp(no - yes))
        failed = 1.0 / (1.0 + np.exp(yes - no))
    never = np.isneginf(yes)
    return np.where(never, 0.0, held), np.where(never, 1.0, failed)


def log_likelihood(rows: Rows) -> np.ndarray:
    """Return the logarithm of how likely all rows together are under each hypothesis.

    Returns
    -------
    ndarray of float64, shape (hypotheses, draws)
        -inf where a hypothesis is impossible.
    """
    return rows.total


def normalised(log_weight: np.ndarray) -> np.ndarray:
    """Return probabilities of logarithms of weights, over the first axis.

    Raises
    ------
    ContradictionError
        Where all weights are 0.
    """
    top = log_weight.max(axis=0)
    if not np.isfinite(top).all():
        raise ContradictionError("no hypothesis is possible under all of the evidence")
    weight = np.exp(log_weight - top)
    return np.asarray(weight / weight.sum(axis=0))


def posterior(prior: np.ndarray, rows: Rows) -> np.ndarray:
    """Return the probability of each hypothesis given all rows.

    Parameters
    ----------
    prior : ndarray of float64, shape (hypotheses, draws)
        In any unit: it is scaled.
    rows : Rows

    Returns
    -------
    ndarray of float64, shape (hypotheses, draws)
        Each draw sums to 1.

    Raises
    ------
    ContradictionError
    """
    with np.errstate(divide="ignore"):
        return normalised(np.log(prior) + log_likelihood(rows))


def given_others(rows: Rows) -> Iterator[np.ndarray]:
    """Yield, row by row, how likely its assumption is to hold given its other rows.

    Yields
    ------
    ndarray of float64, shape (hypotheses, draws)
        1 for rows that rest on none.
    """
    shape = rows.likelihood.shape[1:]
    for r, g in enumerate(rows.group.tolist()):
        own, otherwise = rows.likelihood[r], rows.otherwise[r]
        if g == ALONE:
            yield np.broadcast_to(1.0, shape)
        elif min(own.min(), otherwise.min()) < LEAST:
            yield holds_given(rows.chosen(np.arange(len(rows.group)) != r), g)
        else:
            held, failed = rows.held[g]
            yield held * otherwise / (held * otherwise + failed * own)


def without_each(prior: np.ndarray, rows: Rows) -> Iterator[np.ndarray]:
    """Yield, row by row, the probability of each hypothesis given all the other rows.

    What all rows say is divided by what the row says: by its likelihood, and for a row that
    rests on an assumption by one over (held / likelihood + failed / otherwise), where the
    assumption is held or failed given all of its rows, this one with them.

    Parameters
    ----------
    prior : ndarray of float64, shape (hypotheses, draws)
    rows : Rows

    Yields
    ------
    ndarray of float64, shape (hypotheses, draws)

    Raises
    ------
    ContradictionError
        Where no hypothesis is possible under all of the rows.
    """
    after = posterior(prior, rows)
    for r, g in enumerate(rows.group.tolist()):
        own, otherwise = rows.likelihood[r], rows.otherwise[r]
        least = own.min() if g == ALONE else min(own.min(), otherwise.min())
        if least < LEAST:  # what is impossible, or almost, cannot be divided out
            yield posterior(prior, rows.chosen(np.arange(len(rows.group)) != r))
            continue
        if g == ALONE:
            weight = after / own
        else:
            held, failed = rows.held[g]
            weight = held / own + failed / otherwise
            weight *= after
        weight /= weight.sum(axis=0)
        yield weight


def assumptions_hold(prior: np.ndarray, rows: Rows) -> np.ndarray:
    """Return how likely each assumption is to hold, given all rows.

    Returns
    -------
    ndarray of float64, shape (assumptions, draws)
    """
    if not len(rows.holds):
        return rows.holds
    after = posterior(prior, rows)
    found = []
    for g in range(len(rows.holds)):
        found.append((after * holds_given(rows, g)).sum(axis=0))
    return np.stack(found)
