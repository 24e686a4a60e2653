"""A case as index arrays: who must accept, which options there are, how they link."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from detente.case.models import Case, Linkage


@dataclass(frozen=True)
class Acceptors:
    """Everybody whose consent a deal needs, signatories first.

    Attributes
    ----------
    names : tuple of str
    signatories : int
        How many of the first are signatories.
    leader : ndarray of int, shape (acceptors,)
        Index of the signatory each belongs to (itself for a signatory).
    rule : tuple of str
        ``veto``, ``majority`` or ``leader``, per signatory.
    quota : ndarray of float, shape (signatories,)
        Share of the ratifiers' weight under ``majority``, else 0.
    veto : ndarray of bool, shape (acceptors,)
        Ratifiers who must accept whatever the rule.
    weight : ndarray of float, shape (acceptors,)
    needed : ndarray of bool, shape (acceptors, options)
        Options that call for a ratifier's consent; a row without any True is
        called always.
    """

    names: tuple[str, ...]
    signatories: int
    leader: np.ndarray
    rule: tuple[str, ...]
    quota: np.ndarray
    veto: np.ndarray
    weight: np.ndarray
    needed: np.ndarray


@dataclass(frozen=True)
class Options:
    """The options of all issues on one axis.

    Attributes
    ----------
    issues : tuple of str
    names : tuple of str
        ``issue/option`` for each option.
    issue : ndarray of int, shape (options,)
        Index of the issue of each option.
    status_quo : ndarray of int, shape (issues,)
        Index of the option that leaves the issue as it is.
    on_table : ndarray of bool, shape (options,)
        Available without a lever, on the day of the study.
    ambiguous : dict of int to (term, dict of reading to option index)
        Options that stand for others, depending on how a term is read.
    """

    issues: tuple[str, ...]
    names: tuple[str, ...]
    issue: np.ndarray
    status_quo: np.ndarray
    on_table: np.ndarray
    ambiguous: dict[int, tuple[str, dict[str, int]]]

    def index(self, name: str) -> int:
        """Return the index of ``issue/option``."""
        return self.names.index(name)

    def of(self, issue: int) -> np.ndarray:
        """Return the indices of an issue's options."""
        return np.flatnonzero(self.issue == issue)


@dataclass(frozen=True)
class Rule:
    """One linkage: if all of ``when`` are chosen, ``least`` to ``most`` of ``of`` must be.

    Every form of linkage is one of these.
    """

    when: tuple[int, ...]
    of: tuple[int, ...]
    least: int
    most: int


@dataclass(frozen=True)
class Structure:
    """Options, linkages and acceptors of one case on one day."""

    options: Options
    rules: tuple[Rule, ...]
    acceptors: Acceptors


def structure(case: Case, as_of: datetime.date | None = None) -> Structure:
    """Return the index arrays of a case.

    Parameters
    ----------
    case : Case
        Checked.
    as_of : date, optional
        Options known later are off the table.
    """
    options = _options(case, as_of)
    return Structure(
        options,
        tuple(rule for link in case.linkages for rule in rules_of(link, options)),
        _acceptors(case, options),
    )


def _options(case: Case, as_of: datetime.date | None) -> Options:
    names: list[str] = []
    issue: list[int] = []
    on_table: list[bool] = []
    status_quo: list[int] = []
    for i, (slug, item) in enumerate(case.issues.items()):
        for name, option in item.options.items():
            if name == item.status_quo:
                status_quo.append(len(names))
            names.append(f"{slug}/{name}")
            issue.append(i)
            known = as_of is None or option.known_from is None or option.known_from <= as_of
            on_table.append(option.on_table and known)
    ambiguous = {}
    for slug, item in case.issues.items():
        for name, option in item.options.items():
            if option.under is not None:
                means = {r: names.index(f"{slug}/{o}") for r, o in option.under.means.items()}
                ambiguous[names.index(f"{slug}/{name}")] = (option.under.term, means)
    return Options(
        tuple(case.issues),
        tuple(names),
        np.array(issue),
        np.array(status_quo),
        np.array(on_table, dtype=bool),
        ambiguous,
    )


def rules_of(link: Linkage, options: Options) -> list[Rule]:
    """Return a linkage as rules of the common form."""
    if link.form == "requires":
        assert link.option is not None
        when = (options.index(link.option),)
        return [Rule(when, (options.index(o),), 1, 1) for o in link.requires]
    if link.form == "if":
        of = tuple(options.index(o) for o in link.then)
        return [Rule(tuple(options.index(o) for o in link.if_), of, 1, len(of))]
    if link.form == "excludes":
        return [Rule((), tuple(options.index(o) for o in link.excludes), 0, 1)]
    assert link.at_most is not None
    return [Rule((), tuple(options.index(o) for o in link.of), 0, link.at_most)]


def _acceptors(case: Case, options: Options) -> Acceptors:
    signatories = [p for p, party in case.parties.items() if party.role == "signatory"]
    ratifiers = [p for p, party in case.parties.items() if party.role == "ratifier"]
    names = [*signatories, *ratifiers]
    rules = [case.parties[p].ratification for p in signatories]
    leader = [*range(len(signatories))]
    veto = [True] * len(signatories)
    needed = np.zeros((len(names), len(options.names)), dtype=bool)
    for row, slug in enumerate(ratifiers, start=len(signatories)):
        party = case.parties[slug]
        assert party.ratifies_for is not None
        leader.append(signatories.index(party.ratifies_for))
        ratification = rules[leader[-1]]
        default = ratification is None or ratification.rule == "veto"
        veto.append(default if party.veto is None else party.veto)
        called = {options.index(o) for o in party.needed_for}
        # An option that may mean one that calls for consent calls for it too.
        called |= {a for a, (_, means) in options.ambiguous.items() if called & {*means.values()}}
        needed[row, sorted(called)] = True
    return Acceptors(
        tuple(names),
        len(signatories),
        np.array(leader),
        tuple(r.rule if r else "veto" for r in rules),
        np.array([r.quota if r and r.quota else 0.0 for r in rules]),
        np.array(veto),
        np.array([case.parties[p].weight for p in names]),
        needed,
    )
