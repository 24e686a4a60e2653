"""Who repeats whom: nobody goes back to himself, and a relay says what its origin may have said."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.bounds import bounds
from detente.case.checks.context import Context
from detente.case.models import Case, Report
from detente.case.said import contrary, root, said, silent
from detente.case.tree import step
from detente.errors import Problem

WHOLE = 100.0
_SLACK = 1e-9


def relays(context: Context) -> Iterator[Problem]:
    """Yield problems of who relays and who may have copied whom."""
    case = context.case
    for loop in _loops(case):
        yield context.error(
            step("/reports", loop[0]) + "/relays",
            f"'{loop[0]}' goes back to itself: {' -> '.join(loop)}",
            "loop",
            hint="one of them is the origin, or all go back to one nobody heard: enter that as a "
            "report that says nothing",
        )
    if any(True for _ in _loops(case)):
        return
    for slug, report in case.reports.items():
        at = step("/reports", slug)
        if report.relays in case.reports:
            yield from _says_other(context, slug, report, at)
        yield from _copies(context, slug, report, at)
    yield from _shared(context)


def _loops(case: Case) -> Iterator[list[str]]:
    """Yield every circle of relays once, from its first member on."""
    told: set[str] = set()
    for start in case.reports:
        path, at = [], start
        while at in case.reports and at not in path and at not in told:
            path.append(at)
            at = case.reports[at].relays or ""
        if at in path:
            yield [*path[path.index(at) :], at]
        told.update(path)


def _says_other(context: Context, slug: str, report: Report, at: str) -> Iterator[Problem]:
    """Yield what a relay cannot have from the account above it."""
    case = context.case
    above, chain = report, []
    while above.relays in case.reports:
        assert above.relays is not None
        chain.append(above.relays)
        above = case.reports[above.relays]
    heard = [n for n in chain if not silent(case.reports[n])]
    faithful = report.fidelity is None or bounds(report.fidelity)[0] >= WHOLE
    for claim, words in said(case, report).items():
        speaking = [n for n in heard if claim in case.reports[n].claims]
        if heard and heard[0] == report.relays and claim not in case.reports[heard[0]].claims:
            yield context.error(
                f"{at}/relays",
                f"'{heard[0]}' says nothing of '{claim}', so it cannot have it from there",
                "relay-adds",
                hint="enter what it adds as a report of its own",
            )
        for name in speaking:
            first = said(case, case.reports[name]).get(claim)
            if first is None or words == first:
                continue
            if words != contrary(case, claim, first):
                yield context.error(
                    f"{at}/names" if claim in report.names else at,
                    f"of '{claim}' it names other states than '{name}', which it relays",
                    "relay-differs",
                    hint="a relay repeats, or says the contrary; enter another account by itself",
                )
            elif faithful and name == report.relays:
                yield context.error(
                    f"{at}/relays",
                    f"of '{claim}' it says the contrary of '{name}', which it relays word for word",
                    "relay-differs",
                    hint="add fidelity: how likely it repeats rightly, such as [85, 95]",
                )


def _copies(context: Context, slug: str, report: Report, at: str) -> Iterator[Problem]:
    case = context.case
    own = root(case, slug)
    most = 0.0
    for other, chance in report.may_have_copied.items():
        here = step(f"{at}/may_have_copied", other)
        low, high = bounds(chance)
        most += high
        if not 0 <= low <= high <= WHOLE:
            yield context.error(here, f"{high:g} is no percentage", "scale", "0 to 100")
        if other not in case.reports:
            continue
        if root(case, other) == own:
            yield context.error(
                here, f"'{other}' is this report, or goes back to it", "copies-itself"
            )
        if silent(case.reports[other]) or silent(report):
            yield context.error(
                here,
                "what nobody heard cannot be compared with a copy",
                "copies-unheard",
                hint="use relays: for what goes back to an origin that nobody heard",
            )
    if most > WHOLE + _SLACK:
        yield context.error(
            f"{at}/may_have_copied",
            f"how likely it copied each adds up to {most:g}",
            "scale",
            "100 in all",
            "it copied one of them at most",
        )


def _shared(context: Context) -> Iterator[Problem]:
    """Yield a warning where two reports rest on one item, and neither repeats the other."""
    case = context.case
    first: dict[str, str] = {}
    for slug, report in case.reports.items():
        if silent(report):
            continue
        for item in {_first(case, i) for i in report.record if i in case.record}:
            other = first.setdefault(item, slug)
            if other != slug and not _known(case, slug, other):
                yield context.warning(
                    step("/reports", slug),
                    f"it goes back to '{item}' of the record, as '{other}' does, and neither is "
                    "said to repeat the other",
                    "shared-origin",
                    "add relays:, or may_have_copied: with how likely that is",
                )


def _first(case: Case, item: str) -> str:
    seen = {item}
    while (up := case.record[item].origin) in case.record and up not in seen:
        assert up is not None
        item = up
        seen.add(item)
    return item


def _known(case: Case, one: str, other: str) -> bool:
    if root(case, one) == root(case, other):
        return True
    pair = case.reports[one], case.reports[other]
    copies = one in pair[1].may_have_copied or other in pair[0].may_have_copied
    common = set(pair[0].claims) & set(pair[1].claims)
    return copies or not common
