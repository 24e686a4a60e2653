"""The files of a brief."""

from __future__ import annotations

from pathlib import Path

from detente.report.brief.fit import fitted
from detente.report.editions import Edition
from detente.report.glyphs import require_characters

DOCX, PDF = "brief.docx", "brief.pdf"


def brief_files(
    edition: Edition,
    reader: str | None = None,
    handling: str = "",
    template: Path | None = None,
) -> dict[str, bytes]:
    """Return the brief as a Word document and as PDF, by name of file.

    Parameters
    ----------
    edition : Edition
        The answer as its reader names things.
    reader : str, optional
        The signatory it is written for.
    handling : str
    template : path, optional
        A Word document whose styles, page and headers are taken.

    Raises
    ------
    UsageError
        When it does not fit one side, the template cannot be read, or a character has no font.
    """
    # Imported here: heavy, and not needed to compose the text.
    from detente.report.brief.docx import to_docx
    from detente.report.brief.house import look_of, opened
    from detente.report.brief.pdf import to_pdf

    made, look = fitted(edition, reader, handling)
    require_characters(made.text().splitlines())
    pdf = to_pdf(made)
    if template is None:
        return {DOCX: to_docx(made, look), PDF: pdf}
    house = opened(template)
    made, look = fitted(edition, reader, handling, look_of(house).smaller())
    return {DOCX: to_docx(made, look, house), PDF: pdf}
