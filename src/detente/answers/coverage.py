"""What a text leaves open: a draft of a case, the template it refines, or a text from outside."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import detente
from detente.answers.draft_findings import DraftFinding
from detente.case.models import Case, Document
from detente.drafting.coverage.clauses import clauses
from detente.drafting.coverage.definitions import definitions
from detente.drafting.coverage.gaps import Coverage, Gap, coverage
from detente.drafting.coverage.slots import Slots, slots
from detente.drafting.labels import label
from detente.drafting.reading import read_text
from detente.drafting.text import Article, Paragraph, Text, lines, paragraphs, plain
from detente.finding import SCHEMA_VERSION, Header

KIND = "coverage"


@dataclass(frozen=True)
class ClauseFinding:
    """One commitment of a text, as far as words tell.

    Attributes
    ----------
    line, label, said : str
    grade : str
    who : tuple of str
    state : dict of slot to str
        ``filled``, ``elsewhere``, ``missing`` or ``open`` (not to be told from the words).
    where : dict of slot to str
        Id of the line that fills a slot from elsewhere.
    """

    line: str
    label: str
    said: str
    grade: str
    who: tuple[str, ...]
    state: dict[str, str]
    where: dict[str, str]


@dataclass(frozen=True)
class TemplateFinding:
    """One article of the template, and what would give it substance.

    Attributes
    ----------
    article : str
        ``document/article``.
    cited : str
        What it is called.
    said : str
    states : dict of slot to str
        Best state over its clauses; empty where nothing in it binds.
    commitments, taken : tuple of str
        Commitments of the case under it, and those of them that the draft takes up.
    """

    article: str
    cited: str
    said: str
    states: dict[str, str]
    commitments: tuple[str, ...]
    taken: tuple[str, ...]


@dataclass(frozen=True)
class CoverageFinding:
    """What a text says and leaves open.

    Attributes
    ----------
    header : Header
    question : str
    source : str
        Package of the draft, or name of the file.
    title, language : str
    parties : dict of slug to name
    judged : bool
        Whether the words of its language are known.
    clauses : tuple of ClauseFinding
    gaps : tuple of Gap
    printed : dict of line id to str
        What stands at each line that a gap names.
    balance : dict of slug to dict of grade to int
    final : dict of name to str
        Id of the line of each final clause; empty where there is none.
    template : tuple of TemplateFinding
    template_gaps : tuple of Gap
        What the template as a whole leaves open, clause by clause left out.
    """

    header: Header
    question: str
    source: str
    title: str
    language: str
    parties: dict[str, str]
    judged: bool
    clauses: tuple[ClauseFinding, ...]
    gaps: tuple[Gap, ...]
    printed: dict[str, str]
    balance: dict[str, dict[str, int]]
    final: dict[str, str]
    template: tuple[TemplateFinding, ...]
    template_gaps: tuple[Gap, ...] = ()


QUESTION = "What does the text leave open?"


def coverage_of_draft(drafted: DraftFinding, case: Case) -> CoverageFinding:
    """Look over a draft of a case, and the template that it refines.

    Parameters
    ----------
    drafted : DraftFinding
    case : Case
        In the edition of the draft.
    """
    text = drafted.text
    found, homes = _with_case(text, case)
    forms = _forms(case)
    header = replace(drafted.header, kind=KIND)
    whole = _finding(header, drafted.package, text, found)
    template: list[TemplateFinding] = []
    gaps: list[Gap] = []
    for slug in drafted.templates:
        document = case.documents[slug]
        template += _template(slug, document, case, homes)
        refined = coverage(template_text(slug, document, case), forms)
        gaps += [gap for gap in refined.gaps if gap.kind != "slot"]
    return replace(whole, template=tuple(template), template_gaps=tuple(gaps))


def coverage_of_version(text: Text, case: Case, header: Header) -> CoverageFinding:
    """Look over a version of a text that a case has.

    Parameters
    ----------
    text : Text
    case : Case
        In the edition of the version.
    header : Header
    """
    return _finding(replace(header, kind=KIND), text.version, text, _with_case(text, case)[0])


def _with_case(text: Text, case: Case) -> tuple[Coverage, dict[str, str]]:
    """Look over a text with what its case knows; also the paragraph of each commitment."""
    homes = {
        origin.name: p.id
        for article in text.articles
        for p in article.paragraphs
        for origin in p.origins
        if origin.kind == "commitment"
    }
    links = {
        homes[slug]: tuple(homes[p] for p in case.commitments[slug].prerequisites if p in homes)
        for slug in homes
        if slug in case.commitments
    }
    return coverage(text, _forms(case), links), homes


def coverage_of_file(path: Path, parties: Sequence[str] = ()) -> CoverageFinding:
    """Look over a document from outside, as far as its words allow.

    Parameters
    ----------
    path : Path
        Word or Markdown.
    parties : sequence of str
        What the document calls its parties, where it does not say so itself.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    text = read_text(path).text
    if parties:
        text = replace(text, parties=tuple((name, name) for name in dict.fromkeys(parties)))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    created = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    header = Header(
        SCHEMA_VERSION, KIND, text.title, digest, 0, 0, 0.0, None, None, None,
        {"detente": detente.__version__}, created,
    )  # fmt: skip
    return _finding(header, path.name, text, coverage(text))


def _finding(
    header: Header,
    source: str,
    text: Text,
    found: Coverage,
) -> CoverageFinding:
    told = {gap.line for gap in found.gaps} | {x for gap in found.gaps for x in gap.what}
    names = dict(text.parties)
    printed = {}
    for line in lines(text):
        if line.id in told:
            at = label(line.kind, line.number, text.language)
            printed[line.id] = f"{at} {plain(line.content, names)}".strip()
    return CoverageFinding(
        header,
        QUESTION,
        source,
        text.title,
        text.language,
        names,
        found.judged,
        tuple(
            ClauseFinding(
                c.line.id,
                c.label,
                c.said,
                c.grade,
                c.who,
                {str(k): str(v) for k, v in found.slots[c.line.id].state.items()},
                {str(k): v for k, v in found.slots[c.line.id].where.items()},
            )
            for c in found.clauses
        ),
        found.gaps,
        printed,
        {slug: {str(g): n for g, n in counts.items()} for slug, counts in found.balance.items()},
        found.final,
        (),
    )


def _template(
    slug: str, document: Document, case: Case, homes: Mapping[str, str]
) -> list[TemplateFinding]:
    text = template_text(slug, document, case)
    known = definitions(text)
    bound = clauses(text, _forms(case))
    filled = slots(text, bound, tuple(known.defined))
    by_home = {p.id: p for p in paragraphs(text)}
    found = []
    for name, article in document.articles.items():
        ident = f"{name}/1"
        cited = article.cited or article.heading or name
        held = [filled[c.line.id] for c in bound if c.line.id == ident]
        found.append(
            TemplateFinding(
                f"{slug}/{name}",
                cited,
                plain(by_home[ident].content),
                _best(held, article.text_type == "paraphrase"),
                article.commitments,
                tuple(c for c in article.commitments if c in homes),
            )
        )
    return found


def _forms(case: Case) -> dict[str, tuple[str, ...]]:
    """Return every name that the case, in any edition, has for a party."""
    found = {}
    for slug, party in case.parties.items():
        names = [party.label, party.formal, party.short]
        for edition in case.editions.values():
            names += [
                edition.names.get(f"/parties/{slug}/{k}") for k in ("label", "formal", "short")
            ]
        found[slug] = tuple(dict.fromkeys(name for name in names if name))
    return found


def template_text(slug: str, document: Document, case: Case) -> Text:
    """Return a template document as a text: one paragraph an article.

    Parameters
    ----------
    slug : str
    document : Document
    case : Case
        Its signatories are the parties of the text.
    """
    signatories = [(s, p.label) for s, p in case.parties.items() if p.role == "signatory"]
    return Text(
        document.label,
        "en",
        tuple(signatories),
        (),
        tuple(
            Article(name, "", "", (Paragraph(f"{name}/1", "", (article.text,)),))
            for name, article in document.articles.items()
        ),
        date=document.known_from,
        version=slug,
    )


def _best(held: Sequence[Slots], paraphrase: bool) -> dict[str, str]:
    order = ("filled", "elsewhere", "open", "missing")
    if not held:
        return {}
    best: dict[str, str] = {
        str(slot): min((one.state[slot] for one in held), key=order.index) for slot in held[0].state
    }
    # Who is named, and how firmly it binds, is told by the words themselves alone.
    return {**best, "who": "open", "grade": "open"} if paraphrase else best
