"""What a change changes, by name: an obligation, a date, who, a condition ... or wording.

A change is never called cosmetic.  What touches a listed feature is substantive; other words,
and punctuation that could turn a sentence, may be; only spaces and the forms of quotation marks
and dashes are typographic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from detente.drafting.brackets import bracketed
from detente.drafting.features import Feature, FeatureKind, features
from detente.drafting.grades import GRADES
from detente.drafting.redline import LineChange, Run
from detente.drafting.sequences import matches
from detente.drafting.text import Bracket, plain

ChangeKind = (
    FeatureKind
    | Literal[
        "bracket-opened", "bracket-closed", "alternative", "proposer", "list", "added", "removed",
        "moved", "renumbered", "heading", "punctuation", "wording", "typographic",
    ]
)  # fmt: skip
Level = Literal["substantive", "may-be", "renumbered", "typographic"]
LEVELS: Final[tuple[Level, ...]] = ("substantive", "may-be", "renumbered", "typographic")


@dataclass(frozen=True)
class Named:
    """One thing that a change does.

    Attributes
    ----------
    kind, level : str
    old, new : str
        As printed, shortened by nobody; empty where there was or is nothing.
    weaker : bool or None
        Of a grade of obligation: whether it binds less now; None elsewhere, and where one of
        the two is missing.
    """

    kind: ChangeKind
    level: Level
    old: str
    new: str
    weaker: bool | None = None


def named(
    change: LineChange,
    language: str,
    parties: Sequence[tuple[str, str]] = (),
    terms: Sequence[str] = (),
) -> tuple[Named, ...]:
    """Return what a change does, the most serious first; empty for a line that stayed.

    Parameters
    ----------
    change : LineChange
    language : str
        BCP 47.  Signals of obligation, negation, condition and quantity are known in English
        and Korean; elsewhere dates, numbers, names and brackets are, and the rest is wording.
    parties : sequence of (str, str)
        Slug and name.
    terms : sequence of str
        Defined terms, as printed.
    """
    if change.how == "same":
        return ()
    if change.how == "moved-away":
        return ()  # told where the line came to
    if change.how in ("inserted", "deleted"):
        return _whole_line(change)
    old, new = change.old, change.new
    if old is None or new is None:  # a changed or moved line is in both versions
        return ()
    found: list[Named] = []
    if old.words != new.words:
        inside = list(_inside(change, language, parties, terms))
        # No change goes without a name: a single bracket sign is one too.
        found += inside or [Named("wording", "may-be", old.words, new.words)]
    if change.how == "moved-here":
        found.append(Named("moved", "may-be", old.label, new.label))
    elif old.label != new.label:
        found.append(Named("renumbered", "renumbered", old.label, new.label))
    return tuple(sorted(found, key=lambda n: LEVELS.index(n.level)))


def defined_terms(lines: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return what definitions define: the quoted words of lines, given as (kind, words)."""
    found: dict[str, None] = {}
    for kind, words in lines:
        if kind == "definition" or re.search(r"[”\"’'»]\s+(?:means|shall mean|이란|란)", words):
            match = re.match(r"[^“\"‘'«]{0,20}[“\"‘'«]([^”\"’'»]{1,80})[”\"’'»]", words)
            if match:
                found[match[1]] = None
    return tuple(found)


def _whole_line(change: LineChange) -> tuple[Named, ...]:
    row = change.new or change.old
    assert row is not None, "a place is a line of one version at least"
    kind: ChangeKind = "added" if change.how == "inserted" else "removed"
    if row.kind == "item":
        kind = "list"
    if not row.printed.strip():
        return (Named("typographic", "typographic", "", ""),)
    old, new = ("", row.printed) if change.how == "inserted" else (row.printed, "")
    return (Named(kind, "substantive", old.replace("\t", " "), new.replace("\t", " ")),)


def _inside(
    change: LineChange, language: str, parties: Sequence[tuple[str, str]], terms: Sequence[str]
) -> Iterator[Named]:
    old, new = change.old, change.new
    if old is None or new is None:
        return
    if typographic(old.words) == typographic(new.words):
        yield Named("typographic", "typographic", old.words, new.words)
        return
    yield from _brackets(old.words, new.words, parties)
    names = [name for _, name in parties]
    one = features(_unsigned(old.words), language, names, terms)
    two = features(_unsigned(new.words), language, names, terms)
    told: list[Named] = []
    covered = (bytearray(len(old.words)), bytearray(len(new.words)))
    for kind in dict.fromkeys(f.kind for f in (*one, *two)):
        for before, after in _changed(
            [f for f in one if f.kind == kind], [f for f in two if f.kind == kind]
        ):
            weaker = None
            if kind == "grade" and before and after:
                ranks = [GRADES.index(f.value) for f in (before, after)]
                weaker = ranks[1] > ranks[0]
            told.append(
                Named(kind, "substantive", _cut(old.words, before), _cut(new.words, after), weaker)
            )
            for side, feature in zip(covered, (before, after), strict=True):
                if feature:
                    size = feature.end - feature.start
                    side[feature.start : feature.end] = b"\1" * size
    yield from told
    if "definition" in (old.kind, new.kind) and not any(n.kind == "definition" for n in told):
        yield Named("definition", "substantive", old.words, new.words)
    if old.kind in ("article", "part", "annex", "title"):
        yield Named("heading", "may-be", old.words, new.words)
        return
    yield from _rest(change.difference, covered)


def _changed(
    old: list[Feature], new: list[Feature]
) -> Iterator[tuple[Feature | None, Feature | None]]:
    """Yield features that are not on both sides, in pairs where one took another's place."""
    i = j = 0
    same = matches([f.value for f in old], [f.value for f in new])
    for a, b in [*same, (len(old), len(new))]:
        gone, come = old[i:a], new[j:b]
        for k in range(max(len(gone), len(come))):
            yield (gone[k] if k < len(gone) else None, come[k] if k < len(come) else None)
        i, j = a + 1, b + 1


def _rest(runs: Sequence[Run], covered: tuple[bytearray, bytearray]) -> Iterator[Named]:
    """Yield what no feature accounts for: items of lists, punctuation and other words."""
    for (start, old), (other, new) in _hunks(runs):
        left, right = _uncovered(old, start, covered[0]), _uncovered(new, other, covered[1])
        if not left and not right:
            continue
        if typographic(old) == typographic(new):
            yield Named("typographic", "typographic", old, new)
        elif not re.search(r"\w", left + right):
            if not re.search(r"\w", old + new):  # else what it goes with is told
                yield Named("punctuation", "may-be", old, new)
        # An item of a list says nothing that a feature would.
        elif len(left + right) == len("".join((old + new).split())) and _listed(old, new):
            yield Named("list", "substantive", old.strip(), new.strip())
        else:
            yield Named("wording", "may-be", old.strip(), new.strip())


def _hunks(runs: Sequence[Run]) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    """Yield each replacement: where it stands in the old and new line, and its words."""
    i = j = 0
    start, other, old, new = 0, 0, "", ""
    for run in (*runs, Run("equal", "")):
        if run.kind == "equal":
            if old or new:
                yield (start, old), (other, new)
            i, j = i + len(run.text), j + len(run.text)
            start, other, old, new = i, j, "", ""
        elif run.kind == "deleted":
            old, i = old + run.text, i + len(run.text)
        else:
            new, j = new + run.text, j + len(run.text)


def _uncovered(text: str, start: int, covered: bytearray) -> str:
    """Return what of a stretch no feature accounts for, without spaces."""
    kept = "".join(c for k, c in enumerate(text, start) if not covered[k])
    # The signs of brackets are told with the brackets.
    return re.sub(r"[\s\[\]]", "", kept)


def _listed(old: str, new: str) -> bool:
    """Return whether what came or went reads like an item of a list: ``, the bank``."""
    said = (old + new).strip()
    if bool(old.strip()) == bool(new.strip()) or not re.search(r"\w", said):
        return False
    return bool(
        re.match(r"(?:,|;|and\b|or\b|및|또는|와\s|과\s)", said)
        or re.search(r"(?:,|;|\band|\bor|및|또는)$", said)
    )


def _cut(line: str, feature: Feature | None) -> str:
    return line[feature.start : feature.end] if feature else ""


_SIGNS: Final = (
    (re.compile('[\u201c-\u201f\u00ab\u00bb"]'), '"'),
    (re.compile("[\u2018-\u201b']"), "'"),
    (re.compile("[\u2010\u2011]"), "-"),  # hyphens, breaking or not
    (re.compile("\u00ad"), ""),
    (re.compile("[\u2013-\u2015]"), "\u2013"),  # dashes
    (re.compile("\u2026"), "..."),
)


def typographic(line: str) -> str:
    """Return a line without what is typography alone: two that agree print the same words."""
    line = unicodedata.normalize("NFC", line)
    for pattern, sign in _SIGNS:
        line = pattern.sub(sign, line)
    return " ".join(line.split())


def _unsigned(line: str) -> str:
    """Return a line with blanks for the proposers of its brackets: they are not bound by it."""
    return re.sub(r"\[[^\[\]:]{1,200}: ", lambda m: "[" + " " * (len(m[0]) - 1), line)


def _brackets(old: str, new: str, parties: Sequence[tuple[str, str]]) -> Iterator[Named]:
    names = dict(parties)
    before = [p for p in bracketed(old, parties) if isinstance(p, Bracket)]
    after = [p for p in bracketed(new, parties) if isinstance(p, Bracket)]
    # Brackets that share an alternative are one bracket that changed.
    left = list(before)
    for bracket in after:
        if bracket in left:
            left.remove(bracket)
            continue
        texts = {a.text for a in bracket.alternatives}
        twin = next((b for b in left if texts & {a.text for a in b.alternatives}), None)
        twin = twin or (left[0] if left and len(after) == len(before) else None)
        if twin is None:
            yield Named("bracket-opened", "substantive", "", _shown(bracket, names))
            continue
        left.remove(twin)
        yield from _changed_bracket(twin, bracket, names)
    for bracket in left:
        yield Named("bracket-closed", "substantive", _shown(bracket, names), "")


def _changed_bracket(old: Bracket, new: Bracket, names: dict[str, str]) -> Iterator[Named]:
    kind: ChangeKind = "proposer"
    if [a.text for a in old.alternatives] != [a.text for a in new.alternatives]:
        kind = "alternative"
    yield Named(kind, "substantive", _shown(old, names), _shown(new, names))


def _shown(bracket: Bracket, names: dict[str, str]) -> str:
    return plain((bracket,), names)
