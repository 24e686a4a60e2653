"""Which article each commitment stands in: that of the template, else one for each issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.models import Article
from detente.drafting.analysis.deal import PREAMBLE, Deal
from detente.drafting.naming import Names
from detente.drafting.plan import LeftOut
from detente.drafting.text import Origin

FURTHER = "further-measures"


@dataclass(frozen=True)
class Group:
    """An article to be written.

    Attributes
    ----------
    slug : str
    heading : str
    origins : tuple of Origin
    refines : str
        The template article that it gives effect to, ``document/article``; empty for none.
    commitments : tuple of str
        In the order of the template, else of the case.
    """

    slug: str
    heading: str
    origins: tuple[Origin, ...]
    refines: str
    commitments: tuple[str, ...]


def groups(deal: Deal) -> tuple[Group, ...]:
    """Return the articles of a deal; every commitment stands in exactly one."""
    found = [*_of_template(deal)]
    placed = {c for g in found for c in g.commitments}
    rest = tuple(c for c in deal.commitments if c not in placed)
    if found:
        if rest:
            heading = deal.library.text("further-heading")
            found.append(Group(FURTHER, heading, (Origin("pattern", "further-heading"),), "", rest))
    else:
        found = [*_of_issues(deal, rest)]
    names = Names()
    return tuple(
        Group(names.fresh(g.slug), g.heading, g.origins, g.refines, g.commitments) for g in found
    )


def without_substance(deal: Deal) -> Iterator[LeftOut]:
    """Yield the articles of the templates to which the package adds nothing."""
    for slug, document in deal.templates.items():
        for name, article in document.articles.items():
            if name != PREAMBLE and not {*article.commitments} & {*deal.commitments}:
                yield LeftOut("article", f"{slug}/{name}", cited(name, article, deal))


def cited(name: str, article: Article, deal: Deal) -> str:
    """Return how a text refers to an article of the template."""
    if article.cited:
        return article.cited
    number = name.removeprefix("article-")
    if number.isdigit():
        return deal.library.words("cited-article", number=number)
    heading = article.heading or name.replace("-", " ")
    return deal.library.words("cited-heading", heading=heading)


def _of_template(deal: Deal) -> Iterator[Group]:
    placed: set[str] = set()
    for slug, document in deal.templates.items():
        for name, article in document.articles.items():
            if name == PREAMBLE:
                continue
            here = tuple(
                c
                for c in dict.fromkeys(article.commitments)
                if c in deal.commitments and c not in placed
            )
            placed |= {*here}
            if here:
                heading = article.heading or _heading(deal, here, article.issues)
                at = f"{slug}/{name}"
                yield Group(name, heading, (Origin("document", at),), at, here)


def _heading(deal: Deal, commitments: tuple[str, ...], issues: tuple[str, ...]) -> str:
    """Return the labels of the issues on which the commitments deliver something."""
    by = [i for i in issues if {*commitments} & {*_delivered(deal, i)}] or [*issues]
    labels = [deal.case.issues[i].label for i in by]
    return "; ".join(labels) or deal.library.text("further-heading")


def _delivered(deal: Deal, issue: str) -> tuple[str, ...]:
    option = deal.options.get(issue)
    if option is None or option == deal.case.issues[issue].status_quo:
        return ()
    return deal.case.issues[issue].options[option].commitments


def _of_issues(deal: Deal, rest: tuple[str, ...]) -> Iterator[Group]:
    left = [*rest]
    for slug, issue in deal.case.issues.items():
        here = tuple(c for c in left if c in _delivered(deal, slug))
        left = [c for c in left if c not in here]
        if here:
            yield Group(slug, issue.label, (Origin("issue", slug),), "", here)
    if left:
        heading = deal.library.text("further-heading")
        origins = (Origin("pattern", "further-heading"),)
        yield Group(FURTHER, heading, origins, "", tuple(left))
