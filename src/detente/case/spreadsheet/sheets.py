"""The sheets of a case: most follow from the models, the sheets of numbers are laid out by hand."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Final

from pydantic import BaseModel

from detente.case.codebook import meaning
from detente.case.models import Case, Change
from detente.case.spreadsheet import forms
from detente.case.spreadsheet.annotations import (
    entries_model,
    form_of,
    inner_model,
    listed_model,
)
from detente.case.spreadsheet.layout import CASE, Column, Index, Key, Sheet, Step, Variant
from detente.case.spreadsheet.tall import TALL as NUMBERS

BY_HAND: Final = {
    "Case.values",
    "Term.read_by",
    "Option.consequences",
    "Package.options",
    "Lever.points",
    "Cost.points",
    "Belief.changes",
    "Event.changes",
    "Lever.changes",
}
"""Fields with a sheet of their own in ``tall``."""
NOT_HERE: Final = ("drafts",)
"""Blocks that a workbook cannot hold: a text of many levels stays in YAML."""
HEADERS: Final = {
    "Basis.judgement": "judgement",
    "Basis.by": "judged by",
    "Basis.record": "basis in the record",
    "Ratification.rule": "ratification rule",
    "Ratification.quota": "ratification quota",
    "Under.term": "read under term",
    "Under.means": "means under each reading",
    "Cost.text": "cost in words",
    "Option.on_table": "on the table",
    "Event.in_days": "days until",
    "Outcome.label": "outcome",
    "Outcome.day": "day of the outcome",
    "Outcome.record": "outcome in the record",
    "Clause.grade": "grade of obligation",
    "Clause.text": "words of the clause",
    "Clause.term": "object of the clause",
    "Clause.quantity": "quantity in the clause",
    "Treaty.title": "title of the agreement",
    "Treaty.languages": "authentic languages",
    "Treaty.depositary": "depositary",
    "Treaty.place": "place of signature",
    "Treaty.consultation_days": "days to consult",
    "Treaty.withdrawal_days": "days to withdraw",
    "Search.how": "how to find it out",
    "Search.cost": "cost of finding it out",
    "Learning.choice_set": "chosen among",
    "Reliability.A": "reliability A counts for",
    "Reliability.B": "reliability B counts for",
    "Reliability.C": "reliability C counts for",
    "Reliability.D": "reliability D counts for",
    "Reliability.E": "reliability E counts for",
    "Credibility.d1": "credibility 1 counts for",
    "Credibility.d2": "credibility 2 counts for",
    "Credibility.d3": "credibility 3 counts for",
    "Credibility.d4": "credibility 4 counts for",
    "Credibility.d5": "credibility 5 counts for",
    "Kinds.offer": "kind offer counts for",
    "Kinds.demand": "kind demand counts for",
    "Kinds.draft": "kind draft counts for",
    "BaseRate.chances": "base rate",
    "BaseRate.position": "base rate position",
    "BaseRate.least": "base rate at least",
    "BaseRate.most": "base rate at most",
    "BaseRate.of": "base rate of",
    "Computed.outcome": "computed outcome",
    "Computed.zone": "computed by zone",
    "Computed.package": "computed by package",
    "Computed.option": "computed by option",
    "Resolution.known_from": "resolution known from",
    "Resolution.outcome": "resolution",
    "Resolution.position": "resolution position",
    "Resolution.record": "resolution in the record",
    "Resolution.note": "resolution note",
    "InterestFactors.serving": "odds of a false report, serving",
    "InterestFactors.against": "odds of a false report, against",
    "Linkage.if_": "if",
    "Linkage.of": "of options",
    "Coded.code": "event code",
    "Coded.source": "event source",
    "Coded.target": "event target",
    "Coded.mutual": "event mutual",
    "Coded.by": "event coded by",
    "RecordItem.key": "key item",
}
REFERS: Final = {
    "Party.ratifies_for": "parties",
    "Party.needed_for": "full options",
    "Issue.status_quo": "options",
    "Under.term": "terms",
    "Option.commitments": "commitments",
    "Linkage.option": "full options",
    "Linkage.requires": "full options",
    "Linkage.if_": "full options",
    "Linkage.then": "full options",
    "Linkage.excludes": "full options",
    "Linkage.of": "full options",
    "Package.by": "parties",
    "Package.record": "record",
    "Basis.record": "record",
    "Commitment.actor": "parties",
    "Commitment.prerequisites": "commitments",
    "Clause.term": "terms",
    "Guarantee.on": "parties",
    "Escrow.commitments": "commitments",
    "Coalition.members": "parties",
    "OrderReading.by": "parties",
    "Trust.of": "parties",
    "Performance.commitment": "commitments",
    "Performance.record": "record",
    "Facility.of": "parties",
    "Facility.commitments": "commitments",
    "Verification.of": "parties",
    "Verification.admitted_by": "commitments",
    "Article.issues": "issues",
    "Article.commitments": "commitments",
    "Document.record": "record",
    "Interest.of": "parties",
    "Interest.served_by": "full options",
    "Interest.harmed_by": "full options",
    "Outcome.record": "record",
    "Evidence.record": "record",
    "Evidence.assumption": "assumptions",
    "Question.option": "full options",
    "Computed.package": "packages",
    "Computed.option": "full options",
    "Stated.record": "record",
    "Resolution.record": "record",
    "Claim.text": "texts",
    "Report.source": "sources",
    "Report.record": "record",
    "Report.relays": "reports",
    "Report.affirms": "claims",
    "Report.denies": "claims",
    "Report.leaves_open": "claims",
    "Report.text": "texts",
    "Report.serves": "claims",
    "Report.against": "claims",
    "Enquiry.source": "sources",
    "Enquiry.asks": "claims",
    "Event.beliefs": "beliefs",
    "Lever.term": "terms",
    "Lever.event": "events",
    "Lever.issue": "issues",
    "Lever.opens": "full options",
    "Lever.closes": "full options",
    "Lever.together": "full options",
    "Lever.when": "full options",
    "Lever.escrow": "commitments",
    "RecordItem.sources": "sources",
    "RecordItem.origin": "record",
    "RecordItem.account_of": "occurrences",
    "Coded.source": "parties",
    "Coded.target": "parties",
}
NAMED_LISTS: Final = {"RecordItem.bears_on"}
"""Lists of texts that are names in practice, and are written with commas."""
SINGULAR: Final = {"parties": "party", "record": "item"}


OWNERS: Final = {"belief": "beliefs", "event": "events", "lever": "levers"}
"""What has changes of numbers."""
PLACES: Final = {
    "read by": "readings",
    "option consequences": "options",
    "package options": "packages",
    "lever points": "levers",
    "changes": "events",
}
"""After which sheet those laid out by hand come."""


def singular(name: str) -> str:
    """Return the word for one of a sheet's entries."""
    if name in SINGULAR:
        return SINGULAR[name]
    return name[:-3] + "y" if name.endswith("ies") else name.removesuffix("s")


@functools.cache
def sheets() -> tuple[Sheet, ...]:
    """Return all sheets in the order of the workbook, the case's own first."""
    found = [_case_sheet()]
    for name, field in Case.model_fields.items():
        if name in NOT_HERE:
            continue
        if model := entries_model(field.annotation):
            if f"Case.{name}" in BY_HAND:
                found += [s for s in _by_hand() if s.variants[0].path[0] == name]
                continue
            found += _entries(name, (name, Key("name")), model)
        elif model := listed_model(field.annotation):
            variant = Variant((name, Index()), columns(model), entry=True)
            found.append(Sheet(name, meaning(f"Case.{name}"), (variant,)))
    placed = {s.name for s in found}
    return (*found, *(s for s in _by_hand() if s.name not in placed))


def _case_sheet() -> Sheet:
    own = []
    for name, field in Case.model_fields.items():
        form = form_of(field.annotation)
        if form is not None and f"Case.{name}" not in BY_HAND:
            own.append(_column("Case", name, name, (), form))
        elif inner := inner_model(field.annotation):
            # Blocks that stand on this sheet may have fields of the same name.
            taken = {column.header for column in own}
            own += [
                replace(c, header=f"{c.header} of {name}") if c.header in taken else c
                for c in columns(inner, (name,))
            ]
    return Sheet(CASE, "The case as a whole.", (Variant((), tuple(own)),))


def _entries(name: str, path: tuple[Step, ...], model: type[BaseModel]) -> list[Sheet]:
    """Return the sheet of a block of named blocks, and those of the blocks in them."""
    top = str(path[0])
    about = meaning(f"Case.{top}" if len(path) == 2 else f"{model.__name__}")
    found = [Sheet(name, about, (Variant(path, columns(model), entry=True),))]
    above = (*path[:-1], Key(singular(name), name))
    for field_name, field in model.model_fields.items():
        inner = entries_model(field.annotation)
        if inner is not None and f"{model.__name__}.{field_name}" not in BY_HAND:
            child = field_name if field_name not in Case.model_fields else f"{name} {field_name}"
            found += _entries(child, (*above, field_name, Key("name")), inner)
    found += [s for s in _by_hand() if PLACES.get(s.name) == name]
    return found


@functools.cache
def _by_hand() -> tuple[Sheet, ...]:
    fields = columns(Change)
    variants = tuple(
        Variant((block, Key("name"), "changes", Index()), fields, owner, entry=True)
        for owner, block in OWNERS.items()
    )
    about = "What a set of beliefs, an event or a lever ('in') does to numbers of the case."
    return (*NUMBERS, Sheet("changes", about, variants, "in"))


def columns(model: type[BaseModel], above: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """Return the columns of a model's fields that fit in one cell, those of inner blocks too."""
    found: list[Column] = []
    for name, field in model.model_fields.items():
        if f"{model.__name__}.{name}" in BY_HAND:
            continue
        if inner := inner_model(field.annotation):
            found += columns(inner, (*above, field.alias or name))
        elif (form := form_of(field.annotation)) is not None:
            found.append(_column(model.__name__, name, field.alias or name, above, form))
    return tuple(found)


def _column(model: str, name: str, key: str, above: tuple[str, ...], form: forms.Form) -> Column:
    full = f"{model}.{name}"
    if full in NAMED_LISTS:
        form = forms.NAMES
    choices: tuple[str, ...] = ()
    if form.name == "choice":
        choices = tuple(form.how.removeprefix("one of: ").split(", "))
    elif form is forms.YES:
        choices = ("yes", "no")
    header = HEADERS.get(full, name.replace("_", " ").strip())
    return Column(header, (*above, key), form, meaning(full), choices, REFERS.get(full, ""))
