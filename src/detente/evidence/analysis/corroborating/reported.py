"""What is found of each report: its worth, whether of a genuine text, what changes without it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.beliefs.study import Study
from detente.case.said import root
from detente.deals import mean, spread
from detente.evidence.analysis.corroborating.accounts import Node
from detente.evidence.analysis.corroborating.claims import share_of, text_share
from detente.evidence.analysis.corroborating.reading import OWN, Read, Reader, known_from
from detente.evidence.analysis.corroborating.solving import Solved
from detente.evidence.corroboration_findings import ReportFinding


def told_states(found: Read, solved: Solved, claim: int) -> list[int]:
    """Return the states by which a claim is told: its standing, else the most probable one."""
    standing = sorted(found.claims[claim].standing)
    if standing:
        return standing
    means = [mean(p, solved.evidence).value for p in solved.posterior[claim]]
    return [int(np.argmax(means))]


def codes_used(study: Study, found: Read) -> dict[str, tuple[float, float]]:
    """Return the mean rates of each code that an account in use has."""
    reader = Reader(study, found.draws)
    used = {}
    for origin in found.origins:
        code = found.codes[origin.slug]
        if code != OWN:
            hit, false = reader.rates(study.case.reports[origin.slug], code, origin.slug)
            used[code] = (float(hit.mean()), float(false.mean()))
    return dict(sorted(used.items()))


def report_findings(
    study: Study, found: Read, home: dict[int, Solved], solved: Sequence[Solved]
) -> tuple[ReportFinding, ...]:
    """Return what is found of each report, in the order of the case."""
    reader = Reader(study, found.draws)
    nodes = {n.slug: n for o in found.origins for n in o.nodes}
    return tuple(_one(study, found, home, solved, reader, slug, nodes) for slug in _in_order(study))


def _in_order(study: Study) -> list[str]:
    """Return the reports, each after what it relays."""
    case = study.case
    found: list[str] = []

    def add(slug: str) -> None:
        found.append(slug)
        for other, report in case.reports.items():
            if report.relays == slug:
                add(other)

    for slug, report in case.reports.items():
        if report.relays is None:
            add(slug)
    return found


def _one(
    study: Study,
    found: Read,
    home: dict[int, Solved],
    solved: Sequence[Solved],
    reader: Reader,
    slug: str,
    nodes: dict[str, Node],
) -> ReportFinding:
    report = study.case.reports[slug]
    node = nodes.get(slug, Node(slug, {}, frozenset(), {}))
    even = np.ones(found.draws)
    origin = next((o for o in found.origins if o.slug == slug), None)
    hit = false = genuine_before = genuine = None
    if report.relays is None:
        rates = reader.rates(report, found.codes[slug], slug)
        hit, false = (spread(r, even) for r in rates)
    if origin is not None and origin.genuine is not None:
        genuine_before = spread(origin.genuine, even)
        part = next((s for s in solved if slug in s.genuine), None)
        if part is not None:
            genuine = spread(part.genuine[slug], part.evidence)

    def named(claims: frozenset[int] | dict[int, np.ndarray]) -> tuple[str, ...]:
        return tuple(found.claims[c].slug for c in sorted(claims))

    text, texts = _text(study, slug), None
    if text is not None:
        part = next((s for s in solved if text in s.whole and slug in s.without), None)
        texts = None if part is None else text_share(part, found, part.without[slug], text)
    return ReportFinding(
        slug,
        report.label,
        report.source,
        found.codes[slug],
        hit,
        false,
        known_from(study.case, report),
        slug not in found.unknown,
        bool(report.claims),
        report.relays,
        root(study.case, slug),
        {} if origin is None else {o: float(c.mean()) for o, c in origin.copies.items()},
        {
            found.claims[c].slug: tuple(found.claims[c].states[s] for s in sorted(words))
            for c, words in sorted(node.words.items())
        },
        named(node.left_open),
        named(node.silence),
        report.serves,
        report.against,
        text,
        genuine_before,
        genuine,
        {
            found.claims[c].slug: share_of(
                home[c], home[c].without[slug], c, told_states(found, home[c], c)
            )
            for c in sorted({*node.words, *node.silence})
        },
        texts,
    )


def _text(study: Study, slug: str) -> str | None:
    return study.case.reports[root(study.case, slug)].text
