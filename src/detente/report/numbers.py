"""What each number of a case is called, in the language of the reader."""

from __future__ import annotations

from typing import Any

from detente.report.names import Names


def number_label(pointer: str, names: Names) -> str:
    """Return the name of a number, or an empty string where the catalogue has no words for it.

    Parameters
    ----------
    pointer : str
        As in :func:`detente.case.numbers.numbers`.
    names : Names
    """
    match _steps(pointer):
        case ["values", party, "issues", issue, "importance"]:
            return _told("importance", names, party, issue=names.issue(issue))
        case ["values", party, "issues", issue, "scores", option]:
            what = names.option(issue, option)
            return _told("score", names, party, issue=names.issue(issue), option=what)
        case ["values", party, "no_deal", "courses", course, "value"]:
            return _told("no-deal", names, party, course=names.course(course))
        case ["values", party, "no_deal", "courses", course, "drift"]:
            return _told("drift", names, party, course=names.course(course))
        case ["values", party, "waiting_cost"]:
            return _told("waiting-cost", names, party)
        case ["parties", party, "threshold"]:
            return _told("threshold", names, party)
        case ["parties", party, "audience_cost"]:
            return _told("audience-cost", names, party)
        case ["courses", course, "likelihood"]:
            return names.words.text("names.course", course=names.course(course))
        case ["terms", term, "read_by", party, "readings", reading]:
            meant = names.reading(term, reading)
            return _told("reads", names, party, term=names.term(term), reading=meant)
        case ["issues", issue, "options", option, "consequences", slug]:
            return names.words.text(
                "names.consequence",
                consequence=names.consequence(slug),
                option=names.option(issue, option),
            )
        case steps:
            return _further(steps, names)


def _further(steps: list[str], names: Names) -> str:
    """Return the name of a number that the first page seldom speaks of."""
    words, case = names.words, names.case
    match steps:
        case ["values", party, "synergies", slug, "points"]:
            of = case.values[party].synergies[slug].of
            options = [names.settled(*option.split("/", 1)) for option in of]
            together = options[0]
            for option in options[1:]:
                together = words.text("numbers.together", first=together, second=option)
            return words.text("numbers.synergy", party=names.party(party), options=together)
        case ["values", party, "no_deal", "likelihoods", course]:
            who = names.party(party)
            return words.text("numbers.thinks", party=who, course=names.course(course))
        case ["events", slug, "in_days"]:
            return words.text("numbers.days-until", event=case.events[slug].label)
        case ["beliefs" | "events" | "levers" as block, slug, "changes", at, how]:
            holder = getattr(case, block)[slug]
            changed = holder.changes[int(at)].number
            named = number_label(changed, names) or changed
            return words.text(f"numbers.{how}", of=holder.label, number=named)
        case ["levers", slug, *rest]:
            return _of_lever(case.levers[slug].label, case.levers[slug].term, rest, names)
        case ["packages", slug, "tactical"]:
            return words.text("numbers.learning.package", label=case.packages[slug].label)
        case ["learning", "rationality"]:
            return words.text("numbers.learning.rationality")
        case ["refusals" | "statements" as block, slug, "tactical" | "errs"]:
            return words.text(f"numbers.learning.{block}", slug=slug)
    return _of_reports(steps, names) or _carried_out(steps, names)


def _of_lever(label: str, term: str | None, rest: list[str], names: Names) -> str:
    text = names.words.text
    match rest:
        case ["points" | "guarantee" as what, party]:
            return text(f"numbers.lever.{what}", lever=label, party=names.party(party))
        case ["cost", "points", party]:
            return text("numbers.lever.cost", lever=label, party=names.party(party))
        case ["reading", reading]:
            meant = names.reading(term or "", reading)
            return text("numbers.lever.reading", lever=label, reading=meant)
        case ["reliability"]:
            return text("numbers.lever.reliability", lever=label)
    return ""


def _of_reports(steps: list[str], names: Names) -> str:
    """Return the name of a number on claims and reports."""
    text, case = names.words.text, names.case
    match steps:
        case ["claims", slug, "states", name, "prior"]:
            claim = case.claims[slug]
            state = claim.states[name].label
            return text("numbers.claims.states", label=claim.label, state=state)
        case ["admiralty", code, what]:
            return text(f"numbers.admiralty.{what}", label=code)
        case ["interest_factors", what]:
            return text(f"numbers.interest_factors.{what}")
        case ["reports", slug, "may_have_copied", other]:
            label = case.reports[slug].label
            copied = case.reports[other].label if other in case.reports else other
            return text("numbers.reports.may_have_copied", label=label, other=copied)
        case ["reports", slug, "silent_on", claim_slug, what]:
            known = case.claims.get(claim_slug)
            told = known.label if known else claim_slug
            return text(f"numbers.reports.{what}", label=case.reports[slug].label, claim=told)
    return ""


def _carried_out(steps: list[str], names: Names) -> str:
    """Return the name of a number on how a deal is carried out."""
    words, case = names.words, names.case
    block, *rest = steps
    key = f"numbers.{block}.{rest[0] if block == 'sequence' else rest[1] if rest[1:] else ''}"
    if not words.knows(key):
        return ""
    values: dict[str, str] = {}
    match steps:
        case ["sequence", _, party]:
            values = {"label": words.text("numbers.sequence.label"), "party": names.party(party)}
        case ["trust", party, _]:
            who, other = names.party(party), names.party(case.trust[party].of)
            values = {"label": words.text("numbers.trust.whom", party=who, other=other)}
        case ["evidence", slug, "likelihoods", name]:
            known = case.hypotheses.get(name)
            label = case.evidence[slug].label
            values = {"label": label, "hypothesis": known.label if known else name}
        case [block, slug, _, *last]:
            holder: Any = getattr(case, block)[slug]
            values = {"label": holder.label}
            for one in last:
                values |= {"party": names.party(one), "action": _action(one, names)}
    return words.text(key, **values)


def _action(slug: str, names: Names) -> str:
    key = f"numbers.actions.{slug}"
    return names.words.text(key) if names.words.knows(key) else slug


def _steps(pointer: str) -> list[str]:
    return [s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/")[1:]]


def _told(key: str, names: Names, party: str, **values: str) -> str:
    return names.words.text(f"names.{key}", party=names.party(party), **values)
