"""What a line says that a change of could change its sense: where, of which kind, and how.

Two lines that agree in all features may still differ in sense; two that differ in one do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from detente.drafting.grades import grades
from detente.drafting.lexicon import lexicon
from detente.drafting.words import MONTHS, Token, tokens

FeatureKind = Literal[
    "grade", "date", "number", "reference", "definition", "who", "negation", "condition",
    "quantifier",
]  # fmt: skip


class Feature(NamedTuple):
    """A feature of a line: ``line[start:end]``.

    Attributes
    ----------
    kind : str
    start, end : int
    value : str
        What is compared: a grade, an ISO date, a number with its unit, a word in small letters.
    """

    kind: FeatureKind
    start: int
    end: int
    value: str


def features(
    line: str, language: str, parties: Sequence[str] = (), terms: Sequence[str] = ()
) -> list[Feature]:
    """Return the features of a line, in order; some may overlap.

    Parameters
    ----------
    line, language : str
    parties : sequence of str
        Names of the parties, as printed.
    terms : sequence of str
        Defined terms, as printed.
    """
    code = language.split("-")[0]
    found = [Feature("grade", g.start, g.end, g.grade) for g in grades(line, code)]
    referred = list(_referred(line))
    found += [
        f for f in _numbers(line, code) if not any(r.start <= f.start < r.end for r in referred)
    ]
    found += referred
    for kind, pattern in _signals(code):
        for match in pattern.finditer(line):
            found.append(Feature(kind, *match.span(), " ".join(match[0].lower().split())))
    found += _named("who", line, parties)
    found += _named("definition", line, terms)
    return sorted(set(found), key=lambda f: (f.start, f.end, f.kind))


def _numbers(line: str, language: str) -> Iterator[Feature]:
    found = tokens(line)
    at = 0
    for k, token in enumerate(found):
        end = at + len(token.text)
        if token.kind == "date":
            yield Feature("date", at, end, iso(token.text))
        elif token.kind == "number":
            unit, length = _unit(found[k + 1 :])
            # 1,000 and 1000 are one number; 1.5 and 15 are not.
            value = re.sub(r",(?=\d{3}\b)", "", token.text)
            yield Feature("number", at, end + length, f"{value} {unit}".strip())
        elif language == "en" and token.text.lower() in lexicon().spelled:
            unit, length = _unit(found[k + 1 :])
            value = lexicon().spelled[token.text.lower()]
            yield Feature("number", at, end + length, f"{value} {unit}".strip())
        at = end


def _unit(after: Sequence[Token]) -> tuple[str, int]:
    """Return the unit that follows a number, and how far it reaches."""
    said: list[str] = []
    length = reached = 0
    for k, token in enumerate(after[:6]):
        length += len(token.text)
        if token.kind == "space" and token.text.strip("\n") and k < 5:
            continue
        if token.kind == "word" or token.text in ("%", "€", "$", "°"):
            said.append(token.text.lower())
            reached = length
            if token.text.lower() in lexicon().scales:
                continue
        break
    return " ".join(said), reached


def iso(date: str) -> str:
    """Return a date as ``2019-06-01`` (``2019-06`` for a month), or as it stands."""
    for names in MONTHS.values():
        for number, name in enumerate(names, 1):
            if name in date:
                date = date.replace(name, f" {number} ")
                day, month, year = _day_first(date)
                return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
    parts = re.findall(r"\d+", date)
    return "-".join(p.zfill(2) for p in parts)


def _day_first(date: str) -> tuple[str, str, str]:
    one, two, three = re.findall(r"\d+", date)
    # "5 1 2019" is 1 May where the month stood first, which a comma after the day tells.
    return (two, one, three) if "," in date else (one, two, three)


def _referred(line: str) -> Iterator[Feature]:
    for match in _references().finditer(line):
        yield Feature("reference", *match.span(), " ".join(match[0].lower().split()))


@cache
def _references() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{p})" for p in lexicon().references))


@cache
def _signals(language: str) -> tuple[tuple[FeatureKind, re.Pattern[str]], ...]:
    found = []
    for kind in _SIGNAL_KINDS:
        if forms := lexicon().signals[kind].get(language):
            # The longest form first: "no more than" is one thing and not "no".
            said = "|".join(sorted(forms, key=len, reverse=True))
            whole = rf"(?<![\w-])(?:{said})(?![\w-])" if language != "ko" else rf"(?:{said})"
            found.append((kind, re.compile(whole, re.IGNORECASE)))
    return tuple(found)


_SIGNAL_KINDS: Final[tuple[FeatureKind, ...]] = (
    "negation", "condition", "quantifier", "definition", "who",
)  # fmt: skip


def _named(kind: FeatureKind, line: str, names: Sequence[str]) -> Iterator[Feature]:
    for name in names:
        if not name:
            continue
        # Korean particles stand at the name itself.
        after = "" if re.search(r"[\uac00-\ud7a3]$", name) else r"(?!\w)"
        for match in re.finditer(rf"(?<!\w){re.escape(name)}{after}", line):
            yield Feature(kind, *match.span(), name)
