"""From the items of the record to what each party was offered, refused and said."""

from __future__ import annotations

import numpy as np

from detente.answers.learn_items import Item, Items, settings_of
from detente.beliefs.learning.likelihood import account_shares
from detente.beliefs.learning.parties import Chance, Menu, PartyItems, Statement
from detente.beliefs.packages import feasible_packages
from detente.case.orders import parse_order
from detente.deals.acceptance import called_for, package_values, verdict
from detente.deals.analysis.packages import recorded
from detente.deals.analysis.workspace import Workspace

CHOICE_SET = 100
"""Most packages of a choice set, beside a party's own offers."""
ASKED = 2048
"""Draws from which a party's view of the others is taken."""


def parties_of(ready: Workspace, items: Items) -> tuple[PartyItems, ...]:
    """Return the items of the record by party.

    Parameters
    ----------
    ready : Workspace
        Before learning: what a party thinks of the others is taken from it.
    items : Items
    """
    names = ready.model.structure.acceptors.names
    by = [p for p in names if any(i.by == p for i in items.used)]
    return tuple(_party(ready, p, [i for i in items.used if i.by == p]) for p in by)


def _party(ready: Workspace, party: str, used: list[Item]) -> PartyItems:
    offered = [i for i in used if i.kind == "offer"]
    refused = [i for i in used if i.kind == "refusal"]
    said = [i for i in used if i.kind == "statement"]
    menu, chosen, among = _choices(ready, [i.packages for i in offered])
    case = ready.study.case
    ordered = [*offered, *refused, *said]
    group, shares = grouped(ordered)
    return PartyItems(
        party,
        menu,
        chances(ready, party, menu.packages),
        chosen,
        _menu([i.packages for i in refused], menu.packages.shape[1]),
        tuple(
            Statement(
                tuple(parse_order(case.statements[i.slug].says)),
                case.statements[i.slug].issue,
                f"/statements/{i.slug}/errs",
                case.statements[i.slug].errs,
            )
            for i in said
        ),
        np.array([i.weight for i in ordered]),
        tuple(i.name for i in ordered),
        np.array([i.unknown for i in ordered], dtype=bool),
        among,
        _tactical(ready, ordered),
        group,
        shares,
    )


def grouped(ordered: list[Item]) -> tuple[np.ndarray, np.ndarray]:
    """Return the group of each item, and how likely it is among the accounts of its group."""
    names = list(dict.fromkeys(i.group for i in ordered))
    group = np.array([names.index(i.group) for i in ordered], dtype=int)
    shares = np.ones(len(ordered))
    for g in range(len(names)):
        rows = np.flatnonzero(group == g)
        if len(rows) > 1:
            credits = np.array([ordered[r].credit for r in rows])
            shares[rows] = account_shares(credits, np.array([ordered[r].unknown for r in rows]))
    return group, shares


def _tactical(ready: Workspace, ordered: list[Item]) -> dict[int, Chance]:
    case = ready.study.case
    found = {}
    for row, item in enumerate(ordered):
        block = {"offer": "packages", "refusal": "refusals"}.get(item.kind)
        stated = getattr(case, block)[item.slug].tactical if block else None
        if stated is not None:
            found[row] = Chance(f"/{block}/{item.slug}/tactical", stated)
    return found


def _choices(
    ready: Workspace, offered: list[np.ndarray]
) -> tuple[Menu, np.ndarray, np.ndarray | None]:
    """Return the packages one may have chosen among, the bundles offered, and sets by offer."""
    how = settings_of(ready.study.case).choice_set
    issues = ready.everything.shape[1]
    bundles: list[np.ndarray] = []
    index: dict[tuple[tuple[int, ...], ...], int] = {}

    def place(packages: np.ndarray) -> int:
        key = tuple(map(tuple, packages.tolist()))
        if key not in index:
            index[key] = len(bundles)
            bundles.append(packages)
        return index[key]

    chosen = np.array([place(packages) for packages in offered], dtype=int)
    if how == "neighbours":
        sets = [[place(row[None, :]) for row in _near(ready, o)] for o in offered]
        among = np.zeros((len(offered), len(bundles)), dtype=bool)
        for k, some in enumerate(sets):
            among[k, some] = True
            among[k, chosen[k]] = True
        return _menu(bundles, issues), chosen, among
    if how == "record":
        for item in recorded(ready):
            if item.feasible:
                place(item.full[:: -(-len(item.full) // 16)])
    else:
        for row in some_of(ready.everything):
            place(row[None, :])
    return _menu(bundles, issues), chosen, None


def some_of(packages: np.ndarray) -> np.ndarray:
    """Return at most a hundred of the packages, evenly at random: of the case, not of the run."""
    rng = np.random.default_rng(0)
    size = min(CHOICE_SET, len(packages))
    return packages[np.sort(rng.choice(len(packages), size, replace=False))]


def _near(ready: Workspace, offered: np.ndarray) -> np.ndarray:
    """Return feasible packages that differ from one as offered on one issue."""
    structure = ready.model.structure
    options = structure.options
    found = []
    for package in offered:
        for option in np.flatnonzero(options.on_table):
            if package[options.issue[option]] != option:
                other = package.copy()
                other[options.issue[option]] = option
                found.append(other)
    near = np.unique(np.array(found, dtype=int).reshape(-1, offered.shape[1]), axis=0)
    near = near[feasible_packages(structure, near)]
    own = (near[:, None, :] == offered[None, :, :]).all(axis=2).any(axis=1)
    return some_of(near[~own])


def _menu(bundles: list[np.ndarray], issues: int) -> Menu:
    if not bundles:
        return Menu(np.zeros((0, issues), dtype=int), np.zeros(0, dtype=int), 0)
    owner = np.repeat(np.arange(len(bundles)), [len(b) for b in bundles])
    return Menu(np.vstack(bundles), owner, len(bundles))


def chances(ready: Workspace, party: str, packages: np.ndarray) -> np.ndarray:
    """Return in which share of the draws as stated all others accept each package."""
    acceptors = ready.model.structure.acceptors
    leader = acceptors.leader[acceptors.names.index(party)]
    some = ready.selection.cut(0, ASKED)
    margins = package_values(some, packages) - some.floor[:, None, :]
    margins[acceptors.leader == leader] = np.inf
    called = called_for(packages, acceptors)[:, :, None]
    good = verdict(margins, called, some.audience[:, None, :], acceptors)
    return np.asarray(good.mean(axis=1))
