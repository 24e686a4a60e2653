"""A draft as a folder: the text for every program, the annotated edition, the finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detente.answers.draft_findings import DraftFinding
from detente.drafting.text import Text
from detente.report.draft.reasons import reasons
from detente.report.draft.view import Notes
from detente.report.folder import MARKER, findings_json, write_whole

KIND = "draft"
VERSION = "version"


def write_draft(
    finding: DraftFinding, out: Path, tick: Callable[[str], None] = lambda _: None
) -> None:
    """Write a draft into a folder, whole or not at all.

    Parameters
    ----------
    finding : DraftFinding
    out : Path
        Made when missing.  A folder that holds something else than a draft is refused.
    tick : callable
        Told of each file.

    Raises
    ------
    UsageError
        When the folder is not ours to write, or cannot be written.
    """
    write_whole(out, lambda folder: _fill(folder, finding, tick), KIND)


def write_version(
    text: Text,
    finding: object,
    out: Path,
    notes: Notes | None = None,
    tick: Callable[[str], None] = lambda _: None,
) -> None:
    """Write one version of a text into a folder, in every form, whole or not at all.

    Parameters
    ----------
    text : Text
    finding : dataclass
        Written as ``findings.json``; of the kind :data:`VERSION`.
    out : Path
    notes : dict of paragraph to Annotations, optional
        That may be read by all; in the annotated edition.
    tick : callable

    Raises
    ------
    UsageError
        When the folder is not ours to write, or cannot be written.
    """

    def fill(folder: Path) -> None:
        from detente.report.draft.html import to_html
        from detente.report.draft.pdf import to_pdf

        for name, content in _each("treaty", text):
            tick(name)
            made = content()
            (folder / name).write_bytes(made.encode("utf-8") if isinstance(made, str) else made)
        if notes:
            (folder / "annotated.html").write_bytes(to_html(text, notes).encode("utf-8"))
            (folder / "annotated.pdf").write_bytes(to_pdf(text, notes))
        (folder / MARKER).write_bytes(findings_json(finding).encode("utf-8"))

    write_whole(out, fill, VERSION)


def _fill(folder: Path, finding: DraftFinding, tick: Callable[[str], None]) -> None:
    from detente.report.draft.html import to_html
    from detente.report.draft.pdf import to_pdf

    def put(name: str, content: str | bytes) -> None:
        tick(name)
        data = content.encode("utf-8") if isinstance(content, str) else content
        (folder / name).write_bytes(data)

    for name, content in _each("treaty", finding.text):
        put(name, content())
    notes = reasons(finding)
    put("annotated.html", to_html(finding.text, notes))
    put("annotated.pdf", to_pdf(finding.text, notes))
    if finding.beside is not None:
        for name, content in _each(f"treaty-{finding.beside.language}", finding.beside):
            put(name, content())
        put("bilingual.html", to_html(finding.text, beside=finding.beside))
        put("bilingual.pdf", to_pdf(finding.text, beside=finding.beside))
    put(MARKER, findings_json(finding))


def _each(stem: str, text: Text) -> list[tuple[str, Callable[[], str | bytes]]]:
    from detente.report.draft.akoma import to_akoma
    from detente.report.draft.docx import to_docx
    from detente.report.draft.html import to_html
    from detente.report.draft.markdown import to_markdown
    from detente.report.draft.pdf import to_pdf

    return [
        (f"{stem}.docx", lambda: to_docx(text)),
        (f"{stem}.pdf", lambda: to_pdf(text)),
        (f"{stem}.html", lambda: to_html(text)),
        (f"{stem}.md", lambda: to_markdown(text)),
        (f"{stem}.xml", lambda: to_akoma(text)),
    ]
