"""The first page of a forecast: what is forecast, and its seal."""

from __future__ import annotations

from detente.answers.forecast_findings import ForecastFinding, Made, QuestionForecast
from detente.evidence.seals import SHOWN
from detente.report.document import Part, Sentence
from detente.report.forecast.naming import of_100, outcome_label, question_label, who
from detente.report.names import Names

HOW = "--verify --expect"


def first_page(finding: ForecastFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page."""
    words = names.words
    return (
        Part("forecast-answer", words.text("forecast.answer.heading"), _answer(finding, names)),
        Part(
            "forecast-questions",
            words.text("forecast.questions.heading"),
            (),
            tuple(_question(q, names) for q in finding.questions),
        ),
        Part("forecast-seal", words.text("forecast.seal.heading"), _seal(finding, names)),
    )


def _answer(finding: ForecastFinding, names: Names) -> tuple[Sentence, ...]:
    words = names.words
    n, day = len(finding.questions), words.day(finding.day)
    told = [words.say("forecast.answer.open", n=n, day=day)]
    after = sum(q.after_the_fact for q in finding.questions)
    if after == n:
        told.append(words.say("forecast.answer.after-all"))
    elif after:
        told.append(words.say("forecast.answer.after-some", n=after))
    if any(m.origin == "computed" for q in finding.questions for m in q.made):
        told.append(words.say("forecast.answer.computed"))
    if finding.left_out:
        told.append(words.say("forecast.answer.left-out", n=len(finding.left_out)))
    return tuple(told)


def _question(q: QuestionForecast, names: Names) -> Sentence:
    shown = [m for m in q.made if m.origin != "even"] or list(q.made)
    return names.words.say(
        f"forecast.questions.{'after' if q.after_the_fact else 'item'}",
        label=question_label(q.slug, q.label, names),
        day=names.words.day(q.resolves_on),
        forecasts="; ".join(told(m, q, names) for m in shown),
    )


def told(made: Made, q: QuestionForecast, names: Names) -> str:
    """Return a forecast in words, of whole numbers of 100."""
    text = names.words.text
    by = who(made.origin, made.by, names, made.made_on)
    if made.position is not None:
        return text("forecast.chance.position", who=by, n=f"{made.position:.0f}")
    if made.computed:
        k = q.outcomes.index(made.stands_for)
        return text(
            "forecast.chance.computed",
            who=by,
            what=outcome_label(q.slug, made.stands_for, names),
            share=names.words.belief_sets(made.chances[k]),
        )
    labels = [outcome_label(q.slug, o, names) for o in q.outcomes]
    numbers = [of_100(c, names) for c in made.chances]
    if len(labels) == 2:
        said = text("forecast.chance.one", who=by, what=labels[0], n=numbers[0])
    else:
        each = [
            text("forecast.chance.outcome", what=label, n=n)
            for label, n in zip(labels, numbers, strict=True)
        ]
        said = text("forecast.chance.several", who=by, chances=", ".join(each))
    if made.origin != "base-rate" or not q.judged:
        return said
    if q.base_span is None or len(labels) > 2:
        return text("forecast.chance.judged", said=said)
    low, high = (of_100(c, names) for c in q.base_span)
    return text("forecast.chance.span", said=said, low=low, high=high)


def _seal(finding: ForecastFinding, names: Names) -> tuple[Sentence, ...]:
    words, seal = names.words, finding.seal
    if seal is None:
        return (words.say("forecast.seal.none"),)
    if not seal.previous:
        first = words.say("forecast.seal.first", file=seal.file)
    else:
        first = words.say(
            "forecast.seal.next", file=seal.file, n=finding.seals, previous=seal.previous[:SHOWN]
        )
    return first, words.say("forecast.seal.hash", hash=seal.hash, how=HOW)
