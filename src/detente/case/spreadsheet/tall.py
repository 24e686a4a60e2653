"""The sheets of numbers: one number a row, with its basis beside it."""

from __future__ import annotations

from typing import Final

from detente.case.spreadsheet import forms
from detente.case.spreadsheet.layout import ANALYST, VALUE, Column, Key, Sheet, Step, Variant

WHAT: Final = "what"
_ANALYST: Final = Key(ANALYST, "analysts")
_BASIS: Final = (
    Column(
        "basis in the record",
        ("basis", "record"),
        forms.NAMES,
        "Names of record items that the number rests on, separated by commas.",
        refers="record",
    ),
    Column(
        "judgement",
        ("basis", "judgement"),
        forms.TEXT,
        "Why it is so, in a sentence, where the record does not say.",
    ),
    Column("judged by", ("basis", "by"), forms.TEXT, "Who judged."),
)
_REST: Final = (
    Column(
        "known from",
        ("known_from",),
        forms.DAY,
        "The day from which this was known, if later than its basis.",
    ),
    Column(
        "factors",
        ("factors",),
        forms.mapping(forms.NUMBER),
        "Shared factors that move this number with others, one a line: 'name: 0.5'.",
    ),
    Column("note", ("note",), forms.TEXT, "Anything else to say."),
    Column("before", ("before",), forms.QUANTITY, "What was believed before that day."),
)
_NUMBER: Final = Column(
    VALUE, (), forms.QUANTITY, "12 (a point), 10..20 (a range), triangular 5 10 20, normal 5 2 ..."
)
QUANTITY_COLUMNS: Final = (_NUMBER, *_BASIS, *_REST)


def _number(what: str, *path: Step) -> tuple[Variant, Variant]:
    """Return the rows of a number: by nobody in particular, and by one analyst each."""
    return (
        Variant(path, QUANTITY_COLUMNS, what, number=True),
        Variant((*path, "analysts", _ANALYST), QUANTITY_COLUMNS, what, number=True),
    )


def _reasons(*path: Step) -> Variant:
    return Variant(path, _BASIS, "reasons")


def _words(what: str, form: forms.Form, meaning: str, *path: Step) -> Variant:
    return Variant(path[:-1], (Column(VALUE, (str(path[-1]),), form, meaning),), what)


_PARTY: Final = Key("party", "parties")
_ISSUE: Final = Key("issue", "issues")
_OPTION: Final = Key("option", "options")
_COURSE: Final = Key("course", "courses")
_AT: Final = ("values", _PARTY)
_ORDER: Final = "Statements such as 'halt < disable', one a line."

TALL: Final = (
    Sheet(
        "values",
        "What each party makes of each issue: importance in percent of all it wants here, and "
        "a score from 0 (worst) to 100 (best) for each option. 'reasons' holds for all numbers of "
        "the party (or of its issue) that name none of their own.",
        (
            _reasons(*_AT),
            _words("order", forms.LINES, _ORDER, *_AT, "order"),
            *_number("waiting cost", *_AT, "waiting_cost"),
            _reasons(*_AT, "issues", _ISSUE),
            *_number("importance", *_AT, "issues", _ISSUE, "importance"),
            *_number("score", *_AT, "issues", _ISSUE, "scores", _OPTION),
            _words("order", forms.LINES, _ORDER, *_AT, "issues", _ISSUE, "order"),
        ),
        WHAT,
    ),
    Sheet(
        "no deal",
        "What each party has if there is no deal, course by course: the value, its change a month, "
        "how likely the party itself thinks the course. 'counted from' says whether values are on "
        "the party's 0 to 100 scale or counted from its value of the status quo.",
        (
            _words(
                "counted from",
                forms.choice(("scale", "status-quo")),
                "scale or status-quo",
                *_AT,
                "no_deal",
                "relative_to",
            ),
            _reasons(*_AT, "no_deal"),
            *_number("value", *_AT, "no_deal", "courses", _COURSE, "value"),
            *_number("change a month", *_AT, "no_deal", "courses", _COURSE, "drift"),
            _reasons(*_AT, "no_deal", "courses", _COURSE),
            *_number("likelihood", *_AT, "no_deal", "likelihoods", _COURSE),
        ),
        WHAT,
    ),
    Sheet(
        "synergies",
        "Points that a party gains (or loses) when two options come together.",
        (
            _words(
                "options",
                forms.NAMES,
                "Two options by their full names, issue/option.",
                *_AT,
                "synergies",
                Key("name"),
                "of",
            ),
            *_number("points", *_AT, "synergies", Key("name"), "points"),
            _reasons(*_AT, "synergies", Key("name")),
        ),
        WHAT,
    ),
    Sheet(
        "read by",
        "How likely it is, in percent, that a party reads a term in each way.",
        (
            *_number(
                "reading",
                "terms",
                Key("term", "terms"),
                "read_by",
                _PARTY,
                "readings",
                Key("reading", "readings"),
            ),
            _reasons("terms", Key("term", "terms"), "read_by", _PARTY),
        ),
        WHAT,
    ),
    Sheet(
        "option consequences",
        "What an option does, counted in the units of the sheet 'consequences'.",
        (
            *_number(
                "",
                "issues",
                _ISSUE,
                "options",
                _OPTION,
                "consequences",
                Key("consequence", "consequences"),
            ),
        ),
    ),
    Sheet(
        "package options",
        "The option of each issue in a package; several where the record leaves them open. "
        "Issues not named stay at their status quo.",
        (
            Variant(
                ("packages", Key("package", "packages"), "options", _ISSUE),
                (
                    Column(
                        "option",
                        (),
                        forms.ONE_OR_NAMES,
                        "An option of the issue, or several separated by commas.",
                        refers="options",
                    ),
                ),
            ),
        ),
    ),
    Sheet(
        "lever points",
        "Points that a lever adds to a party's value of a deal ('gain'), and what it costs whom "
        "('cost').",
        (
            *_number("gain", "levers", Key("lever", "levers"), "points", _PARTY),
            *_number("cost", "levers", Key("lever", "levers"), "cost", "points", _PARTY),
        ),
        WHAT,
    ),
)
