"""Figures as Vega-Lite specifications; one figure a module."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.report.document import Figure
from detente.report.figures import (
    acceptability,
    beliefs,
    consequences,
    deal_map,
    levers,
    must_believe,
    why_not,
)
from detente.report.names import Names


def all_figures(finding: ReachFinding, names: Names) -> dict[str, Figure]:
    """Return every figure that the finding has data for, by name.

    Parameters
    ----------
    finding : ReachFinding
    names : Names

    Returns
    -------
    dict of str to Figure
    """
    makers = (deal_map, acceptability, consequences, why_not, levers, beliefs, must_believe)
    made = (maker.figure(finding, names) for maker in makers)
    return {f.slug: f for f in made if f is not None}
