"""Why each paragraph of a draft says what it says, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator

from detente.answers.draft_findings import DraftFinding, NoteFinding
from detente.drafting.text import Annotation
from detente.report.language import language

_LINKS = ("http://", "https://")


def reasons(finding: DraftFinding) -> dict[str, tuple[Annotation, ...]]:
    """Return the annotations of the paragraphs and articles of a draft.

    Parameters
    ----------
    finding : DraftFinding
    """
    return {
        name: tuple(a for note in notes for a in _annotations(note, finding))
        for name, notes in finding.annotations.items()
    }


def _annotations(note: NoteFinding, finding: DraftFinding) -> Iterator[Annotation]:
    words = language(finding.text.language)
    said = words.text(f"draft.from.{note.kind}", what=note.label)
    if note.text and note.kind == "document":
        said = words.text("draft.from.words", head=said, text=note.text)
    yield Annotation(said)
    if note.judgement:
        by = words.text("draft.from.by", by=note.by) if note.by else ""
        yield Annotation(words.text("draft.from.judgement", text=note.judgement, by=by))
    for slug in note.record:
        item = finding.record[slug]
        link = item.url if item.url.startswith(_LINKS) else ""
        day = words.day(item.happened)
        yield Annotation(words.text("draft.from.record", day=day, text=item.text), link)
