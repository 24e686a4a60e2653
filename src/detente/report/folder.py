"""The report as a folder: page, PDF, figures, tables and the finding itself."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from detente.answers.findings import ReachFinding
from detente.answers.sample import Sample
from detente.case.models import Case
from detente.errors import UsageError
from detente.finding import plain
from detente.report.document import Report

if TYPE_CHECKING:  # loaded only where a page is written
    from detente.report.argue import Argument

T = TypeVar("T")

MARKER = "findings.json"
OURS = ("figures/*.svg", "figures/*.png", "tables/*.csv")


def write_report(
    finding: ReachFinding,
    case: Case,
    out: Path,
    tick: Callable[[str], None] = lambda _: None,
    edition: str | None = None,
    sample: Sample | None = None,
) -> Report:
    """Write the report into a folder, whole or not at all.

    All files are made beside the folder first and moved in when they are complete, so that
    a run that fails or is interrupted leaves an earlier report as it was.

    Parameters
    ----------
    finding : ReachFinding
    case : Case
    out : Path
        Made when missing.  A folder that holds something else than a report is refused.
    tick : callable
        Told of each step.
    edition : str, optional
        Of the case; its names and language are used everywhere but in findings.json.
    sample : Sample, optional
        Draws for a reader to argue with; without them the page runs no script.

    Returns
    -------
    Report
        What was written, for the terminal.

    Raises
    ------
    UsageError
        When the folder is not ours to write, or cannot be written.
    """
    return write_whole(
        out, lambda folder: _fill(folder, finding, case, tick, edition, sample), "reach"
    )


def write_whole(out: Path, fill: Callable[[Path], T], kind: str) -> T:
    """Write a folder whole or not at all, over an earlier one of the same kind.

    Parameters
    ----------
    out : Path
    fill : callable
        Writes everything, ``findings.json`` with it, into the folder it is given.
    kind : str
        Of the finding.

    Returns
    -------
    object
        What ``fill`` returned.

    Raises
    ------
    UsageError
        When the folder is not ours to write, or cannot be written.
    """
    refuse_foreign(out, kind)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise _cannot(out, error) from error
    try:
        made = fill(fresh)
        _move_in(fresh, out)
    except OSError as error:
        raise _cannot(out, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return made


def refuse_foreign(out: Path, kind: str = "reach") -> None:
    """Refuse a folder that holds something else than a report of ours of that kind.

    Raises
    ------
    UsageError
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"'{out}' is a file: name a folder with --out")
    try:
        if any(out.iterdir()) and not _is_report(out, kind):
            raise UsageError(
                f"'{out}' holds other files and no report of ours: name a new or empty folder "
                "with --out; nothing was changed"
            )
    except OSError as error:
        raise _cannot(out, error) from error


def _is_report(folder: Path, kind: str) -> bool:
    try:
        found = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    header = found.get("header") if isinstance(found, dict) else None
    return isinstance(header, dict) and header.get("kind") == kind


def _cannot(out: Path, error: OSError) -> UsageError:
    reason = error.strerror or type(error).__name__
    return UsageError(f"cannot write the report to '{out}': {reason}; nothing was changed")


def findings_json(finding: object) -> str:
    """Return the finding as JSON; equal runs differ in ``header.created`` alone."""
    return json.dumps(plain(finding), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _fill(
    folder: Path,
    finding: ReachFinding,
    case: Case,
    tick: Callable[[str], None],
    edition: str | None,
    sample: Sample | None,
) -> Report:
    # Imported here: the terminal's answer needs none of them.
    from detente.report.argue import argument
    from detente.report.brief.files import brief_files
    from detente.report.editions import in_edition
    from detente.report.names import Names
    from detente.report.sections import report as composed

    told = in_edition(finding, case, edition)
    report = composed(told.finding, told.case, told.language, told.missing)
    argued = argument(sample, Names(told.case, told.language)) if sample is not None else None
    write_parts(folder, report, tick, argued)
    tick("brief")
    for name, content in brief_files(told).items():
        _write(folder / name, content)
    _write(folder / MARKER, findings_json(finding))
    return report


def write_parts(
    folder: Path, report: Report, tick: Callable[[str], None], argued: Argument | None = None
) -> None:
    """Write a report's figures, tables, page and PDF into a folder.

    Raises
    ------
    UsageError
        Where a character has no glyph in the fonts.
    """
    from detente.report.figures.render import draw
    from detente.report.glyphs import require_glyphs
    from detente.report.html import to_html
    from detente.report.pdf import to_pdf
    from detente.report.tables.files import to_csv

    require_glyphs(report)
    for name in ("figures", "tables"):
        (folder / name).mkdir()
    titles = {figure.slug: figure.title for figure in report.figures()}
    specs = {figure.slug: figure.spec for figure in report.figures()}
    pictures = draw(specs, lambda slug: tick(f"figure: {titles[slug]}"))
    for slug, picture in pictures.items():
        _write(folder / "figures" / f"{slug}.svg", picture.svg)
        _write(folder / "figures" / f"{slug}.png", picture.png)
    tick("tables")
    for table in report.tables():
        _write(folder / "tables" / f"{table.slug}.csv", to_csv(table))
    tick("report.html")
    _write(folder / "report.html", to_html(report, pictures, argued))
    tick("report.pdf")
    _write(folder / "report.pdf", to_pdf(report, pictures))


def _write(path: Path, content: str | bytes) -> None:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def _move_in(fresh: Path, out: Path) -> None:
    made = sorted(p.relative_to(fresh) for p in fresh.rglob("*") if p.is_file())
    with _uninterrupted():
        if not out.exists():
            os.chmod(fresh, 0o777 & ~_umask())
            os.rename(fresh, out)
            return
        stale = {p.relative_to(out) for pattern in OURS for p in out.glob(pattern)} - set(made)
        for path in made:
            (out / path).parent.mkdir(exist_ok=True)
            os.replace(fresh / path, out / path)
        for path in stale:
            with contextlib.suppress(OSError):
                (out / path).unlink()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back Ctrl-C for the moment in which files change places."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
