"""A draft opens in LibreOffice, with every row of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from detente.report.draft.docx import to_docx
from detente.report.draft.view import printed, rows
from tests.drafting.texts import small
from tests.report.word_processor import through_word_processor


def test_a_draft_opens_in_a_word_processor_row_by_row(tmp_path: Path) -> None:
    texts = [small(), replace(small(), title="اتفاق بشأن النهر", language="ar")]
    files = [tmp_path / f"{text.language}.docx" for text in texts]
    for file, text in zip(files, texts, strict=True):
        file.write_bytes(to_docx(text))
    read = through_word_processor(files, tmp_path / "out", "txt:Text (encoded):UTF8")
    for file, text in zip(read, texts, strict=True):
        lines = [line for line in file.read_text("utf-8-sig").splitlines() if line]
        expected = []
        for row in rows(text):
            expected += ["\t".join(filter(None, (row.label, printed(row.pieces)))), *row.keeps]
        assert lines == expected
