"""What an agreement with a package would say: the text, what it leaves out, what it rests on."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from detente.answers.draft_findings import DraftFinding, PlanFinding
from detente.answers.draft_notes import balance_of, figures_of, notes_of, open_places
from detente.answers.header import header
from detente.answers.order import BEST, chosen
from detente.case.labels import renamed
from detente.case.loaded import LoadedCase
from detente.case.models import Case
from detente.deals.analysis.workspace import Workspace
from detente.drafting.analysis.composing import compose
from detente.drafting.analysis.deal import Deal
from detente.drafting.analysis.own_words import own_words
from detente.drafting.patterns import Library
from detente.drafting.plan import Plan, Step, Visits
from detente.errors import InputError, UsageError, did_you_mean
from detente.schedule.analysis.answer import Effort, schedule
from detente.schedule.analysis.prepared import Prepared
from detente.schedule.analysis.reading import commitments_of
from detente.schedule.analysis.verifying.answer import verify
from detente.schedule.findings import ScheduleFinding
from detente.terms.analysis import terms

CALENDAR = "calendar"
SECONDS = 3.0


def effort(seconds: float) -> Effort:
    """Return how long to look for the order of a text; repairs are no part of it."""
    return Effort(seconds, 4, 2 * seconds, 0.0, 1_024, False)


@dataclass(frozen=True)
class Wanted:
    """How the text is wanted.

    Attributes
    ----------
    edition : str or None
        Names and language of the text.
    beside : str or None
        A second edition with the same paragraphs.
    order : str
        ``calendar`` or a doctrine of the schedule.
    dates : bool
        Dates rather than days after the entry into force.
    """

    edition: str | None = None
    beside: str | None = None
    order: str = CALENDAR
    dates: bool = False


def draft(
    ready: Workspace,
    package: str = BEST,
    wanted: Wanted | None = None,
    looking: Effort | None = None,
    tick: Callable[[str], None] = lambda _: None,
) -> DraftFinding:
    """Write the text of an agreement with a package of a case.

    Parameters
    ----------
    ready : Workspace
    package : str
        ``most-acceptable`` or a package of the record by name.
    wanted : Wanted, optional
    looking : Effort, optional
        For the schedule.
    tick : callable
        Told of each step.

    Raises
    ------
    UsageError
        For an unknown package or order, and a package of which no commitment delivers anything.
    """
    wanted = wanted or Wanted()
    tick("the deal")
    named, options = chosen(ready, package)
    prepared = Prepared(ready.model, options, ready.draws)
    ordered = schedule(prepared, named.slug, named.label, looking or effort(SECONDS), tick=tick)
    if ordered is None:
        raise UsageError(
            f"no commitment of the case delivers anything of '{package}': list under its options "
            "the commitments that do"
        )
    plan, told = planned(ordered, prepared.plan.gates, wanted)
    tick("verification")
    visits = _visits(prepared, ordered)
    tick("readings of words")
    deal = Deal(
        ready.study.case,
        Library("en"),
        ordered.options,
        commitments_of(ready.study.case, ordered.options)[0],
        _readings(ready),
        plan,
        visits,
        ready.study.as_of,
    )
    tick("the text")
    here = in_edition(deal, wanted.edition)
    composed = compose(here)
    text = composed.text
    beside = None if wanted.beside is None else compose(in_edition(deal, wanted.beside)).text
    notes, record = notes_of(here, text)
    return DraftFinding(
        header=header(ready, "draft"),
        question="What would an agreement with this package say?",
        package=named.slug,
        label=named.label,
        completed=named.completed if len(named.full) > 1 else "",
        options=ordered.options,
        text=text,
        beside=beside,
        templates=tuple(deal.templates),
        terms=composed.terms,
        left_out=composed.left_out,
        open=open_places(text),
        figures=figures_of(here, text),
        balance=balance_of(here),
        plan=told,
        annotations=notes,
        record=record,
    )


def refuse_bad_words(loaded: LoadedCase) -> None:
    """Refuse a case whose own patterns or clauses cannot be filled.

    Raises
    ------
    InputError
        With every problem and its place.
    """
    if problems := own_words(loaded):
        raise InputError(problems)


def in_edition(deal: Deal, edition: str | None) -> Deal:
    """Return a deal in the names and the language of an edition of its case."""
    case: Case = deal.case
    language = "en"
    if edition is not None:
        language = case.editions[edition].language
        case = renamed(case, case.editions[edition].names)
    own = {
        name: said
        for name, pattern in case.patterns.items()
        if (said := pattern.ko if language == "ko" else pattern.en)
    }
    return replace(deal, case=case, library=Library(language, own))


def planned(ordered: ScheduleFinding, gates: bool, wanted: Wanted) -> tuple[Plan, PlanFinding]:
    """Return the steps of an order with their days, and where they come from.

    Raises
    ------
    UsageError
        For an order that the schedule does not have.
    """
    dated = ordered.calendar
    known = {d.slug: d for d in ordered.doctrines}
    order = wanted.order
    if order == CALENDAR and dated is None:
        order = ordered.chosen
    if order != CALENDAR and order not in known:
        names = [CALENDAR, *known]
        raise UsageError(
            f"there is no order '{order}': there are {', '.join(names)}. "
            f"{did_you_mean(order, names)}".rstrip()
        )
    if order == CALENDAR and dated is not None:
        by_step: dict[int, list[str]] = {}
        days: dict[int, int] = {}
        for item in dated.commitments:
            by_step.setdefault(item.step, []).append(item.slug)
            due = (item.finish - dated.starts).days
            days[item.step] = max(days.get(item.step, 0), due)
        steps = [(tuple(by_step[k]), days[k]) for k in sorted(by_step)]
        told = PlanFinding(CALENDAR, dated.status, gates, dated.holds, dated.given)
        starts = dated.starts
    else:
        steps = _one_after_another(ordered, known[order].steps, gates)
        told = PlanFinding(order, "", gates, known[order].holds, {})
        starts = dated.starts if dated is not None else datetime.date(2000, 1, 1)
    if wanted.dates and dated is None:
        raise UsageError("the schedule has no dates: leave --dates out")
    plan = Plan(
        tuple(
            Step(k + 1, slugs, due, starts + datetime.timedelta(due) if wanted.dates else None)
            for k, (slugs, due) in enumerate(steps)
        ),
        gates,
        told.source,
    )
    return plan, told


def _one_after_another(
    ordered: ScheduleFinding, steps: tuple[tuple[str, ...], ...], gates: bool
) -> list[tuple[tuple[str, ...], int]]:
    known = {c.slug: c for c in ordered.commitments}
    found, now = [], 0.0
    for step in steps:
        now += max(known[slug].duration for slug in step)
        found.append((step, round(now)))
        if gates:
            now += max(known[slug].lag for slug in step)
    return found


def _visits(prepared: Prepared, ordered: ScheduleFinding) -> tuple[Visits, ...]:
    if not prepared.case.verification:
        return ()
    watched = verify(prepared, ordered).watches
    return tuple(
        Visits(w.slug, w.visits, tuple((p.slug, p.visits) for p in w.places if p.declared))
        for w in watched
    )


def _readings(ready: Workspace) -> dict[str, dict[str, str]]:
    """Return what each party most likely takes each term to mean."""
    found = terms(ready.study, ready.held_out.weights)
    return {
        term.slug: {
            reader.party: max(reader.readings, key=lambda r: reader.readings[r].mean)
            for reader in term.readers
            if reader.stated and reader.readings
        }
        for term in found
    }
