"""What a case file may say.  One class per block; ``Case`` is the whole."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from detente.case.quantity import Basis, Day, Model, Number, Quantity, Slug, Text

OptionRef = Annotated[str, Field(strict=True, pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
"""An option by its full name, ``issue/option``."""

Pointer = Annotated[str, Field(strict=True, pattern=r"^(/[a-z0-9_-]+)+$")]
"""A JSON pointer to a number of the case, e.g. ``/values/party/issues/issue/importance``."""


class Source(Model):
    """Somebody who reports: a paper, an office, a data set."""

    label: Text
    url: Text | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    note: Text | None = None


class RecordItem(Model):
    """One thing said or done, with the day it happened and the day it was known."""

    happened: Day
    known_from: Day
    actor: Text
    kind: Text
    text: Text
    sources: tuple[Slug, ...] = ()
    url: tuple[Text, ...] = ()
    credibility: Literal[1, 2, 3, 4, 5, 6]
    provenance: Literal["page", "data", "memory", "mixed", "case"] = "page"
    quotation: bool = False
    bears_on: tuple[Text, ...] = ()
    origin: Slug | None = None
    note: Text | None = None


class Ratification(Model):
    """How a party's signature becomes binding at home.

    Whatever the rule, every ratifier with a veto must accept.  ``veto``: those
    without one have no say.  ``majority``: the weight of those who accept must
    reach ``quota`` (a share of all ratifiers' weight, 0 to 1).  ``leader``: the
    leader may override; every refusing ratifier without a veto adds its
    audience cost to the leader's side, and no quota applies.
    """

    rule: Literal["veto", "majority", "leader"] = "veto"
    quota: Annotated[Number, Field(ge=0, le=1)] | None = None

    @model_validator(mode="after")
    def _quota(self) -> Ratification:
        if (self.rule == "majority") != (self.quota is not None):
            raise ValueError("quota is needed with rule: majority, and only there")
        return self


class Party(Model):
    """A party to the talks, or somebody whose consent or fate matters.

    ``veto`` defaults to true where the signatory's rule is ``veto``, else to
    false.  A ratifier with ``needed_for`` is asked only when the package has
    one of those options.
    """

    label: Text
    role: Literal["signatory", "ratifier", "guarantor", "affected"]
    description: Text | None = None
    ratification: Ratification | None = None
    ratifies_for: Slug | None = None
    veto: bool | None = None
    weight: Annotated[Number, Field(ge=0)] = 1.0
    needed_for: tuple[OptionRef, ...] = ()
    threshold: Quantity | None = None
    audience_cost: Quantity | None = None
    basis: Basis | None = None

    @model_validator(mode="after")
    def _roles(self) -> Party:
        if (self.role == "ratifier") != (self.ratifies_for is not None):
            raise ValueError("ratifies_for is needed with role: ratifier, and only there")
        if self.role != "signatory" and self.ratification is not None:
            raise ValueError("ratification belongs to a signatory")
        if self.role != "ratifier" and (
            self.threshold or self.audience_cost or self.needed_for
        ):
            raise ValueError("threshold, audience_cost and needed_for belong to a ratifier")
        return self


class Under(Model):
    """What an ambiguous option amounts to under each reading of a term."""

    term: Slug
    means: dict[Slug, Slug] = Field(min_length=1)


class Option(Model):
    """One way to settle an issue."""

    label: Text
    description: Text | None = None
    on_table: bool = True
    under: Under | None = None
    names: dict[Slug, Slug] = {}
    commitments: tuple[Slug, ...] = ()
    consequences: dict[Slug, Quantity] = {}
    delivered_by: tuple[Text, ...] = ()
    known_from: Day | None = None
    basis: Basis | None = None


class Issue(Model):
    """A question the parties must settle, with the options for it."""

    label: Text
    description: Text | None = None
    status_quo: Slug
    options: dict[Slug, Option] = Field(min_length=2)


class Linkage(Model):
    """A rule on which options go together; exactly one of the four forms.

    ``option`` + ``requires`` (all of them); ``if`` (all of them) + ``then``
    (one of them at least); ``excludes`` (no two of them); ``at_most`` + ``of``.
    """

    option: OptionRef | None = None
    requires: tuple[OptionRef, ...] = ()
    if_: tuple[OptionRef, ...] = Field(default=(), alias="if")
    then: tuple[OptionRef, ...] = ()
    excludes: tuple[OptionRef, ...] = ()
    at_most: Annotated[int, Field(strict=True, ge=0)] | None = None
    of: tuple[OptionRef, ...] = ()
    why: Text | None = None

    @property
    def form(self) -> str:
        """Return ``requires``, ``if``, ``excludes`` or ``at_most``."""
        if self.option is not None:
            return "requires"
        if self.if_:
            return "if"
        return "excludes" if self.excludes else "at_most"

    @model_validator(mode="after")
    def _one_form(self) -> Linkage:
        forms = {
            "requires": (self.option is not None, bool(self.requires)),
            "if": (bool(self.if_), bool(self.then)),
            "excludes": (len(self.excludes) > 1,) * 2 if self.excludes else (False, False),
            "at_most": (self.at_most is not None, bool(self.of)),
        }
        if self.excludes and len(self.excludes) < 2:
            raise ValueError("excludes names at least two options")
        begun = [name for name, parts in forms.items() if any(parts)]
        if len(begun) != 1 or not all(forms[begun[0]]):
            raise ValueError(
                "a linkage is one of: option + requires, if + then, excludes, at_most + of"
            )
        return self


class Reading(Model):
    """One meaning of a term: which of its elements it covers."""

    label: Text
    elements: tuple[Slug, ...] = ()


class ReadBy(Model):
    """How one party reads a term: reading to probability in percent, normalised."""

    readings: dict[Slug, Quantity] = Field(min_length=1)
    basis: Basis | None = None


class Term(Model):
    """A word of the deal that parties may read in different ways."""

    label: Text
    description: Text | None = None
    elements: dict[Slug, Text] = {}
    readings: dict[Slug, Reading] = Field(min_length=1)
    read_by: dict[Slug, ReadBy] = {}
    ambiguity: Literal["deliberate", "accidental", "deferred", "unknown"] = "unknown"
    basis: Basis | None = None


class Synergy(Model):
    """Points added (or lost) when two options come together."""

    of: tuple[OptionRef, OptionRef]
    points: Quantity
    basis: Basis | None = None


class IssueValue(Model):
    """What one party makes of one issue.

    ``importance`` is the issue's share of the party's total weight, in percent
    (a range is a constraint on the normalised weight); ``scores`` are 0 (worst)
    to 100 (best) on the options; ``order`` holds statements such as
    ``"halt < disable < dismantle"``.
    """

    importance: Quantity | None = None
    scores: dict[Slug, Quantity] = {}
    order: tuple[Text, ...] = ()
    basis: Basis | None = None


class CourseValue(Model):
    """Value of one course of no deal to one party, in points.

    ``value`` counts from the reference named by ``NoDeal.relative_to``;
    ``drift`` is in points a month from the course's ``starts`` day.
    """

    value: Quantity
    drift: Quantity | None = None
    basis: Basis | None = None


class NoDeal(Model):
    """A party's value of no deal, course by course.

    ``relative_to: status-quo`` counts each value from the party's value of the
    package in which every issue stays at its status quo; ``scale`` (default)
    takes it as points on the party's 0-100 scale.
    """

    relative_to: Literal["scale", "status-quo"] = "scale"
    courses: dict[Slug, CourseValue] = Field(min_length=1)
    likelihoods: dict[Slug, Quantity] = {}
    basis: Basis | None = None


class Values(Model):
    """One party's values: importance and scores per issue, synergies, no deal."""

    issues: dict[Slug, IssueValue] = {}
    order: tuple[Text, ...] = ()
    synergies: dict[Slug, Synergy] = {}
    no_deal: NoDeal
    waiting_cost: Quantity | None = None
    basis: Basis | None = None


class Course(Model):
    """A course events may take without a deal, from a day on."""

    label: Text
    description: Text | None = None
    starts: Day
    likelihood: Quantity
    basis: Basis | None = None


class Change(Model):
    """One number set, shifted or scaled; exactly one of the three."""

    number: Pointer
    set: Quantity | None = None
    add: Quantity | None = None
    times: Quantity | None = None
    basis: Basis | None = None

    @model_validator(mode="after")
    def _one(self) -> Change:
        if sum(v is not None for v in (self.set, self.add, self.times)) != 1:
            raise ValueError("a change has exactly one of set, add, times")
        return self


class Belief(Model):
    """A named set of beliefs: what would be so if this account were right."""

    label: Text
    description: Text | None = None
    weight: Annotated[Number, Field(gt=0)]
    changes: tuple[Change, ...] = ()
    basis: Basis | None = None


class Event(Model):
    """An expected event: declared on a day, its date uncertain, and what it changes.

    ``in_days`` counts from ``declared``; ``happened`` is given once it is over
    (with ``known_from``, the day from which that was known).
    """

    label: Text
    description: Text | None = None
    declared: Day
    in_days: Quantity
    happened: Day | None = None
    known_from: Day | None = None
    changes: tuple[Change, ...] = ()
    beliefs: tuple[Slug, ...] = ()
    basis: Basis | None = None


class Analyst(Model):
    """Somebody whose values stand beside others' in the case."""

    label: Text
    weight: Annotated[Number, Field(gt=0)] = 1.0


class Factor(Model):
    """A named fact that moves several numbers together."""

    label: Text
    description: Text | None = None


class Consequence(Model):
    """A consequence counted in a unit of its own, before any value is put on it."""

    label: Text
    unit: Text
    combine: Literal["sum", "max", "min"] = "sum"
    description: Text | None = None


class Package(Model):
    """A package in the record: an offer, a draft, a demand.

    ``options`` names one option per issue, or a list where the record leaves
    several open; issues not named stay at their status quo.
    """

    label: Text
    kind: Literal["offer", "demand", "draft", "message", "paper", "example"]
    by: tuple[Slug, ...] = ()
    known_from: Day
    options: dict[Slug, Slug | tuple[Slug, ...]]
    record: tuple[Slug, ...] = ()
    description: Text | None = None


class Commitment(Model):
    """What one actor must do; options list the commitments that deliver them."""

    label: Text
    actor: Slug
    what: Text
    prerequisites: tuple[Slug, ...] = ()
    duration_days: Quantity | None = None
    verified_by: Text | None = None
    reversible: Text | None = None
    basis: Basis | None = None


class Article(Model):
    """One article of a template document."""

    text: Text
    text_type: Literal["official", "paraphrase"] = "official"
    issues: tuple[Slug, ...] = ()
    commitments: tuple[Slug, ...] = ()


class Document(Model):
    """A text that the deal refines, such as a joint statement."""

    label: Text
    known_from: Day
    articles: dict[Slug, Article]
    record: tuple[Slug, ...] = ()


class Cost(Model):
    """What a lever costs whom: in words, and in points where a value is given."""

    text: Text
    points: dict[Slug, Quantity] = {}


LeverKind = Literal[
    "settle-reading",
    "inform",
    "add-measure",
    "drop",
    "link",
    "compensate",
    "guarantee",
    "ratify",
    "wait",
    "change-format",
    "leave-open",
]


class Lever(Model):
    """Something that could be done to make a deal acceptable, and its effect.

    Effects (any that fit): ``term`` + ``reading`` (one, or several with
    likelihoods), ``number`` (to learn), ``event`` (to wait for), ``issue`` (to
    drop: fixed at its status quo), ``opens`` / ``closes`` (options), ``together``
    (options that are linked: all or none), ``points`` (added to a party's value
    of every deal, or of those with all options in ``when``), ``changes``.
    """

    label: Text
    kind: LeverKind
    author: Text
    cost: Cost
    description: Text | None = None
    term: Slug | None = None
    reading: Slug | dict[Slug, Quantity] | None = None
    number: Pointer | None = None
    event: Slug | None = None
    issue: Slug | None = None
    opens: tuple[OptionRef, ...] = ()
    closes: tuple[OptionRef, ...] = ()
    together: tuple[OptionRef, ...] = ()
    points: dict[Slug, Quantity] = {}
    when: tuple[OptionRef, ...] = Field(default=(), max_length=2)
    changes: tuple[Change, ...] = ()
    forum: Text | None = None
    until: Day | None = None
    known_from: Day | None = None
    basis: Basis | None = None

    @model_validator(mode="after")
    def _effect(self) -> Lever:
        needs = {
            "settle-reading": ("term", "reading"),
            "inform": ("number",),
            "drop": ("issue",),
            "link": ("together",),
            "compensate": ("points",),
            "wait": ("event",),
            "leave-open": ("opens", "forum", "until"),
        }.get(self.kind, ())
        missing = [n for n in needs if not getattr(self, n)]
        if missing:
            raise ValueError(f"a lever of kind {self.kind} needs {', '.join(missing)}")
        if self.kind in ("add-measure", "guarantee", "ratify", "change-format") and not (
            self.points or self.changes or self.opens or self.closes
        ):
            raise ValueError(
                f"a lever of kind {self.kind} states its effect: points, changes, opens or closes"
            )
        if self.when and not self.points:
            raise ValueError("when goes with points")
        return self


class Case(Model):
    """A whole case, as written, checked for shape but not yet for sense."""

    detente: Annotated[int, Field(strict=True, ge=1, le=1)]
    title: Text
    question: Text | None = None
    summary: Text | None = None
    as_of: Day | None = None
    authors: tuple[Text, ...] = ()
    judgements_by: Text | None = None
    parties: dict[Slug, Party] = Field(min_length=1)
    issues: dict[Slug, Issue] = Field(min_length=1)
    linkages: tuple[Linkage, ...] = ()
    terms: dict[Slug, Term] = {}
    values: dict[Slug, Values]
    courses: dict[Slug, Course] = Field(min_length=1)
    factors: dict[Slug, Factor] = {}
    beliefs: dict[Slug, Belief] = {}
    analysts: dict[Slug, Analyst] = {}
    events: dict[Slug, Event] = {}
    consequences: dict[Slug, Consequence] = {}
    packages: dict[Slug, Package] = {}
    commitments: dict[Slug, Commitment] = {}
    documents: dict[Slug, Document] = {}
    levers: dict[Slug, Lever] = {}
    sources: dict[Slug, Source] = {}
    record: dict[Slug, RecordItem] = {}
