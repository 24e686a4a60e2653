"""What ``detente rounds`` does besides answering: save, take back, export, check a version."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.common import progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.answers.rounds_saving import Saved

_FEW = 100
"""Draws of a run that draws nothing: its header says which case it was."""

Run = tuple[int, int, "datetime.date | None", "str | None"]
"""Draws, seed, day and belief set."""


def save_version(
    case: Path,
    name: str,
    package: str | None,
    by: Sequence[str],
    parent: str | None,
    edition: str | None,
    run: Run,
    as_json: bool,
) -> int:
    """Compose a draft, save it as a version, and return the exit code."""
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    with progress("reading the case") as tick:
        from detente.answers.draft import Wanted, draft, refuse_bad_words
        from detente.answers.order import BEST
        from detente.answers.reach import workspace
        from detente.answers.rounds_saving import refuse_name, save_composed
        from detente.drafting.analysis.versions import version
        from detente.report.editions import require_edition

        refuse_name(loaded.case, name, by)
        if parent is not None:
            version(loaded.case, parent)
        refuse_bad_words(loaded)
        require_edition(loaded.case, edition)
        ready = workspace(loaded, *run)
        drafted = draft(ready, package or BEST, Wanted(edition), tick=tick)
        day = ready.study.as_of or datetime.datetime.now(datetime.UTC).date()
        saved = save_composed(case, loaded.case, name, drafted, by, day, edition, parent)
    return _told(saved, as_json)


def take_version(
    case: Path,
    file: Path,
    name: str,
    parent: str,
    by: str,
    as_of: datetime.date | None,
    accept: Sequence[str],
    as_json: bool,
) -> int:
    """Save a document that came back as a version, and return the exit code."""
    from detente.answers.rounds_saving import take_back
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    day = as_of or loaded.case.as_of or datetime.datetime.now(datetime.UTC).date()
    return _told(take_back(case, loaded.case, file, name, parent, by, day, accept), as_json)


def export_version(
    case: Path,
    name: str,
    out: Path,
    seed: int,
    as_of: datetime.date | None,
    believe: str | None,
) -> int:
    """Write a version in every form into a folder, and return the exit code."""
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    with progress("reading the case") as tick:
        from detente.answers.header import header
        from detente.answers.reach import workspace
        from detente.answers.rounds_findings import ExportFinding
        from detente.drafting.analysis.versions import noted, version
        from detente.drafting.rounds.standing import standing
        from detente.report.draft.folder import VERSION, write_version
        from detente.report.folder import refuse_foreign

        text = version(loaded.case, name)
        refuse_foreign(out, VERSION)
        head = header(workspace(loaded, _FEW, seed, as_of, believe), VERSION)
        finding = ExportFinding(head, "What does this version say?", standing(text), text)
        notes = noted(loaded.case.drafts[name], dict(text.parties))
        write_version(text, finding, out, notes, tick)
    click.echo(f"written: {out}")
    return 0


def check_version(
    case: Path,
    name: str,
    out: Path | None,
    seed: int,
    as_of: datetime.date | None,
    believe: str | None,
    as_json: bool,
) -> int:
    """Look over a version, print what it leaves open, and return the exit code."""
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    with progress("reading the case") as tick:
        from detente.answers.coverage import coverage_of_version
        from detente.answers.header import header
        from detente.answers.reach import workspace
        from detente.cli.coverage_check import KIND, told
        from detente.drafting.analysis.versions import version
        from detente.report.answer_words import names_of
        from detente.report.folder import refuse_foreign

        text = version(loaded.case, name)
        if out is not None:
            refuse_foreign(out, KIND)
        names = names_of(loaded.case, loaded.case.drafts[name].edition)
        head = header(workspace(loaded, _FEW, seed, as_of, believe), KIND)
        finding = coverage_of_version(text, names.case, head)
        return told(finding, names.words.code, out, as_json, tick)


def _told(saved: Saved, as_json: bool) -> int:
    if as_json:
        from detente.cli.output import say_json
        from detente.finding import plain

        say_json({**plain(saved), "file": str(saved.file)})
        return 0
    for line in _lines(saved):
        click.echo(line)
    return 0


def _lines(saved: Saved) -> Iterator[str]:
    yield f"written: {saved.file}"
    for option in saved.unplaced:
        yield f"no paragraph states {option}: in the model this version leaves it as it is"
    words = {
        "bracketed": "in brackets",
        "accepted": "accepted",
        "as-written": "taken as written: there were brackets in it",
        "heading": "a heading, taken as written",
        "moved": "was moved; it keeps its place",
    }
    for one in saved.taken:
        yield f"- {one.paragraph}: {words[one.how]}"
    for paragraph in saved.unvalued:
        yield f"- {paragraph}: say under 'options' what each way to put it settles in the model"
    if saved.changes:
        yield f"{saved.changes} changes kept with their authors"
    if saved.untracked:
        yield f"{saved.untracked} of them were made without tracking"
    if saved.comments:
        yield f"{saved.comments} comments are not taken over: 'detente redline --read' shows them"
