"""One reader's edition of an answer: the names and the language that readership uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from detente.answers.findings import BeliefFinding, ReachFinding
from detente.case.labels import labels, renamed
from detente.case.models import Case
from detente.case.numbers import numbers
from detente.deals.findings import DealsFinding
from detente.errors import UsageError, did_you_mean
from detente.levers.findings import LeverFinding, LeversFinding
from detente.report.names import Names
from detente.report.numbers import number_label
from detente.report.words import ENGLISH

FOUND = ("most-acceptable", "most-acceptable-held")


@dataclass(frozen=True)
class Edition:
    """An answer and its case as one readership names things.

    Attributes
    ----------
    finding : ReachFinding
        The same numbers, with the names of the edition.
    case : Case
    language : str
    missing : tuple of str
        Names of the case that have no words in the edition's language, as written.
    """

    finding: ReachFinding
    case: Case
    language: str
    missing: tuple[str, ...] = ()


def in_edition(finding: ReachFinding, case: Case, name: str | None = None) -> Edition:
    """Return an answer in one of the editions of its case.

    Parameters
    ----------
    finding : ReachFinding
    case : Case
    name : str, optional
        An edition of the case; the case as written when None.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    require_edition(case, name)
    if name is None:
        return Edition(finding, case, "en")
    chosen = case.editions[name]
    other = renamed(case, chosen.names)
    names = Names(other, chosen.language)
    missing: tuple[str, ...] = ()
    if chosen.language != "en":
        # What the record says is shown as written and marked there; it is no name.
        missing = tuple(
            t
            for p, t in labels(case).items()
            if p not in chosen.names and not p.startswith("/record/")
        )
    return Edition(_renamed(finding, case, names), other, chosen.language, missing)


def require_edition(case: Case, name: str | None) -> None:
    """Refuse an edition the case does not have.

    Raises
    ------
    UsageError
    """
    if name is None or name in case.editions:
        return
    known = list(case.editions)
    if not known:
        raise UsageError(f"there is no edition '{name}': the case names none under editions:")
    hint = did_you_mean(name, known)
    listed = f"the case has {', '.join(known)}"
    raise UsageError(f"there is no edition '{name}': {'; '.join(filter(None, (listed, hint)))}")


def _renamed(finding: ReachFinding, before: Case, names: Names) -> ReachFinding:
    case = names.case
    written = numbers(case)
    inputs = tuple(
        replace(i, label=number_label(i.pointer, names) or _label(written, i.pointer, i.label))
        for i in finding.inputs
    )
    said = {i.pointer: i.label for i in inputs}
    learnt = {old.label: new.label for old, new in zip(finding.inputs, inputs, strict=True)}
    levers = _levers(finding.levers, names, learnt)
    called = {
        old.label: new.label for old, new in zip(finding.levers.levers, levers.levers, strict=True)
    }
    called |= {x.label: case.levers[slug].label for slug, x in before.levers.items()}
    return replace(
        finding,
        header=replace(finding.header, case_title=case.title),
        question=case.question or finding.question,
        deals=_deals(finding.deals, names, said),
        levers=levers,
        inputs=inputs,
        beliefs=tuple(_belief(b, names.belief(b.slug), called) for b in finding.beliefs),
        analysts=tuple(
            _belief(a, case.analysts[a.slug].label if a.slug in case.analysts else a.label, called)
            for a in finding.analysts
        ),
    )


def _label(written: Mapping[str, object], pointer: str, given: str) -> str:
    return str(getattr(written.get(pointer), "label", given))


def _deals(deals: DealsFinding, names: Names, said: Mapping[str, str]) -> DealsFinding:
    words = names.words
    packages = tuple(
        replace(
            p,
            label=words.text(f"names.{p.slug}")
            if p.slug in FOUND
            else names.package(p.slug, p.label),
        )
        for p in deals.packages
    )
    believed = tuple(
        replace(
            m,
            numbers=tuple(replace(n, label=said.get(n.pointer, n.label)) for n in m.numbers),
        )
        for m in deals.must_believe
    )
    return replace(deals, packages=packages, must_believe=believed)


def _levers(found: LeversFinding, names: Names, learnt: Mapping[str, str]) -> LeversFinding:
    levers = tuple(_lever(x, names, learnt) for x in found.levers)
    called = {x.slugs: x for x in levers}
    portfolios = []
    for portfolio in found.portfolios:
        parts = [called.get((slug,)) for slug in portfolio.slugs]
        if all(parts):
            label = " + ".join(p.label for p in parts if p)
            cost = "; ".join(p.cost.rstrip(".") for p in parts if p and p.cost)
            portfolio = replace(portfolio, label=label, cost=cost if portfolio.cost else "")
        portfolios.append(portfolio)
    return replace(found, levers=levers, portfolios=tuple(portfolios))


def _lever(found: LeverFinding, names: Names, called: Mapping[str, str]) -> LeverFinding:
    slug = found.slugs[0]
    declared = names.case.levers.get(slug)
    if declared is not None:
        return replace(found, label=declared.label, cost=declared.cost.text)
    words, case = names.words, names.case
    how, _, rest = slug.partition("-")
    label, cost = found.label, words.text("names.cost-unknown")
    if how == "wait" and rest in case.events:
        label = words.text("names.wait", event=case.events[rest].label)
        cost = words.text("names.cost-wait")
    elif how == "drop" and rest in case.issues:
        label = words.text("names.leave", issue=case.issues[rest].label)
    elif how == "learn":
        what = found.label.removeprefix(ENGLISH.text("numbers.learn", number=""))
        label = words.text("numbers.learn", number=called.get(what, what))
    elif how == "read":
        term, _, reading = rest.partition("-as-")
        meant = names.reading(term, reading)
        label = words.text("names.agree", term=names.term(term), reading=meant)
    return replace(found, label=label, cost=cost if found.cost else "")


def _belief(found: BeliefFinding, label: str, called: Mapping[str, str]) -> BeliefFinding:
    levers = tuple((called.get(name, name), gain) for name, gain in found.levers)
    return replace(found, label=label, levers=levers)
