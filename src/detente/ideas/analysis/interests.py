"""Which interests of whom the blocked issues touch, and where positions alone conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from detente.case.models import Case
from detente.ideas.findings import (
    BlockedIssue,
    Demand,
    InterestFinding,
    InterestsFinding,
    OptionTouch,
    ReconcilableFinding,
    Way,
)
from detente.ideas.needs import stakes
from detente.ideas.positions import reconcilable

METHOD = (
    "an interest is at stake where its owner's demand stands in the way and an option of the "
    "demanded issue serves or harms it; conflicts as smallest sets of demands"
)


@dataclass(frozen=True)
class Table:
    """A case's interests as arrays; rows in the order of the case.

    Parameters
    ----------
    case : Case
    """

    case: Case

    @cached_property
    def slugs(self) -> list[str]:
        """Interests."""
        return list(self.case.interests)

    @cached_property
    def parties(self) -> list[str]:
        """Parties."""
        return list(self.case.parties)

    @cached_property
    def issues(self) -> list[str]:
        """Issues."""
        return list(self.case.issues)

    @cached_property
    def options(self) -> list[str]:
        """Options by full name."""
        return [f"{i}/{o}" for i, issue in self.case.issues.items() for o in issue.options]

    @cached_property
    def owner(self) -> np.ndarray:
        """Party of each interest."""
        places = {p: k for k, p in enumerate(self.parties)}
        return np.array([places[n.of] for n in self.case.interests.values()], dtype=int)

    @cached_property
    def kind(self) -> np.ndarray:
        """Kind of each interest as a number; -1 where none is stated."""
        kinds = sorted({n.kind for n in self.case.interests.values() if n.kind})
        return np.array(
            [kinds.index(n.kind) if n.kind else -1 for n in self.case.interests.values()],
            dtype=int,
        )

    def matrix(self, field: str) -> np.ndarray:
        """Return which options are named under a field, shape (interests, options)."""
        rows = [
            [option in getattr(n, field) for option in self.options]
            for n in self.case.interests.values()
        ]
        return np.array(rows, dtype=bool).reshape(len(self.slugs), len(self.options))

    @cached_property
    def served(self) -> np.ndarray:
        """Options that serve, shape (interests, options)."""
        return self.matrix("served_by")

    @cached_property
    def harmed(self) -> np.ndarray:
        """Options that harm, shape (interests, options)."""
        return self.matrix("harmed_by")

    @cached_property
    def issue(self) -> np.ndarray:
        """Issue of each option."""
        return np.array([self.issues.index(o.split("/")[0]) for o in self.options], dtype=int)

    @cached_property
    def touches(self) -> np.ndarray:
        """Issues that touch, shape (interests, issues)."""
        either = self.served | self.harmed
        return np.stack(
            [either[:, self.issue == i].any(axis=1) for i in range(len(self.issues))], axis=1
        )

    def stakes(self, demands: Iterable[Demand]) -> np.ndarray:
        """Return how much each interest is at stake."""
        told = [d for d in demands if d.party in self.parties]
        return stakes(
            np.array([self.parties.index(d.party) for d in told], dtype=int),
            np.array([self.issues.index(d.issue) if d.issue else -1 for d in told], dtype=int),
            np.array([d.share for d in told], dtype=float),
            self.owner,
            self.touches,
        )


def interests(
    case: Case,
    demands: tuple[Demand, ...],
    preferred: Mapping[str, Mapping[str, str]],
    deals: tuple[str, ...] = (),
) -> InterestsFinding:
    """Return which interests the blocked issues touch.

    Parameters
    ----------
    case : Case
    demands : tuple of Demand
        What stands in the way.
    preferred : mapping of party to mapping of issue to option
        The option each party at the table likes best; issues it does not care
        about are left out.
    deals : tuple of str
        Packages whose obstacles the demands are.
    """
    table = Table(case)
    at_stake = table.stakes(demands)
    ordered = tuple(sorted(demands, key=lambda d: (-d.share, d.party, d.issue or "")))
    return InterestsFinding(
        ordered,
        tuple(
            InterestFinding(
                slug,
                interest.label,
                interest.of,
                interest.kind,
                float(stake),
                interest.basis.record if interest.basis else (),
                interest.basis.judgement if interest.basis else None,
            )
            for (slug, interest), stake in zip(case.interests.items(), at_stake, strict=True)
        ),
        _blocked(table, ordered),
        _reconcilable(table, preferred),
        deals,
        METHOD,
    )


def _blocked(table: Table, demands: tuple[Demand, ...]) -> tuple[BlockedIssue, ...]:
    found = []
    for issue in dict.fromkeys(d.issue for d in demands if d.issue is not None):
        about = [d for d in demands if d.issue == issue]
        options = np.flatnonzero(table.issue == table.issues.index(issue))
        touched = [
            OptionTouch(
                table.options[o].split("/")[1],
                tuple(table.slugs[n] for n in np.flatnonzero(table.served[:, o])),
                tuple(table.slugs[n] for n in np.flatnonzero(table.harmed[:, o])),
            )
            for o in options
        ]
        found.append(
            BlockedIssue(
                issue,
                max(d.share for d in about),
                tuple(d.party for d in about),
                tuple(t for t in touched if t.served or t.harmed),
            )
        )
    return tuple(found)


def _reconcilable(
    table: Table, preferred: Mapping[str, Mapping[str, str]]
) -> tuple[ReconcilableFinding, ...]:
    case = table.case
    places = {o: k for k, o in enumerate(table.options)}
    wanted = np.full((len(table.parties), len(table.issues)), -1)
    for party, wishes in preferred.items():
        for issue, option in wishes.items():
            row, column = table.parties.index(party), table.issues.index(issue)
            wanted[row, column] = places[f"{issue}/{option}"]

    def short(index: int) -> str:
        return table.options[index].split("/")[1]

    def names(some: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(table.slugs[n] for n in some)

    return tuple(
        ReconcilableFinding(
            table.issues[found.issue],
            (table.parties[found.parties[0]], table.parties[found.parties[1]]),
            (short(found.preferred[0]), short(found.preferred[1])),
            (names(found.behind[0]), names(found.behind[1])),
            tuple(
                Way(
                    short(o),
                    case.issues[table.issues[found.issue]].options[short(o)].on_table,
                    names(serves),
                    all(set(serves) & set(some) for some in found.behind),
                )
                for o, serves in found.ways
            ),
        )
        for found in reconcilable(
            wanted, table.issue, table.owner, table.kind, table.served, table.harmed
        )
    )
