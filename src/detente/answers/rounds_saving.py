"""A text as the next version in the files of a case: composed, or one that came back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from detente.answers.draft_findings import DraftFinding
from detente.case.adding import add_file, draft_file
from detente.case.blocks.drafts import MEDIATOR
from detente.case.models import Case
from detente.case.quantity import SLUG_PATTERN
from detente.drafting.analysis.versions import as_data, version
from detente.drafting.compared import compare
from detente.drafting.docx_open import FORM
from detente.drafting.reading import Source, read_text
from detente.drafting.returned import Returned, read_returned
from detente.drafting.rounds.taking import Taken, take
from detente.drafting.text import Article, Paragraph, Text, paragraphs
from detente.errors import UsageError, did_you_mean


@dataclass(frozen=True)
class Saved:
    """A version that was written.

    Attributes
    ----------
    file : Path
    taken : tuple of Taken
        What became of each change; empty for a text that was composed.
    changes : int
        Kept with their authors.
    untracked : int
        Lines that were changed without tracking.
    comments : int
        That are not taken over.
    unvalued : tuple of str
        Paragraphs with new words that settled something in the model, and settle it still.
    unplaced : tuple of str
        Options of the package, as ``issue/option``, that no paragraph of the text states.
    """

    file: Path
    taken: tuple[Taken, ...] = ()
    changes: int = 0
    untracked: int = 0
    comments: int = 0
    unvalued: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()


def refuse_name(case: Case, name: str, by: Sequence[str]) -> None:
    """Refuse the name of a version that cannot be, and people who are no parties.

    Raises
    ------
    UsageError
    """
    if not SLUG_PATTERN.fullmatch(name):
        raise UsageError(
            f"'{name[:60]}' is not a name: use lower-case letters, digits and single hyphens"
        )
    if name in case.drafts:
        raise UsageError(f"there is a version '{name}': choose another name")
    for who in by:
        if who not in (*case.parties, MEDIATOR):
            known = [*case.parties, MEDIATOR]
            raise UsageError(
                f"no party '{who}'; there are {', '.join(known)}. {did_you_mean(who, known)}"
            )


def save_composed(
    path: Path,
    case: Case,
    name: str,
    drafted: DraftFinding,
    by: Sequence[str],
    date: datetime.date,
    edition: str | None = None,
    parent: str | None = None,
) -> Saved:
    """Save what ``detente draft`` composed as a version of the text.

    Parameters
    ----------
    path : Path
        Of the case.
    case : Case
    name : str
    drafted : DraftFinding
    by : sequence of str
    date : date
    edition, parent : str or None

    Raises
    ------
    InputError, UsageError
        When nothing was written.
    """
    refuse_name(case, name, by)
    text = replace(drafted.text, date=date)
    about: dict[str, Any] = {"label": drafted.label, "parent": parent, "by": list(by)}
    about["edition"] = edition
    unplaced: tuple[str, ...] = ()
    if drafted.package in case.packages:
        about["package"] = drafted.package
    else:
        text, unplaced = _settling(text, drafted.options, case)
    return Saved(_write(path, name, as_data(text, **about)), unplaced=unplaced)


def _settling(text: Text, options: dict[str, str], case: Case) -> tuple[Text, tuple[str, ...]]:
    """Name in each paragraph the options of a deal that its commitments deliver."""
    delivers: dict[str, list[tuple[str, str]]] = {}
    missing = []
    there = {o.name for p in paragraphs(text) for o in p.origins if o.kind == "commitment"}
    for issue, option in options.items():
        if option == case.issues[issue].status_quo:
            continue
        by = [c for c in case.issues[issue].options[option].commitments if c in there]
        for commitment in by:
            delivers.setdefault(commitment, []).append((issue, option))
        if not by:
            missing.append(f"{issue}/{option}")

    def named(article: Article) -> Article:
        return replace(article, paragraphs=tuple(map(settled, article.paragraphs)))

    def settled(p: Paragraph) -> Paragraph:
        own = [x for o in p.origins if o.kind == "commitment" for x in delivers.get(o.name, ())]
        return replace(p, options=tuple(dict.fromkeys(own)))

    return replace(text, articles=tuple(map(named, text.articles))), tuple(missing)


def take_back(
    path: Path,
    case: Case,
    file: Path,
    name: str,
    parent: str,
    by: str,
    date: datetime.date,
    accepted: Collection[str] = (),
) -> Saved:
    """Save a document that came back as the version after the one that was sent out.

    Parameters
    ----------
    path : Path
        Of the case.
    case : Case
    file : Path
        Word document or Markdown.
    name, parent : str
        Of the new version, and of the one that was sent out.
    by : str
        Who sent it back.
    date : date
    accepted : collection of str
        Paragraphs whose changes are taken as the text, ``all`` for every one; the others
        become brackets.

    Raises
    ------
    InputError, UsageError
        When nothing was written.
    """
    refuse_name(case, name, (by,))
    sent = version(case, parent)
    before = case.drafts[parent]
    source = Source(sent, True, parent)
    returned: Returned | None = None
    if file.suffix.lower() == FORM.suffix or file.suffix.lower() in FORM.others:
        returned = read_returned(file, source)
        compared = returned.whole
    else:
        compared = compare(source, read_text(file))
    for one in accepted:
        known = ["all", *(line.row.id for line in compared.lines if line.change.how != "same")]
        if one not in known:
            raise UsageError(
                f"nothing changed at '{one}'; what changed: {', '.join(known[1:])}. "
                f"{did_you_mean(one, known)}"
            )
    text, taken = take(sent, compared, by, before.by, accepted)
    changes = list(_changes(returned))
    called = re.sub(r"[^\w .-]", "", file.name)[:80]
    label = f"{before.label}, {called}"
    about = {"label": label, "parent": parent, "by": [by], "edition": before.edition}
    data = as_data(replace(text, date=date), **about, changes=changes)
    untracked = sum(not c["tracked"] for c in changes)
    comments = len(returned.comments) if returned else 0
    settles = {p.id for p in paragraphs(text) if p.options}
    unvalued = tuple(t.paragraph for t in taken if t.paragraph in settles and t.how != "moved")
    return Saved(_write(path, name, data), taken, len(changes), untracked, comments, unvalued)


def _changes(returned: Returned | None) -> list[dict[str, Any]]:
    """Return every tracked change with its author, and every line changed without tracking."""
    if returned is None:
        return []
    found: list[dict[str, Any]] = [
        {
            "kind": c.kind,
            "author": c.author,
            "date": c.date,
            "text": c.text,
            "paragraph": c.paragraph,
            "tracked": True,
        }
        for c in returned.changes
        if c.kind != "formatting"
    ]
    for line in returned.untracked.lines if returned.untracked else ():
        if line.change.how not in ("same", "moved-away"):
            found.append(
                {
                    "kind": line.change.how,
                    "text": line.row.words,
                    "paragraph": line.row.id,
                    "tracked": False,
                }
            )
    return found


def _write(path: Path, name: str, data: dict[str, Any]) -> Path:
    return add_file(path, f"drafts/{name}.yaml", draft_file(name, data))
