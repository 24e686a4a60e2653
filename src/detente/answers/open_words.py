"""Deals that leave a word open: whether they hold, and who would call what a breach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.beliefs.study import SELECTION
from detente.beliefs.utilities import TOLERANCE
from detente.case.models import Case
from detente.deals.acceptance import accepts, called_for, package_values
from detente.deals.analysis.packages import Named, found, recorded
from detente.deals.analysis.workspace import HELD_OUT, Workspace
from detente.deals.findings import PackageFinding
from detente.deals.shares import mean
from detente.finding import Share
from detente.terms.analysis import terms
from detente.terms.findings import BreachFinding, CalledFinding, DifferingFinding, TermFinding


@dataclass(frozen=True, slots=True)
class OpenTermFinding:
    """One word that a deal leaves open.

    Attributes
    ----------
    term : str
    differing : tuple of DifferingFinding
        How likely each two signatories read it differently.
    carried_out_by : tuple of str
        Actors of the commitments of the deal's options that leave it open; empty where no
        commitment does.
    called : tuple of CalledFinding
        What another signatory would call a breach by one that carries it out.
    breaches : tuple of BreachFinding
        The same for every pair of readings of which the one leaves something out.
    """

    term: str
    differing: tuple[DifferingFinding, ...]
    carried_out_by: tuple[str, ...]
    called: tuple[CalledFinding, ...]
    breaches: tuple[BreachFinding, ...]


@dataclass(frozen=True, slots=True)
class OpenDealFinding:
    """A deal that is signed under more than one reading.

    Attributes
    ----------
    slug, label, origin : str
    a_sign, a_hold : Share
        Acceptable to all, each by its own reading; and still when any signatory's reading turns
        out to bind.  The same numbers as elsewhere.
    binds : dict of party to Share
        Still acceptable to all when that signatory's reading binds; on the held-out draws.
    leaves : dict of party to (dict of party to Share)
        When the reading of the first binds: how often the deal is acceptable to all by their
        own readings, and the second, to whom it was better than no deal, is worse off with it.
        Those of whom this is never so are left out.
    terms : tuple of OpenTermFinding
        Empty for packages of the record; told in full for deals that were found.
    open : tuple of str
        The words it leaves open.
    """

    slug: str
    label: str
    origin: str
    a_sign: Share
    a_hold: Share
    binds: dict[str, Share]
    leaves: dict[str, dict[str, Share]]
    terms: tuple[OpenTermFinding, ...]
    open: tuple[str, ...]

    @property
    def lost(self) -> Share:
        """By how much it holds less often than it is signed; the error is on the safe side."""
        # On one set of draws the errors go together.
        return Share(self.a_sign.value - self.a_hold.value, self.a_sign.se + self.a_hold.se)


def open_deals(
    ready: Workspace, described: Iterable[PackageFinding]
) -> tuple[OpenDealFinding, ...]:
    """Return every deal that leaves a word open, in the order in which they are described.

    Parameters
    ----------
    ready : Workspace
    described : iterable of PackageFinding
        For their shares; deals not among them are left out.
    """
    if not len(ready.ambiguous):
        return ()
    known = {item.slug: item for item in (*found(ready), *recorded(ready))}
    told = {t.slug: t for t in terms(ready.study, ready.held_out.weights)}
    results = []
    for package in described:
        item = known.get(package.slug)
        if item is None:
            continue
        left = _left_open(ready, item)
        if left:
            results.append(_deal(ready, package, item, left, told))
    return tuple(results)


def _left_open(ready: Workspace, item: Named) -> dict[str, tuple[str, ...]]:
    """Return the terms that a package leaves open, with the options that do."""
    options = ready.model.structure.options
    here = [int(o) for o in ready.ambiguous if (item.full == o).any()]
    return {
        term: tuple(options.names[o] for o in here if options.ambiguous[o][0] == term)
        for term in ready.study.case.terms
        if any(options.ambiguous[o][0] == term for o in here)
    }


def _deal(
    ready: Workspace,
    package: PackageFinding,
    item: Named,
    left: dict[str, tuple[str, ...]],
    told: dict[str, TermFinding],
) -> OpenDealFinding:
    acceptors, own = ready.model.structure.acceptors, ready.held_out
    stop = SELECTION + min(HELD_OUT, ready.draws)
    signed = accepts(own, item.full, acceptors)
    content = package_values(own, item.full) - own.floor[:, None, :] >= -TOLERANCE
    called = called_for(item.full, acceptors)[:, :, None]
    binds, leaves = {}, {}
    for reader in ready.signatories:
        there = ready.revised(SELECTION, stop, reader=reader)
        still = signed & accepts(there, item.full, acceptors)
        binds[reader] = mean(still.mean(axis=0), own.weights)
        margins = package_values(there, item.full) - there.floor[:, None, :]
        gone = signed & content & called & (margins < -TOLERANCE)
        leaves[reader] = {
            p: mean(gone[a].mean(axis=0), own.weights)
            for a, p in enumerate(acceptors.names)
            if gone[a].any()
        }
    in_full = item.origin == "found"
    return OpenDealFinding(
        package.slug,
        package.label,
        package.origin,
        package.a_sign,
        package.a_hold,
        binds,
        leaves,
        tuple(_term(ready.study.case, told[t], o) for t, o in left.items()) if in_full else (),
        tuple(left),
    )


def _term(case: Case, one: TermFinding, options: tuple[str, ...]) -> OpenTermFinding:
    signatories = {p for p, party in case.parties.items() if party.role == "signatory"}
    actors = _actors(case, options)
    return OpenTermFinding(
        one.slug,
        tuple(d for d in one.differing if set(d.parties) <= signatories),
        actors,
        tuple(c for c in one.called if c.of in actors),
        tuple(b for b in one.breaches if b.of in actors and b.missing),
    )


def _actors(case: Case, options: tuple[str, ...]) -> tuple[str, ...]:
    named = set()
    for name in options:
        issue, _, option = name.partition("/")
        for slug in case.issues[issue].options[option].commitments:
            if slug in case.commitments:
                named.add(case.commitments[slug].actor)
    return tuple(p for p in case.parties if p in named)


def clear(deal: OpenDealFinding, least: float) -> bool:
    """Return whether a deal holds less often than it is signed, beyond what chance makes.

    Parameters
    ----------
    deal : OpenDealFinding
    least : float
        Share below which the difference is not worth telling.
    """
    return deal.lost.value > 2 * deal.lost.se and deal.lost.value >= least
