"""Patterns and clauses that a case brings along: what is wrong with them, and where."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.loaded import LoadedCase
from detente.case.models import Case, Clause
from detente.case.tree import step
from detente.drafting.filling import slots, stray
from detente.drafting.patterns import built_in, mistakes
from detente.errors import Problem, did_you_mean

CLAUSE_SLOTS = ("term", "quantity")


def own_words(loaded: LoadedCase) -> list[Problem]:
    """Return what is wrong with the patterns, clauses and languages of a case.

    Parameters
    ----------
    loaded : LoadedCase
    """
    return [*_patterns(loaded), *_clauses(loaded), *_languages(loaded)]


def _patterns(loaded: LoadedCase) -> Iterator[Problem]:
    for name, own in loaded.case.patterns.items():
        for language in ("en", "ko"):
            said = getattr(own, language)
            at = step("/patterns", name)
            for wrong in mistakes(name, said, language) if said else ():
                known = name in built_in("en")
                here = f"{at}/{language}" if known else at
                source = loaded.source
                place = source.place(here) if known else source.key_place(here)
                yield Problem(
                    wrong.message, place, here, wrong.allowed, wrong.hint, "error", "pattern"
                )


def _clauses(loaded: LoadedCase) -> Iterator[Problem]:
    case = loaded.case
    for slug, commitment in case.commitments.items():
        clause = commitment.clause
        if clause is None:
            continue
        at = f"{step('/commitments', slug)}/clause/text"
        for here, said in _said(case, at, clause):
            yield from _clause(loaded, here, said, clause)


def _said(case: Case, at: str, clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield the words of a clause, and those that editions put in their place."""
    if clause.text:
        yield at, clause.text
    for slug, edition in case.editions.items():
        if at in edition.names:
            yield step(f"{step('/editions', slug)}/names", at), edition.names[at]


def _clause(loaded: LoadedCase, at: str, said: str, clause: Clause) -> Iterator[Problem]:
    place = loaded.source.place(at)
    listed = ", ".join(f"{{{slot}}}" for slot in CLAUSE_SLOTS)
    for slot in slots(said):
        if slot not in CLAUSE_SLOTS:
            hint = did_you_mean(slot, [*CLAUSE_SLOTS])
            yield Problem(
                f"a clause has no slot {{{slot}}}", place, at, listed, hint, "error", "clause"
            )
        elif getattr(clause, slot) is None:
            yield Problem(
                f"the clause says {{{slot}}} and gives no {slot}", place, at,
                hint=f"add '{slot}:' beside 'text:'", code="clause",
            )  # fmt: skip
    if brace := stray(said):
        yield Problem(
            f"'{brace}' belongs to no slot", place, at, "a slot is written {name}", code="clause"
        )


def _languages(loaded: LoadedCase) -> Iterator[Problem]:
    treaty = loaded.case.treaty
    known = [n.removeprefix("language-") for n in built_in("en") if n.startswith("language-")]
    for i, code in enumerate(treaty.languages if treaty else ()):
        if code not in known:
            at = f"/treaty/languages/{i}"
            yield Problem(
                f"there is no word for the language '{code}'", loaded.source.place(at), at,
                ", ".join(known), did_you_mean(code, known), "error", "language",
            )  # fmt: skip
