"""Every name in a case that an edition may put in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from detente.case.models import Case
from detente.case.tree import step

LANGUAGES: Final = ("en", "ko")
"""Languages in which Détente has sentences."""

_BLOCKS: Final = (
    "parties",
    "issues",
    "terms",
    "courses",
    "factors",
    "beliefs",
    "analysts",
    "events",
    "consequences",
    "packages",
    "commitments",
    "guarantees",
    "escrows",
    "coalitions",
    "orders",
    "facilities",
    "verification",
    "documents",
    "drafts",
    "interests",
    "hypotheses",
    "assumptions",
    "evidence",
    "questions",
    "texts",
    "claims",
    "reports",
    "enquiries",
    "levers",
    "sources",
    "occurrences",
)
_WITHIN: Final = {
    "issues": "options",
    "terms": "readings",
    "guarantees": "stages",
    "questions": "outcomes",
    "claims": "states",
}
_ALSO: Final = {
    "beliefs": "description",
    "consequences": "unit",
    "commitments": "what",
    "hypotheses": "description",
    "assumptions": "description",
    "questions": "rule",
    "texts": "description",
    "claims": "description",
    "enquiries": "how",
    "record": "text",
}

M = TypeVar("M")


def labels(case: Case) -> dict[str, str]:
    """Return every name of a case by its JSON pointer.

    Those are the title and question, the labels of all blocks, of options and of readings, the
    units of consequences, the costs and forums of levers in words, the descriptions of belief
    sets, the texts of the record and the short names of its key items, and the words that the
    text of an agreement uses.

    Parameters
    ----------
    case : Case
    """
    return dict(_labels(case))


def _labels(case: Case) -> Iterator[tuple[str, str]]:
    yield "/title", case.title
    if case.question:
        yield "/question", case.question
    for block in (*_BLOCKS, "record"):
        for slug, value in getattr(case, block).items():
            at = step(f"/{block}", slug)
            if block != "record":
                yield f"{at}/label", value.label
            if block in _ALSO and getattr(value, _ALSO[block]):
                yield f"{at}/{_ALSO[block]}", getattr(value, _ALSO[block])
            inner = _WITHIN.get(block)
            for name, part in getattr(value, inner).items() if inner else ():
                yield f"{step(f'{at}/{inner}', name)}/label", part.label
    for slug, item in case.record.items():
        if item.key is not None:
            yield f"{step('/record', slug)}/key", item.key
    if case.outcome is not None:
        yield "/outcome/label", case.outcome.label
    for slug, row in case.evidence.items():
        if row.to_find is not None:
            yield f"{step('/evidence', slug)}/to_find/how", row.to_find.how
    for slug, lever in case.levers.items():
        yield f"{step('/levers', slug)}/cost/text", lever.cost.text
        if lever.forum is not None:
            yield f"{step('/levers', slug)}/forum", lever.forum
    yield from _of_the_text(case)


def _of_the_text(case: Case) -> Iterator[tuple[str, str]]:
    """Yield what only the text of an agreement says."""
    for slug, party in case.parties.items():
        yield from _given(step("/parties", slug), party, "formal", "short")
    for slug, term in case.terms.items():
        for element, words in term.elements.items():
            yield step(f"{step('/terms', slug)}/elements", element), words
    for slug, commitment in case.commitments.items():
        at = step("/commitments", slug)
        yield from _given(at, commitment, "verified_by")
        if commitment.clause is not None:
            yield from _given(f"{at}/clause", commitment.clause, "text", "quantity")
    for slug, guarantee in case.guarantees.items():
        yield from _given(step("/guarantees", slug), guarantee, "wording")
    for slug, document in case.documents.items():
        at = step("/documents", slug)
        yield from _given(at, document, "formal", "short")
        for name, article in document.articles.items():
            yield from _given(step(f"{at}/articles", name), article, "heading", "cited")
    if case.treaty is not None:
        yield from _given("/treaty", case.treaty, "title", "depositary", "place")


def _given(at: str, value: BaseModel, *names: str) -> Iterator[tuple[str, str]]:
    for name in names:
        if getattr(value, name):
            yield f"{at}/{name}", getattr(value, name)


def renamed(case: Case, names: Mapping[str, str]) -> Case:
    """Return a case with other names.

    Parameters
    ----------
    case : Case
    names : dict of pointer to str
        Of :func:`labels`; what is not named keeps its own.
    """
    for pointer, text in names.items():
        steps = [s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/")[1:]]
        case = _put(case, steps, text)
    return case


def _put(value: M, steps: Iterable[str], text: str) -> M:
    first, *rest = steps
    if isinstance(value, BaseModel):
        inner: Any = _put(getattr(value, first), rest, text) if rest else text
        return value.model_copy(update={first: inner})
    assert isinstance(value, dict)
    copied: Any = {**value, first: _put(value[first], rest, text) if rest else text}
    return copied  # type: ignore[no-any-return]  # the same kind of mapping, one value changed
