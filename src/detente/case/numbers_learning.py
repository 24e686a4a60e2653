"""The numbers by which one learns from the record."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.kinds import Found
from detente.case.models import Case
from detente.case.tree import step


def learning(case: Case) -> Iterator[Found]:
    """Yield them in the order of the case; what is not written there is no number of it."""
    for slug, package in case.packages.items():
        if package.tactical is not None:
            label = f"{package.label}: how likely it was not meant"
            yield (
                step("/packages", slug) + "/tactical",
                "percent",
                package.tactical,
                None,
                "",
                label,
            )
    if case.learning is not None:
        label = "How sharply offers follow value"
        number, basis = case.learning.rationality, case.learning.basis
        yield "/learning/rationality", "rationality", number, basis, "", label
    for slug, refusal in case.refusals.items():
        if refusal.tactical is not None:
            label = f"Refusal {slug}: how likely it was not meant"
            at = step("/refusals", slug) + "/tactical"
            yield at, "percent", refusal.tactical, None, refusal.by, label
    for slug, said in case.statements.items():
        label = f"Statement {slug}: how often such a statement is not so"
        at = step("/statements", slug) + "/errs"
        yield at, "percent", said.errs, said.basis, said.by, label


def of_learning(pointer: str) -> bool:
    """Whether a number serves learning alone."""
    return pointer.startswith(("/learning/", "/statements/", "/refusals/")) or (
        pointer.startswith("/packages/") and pointer.endswith("/tactical")
    )
