"""How far one negotiating text is through its rounds, who moved, what each change is worth."""

from __future__ import annotations

from collections.abc import Callable

from detente.answers.header import header
from detente.answers.rounds_findings import RoundsFinding, VersionFinding
from detente.answers.rounds_value import Valuer
from detente.deals.analysis.workspace import Workspace
from detente.drafting.analysis.versions import known_on, text_of
from detente.drafting.labels import label
from detente.drafting.rounds.moves import moves
from detente.drafting.rounds.standing import standing
from detente.drafting.text import Text, paragraphs
from detente.errors import UsageError

KIND = "rounds"


def rounds(ready: Workspace, tick: Callable[[str], None] = lambda _: None) -> RoundsFinding:
    """Answer how far the text of a case is, who moved, and what each change is worth.

    Parameters
    ----------
    ready : Workspace
    tick : callable
        Told of each version.

    Raises
    ------
    UsageError
        When no version is known on the day.
    """
    case, day = ready.study.case, ready.study.as_of
    known = known_on(case, day)
    if not known:
        raise UsageError(
            "no version of a text is known on this day: write one under 'drafts', or save one "
            "with 'detente rounds CASE --save NAME'"
        )
    texts = {slug: text_of(slug, draft) for slug, draft in known.items()}
    valuer = Valuer(ready, texts)
    found = []
    for slug, draft in known.items():
        tick(slug)
        parent = draft.parent if draft.parent in known else None
        found.append(
            VersionFinding(
                slug=slug,
                label=draft.label,
                parent=parent,
                level=len(valuer.chain(slug)) - 1,
                by=draft.by,
                date=draft.date,
                language=draft.language,
                package=valuer.package_of(slug),
                completed=valuer.completed(slug),
                standing=standing(texts[slug]),
                printed=_printed(texts[parent] if parent else None, texts[slug]),
                moves=moves(texts[parent], texts[slug], draft.by) if parent else (),
                value=valuer.value(slug),
                changes=valuer.changes(parent, slug) if parent else (),
                total=valuer.total(parent, slug) if parent else {},
                came_back=len(draft.changes),
            )
        )
    parents = {v.parent for v in found}
    return RoundsFinding(
        header(ready, KIND),
        "How far is the text, who moved, and what is each change worth?",
        ready.held_out.draws,
        tuple(valuer.names),
        valuer.acceptors.signatories,
        tuple(found),
        tuple(v.slug for v in found if v.slug not in parents),
    )


def _printed(*texts: Text | None) -> dict[str, str]:
    """Return what stands before the words of each paragraph; the last text that has it counts."""
    found = {}
    for text in texts:
        for paragraph in paragraphs(text) if text else ():
            if at := label(paragraph.kind, paragraph.number, text.language if text else ""):
                found[paragraph.id] = at
    return found
