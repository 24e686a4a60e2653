"""Which forecasts are scored: those of the seals, of the case and of a table, each in its group."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from detente.answers.forecast import references, stated_forecast
from detente.answers.forecast_findings import Made
from detente.answers.score_findings import Group, Sort
from detente.answers.score_table import Row
from detente.case.blocks.questions import Question
from detente.case.models import Case


@dataclass(frozen=True)
class Answered:
    """A forecast and the answer of its question, not yet scored.

    Attributes
    ----------
    question, label : str
    sort : str
    forecaster, origin, by : str
    group : str
    made_on : date or None
    order : tuple
        Later ones supersede earlier ones.
    outcomes : tuple of str
    chances : tuple of float
    position : float or None
    happened : int
    came_out : float or None
    base : tuple of float
        Chances of the base rate; empty where there is none.
    base_position : float or None
    base_span : (float, float) or None
    """

    question: str
    label: str
    sort: Sort
    forecaster: str
    origin: str
    by: str
    group: Group
    made_on: datetime.date | None
    order: tuple[str, ...]
    outcomes: tuple[str, ...]
    chances: tuple[float, ...]
    position: float | None
    happened: int
    came_out: float | None
    base: tuple[float, ...]
    base_position: float | None
    base_span: tuple[float, float] | None


def gathered(
    case: Case, seals: Sequence[dict[str, Any]], table: Sequence[Row]
) -> tuple[list[Answered], int]:
    """Return the last forecast of each forecaster on each answered question, group by group.

    Parameters
    ----------
    case : Case
    seals : sequence of dict
        In the order of their chain.
    table : sequence of Row

    Returns
    -------
    rows : list of Answered
        In an order that depends on names only.
    superseded : int
        Earlier forecasts that were left out.
    """
    found = [*_sealed(case, seals), *_in_case(case, seals), *_table(table)]
    last: dict[tuple[str, str, str], Answered] = {}
    for row in found:
        key = (row.group, row.question, row.forecaster)
        if key not in last or row.order >= last[key].order:
            last[key] = row
    rows = sorted(last.values(), key=lambda r: (r.group, r.sort, r.forecaster, r.question))
    return rows, len(found) - len(rows)


def sort_of(question: Question) -> Sort:
    """Return by which score a question is scored."""
    if question.kind == "position":
        return "position"
    if question.in_order:
        return "ordered"
    return "yes-no" if question.kind in ("event", "clause") else "named"


def _answered(
    slug: str,
    question: Question,
    made: Made,
    group: Group,
    made_on: datetime.date | None,
    order: tuple[str, ...],
    base: Made | None,
    span: tuple[float, float] | None,
) -> Answered:
    assert question.resolution is not None
    outcome = question.resolution.outcome
    return Answered(
        slug,
        question.label,
        sort_of(question),
        made.forecaster,
        made.origin,
        made.by,
        group,
        made_on,
        order,
        question.names,
        made.chances,
        made.position,
        -1 if outcome is None else question.names.index(outcome),
        question.resolution.position,
        base.chances if base else (),
        base.position if base else None,
        span,
    )


def _sealed(case: Case, seals: Iterable[dict[str, Any]]) -> Iterable[Answered]:
    for k, seal in enumerate(seals):
        day = str(seal["sealed_at"])[:10]
        bases = {e["question"]: _entry(e) for e in seal["forecasts"] if e["origin"] == "base-rate"}
        for entry in seal["forecasts"]:
            question = case.questions.get(entry["question"])
            if question is None or question.resolution is None:
                continue
            if tuple(entry["outcomes"]) != question.names:
                continue
            # Judged anew: the answer may have been known earlier than the case said then.
            late = (
                entry["after_the_fact"]
                or day >= question.resolution.known_from.isoformat()
                or day > entry["resolves_on"]
            )
            made = _entry(entry)
            span = entry["base_span"]
            yield _answered(
                entry["question"],
                question,
                made,
                "after" if late else "sealed",
                made.made_on or datetime.date.fromisoformat(seal["day"]),
                # Of forecasts after the fact, the last day that they stand for counts.
                (seal["day"], f"{k:09d}"),
                bases.get(entry["question"]),
                (span[0], span[1]) if span else None,
            )


def _entry(entry: dict[str, Any]) -> Made:
    made_on = entry["made_on"]
    return Made(
        entry["forecaster"],
        entry["origin"],
        entry["by"],
        datetime.date.fromisoformat(made_on) if made_on else None,
        tuple(entry["chances"]),
        entry["position"],
        entry["se"],
        entry["computed"],
        entry["stands_for"],
        entry["basis"],
        tuple(entry["record"]),
    )


def _in_case(case: Case, seals: Sequence[dict[str, Any]]) -> Iterable[Answered]:
    """Yield forecasts of the case that no seal holds, and what they are measured against."""
    held = {(e["question"], e["forecaster"]) for s in seals for e in s["forecasts"]}
    for slug, question in case.questions.items():
        if question.resolution is None:
            continue
        known = question.resolution.known_from
        measures = list(references(question))
        base = next((m for m in measures if m.origin == "base-rate"), None)
        rate = question.base_rate
        span = None
        if rate is not None and rate.least is not None and rate.most is not None:
            span = (rate.least / 100, rate.most / 100)
        shown: set[Group] = set()
        for name, stated in question.forecasts.items():
            if (slug, name) in held:
                continue
            made = stated_forecast(name, stated, question)
            # An item of the record that was public before the answer shows the day.
            told = any(case.record[i].known_from < known for i in stated.record)
            group: Group = "record" if told and stated.made_on < known else "after"
            shown.add(group)
            order = (stated.made_on.isoformat(), "")
            yield _answered(slug, question, made, group, stated.made_on, order, base, span)
        for group in sorted(shown):
            for made in measures:
                yield _answered(slug, question, made, group, None, ("", ""), base, span)


def _table(table: Sequence[Row]) -> Iterable[Answered]:
    answers = {row.question: row.yes for row in table}
    share = sum(answers.values()) / len(answers) if answers else 0.0
    for row in table:
        rate = share if row.base_rate is None else row.base_rate
        yield Answered(
            row.question,
            row.question,
            "yes-no",
            row.forecaster,
            "stated",
            row.forecaster,
            "elsewhere",
            row.made_on,
            (row.made_on.isoformat(), f"{row.line:09d}"),
            ("yes", "no"),
            (row.probability, 1 - row.probability),
            None,
            0 if row.yes else 1,
            None,
            (rate, 1 - rate),
            None,
            None,
        )
