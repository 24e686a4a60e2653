"""Which of the seven slots of a commitment a clause fills, where, and which it leaves open.

Who; shall what (the grade); object (a defined term); how much; by when; verified by whom;
consequence or route for disputes.  Another line may fill a slot for it: a line that names the
clause by its number, one that the clause names, or an article that speaks for all measures.
Whether a commitment needs an amount or a definition cannot be told from words: where none is
found, these two are left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from detente.drafting.coverage.clauses import Clause
from detente.drafting.coverage.words import expressions, of_all
from detente.drafting.features import features
from detente.drafting.text import Line, Text, lines, plain

Slot = Literal["who", "grade", "object", "amount", "deadline", "verification", "consequence"]
State = Literal["filled", "elsewhere", "missing", "open"]
"""``elsewhere``: another line fills it; ``open``: cannot be judged from the words."""

SLOTS: Final[tuple[Slot, ...]] = (
    "who", "grade", "object", "amount", "deadline", "verification", "consequence",
)  # fmt: skip
_LINKED: Final[tuple[Slot, ...]] = ("deadline", "verification", "consequence")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*|[IVXLC]+\b")


@dataclass(frozen=True)
class Slots:
    """The slots of one clause.

    Attributes
    ----------
    state : dict of slot to str
        ``filled``, ``elsewhere``, ``missing`` or ``open``.
    where : dict of slot to str
        Id of the line that fills a slot from elsewhere.
    """

    state: dict[Slot, State]
    where: dict[Slot, str]


def slots(text: Text, found: Sequence[Clause], terms: Sequence[str] = ()) -> dict[str, Slots]:
    """Return the slots of every clause, by id of its line.

    Parameters
    ----------
    text : Text
    found : sequence of Clause
        Of :func:`detente.drafting.coverage.clauses.clauses`.
    terms : sequence of str
        Defined terms, as printed.
    """
    printed = [(line, plain(line.content, dict(text.parties))) for line in lines(text)]
    general = {slot: _general(slot, printed, text.language) for slot in _LINKED}
    known = bool(text.parties)
    return {c.line.id: _of(c, text.language, printed, general, terms, known) for c in found}


def _of(
    clause: Clause,
    language: str,
    printed: Sequence[tuple[Line, str]],
    general: dict[Slot, str],
    terms: Sequence[str],
    known: bool,
) -> Slots:
    # Where no party is known, whether a doer is named cannot be told.
    who: State = "filled" if clause.who or clause.all_parties else "missing" if known else "open"
    state: dict[Slot, State] = {"who": who, "grade": "filled"}
    where: dict[Slot, str] = {}
    said = features(clause.said, language, (), terms)
    defined = any(f.kind == "definition" and f.value in terms for f in said)
    state["object"] = "filled" if defined else "open"
    state["amount"] = "filled" if _counted(clause.said, language) else "open"
    linked = _linked(clause, printed)
    if clause.procedural:
        # "Disputes shall be settled by negotiation" needs no verifier.
        doer: State = "open" if who == "missing" else who
        return Slots({**state, "who": doer, **dict.fromkeys(_LINKED, "open")}, {})
    for slot in _LINKED:
        pattern = expressions(slot, language)
        if pattern is None:
            state[slot] = "open"
        elif pattern.search(clause.said):
            state[slot] = "filled"
        elif other := next((line.id for line, words in linked if pattern.search(words)), ""):
            state[slot], where[slot] = "elsewhere", other
        elif general[slot]:
            state[slot], where[slot] = "elsewhere", general[slot]
        else:
            state[slot] = "missing"
    return Slots(state, where)


def _counted(said: str, language: str) -> bool:
    """Return whether a clause has an amount, numbers of days and of steps left out."""
    days, amounts = expressions("deadline", language), expressions("amount", language)
    rest = said if days is None else days.sub(" ", said)
    numbers = any(f.kind == "number" for f in features(rest, language))
    return numbers or (amounts is not None and amounts.search(rest) is not None)


def _linked(clause: Clause, printed: Sequence[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """Return the lines that name the clause by its number, with the words around the name."""
    if not clause.line.number or clause.line.kind == "item":
        return []
    named = re.compile(rf"(?<![\d.]){re.escape(clause.line.number)}(?!\d|\.\d)")
    linked = []
    head = ""
    for line, words in printed:
        if line.kind in ("step", "paragraph", "article", "part", "annex"):
            head = words
        if line.id == clause.line.id:
            continue
        if any(named.search(r) for r in _references(words)):
            # What stands above a list holds for its items: "not later than 30 days after ...:".
            linked.append((line, words if line.kind != "item" else f"{head} {words}"))
    return linked


def _references(words: str) -> list[str]:
    return [f.value for f in features(words, "en") if f.kind == "reference"]


def _general(slot: Slot, printed: Sequence[tuple[Line, str]], language: str) -> str:
    """Return the article whose heading says that it is about this slot for all measures."""
    asked, filled = of_all("general", slot), expressions(slot, language)
    within = ""
    for line, words in printed:
        if line.kind in ("article", "annex", "part"):
            within = line.id if asked.search(words) else ""
        elif within and filled is not None and filled.search(words):
            return within
    return ""
