"""What a version of a text settles: the packages that its words and brackets stand for.

A paragraph settles the options that it names and, through its origins, has the commitments that
deliver options of the package that the version states.  A bracket stands for each of its
alternatives in turn.  An issue that a paragraph settled, here or in an earlier version, goes
back to its status quo where no paragraph settles it any more; so does an option that lost the
paragraph of one of its commitments.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from detente.drafting.text import Alternative, Bracket, Paragraph, Text, paragraphs

MOST: Final = 4_096
"""Packages, or pairs of them, that one version may stand for."""
MOST_LOCAL: Final = 4_096
"""Ways to read one paragraph that are looked at."""

Options = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Effect:
    """What one way to read a paragraph does: options it settles, commitments it has."""

    options: Options = frozenset()
    commitments: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Frame:
    """What a version is read against.

    Attributes
    ----------
    status_quo : mapping of issue to option
    package : mapping of issue to option
        That the version states; may leave issues out.
    delivered : mapping of (issue, option) to commitments
        Commitments of the case that deliver an option.
    issues : collection of str
        That a paragraph of the version, or of one that it was made from, settles.
    commitments : collection of str
        That a paragraph of those has.
    """

    status_quo: Mapping[str, str]
    package: Mapping[str, str]
    delivered: Mapping[tuple[str, str], Collection[str]]
    issues: Collection[str]
    commitments: Collection[str]


def spoken(texts: Sequence[Text]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the issues that paragraphs of some texts settle, and the commitments they have."""
    issues: set[str] = set()
    commitments: set[str] = set()
    for paragraph in (p for text in texts for p in paragraphs(text)):
        issues |= {issue for issue, _ in paragraph.options}
        commitments |= _commitments(paragraph)
        for bracket in _brackets(paragraph):
            issues |= {issue for a in bracket.alternatives for issue, _ in a.options}
    return frozenset(issues), frozenset(commitments)


def effects(paragraph: Paragraph, party: str | None = None) -> tuple[Effect, ...]:
    """Return what a paragraph may do, each way once, in the order of its alternatives.

    Parameters
    ----------
    paragraph : Paragraph
    party : str, optional
        Brackets are then read as this party proposes, where it does.
    """
    own, has = frozenset(paragraph.options), _commitments(paragraph)
    solid = any(isinstance(p, str) and p.strip() for p in paragraph.content)
    each = [_ways(bracket, party) for bracket in _brackets(paragraph)]
    if not own and not has:
        each = [ways for ways in each if any(a.options for a in ways)]
    found: dict[Effect, None] = {}
    for count, chosen in enumerate(product(*each)):
        if count >= MOST_LOCAL:
            break
        options = frozenset(o for a in chosen for o in a.options)
        # Nothing printed is a paragraph that is not there.
        there = solid or any(a.text.strip() for a in chosen) or not paragraph.content
        found[Effect(options | own, has) if there else Effect(options)] = None
    return tuple(found)


def _ways(bracket: Bracket, party: str | None) -> tuple[Alternative, ...]:
    own = tuple(a for a in bracket.alternatives if party in a.by) if party else ()
    ways = own or bracket.alternatives
    if len(bracket.alternatives) == 1 and bracket.status == "open" and not own:
        # One proposal in brackets: it, or nothing.
        return (*ways, Alternative(""))
    return ways


def _brackets(paragraph: Paragraph) -> Iterator[Bracket]:
    return (p for p in paragraph.content if isinstance(p, Bracket))


def _commitments(paragraph: Paragraph) -> frozenset[str]:
    return frozenset(o.name for o in paragraph.origins if o.kind == "commitment")


def read(text: Text, party: str | None = None) -> dict[str, tuple[Effect, ...]]:
    """Return what each paragraph of a text may do, by id; those that do nothing are left out."""
    found = {p.id: effects(p, party) for p in paragraphs(text)}
    return {name: ways for name, ways in found.items() if ways != (Effect(),)}


@dataclass(frozen=True)
class Pairs:
    """Packages of one version and of another, as far as both can hold together.

    Attributes
    ----------
    found : tuple of (package, package)
        Each a dict of issue to option; brackets that both have are read alike.
    cut : bool
        Whether there are more than :data:`MOST`.
    contradictory : bool
        Whether some ways were left out since two paragraphs contradict each other in them.
    """

    found: tuple[tuple[dict[str, str], dict[str, str]], ...]
    cut: bool
    contradictory: bool


def packages(read_text: Mapping[str, tuple[Effect, ...]], frame: Frame) -> Pairs:
    """Return the packages that a version stands for, as pairs of equals."""
    return pairs(read_text, read_text, frame, frame)


def pairs(
    old: Mapping[str, tuple[Effect, ...]],
    new: Mapping[str, tuple[Effect, ...]],
    old_frame: Frame,
    new_frame: Frame,
) -> Pairs:
    """Return the packages of two versions, read alike where they are alike.

    Parameters
    ----------
    old, new : mapping of paragraph to tuple of Effect
        As :func:`read` gives them.
    old_frame, new_frame : Frame
    """
    none: tuple[Effect, ...] = (Effect(),)
    states: dict[tuple[Effect, Effect], None] = {(Effect(), Effect()): None}
    cut = False
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, none), new.get(name, none)
        both = before == after
        here = [(x, x) for x in before] if both else list(product(before, after))
        grown: dict[tuple[Effect, Effect], None] = {}
        for (a, b), (x, y) in product(states, here):
            grown[_joined(a, x), _joined(b, y)] = None
            if len(grown) >= MOST:
                cut = True
                break
        states = grown
    found: dict[tuple[tuple[tuple[str, str], ...], ...], None] = {}
    contradictory = False
    for a, b in states:
        one, other = package(a, old_frame), package(b, new_frame)
        if one is None or other is None:
            contradictory = True
            continue
        found[tuple(one.items()), tuple(other.items())] = None
    return Pairs(tuple((dict(a), dict(b)) for a, b in found), cut, contradictory)


def _joined(one: Effect, other: Effect) -> Effect:
    return Effect(one.options | other.options, one.commitments | other.commitments)


def package(effect: Effect, frame: Frame) -> dict[str, str] | None:
    """Return the option of every issue under one reading; None where it contradicts itself."""
    settled = dict(effect.options)
    if len(settled) < len(effect.options):
        return None
    found = {}
    for issue, quo in frame.status_quo.items():
        if issue in settled:
            found[issue] = settled[issue]
        elif issue in frame.issues or issue not in frame.package:
            found[issue] = quo
        else:
            option = frame.package[issue]
            needed = {*frame.delivered.get((issue, option), ())} & {*frame.commitments}
            found[issue] = option if needed <= effect.commitments else quo
    return found
