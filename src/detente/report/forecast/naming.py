"""What questions, outcomes and forecasters are called."""

from __future__ import annotations

import datetime

from detente.report.names import Names


def question_label(slug: str, label: str, names: Names) -> str:
    """Return a question in the words of the edition."""
    known = names.case.questions.get(slug)
    return known.label if known else label


def outcome_label(question: str, outcome: str, names: Names) -> str:
    """Return an outcome in the words of the edition."""
    known = names.case.questions.get(question)
    named = known.outcomes.get(outcome) if known else None
    if named is not None:
        return named.label
    key = f"forecast.outcome.{outcome}"
    return names.words.text(key) if names.words.knows(key) else outcome


def who(
    origin: str,
    by: str,
    names: Names,
    made_on: datetime.date | None = None,
    *,
    capital: bool = False,
) -> str:
    """Return whose forecast it is, with its day where one is given."""
    text = names.words.text
    if origin in ("stated", "reference"):
        if made_on is not None:
            return text("forecast.who.stated-on", by=by, day=names.words.day(made_on))
        return text("forecast.who.stated", by=by)
    return text(f"forecast.who.{'capital-' if capital else ''}{origin}")


def computed_words(computed: str, names: Names) -> str:
    """Return which analysis stands for a question."""
    what, _, name = computed.partition(":")
    text = names.words.text
    if what == "package":
        known = names.case.packages.get(name)
        return text("forecast.what.package", package=known.label if known else name)
    if what == "option":
        return text("forecast.what.option", option=names.settled(*name.split("/", 1)))
    return text("forecast.what.zone")


def of_100(chance: float, names: Names) -> str:
    """Return a chance as a whole number of 100; 0 and 100 only where they are exact."""
    if 0 < chance < 0.01:
        return names.words.text("forecast.chance.fewer")
    if 0.99 < chance < 1:
        return names.words.text("forecast.chance.more")
    return str(int(chance * 100 + 0.5))
