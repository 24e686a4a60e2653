"""The record as it was known on a day, with rival accounts and an index of the relation."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Final

import numpy as np

import detente
from detente.answers.record_findings import (
    EventFinding,
    ItemFinding,
    PairFinding,
    PointFinding,
    RecordFinding,
    RivalFinding,
)
from detente.case.cameo import table
from detente.case.models import Case, RecordItem
from detente.case.resolve import case_hash
from detente.errors import UsageError, did_you_mean
from detente.evidence.relation import relation
from detente.finding import SCHEMA_VERSION, Header

KIND: Final = "record"
WINDOW: Final = 90
ASSUMPTIONS: Final = ("as-known", "origins", "not-merged", "judged", "scale", "window", "error")


def answer_record(
    case: Case,
    as_of: datetime.date | None = None,
    filters: Mapping[str, str] | None = None,
    window: int = WINDOW,
) -> RecordFinding:
    """Return the record as it was known on a day.

    Parameters
    ----------
    case : Case
    as_of : date, optional
        Items known from a later day are left out; default the case's own day, or all.
    filters : mapping of str to str
        ``actor`` (a party, or words of the actor), ``kind`` (its words), ``about`` (a pointer, or
        a slug in one), ``source`` (its name or words of its label).
    window : int
        Days of the index.

    Raises
    ------
    UsageError
        When the case has no record, or a filter finds nothing.
    """
    if not case.record:
        raise UsageError("the case has no record; 'detente record import' adds items from a file")
    day = as_of or case.as_of
    asked = {k: v for k, v in (filters or {}).items() if v}
    known = {s: i for s, i in case.record.items() if day is None or i.known_from <= day}
    chosen = {s: i for s, i in known.items() if all(_fits(case, i, k, v) for k, v in asked.items())}
    if not chosen:
        _nothing(case, asked, day)
    ordered = sorted(chosen, key=lambda s: (chosen[s].happened, chosen[s].known_from))
    first = {s: _first(case, s, known) for s in known}
    relays: dict[str, list[str]] = {}
    for slug, up in first.items():
        if up != slug:
            relays.setdefault(up, []).append(slug)
    items = tuple(_item(case, s, first[s], tuple(relays.get(s, ()))) for s in ordered)
    rivals = (
        RivalFinding(slug, tuple(sorted(told, key=lambda s: known[s].known_from)))
        for slug in case.occurrences
        if len(told := [s for s in ordered if known[s].account_of == slug]) > 1
    )
    return RecordFinding(
        _header(case, day),
        "What was said and done, who says so, and what was known when?",
        day,
        asked,
        window,
        items,
        len({first[s] for s in ordered}),
        len(case.record) - len(known),
        len(known) - len(chosen),
        tuple(rivals),
        _pairs(items, window, day),
    )


def _header(case: Case, day: datetime.date | None) -> Header:
    told = day.isoformat() if day else None
    versions = {"detente": detente.__version__, "numpy": version("numpy")}
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    identity = case_hash(case, as_of=told)
    return Header(
        SCHEMA_VERSION, KIND, case.title, identity, 0, 0, 0.0, told, None, None, versions, now
    )


def _fits(case: Case, item: RecordItem, what: str, asked: str) -> bool:
    wanted = asked.casefold()
    if what == "actor":
        party = case.parties.get(asked)
        names = [wanted] if party is None else [party.label.casefold()]
        coded = item.cameo is not None and asked in (item.cameo.source, item.cameo.target)
        return coded or any(n in item.actor.casefold() for n in names)
    if what == "kind":
        return wanted in item.kind.casefold()
    if what == "source":
        labels = [case.sources[s].label.casefold() for s in item.sources if s in case.sources]
        return asked in item.sources or any(wanted in label for label in labels)
    return any(wanted == p.casefold() or wanted in p.casefold().split("/") for p in item.bears_on)


def _nothing(case: Case, asked: Mapping[str, str], day: datetime.date | None) -> None:
    items = case.record.values()
    places = {p for i in items for p in i.bears_on}
    words = {
        "actor": [*case.parties, *{i.actor for i in items}],
        "kind": sorted({i.kind for i in items}),
        "source": list(case.sources),
        "about": sorted(places.union(*(p.split("/")[1:] for p in places))),
    }
    for what, word in asked.items():
        if not any(_fits(case, i, what, word) for i in items):
            hint = did_you_mean(word, words[what]) or f"known: {', '.join(words[what][:12])}"
            raise UsageError(f"no item of the record has the {what} '{word[:60]}'; {hint}")
    when = f" known by {day}" if day else ""
    raise UsageError(f"no item of the record{when} fits all that was asked for")


def _first(case: Case, item: str, known: Mapping[str, RecordItem]) -> str:
    """Return where an item comes from first, as far as that was known."""
    seen = {item}
    while (up := case.record[item].origin) is not None and up in known and up not in seen:
        item = up
        seen.add(item)
    return item


def _item(case: Case, slug: str, first: str, relays: tuple[str, ...]) -> ItemFinding:
    item = case.record[slug]
    letters = [case.sources[s].reliability for s in item.sources if s in case.sources]
    event = None
    if item.cameo is not None:
        code = table()[item.cameo.code]
        own = item.cameo.goldstein
        event = EventFinding(
            code.code,
            code.label,
            item.cameo.source,
            item.cameo.target,
            item.cameo.mutual,
            code.goldstein if own is None else own,
            item.cameo.by or "",
        )
    return ItemFinding(
        slug,
        item.happened,
        item.known_from,
        item.actor,
        next((p for p, one in case.parties.items() if one.label == item.actor), ""),
        item.kind,
        " ".join(item.text.split()),
        item.sources,
        min(letters, default="F"),
        item.credibility,
        item.quotation,
        item.provenance,
        item.url,
        item.bears_on,
        "" if first == slug else first,
        relays,
        item.account_of or "",
        item.key or "",
        event,
    )


def _pairs(
    items: Sequence[ItemFinding], window: int, day: datetime.date | None
) -> tuple[PairFinding, ...]:
    towards: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for item in items:
        # A relay of an event is the same event.
        if item.event is None or item.origin:
            continue
        told = item.event
        sides = [(told.source, told.target)]
        if told.mutual:
            sides.append((told.target, told.source))
        for pair in sides:
            towards.setdefault(pair, []).append((item.happened.toordinal(), told.score))
    found = [_pair(pair, events, window, day) for pair, events in towards.items()]
    return tuple(sorted(found, key=lambda p: (-p.events, p.source, p.target)))


def _pair(
    pair: tuple[str, str],
    events: Sequence[tuple[int, float]],
    window: int,
    day: datetime.date | None,
) -> PairFinding:
    days, scores = np.array([d for d, _ in events]), np.array([s for _, s in events])
    found = relation(days, scores, window)
    points = tuple(
        PointFinding(
            datetime.date.fromordinal(int(d)),
            int(found.count[k]),
            float(found.total[k]),
            _number(found.mean[k]),
            _number(found.error[k]),
        )
        for k, d in enumerate(found.days)
        if day is None or d <= day.toordinal()
    )
    return PairFinding(*pair, len(events), points)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def at(pair: PairFinding, day: datetime.date) -> PointFinding | None:
    """Return the window of a pair that ends on a day; ``None`` before its first event."""
    before = [p for p in pair.points if p.day <= day]
    return replace(before[-1], day=day) if before else None
