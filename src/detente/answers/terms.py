"""Words that can mean two things: who reads them how, what that is worth, what to settle first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.answers.header import header
from detente.answers.order import chosen
from detente.answers.terms_worth import settling, worth
from detente.deals.analysis.packages import found, recorded
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError
from detente.finding import Header
from detente.terms.analysis import remarks, terms
from detente.terms.findings import RemarkFinding, SettlingFinding, TermFinding, WorthFinding

HOW_TO_ADD = (
    "add a block 'terms' to the case, one entry for each word that can mean two things:\n"
    "    terms:\n"
    "      closure:\n"
    '        label: "closure"\n'
    '        elements: {stop: "stops running", removed: "is taken away"}\n'
    "        readings:\n"
    '          halt: {label: "a halt", elements: [stop]}\n'
    '          dismantle: {label: "dismantlement", elements: [stop, removed]}\n'
    "        read_by:\n"
    "          PARTY: {readings: {halt: [60, 80], dismantle: [20, 40]}}"
)


@dataclass(frozen=True)
class TermsFinding:
    """What is each reading of a word worth, and which word is to be settled first?

    Attributes
    ----------
    header : Header
    question : str
    package : str
        The package asked for; empty: all that leave a word open.
    terms : tuple of TermFinding
    remarks : tuple of RemarkFinding
    worth : tuple of WorthFinding
    settling : tuple of SettlingFinding
        Of the terms that an option on the table leaves open, the largest gain first.
    """

    header: Header
    question: str
    package: str
    terms: tuple[TermFinding, ...]
    remarks: tuple[RemarkFinding, ...]
    worth: tuple[WorthFinding, ...]
    settling: tuple[SettlingFinding, ...]


def readings(
    ready: Workspace, package: str | None = None, tick: Callable[[str], None] = lambda _: None
) -> TermsFinding:
    """Answer what each reading of the words of a case is worth, and which to settle first.

    Parameters
    ----------
    ready : Workspace
    package : str, optional
        By name; default every package of the record, and every one found, that leaves a word
        open.
    tick : callable
        Told of each step.

    Raises
    ------
    UsageError
        Without terms in the case, and for an unknown package.
    """
    if not ready.study.case.terms:
        raise UsageError(f"the case names no word that can mean two things; {HOW_TO_ADD}")
    tick("who reads which word how")
    told = terms(ready.study, ready.held_out.weights)
    tick("packages under each reading")
    if package is not None:
        judged = [worth(ready, chosen(ready, package)[0])]
    else:
        judged = [worth(ready, named) for named in (*recorded(ready), *found(ready))]
        judged = [w for w in judged if w.terms]
    tick("what to settle first")
    question = "What is each reading worth, and which word is to be settled first?"
    return TermsFinding(
        header(ready, "terms"),
        question,
        package or "",
        told,
        remarks(ready.study),
        tuple(judged),
        settling(ready),
    )
