"""Put the parts of an agreement together: one text, every statement with its origin."""

from __future__ import annotations

from dataclasses import dataclass

from detente.drafting.analysis.annexes import schedule_annex, verification_annex
from detente.drafting.analysis.closing import breach, ending, final_clauses, treaty
from detente.drafting.analysis.deal import Deal
from detente.drafting.analysis.definitions import definition, unused_words, used_terms
from detente.drafting.analysis.duties import duty
from detente.drafting.analysis.grouping import Group, cited, groups, without_substance
from detente.drafting.building import Part, article, number_of
from detente.drafting.naming import Names, roman
from detente.drafting.plan import LeftOut
from detente.drafting.text import Annex, Article, Origin, Paragraph, Text, paragraphs, plain
from detente.drafting.wording import listed


@dataclass(frozen=True)
class Composed:
    """A text and what is not in it.

    Attributes
    ----------
    text : Text
    left_out : tuple of LeftOut
    terms : tuple of str
        Terms that it defines.
    """

    text: Text
    left_out: tuple[LeftOut, ...]
    terms: tuple[str, ...]


def compose(deal: Deal) -> Composed:
    """Write the text of a deal.

    Parameters
    ----------
    deal : Deal

    Returns
    -------
    Composed
    """
    grouped = groups(deal)
    # What the text says decides which words are defined, and that decides every number.
    used = used_terms(deal, _said(_laid(deal, grouped, ())[0]))
    text, left = _laid(deal, grouped, used)
    left_out = (
        *_undelivered(deal), *without_substance(deal), *unused_words(deal, used), *left,
    )  # fmt: skip
    return Composed(text, left_out, used)


def _said(text: Text) -> str:
    headings = [a.heading for a in text.articles]
    return "\n".join([*headings, *(plain(p.content) for p in paragraphs(text))])


def _undelivered(deal: Deal) -> tuple[LeftOut, ...]:
    found = []
    for issue, name in deal.options.items():
        option = deal.case.issues[issue].options[name]
        if name != deal.case.issues[issue].status_quo and not option.commitments:
            label = f"{deal.case.issues[issue].label}: {option.label}"
            found.append(LeftOut("undelivered", f"{issue}/{name}", label))
    return tuple(found)


def _laid(
    deal: Deal, grouped: tuple[Group, ...], used: tuple[str, ...]
) -> tuple[Text, tuple[LeftOut, ...]]:
    library, names, articles = deal.library, Names(), list[Article]()
    for group in grouped:
        names.fresh(group.slug)

    def add(slug: str, heading: str, parts: tuple[Part, ...], origins: tuple[Origin, ...]) -> str:
        number = str(len(articles) + 1)
        articles.append(article(slug, number, heading, parts, origins))
        return number

    if used:
        slug = names.fresh("definitions")
        add(slug, library.text("definitions-heading"), _definitions(deal, used), ())
    places = _places(grouped, len(articles))
    first = roman(1)
    for group in grouped:
        add(group.slug, group.heading, _duties(deal, group, first), group.origins)
    annexes: list[Annex] = []
    if deal.plan is not None:
        annexes.append(schedule_annex(deal, places, roman(len(annexes) + 1)))
        add(*_reference(deal, names, "schedule", annexes[-1].number))
    annex, left = verification_annex(deal, places, roman(len(annexes) + 1))
    if annex is not None:
        annexes.append(annex)
        add(*_reference(deal, names, "verification", annex.number))
    found = breach(deal)
    number = add(names.fresh(found.slug), found.heading, found.parts, ())
    for clause in final_clauses(deal, number):
        add(names.fresh(clause.slug), clause.heading, clause.parts, ())
    parties = tuple((p, deal.short(p)) for p in deal.signatories)
    title = treaty(deal).title or library.words(
        "title", parties=listed([deal.formal(p) for p in deal.signatories], library)
    )
    text = Text(
        title, library.language, parties, _preamble(deal), tuple(articles), tuple(annexes),
        ending(deal), deal.as_of,
    )  # fmt: skip
    return text, left


def _places(grouped: tuple[Group, ...], before: int) -> dict[str, str]:
    """Return the number of the paragraph that each commitment will have."""
    return {
        slug: number_of(str(before + k + 1), j + 1)
        for k, group in enumerate(grouped)
        for j, slug in enumerate(group.commitments)
    }


def _definitions(deal: Deal, used: tuple[str, ...]) -> tuple[Part, ...]:
    origins = (Origin("pattern", "definitions-intro"),)
    items = tuple(definition(deal, slug) for slug in used)
    said = deal.library.say("definitions-intro")
    return (Part("intro", said, origins, numbered=False, items=items),)


def _duties(deal: Deal, group: Group, annex: str) -> tuple[Part, ...]:
    parts = [duty(deal, slug, annex) for slug in group.commitments]
    if group.refines:
        slug, _, article_name = group.refines.partition("/")
        document = deal.case.documents[slug]
        name = "article-intro"
        content = deal.library.say(
            name,
            article=cited(article_name, document.articles[article_name], deal),
            document=document.short or document.formal or document.label,
        )
        origins = (*group.origins, Origin("pattern", name))
    else:
        name = "article-intro-plain"
        content, origins = deal.library.say(name), (Origin("pattern", name),)
    return (Part("intro", content, origins, numbered=False), *parts)


def _reference(
    deal: Deal, names: Names, what: str, annex: str
) -> tuple[str, str, tuple[Part, ...], tuple[Origin, ...]]:
    """Return the article that makes an annex binding."""
    name = f"{what}-clause"
    part = Part("clause", deal.library.say(name, annex=annex), (Origin("pattern", name),))
    return names.fresh(what), deal.library.text(f"{what}-heading"), (part,), ()


def _preamble(deal: Deal) -> tuple[Paragraph, ...]:
    library, names = deal.library, Names()

    def recital(slug: str, pattern: str, *origins: Origin, **values: str) -> Paragraph:
        said = library.say(pattern, **values)
        name = f"preamble/{names.fresh(slug)}"
        return Paragraph(name, "", said, "recital", (*origins, Origin("pattern", pattern)))

    parties = listed([deal.formal(p) for p in deal.signatories], library)
    found = [recital("parties", "preamble-parties", parties=parties)]
    for slug, document in deal.templates.items():
        values = {"document": document.formal or document.label}
        pattern = "preamble-recalling-once"
        if document.short:
            pattern, values["short"] = "preamble-recalling", document.short
        found.append(recital(slug, pattern, Origin("document", slug), **values))
    if deal.plan is not None and len(deal.plan.steps) > 1:
        found.append(recital("steps", "preamble-steps", Origin("schedule", deal.plan.source)))
    return (*found, recital("agreed", "preamble-agreed"))
