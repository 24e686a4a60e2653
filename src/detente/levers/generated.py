"""Levers that follow from the case itself, beside those its authors declare."""

from __future__ import annotations

from detente.case.models import Case, Cost, Lever

AUTHOR = "generated from the case"


def generated(
    case: Case, influential: dict[str, str] | None = None, blocked: frozenset[str] | None = None
) -> dict[str, Lever]:
    """Return levers for what the case leaves open and its authors have not declared.

    Parameters
    ----------
    case : Case
    influential : dict of pointer to label, optional
        Numbers on which acceptance turns, to learn.
    blocked : frozenset of str, optional
        Issues in conflict, to leave aside; default all.

    Returns
    -------
    dict of slug to Lever
        Settle each term that an option's worth hangs on, learn each named
        number, wait for each event, drop each blocked issue.
    """
    declared = case.levers.values()
    found: dict[str, Lever] = {}
    wired = {
        option.under.term
        for issue in case.issues.values()
        for option in issue.options.values()
        if option.under is not None
    }
    settled = {(x.term, x.reading) for x in declared if isinstance(x.reading, str)}
    for term in sorted(wired):
        for name, reading in case.terms[term].readings.items():
            meant = {
                r
                for issue in case.issues.values()
                for o in issue.options.values()
                if o.under is not None and o.under.term == term
                for r in o.under.means
            }
            if (term, name) not in settled and name in meant:
                found[f"read-{term}-as-{name}"] = Lever(
                    label=f"Agree that {case.terms[term].label} means: {reading.label}",
                    kind="settle-reading",
                    author=AUTHOR,
                    cost=_unknown(),
                    term=term,
                    reading=name,
                )
    known = {x.number for x in declared}
    for k, (pointer, what) in enumerate((influential or {}).items()):
        if pointer not in known:
            found[f"learn-{k + 1}"] = Lever(
                label=f"Learn: {what}",
                kind="inform",
                author=AUTHOR,
                cost=_unknown(),
                number=pointer,
            )
    awaited = {x.event for x in declared}
    for name, event in case.events.items():
        if name not in awaited:
            found[f"wait-{name}"] = Lever(
                label=f"Wait: {event.label}",
                kind="wait",
                author=AUTHOR,
                cost=Cost(text="the months until then without a deal"),
                event=name,
            )
    dropped = {x.issue for x in declared}
    for name, issue in case.issues.items():
        if name not in dropped and (blocked is None or name in blocked):
            found[f"drop-{name}"] = Lever(
                label=f"Leave aside: {issue.label}",
                kind="drop",
                author=AUTHOR,
                cost=_unknown(),
                issue=name,
            )
    return {slug: lever for slug, lever in found.items() if slug not in case.levers}


def _unknown() -> Cost:
    return Cost(text="not stated in the case")
