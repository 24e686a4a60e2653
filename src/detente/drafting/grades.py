"""Grades of obligation: how firmly a sentence binds.

From the firmest to the weakest, as drafters of treaties use the words.  The grade of a phrase
is that of its weakest word: "shall endeavour" binds to an effort, "should strive" asks for one.

References
----------
Aust, A. (2013). Modern Treaty Law and Practice, 3rd ed., chapter 3 and appendix G (terms of
treaties, against terms of instruments that do not bind).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple, get_args

Grade = Literal["shall", "undertakes", "endeavours", "will", "would", "should", "may", "recalls"]

GRADES: Final[tuple[Grade, ...]] = get_args(Grade)
"""From the firmest to the weakest."""

LANGUAGES: Final = ("en", "ko")
"""Languages whose words of obligation are known."""


class Graded(NamedTuple):
    """A phrase that says how firmly a sentence binds: ``text[start:end]``."""

    start: int
    end: int
    grade: Grade


# Verbs of effort, with what may stand between them and a modal.
_EFFORT: Final = (
    r"(?:(?:best\s+)?endeavou?rs?(?:\s+to)?|seeks?\s+to|strives?\s+(?:to|for)|aims?\s+(?:to|at)"
    r"|works?\s+towards?|(?:uses?|makes?|exerts?|devotes?)\s+(?:[\w’']+\s+){0,3}?"
    r"(?:efforts?|endeavou?rs?)|do(?:es)?\s+(?:its|their|his|her)\s+utmost|tr(?:y|ies)\s+to)"
)
_BETWEEN: Final = r"(?:\s+(?:\w+ly|also|not|then|continue\s+to|each|both|all|further)){0,3}"
# "the will of the people" is no promise.
_NOT_NOUN: Final = r"(?<!the\s)(?<!political\s)(?<!free\s)(?<!its\s)(?<!their\s)(?<!good\s)"
_INVERTED: Final = r"(?!\s+(?:an?|any|the|it|they|either|such|no|one|this|that|there)\b)"
_COMMIT: Final = (
    r"(?:undertakes?|undertook|pledges?|pledged|commits?|committed|agrees?|agreed|promises?|promised"
    r"|obligates?)"
)
_SELF: Final = r"(?:\s+(?:itself|themselves|himself|herself))?(?:,[^,.;]{1,60},)?"
_RECALL: Final = (
    r"(?:(?:recall|reaffirm|affirm|welcom|not|recogni[sz]|stress|emphasi[sz]|underlin|underscor"
    r"|desir|acknowledg|commend|declar|express|appreciat|consider|bear|determin|guid|convinc"
    r"|concern|hop)(?:es|ed|ing|s)|mindful|aware|conscious)"
)

_ENGLISH: Final[tuple[tuple[Grade, str], ...]] = (
    # A right, however firmly given, leaves the choice to its holder.
    ("may", r"\b(?:shall|will)\s+(?:[^.;]{0,60}?\s)?have\s+the\s+right\s+to\b"),
    ("may", r"\b(?:has|have|having)\s+the\s+right\s+to\b"),
    ("may", r"\b(?:shall|will)\s+be\s+(?:free|entitled|permitted|allowed)\s+to\b"),
    ("should", rf"\bshould{_BETWEEN}\s+{_EFFORT}"),
    ("may", rf"\bmay{_BETWEEN}\s+{_EFFORT}"),
    ("would", rf"\bwould{_BETWEEN}\s+{_EFFORT}"),
    ("endeavours", rf"\b(?:shall|must|will){_BETWEEN}\s+{_EFFORT}\b"),
    ("endeavours", rf"\b{_COMMIT}{_SELF}\s+(?:not\s+)?to\s+(?:\w+ly\s+)?{_EFFORT}\b"),
    ("shall", r"\b(?:shall|must)\b"),
    ("shall", r"\b(?:is|are)\s+(?:hereby\s+)?(?:obliged|obligated|required|bound|prohibited)\b"),
    ("undertakes", rf"\b{_COMMIT}{_SELF}\s+(?:not\s+)?to\b"),
    ("undertakes", r"\bassumes?\s+the\s+obligations?\b"),
    ("should", rf"(?<!\.\s)(?<!^)\bshould\b{_INVERTED}"),
    ("should", r"\b(?:is|are)\s+(?:encouraged|invited|urged|called\s+upon|expected|requested)\b"),
    ("should", r"\b(?:encourages?|invites?|urges?|calls?\s+(?:up)?on|recommends?|requests?)\b"
               r"(?=\s+(?:\w+\s+){1,6}?to\b)"),
    ("endeavours", rf"\b{_EFFORT}"),
    ("will", rf"{_NOT_NOUN}\bwill\b"),
    ("would", r"\bwould\b"),
    ("may", r"\b(?:may|might|can|could)\b"),
    ("recalls", rf"(?:(?<=^)|(?<=[.;,]\s)|(?<=\band\s)){_RECALL}\b"),
    ("recalls", r"\b(?:recalls?|reaffirms?|reaffirmed|welcomes?|welcomed|notes|recogni[sz]es?"
                r"|stresse?s|emphasi[sz]es?|acknowledges?|affirms?|declares?|underlines?)\b"),
)  # fmt: skip

_EFFORT_KO: Final = (
    r"(?:노력|최선을\s*다|힘쓰|힘쓴)[가-힣]{0,20}"
    r"(?:\s*(?:것을\s*)?(?:약속한다|한다|할\s*것이다|할\s*의무가\s*있다))?"
)
_KOREAN: Final[tuple[tuple[Grade, str], ...]] = (
    ("may", r"[가-힣]{1,20}\s*수\s*있(?:다|으며|고|도록|음)"),
    ("may", r"권리를\s*(?:가진다|갖는다|보유한다)"),
    ("should", r"것이\s*(?:바람직하다|권장된다)|것을\s*권고한다"),
    ("should", r"(?:권고|권장)된다|(?:권장|장려|촉구|요청)한다"),
    ("endeavours", _EFFORT_KO),
    ("undertakes", r"(?:것을\s*)?(?:약속|공약|서약|합의|확약)(?:한다|하였다|했다|하며|하고)"),
    ("undertakes", r"기로\s*(?:(?:합의|약속)?(?:한다|하였다|했다))"),
    ("shall", r"[가-힣]{1,20}(?:여야|어야|아야|해야|야)\s*(?:한다|하며|하고)"),
    ("shall", r"(?:의무를\s*진다|의무가\s*있다|아니\s*된다|안\s*된다)"),
    ("would", r"[가-힣]{0,20}(?:할|될)\s*것으로\s*(?:예상|기대)(?:한다|된다)"),
    ("will", r"[가-힣]{1,20}\s*것이다"),
    ("recalls", r"(?:상기|환영|재확인|확인|인식|인정|유의|주목|강조|희망|선언|평가|고려)"
                r"(?:하며|하고|하면서|한다|하였다|했다)"),
    # The plain form of the verb is how Korean treaties say "shall", definitions apart.
    ("shall", r"(?<![가-힣])(?!의미한다|말한다|뜻한다)"
              r"[가-힣]{0,20}(?:[한된진둔든킨린인운친긴간준온본낸쓴신난편]다|는다)(?=[\s.,;)\]]|$)"),
)  # fmt: skip
_PATTERNS: Final = {"en": _ENGLISH, "ko": _KOREAN}


def grades(text: str, language: str) -> list[Graded]:
    """Return every phrase of obligation of a text, in order, none inside another.

    Parameters
    ----------
    text : str
    language : str
        BCP 47; the list is empty for languages other than :data:`LANGUAGES`.

    Returns
    -------
    list of Graded
        For every party that the text binds: a sentence may have several.
    """
    found: list[Graded] = []
    taken = [False] * len(text)
    months = [m.span() for m in _MAY.finditer(text)]
    for grade, pattern in _compiled(language.split("-")[0]):
        for match in pattern.finditer(text):
            start, end = match.span()
            month = any(a <= start < b for a, b in months)
            if start == end or month or any(taken[start:end]):
                continue
            taken[start:end] = [True] * (end - start)
            found.append(Graded(start, end, grade))
    return sorted(found)


def weaker(old: Grade, new: Grade) -> bool:
    """Return whether the new grade binds less than the old one."""
    return GRADES.index(new) > GRADES.index(old)


# The month, not the permission.
_MAY: Final = re.compile(r"(?<=\d\s)May\b|\bMay(?=\s+\d)|\bMay\b(?=,)")


@cache
def _compiled(language: str) -> tuple[tuple[Grade, re.Pattern[str]], ...]:
    return tuple((g, re.compile(p, re.IGNORECASE)) for g, p in _PATTERNS.get(language, ()))
