"""What would be seen: which deal, who watches whom, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.answers.header import header
from detente.answers.order import BEST, chosen
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError
from detente.finding import Header
from detente.schedule.analysis.answer import BRIEF, schedule
from detente.schedule.analysis.prepared import Prepared
from detente.schedule.analysis.verifying.answer import verify
from detente.schedule.verification_findings import VerificationFinding

HOW_TO_WATCH = (
    "add the places at which the deal could be broken, and who watches them:\n"
    "    facilities:\n"
    "      mill:\n"
    "        label: The mill\n"
    "        of: PARTY\n"
    "        commitments: [COMMITMENT]\n"
    "        gain: [1, 4]              # points, if it is not found out\n"
    "        detection: [60, 90]       # percent, that one visit finds it\n"
    "    verification:\n"
    "      watching:\n"
    "        label: Visits by the neighbours\n"
    "        of: PARTY\n"
    "        visits: 12"
)


@dataclass(frozen=True)
class VerifyFinding:
    """What would be seen if a deal were broken?

    Attributes
    ----------
    header : Header
    question : str
    completed : str
        How a package that the record leaves open was completed; empty where it was not.
    verification : VerificationFinding
    """

    header: Header
    question: str
    completed: str
    verification: VerificationFinding


def verified(
    ready: Workspace, package: str = BEST, tick: Callable[[str], None] = lambda _: None
) -> VerifyFinding:
    """Answer what would be seen if a deal of a case were broken.

    Parameters
    ----------
    ready : Workspace
    package : str
        ``most-acceptable`` or a package of the record by name.
    tick : callable
        Told of each step.

    Raises
    ------
    UsageError
        For a case without verification, an unknown package, or one of which no commitment
        delivers anything.
    """
    if not ready.study.case.verification:
        raise UsageError(f"the case does not say how anybody is watched; {HOW_TO_WATCH}")
    tick("the deal")
    named, options = chosen(ready, package)
    prepared = Prepared(ready.model, options, ready.draws)
    ordered = schedule(prepared, named.slug, named.label, BRIEF, tick=tick)
    if ordered is None:
        raise UsageError(
            f"no commitment of the case delivers anything of '{package}': list under its options "
            "the commitments that do"
        )
    question = "What would be seen, and how much time does each step buy?"
    completed = named.completed if len(named.full) > 1 else ""
    return VerifyFinding(
        header(ready, "verify"), question, completed, verify(prepared, ordered, tick)
    )
