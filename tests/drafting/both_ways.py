"""An independent reader of drafts: what a text says against what the case says, both ways.

It knows the patterns only as texts with holes.  A paragraph is read back with the pattern that its
origin names; whatever stands in a hole must be words of the case, a number of the plan or a
reference to another paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from detente.drafting.analysis.deal import Deal
from detente.drafting.patterns import built_in
from detente.drafting.text import Origin, Paragraph, Text, paragraphs, plain

_HOLE = re.compile(r"\{(?P<name>[A-Za-z_]+)(?::(?P<form>[^}]*))?\}")
_PARTICLE = "(?:은|는|이|가|을|를|과|와|으로|로)"
_REFERENCE = re.compile(r"[0-9]+(\.[0-9]+)?|[IVX]+|…")


def unknown_origins(deal: Deal, text: Text) -> list[str]:
    """Return the paragraphs that have no origin, or one that is not in case and library."""
    found = [p.id for p in paragraphs(text) if not p.origins]
    every = [(p.id, o) for p in paragraphs(text) for o in p.origins]
    every += [(a.id, o) for a in text.articles for o in a.origins]
    return found + [f"{at}: {o}" for at, o in every if not _exists(deal, o)]


def _exists(deal: Deal, origin: Origin) -> bool:
    case, name = deal.case, origin.name
    if origin.kind == "pattern":
        return name in built_in("en") and name in built_in("ko")
    if origin.kind == "schedule":
        return deal.plan is not None and name == deal.plan.source
    if origin.kind == "document":
        slug, _, article = name.partition("/")
        return slug in case.documents and (not article or article in case.documents[slug].articles)
    if origin.kind == "verification":
        watch, _, place = name.partition("/")
        return watch in case.verification and (not place or place in case.facilities)
    blocks = {
        "issue": case.issues, "commitment": case.commitments,
        "term": case.terms, "guarantee": case.guarantees,
    }  # fmt: skip
    return name in blocks[origin.kind]


def foreign_words(deal: Deal, text: Text) -> list[str]:
    """Return what a paragraph says that is neither its pattern nor words of the package."""
    known = {w.casefold().rstrip(".") for w in _words_of(deal)}
    found = []
    for paragraph in paragraphs(text):
        for said in _holes(deal, paragraph):
            whole = said.casefold().strip().rstrip(".")
            if whole in known or _REFERENCE.fullmatch(whole.replace(",", "").upper()):
                continue
            for part in whole.split("; "):
                pieces = [part] if part in known else re.split(r", | and |과 |와 ", part)
                if not all(p in known or _REFERENCE.fullmatch(p.upper()) for p in pieces if p):
                    found.append(f"{paragraph.id}: {said}")
    return found


def _holes(deal: Deal, paragraph: Paragraph) -> Iterator[str]:
    """Yield what stands in the holes of a paragraph's pattern."""
    names = [o.name for o in paragraph.origins if o.kind == "pattern"]
    said = "".join(
        piece if isinstance(piece, str) else "; ".join(a.text for a in piece.alternatives)
        for piece in paragraph.content
    )
    if not names:
        yield said
        return
    pattern = deal.library.text(names[0])
    if "{duty}" in pattern:
        pattern = pattern.replace("{duty}", deal.library.text(names[1]))
    values = _read(pattern, said)
    if values is None:
        yield f"not by its pattern: {said}"
        return
    yield from (value for _, value in values if value)


def _read(pattern: str, said: str) -> list[tuple[str, str]] | None:
    names: list[str] = []
    built, at = "", 0
    for match in _HOLE.finditer(pattern):
        built += re.escape(pattern[at : match.start()]) + "(.*)"
        built += _PARTICLE if match["form"] in ("은", "이", "을", "과", "으로") else ""
        names.append(match["name"].lower())
        at = match.end()
    found = re.fullmatch(built + re.escape(pattern[at:]), said)
    return None if found is None else list(zip(names, found.groups(), strict=True))


def _words_of(deal: Deal) -> Iterator[str]:
    """Yield every word that the text of this deal may use: of the package, nothing else."""
    case, library = deal.case, deal.library
    for slug in deal.signatories:
        yield from (deal.short(slug), deal.formal(slug))
    yield "".join(deal.formal(s) for s in deal.signatories)
    for slug in deal.commitments:
        commitment = case.commitments[slug]
        clause = commitment.clause
        text = clause.text if clause and clause.text else commitment.what
        if clause and clause.text:
            term = case.terms[clause.term].label if clause.term else ""
            text = text.replace("{term}", term).replace("{quantity}", clause.quantity or "")
        yield from (commitment.label, text, commitment.verified_by or "")
    for guarantee in case.guarantees.values():
        yield guarantee.wording or guarantee.label
        yield from (stage.label for stage in guarantee.stages.values())
    for term in case.terms.values():
        yield term.label
        yield from term.elements.values()
        yield from (r.label for r in term.readings.values())
    for document in case.documents.values():
        yield from (document.label, document.formal or "", document.short or "")
        for name, article in document.articles.items():
            yield article.cited or library.words("cited-article", number=name.split("-")[-1])
            heading = article.heading or name.replace("-", " ")
            yield library.words("cited-heading", heading=heading)
    for visits in deal.visits:
        yield from (case.facilities[place].label for place, _ in visits.places)
    treaty = case.treaty
    if treaty is not None:
        codes = [library.text(f"language-{code}") for code in treaty.languages]
        yield from (treaty.depositary or "", treaty.place or "", " and ".join(codes))
        listed = codes[0] if len(codes) == 1 else library.words(
            "and", first=codes[0], last=codes[-1])  # fmt: skip
        yield from (library.words(k, first=listed) for k in ("languages-one", "languages-some"))
    yield library.text("schedule-together").strip()


def missing(deal: Deal, text: Text) -> list[str]:
    """Return what of the package is not in the text, or in it more than once."""
    found = []
    articles = Counter(_of_kind(p for a in text.articles for p in a.paragraphs))
    schedule = [a for a in text.annexes if a.id == "annex-schedule"]
    steps = Counter(_of_kind(p for x in schedule for a in x.articles for p in a.paragraphs))
    for slug in deal.commitments:
        if articles[f"commitment/{slug}"] != 1:
            found.append(f"{slug}: {articles[f'commitment/{slug}']} times in the articles")
        if steps[f"commitment/{slug}"] != 1:
            found.append(f"{slug}: {steps[f'commitment/{slug}']} times in the schedule")
    extra = [n for n in articles if n.startswith("commitment/")]
    found += [n for n in extra if n.removeprefix("commitment/") not in deal.commitments]
    for slug, guarantee in deal.guarantees.items():
        times = articles[f"guarantee/{slug}"]
        if times != 1 + len(guarantee.stages):
            found.append(f"guarantee {slug}: {times} times")
    defined = {o.name for p in paragraphs(text) if p.kind == "definition" for o in p.origins}
    used = "\n".join(
        plain(p.content).casefold() for p in paragraphs(text) if p.kind != "definition"
    )
    for slug, term in deal.case.terms.items():
        label = re.escape(term.label.casefold())
        if re.search(rf"(?<!\w){label}(?![a-z])", used) and slug not in defined:
            found.append(f"'{term.label}' is used and not defined")
        if slug in deal.left_open and slug not in defined:
            found.append(f"'{term.label}' is left open and not defined")
    return found


def _of_kind(paragraphs_: Iterator[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs_:
        for origin in dict.fromkeys(paragraph.origins):
            if origin.kind in ("commitment", "guarantee"):
                yield f"{origin.kind}/{origin.name}"


def wrong_references(deal: Deal, text: Text) -> list[str]:
    """Return references to articles that do not hold the commitment that they are made for."""
    place = {
        o.name: p.number
        for a in text.articles
        for p in a.paragraphs
        for o in p.origins
        if o.kind == "commitment"
    }
    number = {s: str(step.number) for step in (deal.plan.steps if deal.plan else ())
              for s in step.commitments}  # fmt: skip
    found = []
    for paragraph in paragraphs(text):
        own = [o.name for o in paragraph.origins if o.kind == "commitment"]
        said = plain(paragraph.content)
        if paragraph.kind == "item" and own and place[own[0]] not in said:
            found.append(f"{paragraph.id}: {said}")
        if paragraph.kind == "paragraph" and len(own) == 1 and paragraph.number == place[own[0]]:
            step = number.get(own[0])
            if not re.search(rf"(step {step}\b|(?<!\d){step}단계)", said):
                found.append(f"{paragraph.id}: {said}")
    return found
