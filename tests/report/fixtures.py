"""Findings made up for any case, so that rendering is tested without the analyses."""

from __future__ import annotations

import dataclasses
import random
from typing import Any

from detente.answers.findings import BeliefFinding, InputNumber, ReachFinding
from detente.case.models import Case
from detente.case.numbers import numbers
from detente.deals.findings import (
    Alternative,
    ConflictFinding,
    DealMap,
    DealsFinding,
    DemandFinding,
    MustBelieve,
    NeededBelief,
    PackageFinding,
    PointFinding,
    PointsFinding,
    Rival,
    WhyNotFinding,
    ZoneFinding,
)
from detente.finding import Header, Share, Spread
from detente.levers.findings import LeverFinding, LeversFinding

RULES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
VARIANTS = (
    "ranges 1.5 times as wide",
    "ranges twice as wide",
    "ranges without a record widened to the scale",
)


def share(value: float, se: float = 0.004) -> Share:
    return Share(value, se)


def spread(mean: float, sd: float) -> Spread:
    return Spread(mean, mean - 1.6 * sd, mean - 0.7 * sd, mean, mean + 0.7 * sd, mean + 1.6 * sd)


def made_up(case: Case, seed: int = 1) -> ReachFinding:
    """Return a complete, coherent-looking answer for a case; nothing in it is computed."""
    rng = random.Random(seed)
    signatories = [s for s, p in case.parties.items() if p.role == "signatory"]
    acceptors = [s for s, p in case.parties.items() if p.role in ("signatory", "ratifier")]
    best = _package(case, rng, acceptors, "most-acceptable", "The most acceptable deal", 0.31)
    held = _package(case, rng, acceptors, "most-acceptable-held", "Most acceptable as read", 0.27)
    recorded = [
        _package(case, rng, acceptors, slug, p.label, rng.random() * 0.25, p)
        for slug, p in case.packages.items()
    ]
    packages = (best, held, *recorded)
    deals = DealsFinding(
        status="exact",
        method="All packages screened on 256 draws.",
        assumptions=("Party's values add up over issues.", "No deal is a mix of its courses."),
        packages_screened=123_456,
        packages=packages,
        rivals=(_rival(case, best),),
        alternatives=(_alternative(case, best, signatories),),
        zone=ZoneFinding(2000, share(0.46, 0.011), share(0.31, 0.01), share(0.15, 0.01), True),
        why_not=_why_not(case, signatories),
        map=_map(rng, signatories, packages) if len(signatories) > 1 else None,
        must_believe=(_must_believe(case, rng, acceptors),),
        flagged=(),
    )
    return ReachFinding(
        header=Header(
            1,
            "reach",
            case.title,
            "c0ffee" * 6,
            1,
            100_000,
            99_321.5,
            case.as_of.isoformat() if case.as_of else None,
            None,
            None,
            {"detente": "0.1.0", "numpy": "2.2.0"},
            "2026-01-02T03:04:05+00:00",
        ),
        question=case.question or "How can these parties still reach a deal?",
        deals=deals,
        points=_points(case, rng, signatories),
        levers=_levers(case, rng),
        beliefs=_beliefs(case, best),
        inputs=_inputs(case),
        weakest_input=next(iter(numbers(case))),
    )


def without_zone(finding: ReachFinding) -> ReachFinding:
    """Return the same with no acceptable package in any draw."""
    nothing = Share(0.0, 0.0)
    deals = finding.deals
    packages = tuple(
        dataclasses.replace(p, a_sign=nothing, a_hold=nothing, lowest=nothing, highest=nothing)
        for p in deals.packages
    )
    zone = ZoneFinding(2000, nothing, nothing, nothing, True)
    return dataclasses.replace(
        finding,
        deals=dataclasses.replace(deals, packages=packages, zone=zone),
        points=dataclasses.replace(finding.points, zone_on_expected_values=False, points={}),
    )


def certain(finding: ReachFinding) -> ReachFinding:
    """Return the same with a deal that is acceptable in every draw."""
    every, nothing = Share(1.0, 0.0), Share(0.0, 0.0)
    deals = finding.deals
    best = dataclasses.replace(
        deals.best,
        a_sign=every,
        a_hold=every,
        lowest=every,
        highest=every,
        accepted_by=dict.fromkeys(deals.best.accepted_by, every),
    )
    why_not = WhyNotFinding(0, {}, (), {}, {}, {}, {})
    return dataclasses.replace(
        finding,
        deals=dataclasses.replace(
            deals,
            packages=(best,),
            rivals=(),
            alternatives=(),
            why_not=why_not,
            zone=ZoneFinding(2000, every, every, nothing, True),
        ),
    )


def without_levers(finding: ReachFinding) -> ReachFinding:
    """Return the same with no lever and no portfolio."""
    levers = dataclasses.replace(finding.levers, levers=(), portfolios=(), portfolios_tried=0)
    return dataclasses.replace(finding, levers=levers)


def _package(
    case: Case,
    rng: random.Random,
    acceptors: list[str],
    slug: str,
    label: str,
    a: float,
    written: Any = None,
) -> PackageFinding:
    options: dict[str, tuple[str, ...]] = {}
    for issue, body in case.issues.items():
        if written is None:
            options[issue] = (rng.choice(list(body.options)),)
        else:
            given = written.options.get(issue, body.status_quo)
            options[issue] = (given,) if isinstance(given, str) else tuple(given)
    completions = 1
    for chosen in options.values():
        completions *= len(chosen)
    return PackageFinding(
        slug=slug,
        label=label,
        origin="found" if written is None else "record",
        options=options,
        completions=completions,
        completed="issues not named stay as they are" if written else "",
        feasible=True,
        a_sign=share(a),
        a_hold=share(a * 0.8),
        lowest=share(a * (0.6 if completions > 1 else 1)),
        highest=share(min(1.0, a * (1.5 if completions > 1 else 1))),
        widened={v: share(a * f) for v, f in zip(VARIANTS, (0.9, 0.75, 0.5), strict=True)},
        accepted_by={p: share(min(1.0, a + 0.1 * (i + 1))) for i, p in enumerate(acceptors)},
        gains={p: spread(rng.uniform(-8, 10), 6) for p in acceptors},
        by_issue={p: {i: rng.uniform(-9, 9) for i in case.issues} for p in acceptors},
        consequences={
            c: spread(m := rng.choice([0.0, 3.5, 40.0, 900.0]), m * 0.3) for c in case.consequences
        },
        readings={t: rng.choice([*x.readings, "open"]) for t, x in case.terms.items()},
        by=written.by if written else (),
        known_from=written.known_from if written else None,
        record=written.record if written else (),
        obstacles=_why_not(case, acceptors).conflicts[:2],
    )


def _rival(case: Case, best: PackageFinding) -> Rival:
    issue, body = next(iter(case.issues.items()))
    other = next(o for o in body.options if (o,) != best.options[issue])
    options = {i: o[0] for i, o in best.options.items()} | {issue: other}
    return Rival(options, {issue: other}, share(0.309), Share(0.001, 0.002))


def _alternative(case: Case, best: PackageFinding, signatories: list[str]) -> Alternative:
    rival = _rival(case, best)
    return Alternative(rival.options, share(0.25), dict.fromkeys(signatories, 7.5), rival.differs)


def _why_not(case: Case, signatories: list[str]) -> WhyNotFinding:
    issues = list(case.issues)
    one, two = signatories[0], signatories[-1]
    conflicts = [
        ConflictFinding(
            tuple(demands),
            share(s, 0.011),
            {one: 3.2, two: 5.1},
            {issues[0]: dict.fromkeys(list(case.issues[issues[0]].options)[:2], 0.5)},
        )
        for demands, s in (
            ([DemandFinding(one, issues[0]), DemandFinding(two, issues[1])], 0.41),
            ([DemandFinding(two, issues[-1])], 0.22),
            ([DemandFinding(one, issues[1])], 0.13),
            (
                [DemandFinding(r, None) for r, p in case.parties.items() if p.role == "ratifier"][
                    :1
                ]
                or [DemandFinding(one, issues[-1])],
                0.06,
            ),
        )
    ]
    return WhyNotFinding(
        failing=1080,
        size={"1": share(0.55), "2": share(0.45)},
        conflicts=tuple(conflicts),
        by_party={p: share(0.5) for p in signatories},
        by_issue={i: share(0.2) for i in issues[:3]},
        least_points={p: spread(6, 2) for p in signatories},
        not_alone={p: share(0.3) for p in signatories},
    )


def _map(
    rng: random.Random, signatories: list[str], packages: tuple[PackageFinding, ...]
) -> DealMap:
    cloud = tuple((rng.gauss(-10, 9), rng.gauss(-8, 9)) for _ in range(1500))
    front = tuple((float(x), 9.0 - 0.05 * (x + 8) ** 2) for x in range(-8, 12))
    marks = {}
    for package in packages:
        x, y = rng.uniform(-15, 8), rng.uniform(-15, 8)
        count = min(package.completions, 12)
        marks[package.slug] = tuple(
            (x + rng.uniform(-3, 3), y + rng.uniform(-3, 3)) for _ in range(count)
        )
    return DealMap((signatories[0], signatories[1]), cloud, front, marks, 0.004)


def _must_believe(case: Case, rng: random.Random, acceptors: list[str]) -> MustBelieve:
    needed = tuple(
        NeededBelief(
            n.pointer,
            n.label,
            a := rng.uniform(10, 90),
            a + rng.uniform(-15, 15),
            rng.uniform(0.1, 1),
            n.on_record,
        )
        for n in list(numbers(case).values())[:14]
    )
    return MustBelieve(
        package="most-acceptable",
        share=share(0.31),
        weights={
            p: {i: (rng.uniform(2, 30), rng.uniform(2, 30)) for i in case.issues} for p in acceptors
        },
        numbers=tuple(sorted(needed, key=lambda n: -n.distance)),
        by_belief={b: share(0.3) for b in case.beliefs},
    )


def _points(case: Case, rng: random.Random, signatories: list[str]) -> PointsFinding:
    def point(rule: str) -> PointFinding:
        package = {i: rng.choice(list(b.options)) for i, b in case.issues.items()}
        return PointFinding(
            rule,
            (package,),
            dict.fromkeys(signatories, 61.25),
            dict.fromkeys(signatories, 4.5),
            {p: spread(5, 2) for p in signatories},
            {i: {o: 1.0} for i, o in package.items()},
        )

    ratifiers = [s for s, p in case.parties.items() if p.role == "ratifier"]
    return PointsFinding(
        True,
        321,
        45,
        {r: point(r) for r in RULES},
        500,
        share(0.5),
        {r: dict.fromkeys(ratifiers, True) for r in RULES},
        "Exact on all packages.",
    )


def _levers(case: Case, rng: random.Random) -> LeversFinding:
    def lever(
        slugs: tuple[str, ...], label: str, kind: str, cost: str, gain: float
    ) -> LeverFinding:
        issue, body = next(iter(case.issues.items()))
        first, second = list(body.options)[:2]
        return LeverFinding(
            slugs,
            label,
            kind,
            "Authors",
            cost,
            True,
            share(gain / 2, 0.005),
            share(gain, 0.006),
            share(0.31 + gain, 0.01),
            {issue: (first, second)},
            {},
            0.0,
            "",
            {p: share(gain / 3, 0.004) for p in case.packages},
        )

    levers = [
        lever((slug,), x.label, x.kind, x.cost.text, rng.uniform(-0.02, 0.12))
        for slug, x in case.levers.items()
    ] or [lever(("bridge-first",), "Build the bridge first", "add-measure", "Stone", 0.1)]
    levers.sort(key=lambda x: -x.reoptimised.value)
    three = levers[:3]
    portfolio = lever(
        tuple(x.slugs[0] for x in three),
        "; ".join(x.label for x in three),
        "portfolio",
        "; ".join(x.cost for x in three),
        0.24,
    )
    return LeversFinding("Common draws.", 2000, share(0.31), tuple(levers), (portfolio,), 100, True)


def _beliefs(case: Case, best: PackageFinding) -> tuple[BeliefFinding, ...]:
    total = sum(b.weight for b in case.beliefs.values())
    found = []
    for i, (slug, belief) in enumerate(case.beliefs.items()):
        options = {k: v[0] for k, v in best.options.items()}
        if i:
            issue, body = list(case.issues.items())[i]
            options[issue] = next(o for o in body.options if o != options[issue])
        found.append(
            BeliefFinding(
                slug,
                belief.label,
                belief.weight / total,
                options,
                share(0.2 + i / 10),
                share(0.15 + i / 10),
                share(0.3 + i / 10),
                (("Agree", share(0.1)),),
            )
        )
    return tuple(found)


def _inputs(case: Case) -> tuple[InputNumber, ...]:
    return tuple(
        InputNumber(
            n.pointer,
            n.label,
            n.kind,
            "10 to 20",
            15.0,
            n.basis.record if n.basis else (),
            n.basis.judgement if n.basis else None,
            n.basis.by if n.basis else None,
            "case.yaml:12",
            "" if n.basis else "no basis",
        )
        for n in numbers(case).values()
    )
