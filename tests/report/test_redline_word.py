"""LibreOffice reads our tracked changes as we mean them."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

from detente.drafting.assembly import rows
from detente.drafting.compared import compare
from detente.drafting.docx_changes import tracked_changes
from detente.drafting.docx_open import open_docx
from detente.drafting.docx_text import body_of, ids_kept, text_of
from detente.drafting.reading import Source
from detente.drafting.text import Text
from detente.report.redline.docx import to_docx
from tests.drafting import docx_oracle
from tests.drafting.edits import edited
from tests.drafting.texts import small
from tests.report.word_processor import through_word_processor

AT = datetime.datetime(2026, 3, 1, 9, 30, tzinfo=datetime.UTC)


def pairs() -> list[tuple[Text, Text]]:
    found = []
    for seed in range(6):
        rng = random.Random(seed)
        old = edited(small(), rng, 1, "o")
        found.append((old, edited(old, rng, 6, "n")))
    return found


def test_both_versions_come_out_of_a_word_processor(tmp_path: Path) -> None:
    files = []
    for k, (old, new) in enumerate(pairs()):
        file = tmp_path / f"redline-{k}.docx"
        found = compare(Source(old, True, "old"), Source(new, True, "new"))
        file.write_bytes(to_docx(found, "Ann & Söhne", AT))
        files.append(file)
    written = through_word_processor(files, tmp_path / "out", "docx")
    for file, back, texts in zip(files, written, pairs(), strict=True):
        for text, accept in zip(texts, (False, True), strict=True):
            shown = [x.printed for x in rows(text)]
            assert docx_oracle.paragraphs(back.read_bytes(), accept)[:-1] == shown, file.name
            body = body_of(open_docx(back))
            assert ids_kept(body)
            assert [(x.id, x.printed) for x in rows(text_of(body, accept))] == [
                (x.id, x.printed) for x in rows(text)
            ]
        changes = tracked_changes(open_docx(back))
        assert {c.author for c in changes} <= {"Ann & Söhne"}
        assert {c.date[:10] for c in changes} <= {"2026-03-01"}
