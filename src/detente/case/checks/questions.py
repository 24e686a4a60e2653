"""Whether questions can be forecast and scored: outcomes that exhaust, chances that add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case.blocks.questions import Question, Stated
from detente.case.checks.context import Context
from detente.case.tree import step
from detente.errors import Problem

RESERVED = ("computed", "base-rate", "even", "mean", "middle")
_NEAR = 0.01


def questions(context: Context) -> Iterator[Problem]:
    """Yield problems of questions, of forecasts and of resolutions."""
    for slug, question in context.case.questions.items():
        at = step("/questions", slug)
        yield from _shape(context, question, at)
        yield from _computed(context, question, at)
        rate = question.base_rate
        if rate is None:
            yield context.warning(
                at,
                "there is no base rate to measure forecasts against",
                "no-base-rate",
                "add base_rate: how often such questions come out each way, with its basis",
            )
        else:
            yield from _answer(context, question, rate.chances, rate.position, f"{at}/base_rate")
            yield from _span(context, question, f"{at}/base_rate")
        for name, stated in question.forecasts.items():
            if name in RESERVED:
                yield context.error(
                    step(f"{at}/forecasts", name),
                    f"'{name}' is a forecast that is made by itself",
                    "reserved",
                    hint="name the forecast after whoever states it",
                )
            here = step(f"{at}/forecasts", name)
            yield from _answer(context, question, stated.chances, stated.position, here)
            yield from _dates(context, question, stated, here)
        yield from _resolution(context, question, at)


def _shape(context: Context, question: Question, at: str) -> Iterator[Problem]:
    kind, outcomes = question.kind, question.outcomes
    if kind in ("choice", "date"):
        if len(outcomes) < 2:
            yield context.error(
                f"{at}/outcomes" if outcomes else at,
                f"a question of kind {kind} needs two outcomes or more",
                "few-outcomes",
                hint="name every way in which it can come out, 'anything else' included",
            )
    elif outcomes:
        yield context.error(
            f"{at}/outcomes",
            f"a question of kind {kind} names no outcomes of its own",
            "outcomes",
            hint="choose kind: choice, or remove outcomes",
        )
    if (kind == "clause") != (question.option is not None):
        yield context.error(
            f"{at}/option" if question.option else at,
            "option goes with kind: clause, and a clause needs it",
            "option",
            hint="option: issue/option, the one that must be in the signed text",
        )
    if (kind == "position") != bool(question.positions):
        yield context.error(
            f"{at}/positions" if question.positions else at,
            "positions go with kind: position, and it needs them",
            "positions",
            hint="positions: party: {position: 30, capability: 80, salience: 60}",
        )
    elif kind == "position" and not any(
        s.capability * s.salience > 0 for s in question.positions.values()
    ):
        yield context.error(f"{at}/positions", "no party has any weight", "positions")
    if kind == "date":
        yield from _spans(context, question, at)
    else:
        for name, outcome in outcomes.items():
            if outcome.until is not None:
                yield context.error(
                    step(f"{at}/outcomes", name) + "/until", "until goes with kind: date", "until"
                )


def _spans(context: Context, question: Question, at: str) -> Iterator[Problem]:
    last = None
    names = list(question.outcomes)
    for k, (name, outcome) in enumerate(question.outcomes.items()):
        here = step(f"{at}/outcomes", name)
        if (outcome.until is None) != (k == len(names) - 1):
            yield context.error(
                here,
                "every outcome but the last has the day until which it lasts",
                "until",
                hint="the last one holds everything later, or never",
            )
        elif outcome.until is not None:
            if last is not None and outcome.until <= last:
                yield context.error(
                    f"{here}/until", f"{outcome.until} is not after {last}", "until"
                )
            last = outcome.until


def _span(context: Context, question: Question, at: str) -> Iterator[Problem]:
    rate = question.base_rate
    if rate is None or (rate.least is None and rate.most is None):
        return
    chance = rate.chances.get(question.names[0]) if question.names else None
    low, high = rate.least, rate.most
    if chance is None or low is None or high is None or not low <= chance <= high:
        yield context.error(
            at,
            "least and most go together, around the chance of the first outcome",
            "span",
            hint="chances: {yes: 40, no: 60}, least: 25, most: 55",
        )


def _answer(
    context: Context,
    question: Question,
    chances: Mapping[str, float],
    position: float | None,
    at: str,
) -> Iterator[Problem]:
    """Yield what is wrong with the chances or the position of one forecast."""
    if question.kind == "position":
        if position is None or chances:
            yield context.error(at, "the forecast of a position is a position", "forecast")
        return
    if position is not None or not chances:
        yield context.error(at, "the forecast of this question is chances", "forecast")
        return
    yield from _known(context, question, list(chances), f"{at}/chances", key=True)
    missing = [n for n in question.names if n not in chances]
    total = sum(chances.values())
    if missing == ["no"] and question.names == ("yes", "no"):
        return
    if missing:
        yield context.error(
            f"{at}/chances",
            f"no chance is said for {', '.join(map(repr, missing))}",
            "missing-chance",
            hint="write 0 where it is taken to be impossible",
        )
    elif abs(total - 100) > _NEAR:
        yield context.error(
            f"{at}/chances", f"the chances sum to {total:g}, not to 100", "sum", "percent"
        )


def _known(
    context: Context, question: Question, used: list[str], at: str, *, key: bool = False
) -> Iterator[Problem]:
    for name in used:
        if name not in question.names:
            pointer = step(at, name) if key else at
            yield context.unknown(pointer, "outcome", name, question.names, key=key)


def _dates(context: Context, question: Question, stated: Stated, at: str) -> Iterator[Problem]:
    known = question.resolution.known_from if question.resolution else None
    if known is not None and stated.made_on >= known:
        yield context.warning(
            f"{at}/made_on",
            f"made on {stated.made_on}, when the answer was known: it counts as after the fact",
            "after-the-fact",
        )
    for i, item in enumerate(stated.record):
        told = context.case.record.get(item)
        if told is not None and told.known_from < stated.made_on:
            yield context.error(
                f"{at}/record/{i}",
                f"'{item}' was known from {told.known_from}, before the forecast was made",
                "dates",
                hint="record names what reports the forecast; what it rests on goes into its basis",
            )
        elif told is not None and known is not None and told.known_from >= known > stated.made_on:
            yield context.warning(
                f"{at}/record/{i}",
                f"'{item}' reports it from {told.known_from} on, when the answer was known: "
                "it does not show that the forecast was made before",
                "after-the-fact",
            )


def _computed(context: Context, question: Question, at: str) -> Iterator[Problem]:
    made = question.computed
    if made is None:
        return
    given = [made.zone, made.package is not None, made.option is not None]
    if sum(given) != 1 or question.kind == "position":
        yield context.error(
            f"{at}/computed",
            "computed names one of zone, package, option, and not for a position",
            "computed",
        )
    else:
        yield from _known(context, question, [made.outcome], f"{at}/computed/outcome")


def _resolution(context: Context, question: Question, at: str) -> Iterator[Problem]:
    found = question.resolution
    today = context.case.as_of
    if found is None:
        if today is not None and today > question.resolves_on:
            yield context.warning(
                at, f"its day was {question.resolves_on}, and its answer is not given", "unresolved"
            )
        return
    here = f"{at}/resolution"
    if question.kind == "position":
        if found.position is None or found.outcome is not None:
            yield context.error(here, "a position resolves to a position", "resolution")
    elif found.outcome is None or found.position is not None:
        yield context.error(here, "the question resolves to an outcome", "resolution")
    else:
        yield from _known(context, question, [found.outcome], f"{here}/outcome")
    if not found.record and found.note is None:
        yield context.warning(
            here, "nothing says how it is known", "no-record", "add record: [an item], or note"
        )
    days = [context.case.record[i].known_from for i in found.record if i in context.case.record]
    if days and found.known_from < max(days):
        yield context.error(
            f"{here}/known_from",
            f"known from {found.known_from}, before its items of the record ({max(days)})",
            "dates",
        )
