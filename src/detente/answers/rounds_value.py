"""What versions of a text and the changes between them are worth, by the model of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from detente.answers.order import completion
from detente.answers.rounds_findings import (
    ChangeFinding,
    EffectFinding,
    ValueFinding,
    WorthFinding,
)
from detente.beliefs.packages import feasible_packages
from detente.case.models import Case
from detente.deals.acceptance import accepts, package_values
from detente.deals.analysis.packages import accepted_by, recorded
from detente.deals.analysis.workspace import Workspace
from detente.deals.shares import mean, share, spread
from detente.drafting.rounds.settling import Effect, Frame, Pairs, packages, pairs, read, spoken
from detente.drafting.text import Paragraph, Text, paragraphs, plain
from detente.finding import Share

Read = dict[str, tuple[Effect, ...]]
PACKAGE = "package"


class Valuer:
    """Versions of one text, valued on the same draws.

    Parameters
    ----------
    ready : Workspace
    texts : dict of slug to Text
        Each after the one that it was made from.
    """

    def __init__(self, ready: Workspace, texts: dict[str, Text]) -> None:
        self.ready, self.texts = ready, texts
        self.case: Case = ready.study.case
        structure = ready.model.structure
        self.options = structure.options
        self.acceptors = structure.acceptors
        self.names = structure.acceptors.names
        self.held = ready.held_out
        self.stated = {item.slug: item for item in recorded(ready)}
        self._known: dict[tuple[int, ...], tuple[np.ndarray, np.ndarray, np.ndarray]] = {}

    def chain(self, slug: str) -> list[str]:
        """Return a version and those it was made from, itself first."""
        found = []
        at: str | None = slug
        while at is not None and at in self.texts:
            found.append(at)
            at = self.case.drafts[at].parent
        return found

    def package_of(self, slug: str) -> str:
        """Return the package that a version states, itself or through the version before it."""
        for one in self.chain(slug):
            stated = self.case.drafts[one].package
            if stated is not None and stated in self.stated:
                return stated
        return ""

    def completed(self, slug: str) -> str:
        """Return how the package of a version was completed; empty where it was not."""
        named = self.stated.get(self.package_of(slug))
        return named.completed if named is not None and len(named.full) > 1 else ""

    def frame(self, slug: str, more: Sequence[Text] = ()) -> Frame:
        """Return what a version is read against."""
        names, issues = self.options.names, self.options.issues
        package: dict[str, str] = {}
        named = self.stated.get(self.package_of(slug))
        if named is not None:
            whole = completion(self.ready, named)
            package = {i: names[o].partition("/")[2] for i, o in zip(issues, whole, strict=True)}
        spoken_of = spoken([*(self.texts[one] for one in self.chain(slug)), *more])
        quo = {
            i: names[o].partition("/")[2]
            for i, o in zip(issues, self.options.status_quo, strict=True)
        }
        delivered = {
            (issue, option): stated.commitments
            for issue, one in self.case.issues.items()
            for option, stated in one.options.items()
        }
        return Frame(quo, package, delivered, *spoken_of)

    def value(self, slug: str) -> ValueFinding | None:
        """Return what a version is worth; None where it contradicts itself however it is read."""
        text, frame = self.texts[slug], self.frame(slug)
        found = packages(read(text), frame)
        ways = [one for one, _ in found.found]
        if not ways:
            return None
        rows = self._rows(ways)
        everybody = accepts(self.held, rows, self.acceptors)
        each = [share(row, self.held.weights) for row in everybody]
        stated = {issue: tuple(dict.fromkeys(way[issue] for way in ways)) for issue in ways[0]}
        proposed = {}
        for party in self.names[: self.acceptors.signatories]:
            own = packages(read(text, party), frame).found
            if own and len(own) < len(ways):
                proposed[party] = self._means([one for one, _ in own])
        return ValueFinding(
            options=stated,
            packages=len(ways),
            cut=found.cut,
            contradictory=found.contradictory,
            feasible=bool(feasible_packages(self.ready.model.structure, rows).all()),
            worth={name: self._worth(p, ways) for p, name in enumerate(self.names)},
            everybody_low=min(each, key=lambda s: s.value),
            everybody_high=max(each, key=lambda s: s.value),
            proposed=proposed,
        )

    def total(self, old: str, new: str) -> dict[str, EffectFinding]:
        """Return what all changes from one version to the next are worth together."""
        both = pairs(read(self.texts[old]), read(self.texts[new]), self.frame(old), self.frame(new))
        return self._effect(both)

    def changes(self, old: str, new: str) -> tuple[ChangeFinding, ...]:
        """Return what each change is worth alone, in the order of printing of the new version."""
        before, after = self.texts[old], self.texts[new]
        was, now = ({p.id: p for p in paragraphs(text)} for text in (before, after))
        base = read(before)
        frame = self.frame(old)
        names = dict(before.parties) | dict(after.parties)
        found = []
        for name in dict.fromkeys((*now, *was)):
            one, other = was.get(name), now.get(name)
            if one is not None and other is not None and _says(one) == _says(other):
                continue
            changed = {k: v for k, v in base.items() if k != name}
            if other is not None:
                changed |= read(_only(other, after))
            wider = self.frame(old, [_only(other, after)] if other is not None else [])
            effect = self._effect(pairs(base, changed, frame, wider))
            words = [plain(p.content, names) if p else "" for p in (one, other)]
            found.append(ChangeFinding(name, words[0], words[1], not effect, effect))
        if self.package_of(old) != self.package_of(new):
            stated = replace(frame, package=self.frame(new).package)
            effect = self._effect(pairs(base, base, frame, stated))
            labels = [self.stated[p].label if (p := self.package_of(s)) else "" for s in (old, new)]
            found.append(ChangeFinding(PACKAGE, labels[0], labels[1], not effect, effect))
        return tuple(found)

    def _rows(self, ways: Sequence[dict[str, str]]) -> np.ndarray:
        index = self.options.index
        return np.array([[index(f"{i}/{o}") for i, o in way.items()] for way in ways], dtype=int)

    def _margins(self, way: dict[str, str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return worth over no deal, float (acceptors, draws); content; means (acceptors,)."""
        rows = self._rows([way])
        key = tuple(rows[0])
        if key not in self._known:
            margins = package_values(self.held, rows)[:, 0] - self.held.floor
            content = accepted_by(self.held, rows, self.acceptors)[:, 0]
            weights = self.held.weights
            self._known[key] = (margins, content, margins @ weights / weights.sum())
        return self._known[key]

    def _means(self, ways: Sequence[dict[str, str]]) -> dict[str, tuple[Share, Share]]:
        found = {}
        for p, name in enumerate(self.names):
            each = sorted(ways, key=lambda way: self._margins(way)[2][p])
            low, high = (
                mean(self._margins(w)[0][p], self.held.weights) for w in (each[0], each[-1])
            )
            found[name] = (low, high)
        return found

    def _worth(self, p: int, ways: Sequence[dict[str, str]]) -> WorthFinding:
        weights = self.held.weights
        each = sorted(ways, key=lambda way: self._margins(way)[2][p])
        low, high = self._margins(each[0]), self._margins(each[-1])
        accepted = [share(self._margins(way)[1][p], weights) for way in ways]
        return WorthFinding(
            mean(low[0][p], weights),
            mean(high[0][p], weights),
            spread(low[0][p], weights).p05,
            spread(high[0][p], weights).p95,
            min(accepted, key=lambda s: s.value),
            max(accepted, key=lambda s: s.value),
        )

    def _effect(self, both: Pairs) -> dict[str, EffectFinding]:
        if all(one == other for one, other in both.found):
            return {}
        weights = self.held.weights
        found = {}
        for p, name in enumerate(self.names):
            gains = [
                self._margins(other)[0][p] - self._margins(one)[0][p] for one, other in both.found
            ]
            middles = [float(g @ weights) for g in gains]
            low, high = gains[int(np.argmin(middles))], gains[int(np.argmax(middles))]
            better = [share(g > 1e-6, weights) for g in gains]
            found[name] = EffectFinding(
                mean(low, weights),
                mean(high, weights),
                spread(low, weights).p05,
                spread(high, weights).p95,
                min(better, key=lambda s: s.value),
                max(better, key=lambda s: s.value),
            )
        return found


def _says(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, number="", kind="paragraph")


def _only(paragraph: Paragraph, text: Text) -> Text:
    return replace(text, preamble=(paragraph,), articles=(), annexes=(), closing=())
