"""How many packages there are, and whether the linkages leave any."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from detente.case.checks.conflicts import fewest
from detente.case.checks.context import Context
from detente.case.models import Case, Linkage
from detente.errors import Problem

MOST_PACKAGES: Final = 10**15
MOST_STEPS: Final = 50_000

Rule = tuple[tuple[str, ...], tuple[str, ...], int, int]
"""If all of the first are chosen, at least and at most so many of the second must be."""


def choices(case: Case) -> dict[str, list[str]]:
    """Return the options on the table, by issue."""
    return {
        slug: [name for name, option in issue.options.items() if option.on_table]
        for slug, issue in case.issues.items()
    }


def package_count(case: Case) -> int:
    """Return the number of ways to choose one option on the table for every issue."""
    return math.prod(len(options) for options in choices(case).values())


def packages(context: Context) -> Iterator[Problem]:
    """Yield an error on too many packages, and a warning when the linkages leave none."""
    count = package_count(context.case)
    if count > MOST_PACKAGES:
        digits = len(str(count)) - 1
        yield context.error(
            "/issues",
            f"the issues make about 10^{digits} packages: at most 10^15 can be handled",
            "too-many-packages",
            hint="join issues that are settled together, or set on_table: false for options "
            "that nobody would sign",
        )
        return
    links = context.case.linkages
    positions = range(len(links))

    def leaves_some(kept: Sequence[int]) -> bool:
        return _satisfiable(context.case, [links[i] for i in kept])

    if not links or leaves_some(positions):
        return
    conflict = fewest(positions, leaves_some)
    named = " and ".join(f"{i + 1} ({_words(links[i])})" for i in conflict)
    yield context.warning(
        f"/linkages/{conflict[0]}" if conflict else "/linkages",
        f"the linkages leave no package: linkage {named}",
        "no-package",
        "drop or relax one of them",
    )


def _words(link: Linkage) -> str:
    if link.form == "requires":
        return f"{link.option} requires {', '.join(link.requires)}"
    if link.form == "if":
        return f"if {', '.join(link.if_)} then {', '.join(link.then)}"
    if link.form == "excludes":
        return f"excludes {', '.join(link.excludes)}"
    return f"at most {link.at_most} of {', '.join(link.of)}"


def rules_of(link: Linkage) -> list[Rule]:
    """Return a linkage in the common form of all four."""
    if link.form == "requires":
        return [((str(link.option),), (needed,), 1, 1) for needed in link.requires]
    if link.form == "if":
        return [(link.if_, link.then, 1, len(link.then))]
    if link.form == "excludes":
        return [((), link.excludes, 0, 1)]
    return [((), link.of, 0, link.at_most or 0)]


def _satisfiable(case: Case, links: Sequence[Linkage]) -> bool:
    """Return whether some package keeps every linkage; ``True`` where it takes too long to say."""
    rules = [rule for link in links for rule in rules_of(link)]
    spoken_of = {o.partition("/")[0] for when, of, _, _ in rules for o in (*when, *of)}
    issues = [(i, options) for i, options in choices(case).items() if i in spoken_of]
    taken: list[str] = []
    tried = [0] * (len(issues) + 1)
    steps = 0
    while True:
        level = len(taken)
        if level == len(issues):
            return True
        issue, options = issues[level]
        if tried[level] == len(options):
            tried[level] = 0
            if level == 0:
                return False
            taken.pop()
            continue
        steps += 1
        if steps > MOST_STEPS:
            return True
        taken.append(f"{issue}/{options[tried[level]]}")
        tried[level] += 1
        if not _can_still_hold(rules, taken, {i for i, _ in issues[level + 1 :]}):
            taken.pop()


def _can_still_hold(rules: Sequence[Rule], taken: Sequence[str], left: set[str]) -> bool:
    chosen = set(taken)
    for when, of, least, most in rules:
        if not chosen.issuperset(when):
            continue
        have = len(chosen.intersection(of))
        open_issues = {o.partition("/")[0] for o in of} & left
        if have > most or have + len(open_issues) < least:
            return False
    return True
