"""A document that came back: what was tracked, by whom, and what was changed without tracking."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from detente.drafting.compared import Compared, compare
from detente.drafting.docx_changes import Comment, TrackedChange, comments, tracked_changes
from detente.drafting.docx_open import open_docx
from detente.drafting.docx_text import body_of, ids_kept, text_of
from detente.drafting.docx_unread import Unread, unread
from detente.drafting.reading import Source


@dataclass(frozen=True)
class Returned:
    """What a document brought back.

    Attributes
    ----------
    name : str
    changes : tuple of TrackedChange
    comments : tuple of Comment
    unread : tuple of Unread
        What is not in the texts below, or not as what it is.
    tracked : Compared
        From the text with all changes rejected to the text with all accepted.
    untracked : Compared or None
        From the version that was sent out to the text with all changes rejected: what differs
        was changed without tracking.  None where no version was given.
    whole : Compared
        From the version that was sent out, or that with all changes rejected, to the new text.
    """

    name: str
    changes: tuple[TrackedChange, ...]
    comments: tuple[Comment, ...]
    unread: tuple[Unread, ...]
    tracked: Compared
    untracked: Compared | None
    whole: Compared

    @property
    def all_tracked(self) -> bool:
        """Whether nothing is known to have changed without tracking."""
        return self.untracked is None or self.untracked.same


def read_returned(path: Path, sent: Source | None = None) -> Returned:
    """Return what a document brought back.

    Parameters
    ----------
    path : Path
    sent : Source, optional
        The version that was sent out.

    Raises
    ------
    InputError
        When the document cannot be read.
    """
    opened = open_docx(path)
    body = body_of(opened)
    ids = ids_kept(body)
    before = Source(text_of(body, after=False), ids, path.name)
    after = Source(text_of(body, after=True), ids, path.name)
    tracked = compare(before, after)
    return Returned(
        path.name,
        tuple(tracked_changes(opened)),
        tuple(comments(opened)),
        tuple(unread(opened)),
        tracked,
        None if sent is None else compare(sent, before),
        tracked if sent is None else compare(sent, after),
    )
