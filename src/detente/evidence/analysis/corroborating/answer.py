"""How probable each claim is by what is reported, and what the reports are worth."""

from __future__ import annotations

from collections.abc import Callable

from detente.beliefs.study import Study
from detente.evidence.analysis.corroborating.asking import conflicts, enquiries
from detente.evidence.analysis.corroborating.claims import claim_finding, text_findings
from detente.evidence.analysis.corroborating.reading import Read, read
from detente.evidence.analysis.corroborating.reported import codes_used, report_findings
from detente.evidence.analysis.corroborating.solving import Solved, parts_of, solve
from detente.evidence.corroboration_findings import Corroborated

Tick = Callable[[str], None]


def corroborate(study: Study, draws: int, tick: Tick = lambda _: None) -> Corroborated:
    """Weigh what is reported of the claims of a case.

    Parameters
    ----------
    study : Study
    draws : int
        Of everything uncertain; those after the ones that select packages.
    tick : callable

    Raises
    ------
    UsageError
        Where the case has no reports, none was known on the day, too many claims hang together,
        or what is reported is not possible together.
    """
    tick("claims and reports")
    found = read(study, draws)
    solved = []
    for part in parts_of(found.claims, found.origins):
        tick("reports of " + ", ".join(found.claims[c].slug for c in part.claims[:3]))
        solved.append(solve(found, part, found.apart))
    home = {c: s for s in solved for c in s.part.claims}
    claims = tuple(claim_finding(study, found, home[i], i) for i in range(len(found.claims)))
    pairs = conflicts(found, home)
    return Corroborated(
        claims,
        text_findings(study, found, solved),
        report_findings(study, found, home, solved),
        pairs,
        enquiries(study, found, home),
        codes_used(study, found),
        draws,
        _method(study, found, solved),
    )


def _method(study: Study, found: Read, solved: list[Solved]) -> tuple[str, ...]:
    case = study.case
    keys = ["ranges", "weights", "origins", "independent"]
    if any(r.relays for r in case.reports.values()):
        keys.append("relays")
    if any(o.copies for o in found.origins):
        keys.append("copies")
    if any(s.genuine for s in solved):
        keys.append("genuine")
    if any(n.silence for o in found.origins for n in o.nodes):
        keys.append("silence")
    if any(r.serves or r.against for r in case.reports.values()):
        keys.append("interest")
    keys += ["codes", "unknown", "sources", "asking"]
    return tuple(keys)
