"""Slow and obvious: every state of every claim, word, copy and genuineness, summed one by one.

It reads the plain data of a case itself and knows nothing of how the analysis goes about it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

Data = dict[str, Any]


def names(claim: Data) -> list[str]:
    return list(claim["states"]) if "states" in claim else ["yes", "no"]


def priors(claim: Data) -> dict[str, float]:
    if "states" not in claim:
        return {"yes": claim["prior"] / 100, "no": 1 - claim["prior"] / 100}
    whole = sum(s["prior"] for s in claim["states"].values())
    return {n: s["prior"] / whole for n, s in claim["states"].items()}


def stand(claim: Data, report: Data, slug: str) -> frozenset[str] | None:
    """Return the states in which a report is right, or None."""
    yes = frozenset(claim.get("so", [])) if "states" in claim else frozenset({"yes"})
    if slug in report.get("affirms", ()):
        return yes
    if slug in report.get("denies", ()):
        return frozenset(names(claim)) - yes
    named = report.get("names", {}).get(slug)
    return None if named is None else frozenset(named)


class World:
    """A case's claims and reports."""

    def __init__(self, data: Data) -> None:
        self.claims, self.reports = data["claims"], data["reports"]
        self.roots = [r for r, x in self.reports.items() if "relays" not in x]

    def chain(self, root: str) -> list[str]:
        """Return a root and all that go back to it, each after what it relays."""
        found = [root]
        for slug in found:
            found += [r for r, x in self.reports.items() if x.get("relays") == slug]
        return found

    def likely(self, root: str, claim: str, state: str, sure: bool | None = None) -> float:
        """Return how likely a chain's words on a claim are; ``sure``: given its root's word."""
        members, told = self.chain(root), self.reports[root]
        quiet = told.get("silent_on", {}).get(claim)
        if quiet is not None:
            return float(quiet["if_so" if state in self._yes(claim) else "if_not"] / 100)
        stands = {m: stand(self.claims[claim], self.reports[m], claim) for m in members}
        spoken = [s for s in stands.values() if s is not None]
        if not spoken:
            return 1.0
        whole, yes = frozenset(names(self.claims[claim])), self._yes(claim)
        order = names(self.claims[claim])
        heard = stands[root]
        least = min(spoken, key=lambda w: (len(w), sorted(order.index(s) for s in w)))
        word = least if heard is None else heard
        base = yes if word in (yes, whole - yes) else word
        rate = told["hit"] if state in base else told["false_report"]
        total = 0.0
        for words in itertools.product((True, False), repeat=len(members)):
            each = dict(zip(members, words, strict=True))
            if any(s is not None and (s == base) != each[m] for m, s in stands.items()):
                continue
            p = 1.0
            if sure is None:
                p = rate / 100 if each[root] else 1 - rate / 100
            for m in members[1:]:
                kept = self.reports[m].get("fidelity", 100) / 100
                p *= kept if each[m] == each[self.reports[m]["relays"]] else 1 - kept
            total += p
        return total

    def _yes(self, claim: str) -> frozenset[str]:
        c = self.claims[claim]
        return frozenset(c.get("so", [])) if "states" in c else frozenset({"yes"})

    def account(self, root: str, state: dict[str, str], only: list[str]) -> float:
        """Return how likely a chain's words on some claims are, its text genuine or not."""
        told = self.reports[root]
        real = {c: self.likely(root, c, state[c]) for c in only}
        clauses = [c for c in only if self.claims[c].get("text") == told.get("text") is not None]
        others = float(np.prod([real[c] for c in only if c not in clauses]))
        honest = float(np.prod([real[c] for c in clauses]))
        if "genuine" not in told or not clauses:
            return others * honest
        made_up = 1.0
        for c in clauses:
            made_up *= sum(p * self.likely(root, c, s) for s, p in priors(self.claims[c]).items())
        g = told["genuine"] / 100
        return others * (g * honest + (1 - g) * made_up)

    def speaks(self, slug: str) -> set[str]:
        r = self.reports[slug]
        spoken = (*r.get("affirms", ()), *r.get("denies", ()), *r.get("leaves_open", ()))
        return {*spoken, *r.get("names", {})}

    def mentions(self, root: str) -> list[str]:
        every = set()
        for m in self.chain(root):
            every |= self.speaks(m) | set(self.reports[m].get("silent_on", {}))
        return [c for c in self.claims if c in every]

    def copied(self, root: str, other: str, state: dict[str, str]) -> float:
        """Return how likely a chain's words are, given that its root copied another report."""
        quiet = set(self.reports[root].get("silent_on", {}))
        shared = [c for c in self.claims if c in self.speaks(other)]
        shared = [c for c in shared if c in self.speaks(root) | quiet]
        for c in shared:
            one, two = (stand(self.claims[c], self.reports[r], c) for r in (root, other))
            if c in quiet or one != two:
                return 0.0
        rest = [c for c in self.mentions(root) if c not in shared]
        p = self.account(root, state, rest)
        for c in shared:
            if stand(self.claims[c], self.reports[root], c) is not None:
                p *= self.likely(root, c, state[c], sure=True)
        return p

    def all_said(self, state: dict[str, str]) -> float:
        """Return how likely all that is reported is, averaged over who came first in a circle."""
        total = 1.0
        for circle in self.circles():
            each = []
            for first in circle:
                p = 1.0
                for root in circle:
                    p *= self._one(root, first, circle, state)
                each.append(p)
            total *= sum(each) / len(each)
        return total

    def _one(self, root: str, first: str, circle: list[str], state: dict[str, str]) -> float:
        alone, total = 1.0, 0.0
        for other, chance in self.reports[root].get("may_have_copied", {}).items():
            home = next(r for r in self.roots if other in self.chain(r))
            if home in circle and (home != first or root == first):
                continue
            alone -= chance / 100
            total += chance / 100 * self.copied(root, other, state)
        return total + alone * self.account(root, state, self.mentions(root))

    def circles(self) -> list[list[str]]:
        """Return roots that may have copied one another both ways; alone where nobody did."""
        to = {
            r: {
                next(x for x in self.roots if o in self.chain(x))
                for o in self.reports[r].get("may_have_copied", {})
            }
            for r in self.roots
        }

        def reach(start: str) -> set[str]:
            seen, left = {start}, [start]
            while left:
                for other in to[left.pop()] - seen:
                    seen.add(other)
                    left.append(other)
            return seen

        reached = {r: reach(r) for r in self.roots}
        found: list[list[str]] = []
        for r in self.roots:
            circle = [o for o in self.roots if o in reached[r] and r in reached[o]]
            if circle not in found:
                found.append(circle)
        return found

    def states(self) -> Iterator[tuple[dict[str, str], float]]:
        """Yield every joint state with its probability and all that is reported."""
        for chosen in itertools.product(*(names(c) for c in self.claims.values())):
            state = dict(zip(self.claims, chosen, strict=True))
            p = float(np.prod([priors(self.claims[c])[s] for c, s in state.items()]))
            yield state, p * self.all_said(state)


def posterior(data: Data) -> np.ndarray:
    """Return the probabilities of all states of all claims, in order."""
    weighed = list(World(data).states())
    whole = sum(p for _, p in weighed)
    return np.array(
        [
            sum(p for state, p in weighed if state[c] == s) / whole
            for c, claim in data["claims"].items()
            for s in names(claim)
        ]
    )
