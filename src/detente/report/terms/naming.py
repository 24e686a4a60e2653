"""What words of a deal, what they cover and where they stand are called."""

from __future__ import annotations

from collections.abc import Iterable

from detente.finding import Share
from detente.report.document import Sentence, joined, say
from detente.report.names import Names
from detente.terms.findings import RemarkFinding, TermFinding

CLEAR = 2.0
"""Standard errors beyond which a gain is told as one."""


def term(slug: str, names: Names) -> str:
    """Return a word in quotation marks."""
    return names.words.text("quoted", text=names.term(slug))


def some(slugs: Iterable[str], names: Names) -> str:
    """Return words as a list, each in quotation marks."""
    return names.words.listed([term(s, names) for s in slugs])


def elements(slug: str, which: Iterable[str], names: Names) -> Sentence:
    """Return what a word covers as a list, in the case author's words."""
    known = names.case.terms[slug].elements
    return joined([say(names.authored(known.get(e, e))) for e in which])


def place(where: str, names: Names) -> Sentence:
    """Return where in a case a text stands, for a JSON pointer."""
    words, case = names.words, names.case
    match [s.replace("~1", "/").replace("~0", "~") for s in where.split("/")[1:]]:
        case ["issues", issue, "options", option, *_]:
            return say(names.settled(issue, option))
        case ["commitments", slug, *_] if slug in case.commitments:
            return say(case.commitments[slug].label)
        case ["documents", slug, "articles", article, *_] if slug in case.documents:
            inside = say(names.authored(article.replace("-", " ")))
            document = case.documents[slug].label
            return words.say("terms.place.article", document=document, article=inside)
        case ["packages", slug, *_]:
            return say(names.package(slug))
        case ["terms", _]:
            return names.words.say("terms.place.terms")
    return say(where)


def found_text(remark: RemarkFinding, names: Names) -> Sentence:
    """Return what a rule found: a word by its name, or the text as it is written."""
    if remark.kind == "never-used":
        return say(names.term(remark.where.rpartition("/")[2]))
    return say(names.authored(remark.text))


def stated(found: TermFinding, signatories: Iterable[str]) -> bool:
    """Return whether the case says how every signatory reads a word."""
    said = {r.party for r in found.readers if r.stated}
    return set(signatories) <= said


def clear(gain: Share) -> int:
    """Return 1 for a gain, -1 for a loss beyond what chance makes, 0 otherwise."""
    if abs(gain.value) <= CLEAR * gain.se or gain.value == 0:
        return 0
    return 1 if gain.value > 0 else -1
