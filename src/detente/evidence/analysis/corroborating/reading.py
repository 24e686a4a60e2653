"""Claims and accounts of a study as arrays: what is said, and with what rates."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from detente.beliefs.shapes import quantile
from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION, Study
from detente.case.admiralty import INTEREST, RATES, code_of, unknown
from detente.case.models import Case, Enquiry, Report
from detente.case.quantity import Quantity
from detente.case.said import root, said
from detente.case.tree import step
from detente.errors import UsageError
from detente.evidence.analysis.corroborating.accounts import Node, Origin, ReadClaim
from detente.evidence.interest import false_with_interest
from detente.evidence.sets import rate_of_set

OWN = "own"
"""In place of a code, where a report has rates of its own."""


@dataclass(frozen=True)
class Read:
    """A study's claims and what is reported of them by the day of the run.

    Attributes
    ----------
    claims : tuple of ReadClaim
    origins : tuple of Origin
    apart : tuple of Origin
        The same reports, each as if it were an origin of its own.
    codes : dict of report to code
        ``own`` where a report has rates of its own.
    unknown : tuple of str
        Reports not known on the day.
    draws : int
    """

    claims: tuple[ReadClaim, ...]
    origins: tuple[Origin, ...]
    apart: tuple[Origin, ...]
    codes: dict[str, str]
    unknown: tuple[str, ...]
    draws: int

    def at(self, slug: str) -> int:
        """Return the index of a claim."""
        return next(i for i, c in enumerate(self.claims) if c.slug == slug)


def known_from(case: Case, report: Report) -> datetime.date | None:
    """Return the day from which a report was known: its own, else the last of its items."""
    if report.known_from is not None:
        return report.known_from
    return max((case.record[i].known_from for i in report.record), default=None)


def read(study: Study, draws: int) -> Read:
    """Return the claims and reports of a study.

    Parameters
    ----------
    study : Study
    draws : int

    Raises
    ------
    UsageError
        Where the case makes no claims, or nothing was reported by the day.
    """
    if not study.case.claims or not study.case.reports:
        raise UsageError(
            "the case has no reports to weigh: add claims: and reports: "
            "(docs/how-to/weigh-reports.md)"
        )
    return Reader(study, draws).read()


class Reader:
    """Reads one study; ``rates`` serves enquiries too.

    Parameters
    ----------
    study : Study
    draws : int
    """

    def __init__(self, study: Study, draws: int) -> None:
        self.study, self.case, self.draws = study, study.case, draws
        first = SELECTION // BLOCK
        self.blocks = range(first, first + -(-draws // BLOCK))
        self.index = {slug: i for i, slug in enumerate(self.case.claims)}

    def read(self) -> Read:
        """Return everything."""
        claims = tuple(self._claim(slug) for slug in self.case.claims)
        names = list(self.case.reports)
        late = tuple(n for n in names if not self.known(n))
        heard = [n for n in names if n not in late and self.case.reports[n].claims]
        if not heard:
            raise UsageError("nothing had been reported by this day: give a later --as-of")
        codes = {n: self.code(self.case.reports[n]) for n in names}
        rates = {n: self.rates(self.case.reports[n], codes[n], n) for n in names}
        chains: dict[str, list[str]] = {}
        for name in names:
            chains.setdefault(root(self.case, name), []).append(name)
        origins = []
        for members in chains.values():
            if any(n in heard for n in members):
                origins.append(self._origin(self._ordered(members), heard, claims, rates))
        apart = tuple(self._apart(n, claims, rates) for n in heard)
        return Read(claims, tuple(origins), apart, codes, late, self.draws)

    # -- numbers -------------------------------------------------------------------------

    def number(self, pointer: str, default: Quantity, key: str = "") -> np.ndarray:
        """Return draws of a number of the case, or of what stands for one that is not written.

        ``key`` gives it a stream of its own.
        """
        known = self.study.effective.numbers.get(pointer)
        quantity = known.quantity if known is not None else default
        if quantity.analysts is not None or (known is not None and not key):
            drawn = [self.study.number(pointer, b) for b in self.blocks]
        else:
            at = key or pointer
            drawn = [quantile(quantity, self.study.stream(at, b)) for b in self.blocks]
        return np.concatenate(drawn)[: self.draws]

    def share(self, pointer: str, default: Quantity, key: str = "") -> np.ndarray:
        """Return draws of a number in percent, 0 to 1."""
        return np.clip(self.number(pointer, default, key) / 100.0, 0.0, 1.0)

    def code(self, report: Report | Enquiry) -> str:
        """Return the code of a report, by what of its record was known."""
        if report.hit is not None:
            return OWN
        source = self.case.sources.get(report.source or "")
        items = [self.case.record[i] for i in getattr(report, "record", ())]
        day = self.study.as_of
        digits = [i.credibility for i in items if day is None or i.known_from <= day]
        return code_of(source.reliability if source else None, digits, report.credibility)

    def rates(
        self, report: Report | Enquiry, code: str, slug: str
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return how likely it says so if it is so, and if it is not.

        A code is drawn once for all whom it is given to: what it is worth is one question.  Where
        nothing is known of a source it is drawn for each of them.
        """
        block = "enquiries" if isinstance(report, Enquiry) else "reports"
        if code == OWN:
            at = step(f"/{block}", slug)
            assert report.hit is not None
            assert report.false_report is not None
            return (
                self.share(f"{at}/hit", report.hit),
                self.share(f"{at}/false_report", report.false_report),
            )
        at = step("/admiralty", code)
        key = f":{report.source or slug}" if unknown(code) else ""
        table = RATES[code]
        return (
            self.share(f"{at}/hit", table.hit, key and f"{at}/hit{key}"),
            self.share(f"{at}/false_report", table.false_report, key and f"{at}/false_report{key}"),
        )

    # -- claims and accounts -------------------------------------------------------------

    def known(self, slug: str) -> bool:
        """Return whether a report was known on the day."""
        day = known_from(self.case, self.case.reports[slug])
        return self.study.as_of is None or day is None or day <= self.study.as_of

    def _claim(self, slug: str) -> ReadClaim:
        claim, at = self.case.claims[slug], step("/claims", slug)
        if claim.prior is not None:
            yes = self.share(f"{at}/prior", claim.prior)
            prior = np.stack([yes, 1.0 - yes])
        else:
            each = [
                self.share(f"{step(f'{at}/states', n)}/prior", s.prior)
                for n, s in claim.states.items()
            ]
            prior = np.stack(each) / np.sum(each, axis=0)
        standing = frozenset(claim.names.index(n) for n in claim.standing)
        return ReadClaim(slug, claim.names, prior, standing, claim.text)

    def _words(self, report: Report) -> dict[int, frozenset[int]]:
        return {
            self.index[c]: frozenset(self.case.claims[c].names.index(s) for s in words)
            for c, words in said(self.case, report).items()
        }

    def _ordered(self, members: list[str]) -> list[str]:
        """Return a chain with its origin first, and each after what it relays."""
        found: list[str] = []
        while len(found) < len(members):
            found += [
                m
                for m in members
                if m not in found
                and (self.case.reports[m].relays in found or self.case.reports[m].relays is None)
            ]
        return found

    def _node(self, slug: str, heard: bool) -> Node:
        report = self.case.reports[slug]
        if not heard:
            return Node(slug, {}, frozenset(), {})
        silence = {}
        for claim, told in report.silent_on.items():
            at = step(f"{step('/reports', slug)}/silent_on", claim)
            so, not_so = (
                self.share(f"{at}/if_so", told.if_so),
                self.share(f"{at}/if_not", told.if_not),
            )
            states = self.case.claims[claim]
            named = [k for k, state in enumerate(states.names) if state in states.standing]
            silence[self.index[claim]] = rate_of_set(len(states.names), named, so, not_so)
        left = frozenset(self.index[c] for c in report.leaves_open)
        return Node(slug, self._words(report), left, silence)

    def _origin(
        self,
        members: list[str],
        heard: list[str],
        claims: tuple[ReadClaim, ...],
        rates: dict[str, tuple[np.ndarray, np.ndarray]],
    ) -> Origin:
        first = members[0]
        nodes = tuple(self._node(n, n in heard) for n in members)
        parent = [-1, *(members.index(self.case.reports[n].relays or "") for n in members[1:])]
        fidelity = [np.ones(self.draws)]
        for n in members[1:]:
            given = self.case.reports[n].fidelity
            at = step("/reports", n) + "/fidelity"
            fidelity.append(np.ones(self.draws) if given is None else self.share(at, given))
        report = self.case.reports[first]
        copies = {}
        if first in heard:
            for other, chance in report.may_have_copied.items():
                at = step(step("/reports", first) + "/may_have_copied", other)
                if other in heard:
                    copies[other] = self.share(at, chance)
        rate, base = self._rate(first, nodes, claims, rates[first])
        return Origin(
            nodes,
            tuple(parent),
            np.stack(fidelity),
            rate,
            base,
            self._clauses(first, claims),
            self._genuine(first),
            copies,
        )

    def _apart(
        self,
        slug: str,
        claims: tuple[ReadClaim, ...],
        rates: dict[str, tuple[np.ndarray, np.ndarray]],
    ) -> Origin:
        """Return a report as an origin of its own, of a text as genuine as its origin's."""
        first = root(self.case, slug)
        node = self._node(slug, True)
        rate, base = self._rate(slug, (node,), claims, rates[slug])
        text, genuine = self._clauses(first, claims), self._genuine(first)
        return Origin((node,), (-1,), np.ones((1, self.draws)), rate, base, text, genuine, {})

    def _clauses(self, slug: str, claims: tuple[ReadClaim, ...]) -> frozenset[int]:
        text = self.case.reports[slug].text
        return frozenset(i for i, c in enumerate(claims) if text is not None and c.text == text)

    def _genuine(self, slug: str) -> np.ndarray | None:
        given = self.case.reports[slug].genuine
        return None if given is None else self.share(f"{step('/reports', slug)}/genuine", given)

    def _rate(
        self,
        slug: str,
        nodes: tuple[Node, ...],
        claims: tuple[ReadClaim, ...],
        rates: tuple[np.ndarray, np.ndarray],
    ) -> tuple[dict[int, np.ndarray], dict[int, frozenset[int]]]:
        """Return how likely the origin names a set of states, by state, and that set."""
        found, base = {}, {}
        for c in sorted({c for n in nodes for c in n.words}):
            # Of an origin that was not heard, the least that anybody has from it.
            told = (
                [nodes[0].words[c]]
                if c in nodes[0].words
                else [n.words[c] for n in nodes if c in n.words]
            )
            words, claim = min(told, key=lambda w: (len(w), sorted(w))), claims[c]
            whole = frozenset(range(len(claim.states)))
            chosen = claim.standing if words in (claim.standing, whole - claim.standing) else words
            hit, false = self._interested(slug, c, nodes[0].words.get(c) == chosen, rates)
            found[c], base[c] = rate_of_set(len(claim.states), chosen, hit, false), chosen
        return found, base

    def _interested(
        self, slug: str, claim: int, names_set: bool, rates: tuple[np.ndarray, np.ndarray]
    ) -> tuple[np.ndarray, np.ndarray]:
        hit, false = rates
        report, name = self.case.reports[slug], list(self.index)[claim]
        which = "serving" if name in report.serves else "against"
        if name not in (*report.serves, *report.against) or unknown(self.code(report)):
            return hit, false
        times = self.number(f"/interest_factors/{which}", getattr(INTEREST, which))
        if names_set:
            return hit, false_with_interest(hit, false, times)
        return 1.0 - false_with_interest(1.0 - false, 1.0 - hit, times), false
