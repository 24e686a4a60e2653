"""What a case file may say: ``Case`` is the whole, made of the blocks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from detente.case.blocks.beliefs import (
    Analyst,
    Belief,
    Change,
    Event,
    Factor,
)
from detente.case.blocks.commitments import (
    Clause,
    Coalition,
    Commitment,
    Escrow,
    Grade,
    Guarantee,
    OrderReading,
    Performance,
    Sequence,
    Stage,
    Trust,
    Unit,
)
from detente.case.blocks.documents import (
    Article,
    Document,
    OwnPattern,
    Package,
    Treaty,
)
from detente.case.blocks.drafts import (
    Draft,
    DraftAlternative,
    DraftAnnex,
    DraftArticle,
    DraftBracket,
    DraftChange,
    DraftNote,
    DraftParagraph,
)
from detente.case.blocks.hypotheses import (
    Assumption,
    Evidence,
    Hypothesis,
    Outcome,
    Search,
)
from detente.case.blocks.interests import Edition, Interest
from detente.case.blocks.issues import (
    Consequence,
    Issue,
    Linkage,
    Option,
    Under,
)
from detente.case.blocks.learning import Learning, Refusal, Said
from detente.case.blocks.levers import Cost, Lever, LeverKind
from detente.case.blocks.parties import Party, Ratification
from detente.case.blocks.questions import (
    BaseRate,
    Computed,
    Question,
    QuestionOutcome,
    Resolution,
    Stake,
    Stated,
)
from detente.case.blocks.record import Coded, Occurrence, RecordItem, Source
from detente.case.blocks.references import OptionRef, Pointer
from detente.case.blocks.reports import (
    Claim,
    Code,
    Enquiry,
    InterestFactors,
    Rates,
    Report,
    ReportedText,
    Silence,
    State,
)
from detente.case.blocks.terms import ReadBy, Reading, Term
from detente.case.blocks.values import (
    Course,
    CourseValue,
    IssueValue,
    NoDeal,
    Synergy,
    Values,
)
from detente.case.blocks.verification import Action, Facility, Items, Verification
from detente.case.quantity import Day, Model, Slug, Text

__all__ = [
    "Action",
    "Analyst",
    "Article",
    "Assumption",
    "BaseRate",
    "Belief",
    "Case",
    "Change",
    "Claim",
    "Clause",
    "Coalition",
    "Coded",
    "Commitment",
    "Computed",
    "Consequence",
    "Cost",
    "Course",
    "CourseValue",
    "Document",
    "Draft",
    "DraftAlternative",
    "DraftAnnex",
    "DraftArticle",
    "DraftBracket",
    "DraftChange",
    "DraftNote",
    "DraftParagraph",
    "Edition",
    "Enquiry",
    "Escrow",
    "Event",
    "Evidence",
    "Facility",
    "Factor",
    "Grade",
    "Guarantee",
    "Hypothesis",
    "Interest",
    "InterestFactors",
    "Issue",
    "IssueValue",
    "Items",
    "Learning",
    "Lever",
    "LeverKind",
    "Linkage",
    "NoDeal",
    "Occurrence",
    "Option",
    "OptionRef",
    "OrderReading",
    "Outcome",
    "OwnPattern",
    "Package",
    "Party",
    "Performance",
    "Pointer",
    "Question",
    "QuestionOutcome",
    "Rates",
    "Ratification",
    "ReadBy",
    "Reading",
    "RecordItem",
    "Refusal",
    "Report",
    "ReportedText",
    "Resolution",
    "Said",
    "Search",
    "Sequence",
    "Silence",
    "Source",
    "Stage",
    "Stake",
    "State",
    "Stated",
    "Synergy",
    "Term",
    "Treaty",
    "Trust",
    "Under",
    "Unit",
    "Values",
    "Verification",
]


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
    guarantees: dict[Slug, Guarantee] = {}
    escrows: dict[Slug, Escrow] = {}
    coalitions: dict[Slug, Coalition] = {}
    orders: dict[Slug, OrderReading] = {}
    trust: dict[Slug, Trust] = {}
    sequence: Sequence | None = None
    performance: dict[Slug, Performance] = {}
    facilities: dict[Slug, Facility] = {}
    verification: dict[Slug, Verification] = {}
    learning: Learning | None = None
    refusals: dict[Slug, Refusal] = {}
    statements: dict[Slug, Said] = {}
    documents: dict[Slug, Document] = {}
    treaty: Treaty | None = None
    patterns: dict[Slug, OwnPattern] = {}
    drafts: dict[Slug, Draft] = {}
    interests: dict[Slug, Interest] = {}
    outcome: Outcome | None = None
    hypotheses: dict[Slug, Hypothesis] = {}
    assumptions: dict[Slug, Assumption] = {}
    evidence: dict[Slug, Evidence] = {}
    questions: dict[Slug, Question] = {}
    texts: dict[Slug, ReportedText] = {}
    claims: dict[Slug, Claim] = {}
    admiralty: dict[Code, Rates] = {}
    interest_factors: InterestFactors | None = None
    reports: dict[Slug, Report] = {}
    enquiries: dict[Slug, Enquiry] = {}
    editions: dict[Slug, Edition] = {}
    levers: dict[Slug, Lever] = {}
    sources: dict[Slug, Source] = {}
    occurrences: dict[Slug, Occurrence] = {}
    record: dict[Slug, RecordItem] = {}
