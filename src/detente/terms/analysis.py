"""The terms of one study: who reads them how, what would be called a breach, what rules find."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION, Study
from detente.case.models import Case, Option
from detente.case.models import Term as CaseTerm
from detente.deals import spread
from detente.terms.breach import called, in_breach, left_out
from detente.terms.differing import differing, elements_apart
from detente.terms.findings import (
    BreachFinding,
    CalledFinding,
    DeferralFinding,
    DifferingFinding,
    ReaderFinding,
    RemarkFinding,
    TermFinding,
)
from detente.terms.quoted import names_term, quoted_phrases
from detente.vague import vague_words


def extension(term: CaseTerm) -> np.ndarray:
    """Return which elements each reading covers; bool, shape (readings, elements)."""
    found = [[e in reading.elements for e in term.elements] for reading in term.readings.values()]
    return np.array(found, dtype=bool).reshape(len(term.readings), len(term.elements))


def reader_of(case: Case, term: CaseTerm, party: str) -> str | None:
    """Return whose stated reading a party has: its own, its leader's, or nobody's."""
    leader = case.parties[party].ratifies_for
    return next((p for p in (party, leader) if p is not None and p in term.read_by), None)


def probabilities(study: Study, slug: str, party: str, draws: int) -> np.ndarray:
    """Return how likely a party reads a term in each way, on the first reporting draws.

    Parameters
    ----------
    study : Study
    slug, party : str
    draws : int

    Returns
    -------
    ndarray of float64, shape (readings, draws)
        Sums to 1 over readings; all alike where the case states nothing.
    """
    term = study.case.terms[slug]
    reader = reader_of(study.case, term, party)
    shape = (len(term.readings), draws)
    if reader is None:
        return np.full(shape, 1.0 / shape[0])
    stated, found = term.read_by[reader].readings, np.zeros(shape)
    for r, reading in enumerate(term.readings):
        if reading in stated:
            at = f"/terms/{slug}/read_by/{reader}/readings/{reading}"
            blocks = range(SELECTION // BLOCK, (SELECTION + draws - 1) // BLOCK + 1)
            values = np.concatenate([study.number(at, b) for b in blocks])[:draws]
            found[r] = np.maximum(values, 0.0)
    total = found.sum(axis=0)
    return np.where(total > 0, found / np.where(total > 0, total, 1.0), 1.0 / shape[0])


def terms(study: Study, weights: np.ndarray) -> tuple[TermFinding, ...]:
    """Return the findings of all terms of a case.

    Parameters
    ----------
    study : Study
    weights : ndarray, shape (draws,)
        Of the first reporting draws.
    """
    return tuple(_term(study, slug, weights) for slug in study.case.terms)


def _term(study: Study, slug: str, weights: np.ndarray) -> TermFinding:
    case, term = study.case, study.case.terms[slug]
    signatories = [p for p, party in case.parties.items() if party.role == "signatory"]
    known = [p for p in case.parties if p in signatories or p in term.read_by]
    table = extension(term)
    read = {p: probabilities(study, slug, p, len(weights)) for p in known}
    open_in, named_in = _used(case, slug, study.as_of)
    actors = _actors(case, (*open_in, *named_in))
    acting = [(p, q) for p in signatories if p in actors for q in signatories if q != p]
    return TermFinding(
        slug,
        term.label,
        term.ambiguity,
        dict(term.elements),
        {name: tuple(reading.elements) for name, reading in term.readings.items()},
        tuple(
            ReaderFinding(
                p,
                reader_of(case, term, p) == p,
                {
                    name: spread(values, weights)
                    for name, values in zip(term.readings, read[p], strict=True)
                },
            )
            for p in known
        ),
        tuple(
            DifferingFinding(
                (p, q),
                spread(differing(table, read[p], read[q]), weights),
                float(np.average(elements_apart(table, read[p], read[q]), weights=weights)),
            )
            for p, q in combinations(known, 2)
        ),
        tuple(f for p, q in acting for f in _breaches(term, table, p, q, read, weights)),
        tuple(_called(term, table, p, q, read, weights) for p, q in acting),
        actors,
        open_in,
        named_in,
        _deferrals(case, (*open_in, *named_in), study.as_of),
    )


def _used(
    case: Case, slug: str, as_of: datetime.date | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the options that leave a term open, and those that name a reading of it."""
    open_in, named_in = [], []
    for issue, item in case.issues.items():
        for name, option in item.options.items():
            if not _known(option.known_from, as_of):
                continue
            if option.under is not None and option.under.term == slug:
                open_in.append(f"{issue}/{name}")
            if slug in option.names:
                named_in.append(f"{issue}/{name}")
    return tuple(open_in), tuple(named_in)


def _known(day: datetime.date | None, as_of: datetime.date | None) -> bool:
    return day is None or as_of is None or day <= as_of


def _actors(case: Case, options: tuple[str, ...]) -> tuple[str, ...]:
    """Return who carries options out, in the order of the parties."""
    slugs = {c for o in options for c in _option(case, o).commitments}
    actors = {case.commitments[s].actor for s in slugs if s in case.commitments}
    return tuple(p for p in case.parties if p in actors)


def _option(case: Case, name: str) -> Option:
    issue, _, option = name.partition("/")
    return case.issues[issue].options[option]


def _breaches(
    term: CaseTerm,
    table: np.ndarray,
    of: str,
    under: str,
    read: dict[str, np.ndarray],
    weights: np.ndarray,
) -> Iterator[BreachFinding]:
    out, elements, readings = left_out(table), list(term.elements), list(term.readings)
    for i, own in enumerate(readings):
        for j, other in enumerate(readings):
            missing = tuple(elements[e] for e in np.flatnonzero(out[i, j]))
            likely = float(np.average(read[of][i] * read[under][j], weights=weights))
            yield BreachFinding(of, under, own, other, missing, likely)


def _called(
    term: CaseTerm,
    table: np.ndarray,
    of: str,
    by: str,
    read: dict[str, np.ndarray],
    weights: np.ndarray,
) -> CalledFinding:
    each = called(table, read[of], read[by])
    owed = {
        e: float(np.average(v, weights=weights)) for e, v in zip(term.elements, each, strict=True)
    }
    return CalledFinding(of, by, spread(in_breach(table, read[of], read[by]), weights), owed)


def _deferrals(
    case: Case, options: tuple[str, ...], as_of: datetime.date | None
) -> tuple[DeferralFinding, ...]:
    """Return the levers that leave open an issue whose options use the term."""
    issues = {o.partition("/")[0] for o in options}
    return tuple(
        DeferralFinding(slug, lever.label, lever.forum or "", lever.until)
        for slug, lever in case.levers.items()
        if lever.kind == "leave-open"
        and _known(lever.known_from, as_of)
        and issues & {o.partition("/")[0] for o in lever.opens}
    )


def remarks(study: Study) -> tuple[RemarkFinding, ...]:
    """Return what rules find in the words of a case known on the day.

    Parameters
    ----------
    study : Study
    """
    case, as_of = study.case, study.as_of
    labels = tuple(term.label for term in case.terms.values())
    found = [
        RemarkFinding("never-used", f"/terms/{slug}", term.label)
        for slug, term in case.terms.items()
        if not any(_used(case, slug, as_of))
    ]
    for where, text, binding in _texts(case, as_of):
        found += [
            RemarkFinding("undefined", where, phrase)
            for phrase in quoted_phrases(text)
            if not names_term(phrase, labels)
        ]
        if binding and (vague := vague_words(text)):
            found.append(RemarkFinding("vague", where, ", ".join(vague)))
    return tuple(found)


def _texts(case: Case, as_of: datetime.date | None) -> Iterator[tuple[str, str, bool]]:
    """Yield the pointer of each text, the text, and whether it says what is owed."""
    for issue, item in case.issues.items():
        for name, option in item.options.items():
            if _known(option.known_from, as_of):
                yield f"/issues/{issue}/options/{name}/label", option.label, True
    for slug, commitment in case.commitments.items():
        yield f"/commitments/{slug}/what", commitment.what, True
    for slug, document in case.documents.items():
        if _known(document.known_from, as_of):
            for name, article in document.articles.items():
                yield f"/documents/{slug}/articles/{name}/text", article.text, True
    for slug, package in case.packages.items():
        if _known(package.known_from, as_of):
            yield f"/packages/{slug}/label", package.label, False
            if package.description:
                yield f"/packages/{slug}/description", package.description, False
