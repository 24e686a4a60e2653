"""Which clauses of agreements that the user has are comparable, by reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.drafting.precedents import has_phrase, phrases, relevance
from detente.errors import UsageError, did_you_mean
from detente.formats.agreements import Agreement, read_collection


@dataclass(frozen=True)
class Precedent:
    """One row of a collection that answers the request.

    Attributes
    ----------
    id, title, date, conflict, process, stage, kind, status, reference : str
    codes : dict of str to int
        Of the codes asked for, how far it speaks of them.
    score : float
        By words; 0 where no words were asked for.  Comparable within one answer alone.
    file : str
    line : int
        Where it stands in the user's file.
    """

    id: str
    title: str
    date: str
    conflict: str
    process: str
    stage: str
    kind: str
    status: str
    reference: str
    codes: dict[str, int]
    score: float
    file: str
    line: int


@dataclass(frozen=True)
class PrecedentsFinding:
    """What a search of the user's collections found.

    Attributes
    ----------
    codes, stages : tuple of str
        Asked for.
    words : str
    looked_at : int
        Rows of all collections.
    found : int
        Rows that answer, of which the first are listed.
    precedents : tuple of Precedent
        By words, then by how far they speak of the codes, then by date, the latest first.
    """

    codes: tuple[str, ...]
    stages: tuple[str, ...]
    words: str
    looked_at: int
    found: int
    precedents: tuple[Precedent, ...]


def precedents(
    files: Sequence[Path],
    codes: Sequence[str] = (),
    stages: Sequence[str] = (),
    words: str = "",
    most: int = 20,
) -> PrecedentsFinding:
    """Search collections for comparable clauses.

    Parameters
    ----------
    files : sequence of Path
        CSV, as :func:`detente.formats.agreements.read_collection`.
    codes : sequence of str
        Of issues; a row must speak of all of them.
    stages : sequence of str
        A row must be of one of them.
    words : str
        Words to weigh; those in quotation marks must stand so in the row.
    most : int
        Listed.

    Raises
    ------
    InputError
        For a file that cannot be read.
    UsageError
        For a code or a stage that no collection knows, or where nothing is asked.
    """
    if not (codes or stages or words.strip()):
        raise UsageError("say what to look for: --code, --stage or --words")
    read = [(file, read_collection(file)) for file in files]
    _known("code", codes, {c for _, one in read for c in one.codes})
    _known("stage", stages, {a.stage for _, one in read for a in one.agreements if a.stage})
    asked, rest = phrases(words)
    texts = [(file, a, _said(a)) for file, one in read for a in one.agreements]
    scores = relevance([said for *_, said in texts], f"{rest} {' '.join(asked)}")
    kept = [
        _precedent(agreement, codes, score, file)
        for (file, agreement, said), score in zip(texts, scores, strict=True)
        if all(code in agreement.codes for code in codes)
        and (not stages or agreement.stage in stages)
        and all(has_phrase(said, phrase) for phrase in asked)
        and (score > 0 or not words.strip())
    ]
    # Sorted twice, as dates go downwards among equals.
    kept.sort(key=lambda p: p.date, reverse=True)
    kept.sort(key=lambda p: (-p.score, -sum(p.codes.values())))
    return PrecedentsFinding(
        tuple(codes), tuple(stages), words, len(texts), len(kept), tuple(kept[:most])
    )


def _known(kind: str, asked: Sequence[str], known: set[str]) -> None:
    for one in asked:
        if one not in known:
            hint = did_you_mean(one, sorted(known))
            raise UsageError(f"no {kind} '{one}' in these collections. {hint}".strip())


def _said(agreement: Agreement) -> str:
    return f"{agreement.title} {agreement.reference} {agreement.text}"


def _precedent(agreement: Agreement, codes: Sequence[str], score: float, file: Path) -> Precedent:
    return Precedent(
        agreement.id,
        agreement.title,
        agreement.date,
        agreement.conflict,
        agreement.process,
        agreement.stage,
        agreement.kind,
        agreement.status,
        agreement.reference,
        {code: agreement.codes[code] for code in codes},
        score,
        str(file),
        agreement.place.line or 0,
    )
