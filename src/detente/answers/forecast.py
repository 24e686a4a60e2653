"""What is forecast of the questions of a case on a day, and its seal."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from detente.answers.forecast_computed import chances_of, share_for, spread_out, what
from detente.answers.forecast_findings import (
    ForecastFinding,
    Made,
    QuestionForecast,
    SealFinding,
    VerifyFinding,
)
from detente.answers.header import header
from detente.answers.seal_folder import add_seal, checked_seals, read_seals
from detente.case.blocks.questions import Question, Stated
from detente.case.models import Case
from detente.case.quantity import Basis
from detente.case.resolve import case_hash
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError, did_you_mean
from detente.evidence.scores import weighted_mean
from detente.evidence.seals import digest, file_name, sealed, sealed_at, verify
from detente.finding import plain

QUESTION = "What is forecast of the open questions?"
ASSUMPTIONS = ("computed", "base-rate", "even", "positions", "after", "seal")
MIDDLE = 50.0
SEAL_VERSION = 1


def forecast(
    ready: Workspace,
    folder: Path,
    only: Collection[str] = (),
    seal: bool = True,
    now: datetime.datetime | None = None,
    tick: Callable[[str], None] = lambda _: None,
) -> ForecastFinding:
    """Gather the forecasts of a case on its day, and seal them.

    Parameters
    ----------
    ready : Workspace
    folder : Path
        Of the seals.
    only : collection of str
        Questions; empty for all that are open on the day.
    seal : bool
        Whether to write a seal.
    now : datetime, optional
        Default the clock, in UTC.
    tick : callable

    Raises
    ------
    UsageError
        For a case without open questions, an unknown question, or one whose answer
        was known on the day.
    InputError
        Where an earlier seal is not as it was sealed.
    """
    case = ready.study.case
    moment = now or datetime.datetime.now(datetime.UTC)
    day = ready.study.as_of or moment.date()
    if day > moment.date():
        raise UsageError(f"{day} has not come yet: a forecast stands on a day up to today")
    before = checked_seals(folder)
    asked, left_out = _asked(case, only, day)
    found = []
    for slug in asked:
        tick(f"question: {case.questions[slug].label}")
        found.append(_question(ready, slug, case.questions[slug], day, moment.date()))
    made_at = moment.astimezone(datetime.UTC).isoformat(timespec="seconds")
    if seal and before and made_at < sealed_at(before[-1]):
        raise UsageError(
            f"this computer's clock says {made_at}, before the last seal was made "
            f"({sealed_at(before[-1])}): set the clock right"
        )
    result = ForecastFinding(
        header(ready, "forecast"),
        QUESTION,
        day,
        made_at,
        inputs_hash(case),
        tuple(found),
        left_out,
        None,
        len(before),
        ASSUMPTIONS,
    )
    if not seal:
        return result
    new = sealed(contents(result, case), before[-1]["hash"] if before else "")
    add_seal(folder, new)
    return replace(result, seal=seal_finding(new), seals=len(before) + 1)


def verified(case: Case, folder: Path, expected: str = "") -> VerifyFinding:
    """Return whether the seals of a case are as they were sealed.

    Parameters
    ----------
    case : Case
    folder : Path
    expected : str
        A hash noted elsewhere that must be among them.
    """
    seals, flaws = verify(read_seals(folder), expected)
    changed = [
        (entry["question"], file_name(s))
        for s in seals
        for entry in s["forecasts"]
        if entry.get("question") in case.questions
        and entry.get("asked") != asked_digest(case.questions[entry["question"]])
    ]
    return VerifyFinding(
        str(folder), tuple(map(seal_finding, seals)), tuple(flaws), tuple(dict.fromkeys(changed))
    )


def seal_finding(seal: dict[str, Any]) -> SealFinding:
    """Return what identifies a seal."""
    return SealFinding(file_name(seal), seal["hash"], seal["previous"], sealed_at(seal))


def inputs_hash(case: Case) -> str:
    """Return the hash of a case without its questions: an answer given later leaves it alone."""
    return case_hash(case.model_copy(update={"questions": {}}))


def asked_digest(question: Question) -> str:
    """Return the hash of what a question asks: rule, day and outcomes, not what was forecast."""
    said = question.model_dump(
        mode="json", include={"label", "kind", "resolves_on", "rule", "option", "outcomes"}
    )
    return digest(said)


def contents(finding: ForecastFinding, case: Case) -> dict[str, Any]:
    """Return what is sealed, as plain data."""
    entries = [
        {
            "question": q.slug,
            "label": q.label,
            "kind": q.kind,
            "rule": q.rule,
            "resolves_on": q.resolves_on.isoformat(),
            "outcomes": list(q.outcomes),
            "asked": asked_digest(case.questions[q.slug]),
            "after_the_fact": q.after_the_fact,
            "base_span": plain(q.base_span),
            **plain(m),
        }
        for q in finding.questions
        for m in q.made
    ]
    top = finding.header
    return {
        "seal_version": SEAL_VERSION,
        "case": top.case_title,
        "case_hash": top.case_hash,
        "inputs_hash": finding.inputs_hash,
        "day": finding.day.isoformat(),
        "sealed_at": finding.made_at,
        "seed": top.seed,
        "draws": top.draws,
        "believe": top.believe,
        "analyst": top.analyst,
        "versions": dict(top.versions),
        "forecasts": entries,
    }


def _asked(
    case: Case, only: Collection[str], day: datetime.date
) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    for name in only:
        if name not in case.questions:
            raise UsageError(
                f"no question '{name}' in this case; there are {', '.join(case.questions)}. "
                f"{did_you_mean(name, list(case.questions))}".rstrip()
            )
    if not case.questions:
        raise UsageError("the case asks no questions: add a block questions")
    asked, left = [], []
    for slug, question in case.questions.items():
        known = question.resolution.known_from if question.resolution else None
        why = ""
        if only and slug not in only:
            why = "not-asked"
        elif known is not None and known <= day:
            why = "resolved"
        elif question.resolves_on < day:
            why = "over"
        if why in ("resolved", "over") and slug in only:
            when = known if why == "resolved" else question.resolves_on
            told = "its answer was known from" if why == "resolved" else "its day was"
            raise UsageError(
                f"'{slug}' cannot be forecast as of {day}: {told} {when}. "
                "An earlier --as-of gives a forecast after the fact, kept apart for ever"
            )
        if why:
            left.append((slug, why))
        else:
            asked.append(slug)
    if not asked:
        raise UsageError(
            f"no question is open on {day}: all {len(left)} are answered or over by then. "
            "An earlier --as-of gives forecasts after the fact, kept apart for ever"
        )
    return asked, tuple(left)


def _question(
    ready: Workspace, slug: str, question: Question, day: datetime.date, today: datetime.date
) -> QuestionForecast:
    rate = question.base_rate
    known = question.resolution.known_from if question.resolution else None
    span = None
    if rate is not None and rate.least is not None and rate.most is not None:
        span = (rate.least / 100, rate.most / 100)
    return QuestionForecast(
        slug,
        question.label,
        question.kind,
        question.rule,
        question.resolves_on,
        question.names,
        span,
        rate is not None and rate.basis.judgement is not None,
        today > question.resolves_on or (known is not None and known <= today),
        tuple(_made(ready, question, day)),
    )


def _made(ready: Workspace, question: Question, day: datetime.date) -> Iterator[Made]:
    for name, stated in question.forecasts.items():
        if stated.made_on <= day:
            yield stated_forecast(name, stated, question)
    if question.computed is not None:
        share = share_for(ready, question.computed)
        if share is not None:
            chances = spread_out(question, question.computed.outcome, share.value)
            yield Made(
                "computed",
                "computed",
                "",
                None,
                chances,
                None,
                share.se,
                what(question.computed),
                question.computed.outcome,
                "",
                (),
            )
    yield from references(question)


def stated_forecast(name: str, stated: Stated, question: Question) -> Made:
    """Return a forecast that stands in the case."""
    return Made(
        name,
        "reference" if stated.reference else "stated",
        stated.by,
        stated.made_on,
        () if stated.position is not None else chances_of(question, stated.chances),
        stated.position,
        None,
        "",
        "",
        _words(stated.basis),
        stated.record,
    )


def references(question: Question) -> Iterator[Made]:
    """Yield what every forecast is measured against: base rate, even chances, mean, middle."""
    rate = question.base_rate
    if rate is not None:
        chances = () if rate.position is not None else chances_of(question, rate.chances)
        basis = ". ".join(t for t in ((rate.of or "").rstrip("."), _words(rate.basis)) if t)
        yield Made(
            "base-rate",
            "base-rate",
            rate.basis.by or "",
            None,
            chances,
            rate.position,
            None,
            "",
            "",
            basis,
            rate.basis.record,
        )
    if question.kind == "position":
        stakes = question.positions.values()
        columns = np.array([[s.position, s.capability, s.salience] for s in stakes]).T
        mean = weighted_mean(*columns)
        yield Made("mean", "mean", "", None, (), mean, None, "", "", "", ())
        yield Made("middle", "middle", "", None, (), MIDDLE, None, "", "", "", ())
        return
    even = (1 / len(question.names),) * len(question.names)
    yield Made("even", "even", "", None, even, None, None, "", "", "", ())


def _words(basis: Basis | None) -> str:
    return (basis.judgement or "") if basis is not None else ""
