"""What an analysis says in English inside its finding, said again in the reader's language.

Findings are the same in every edition, so their few sentences are English.  Each has its
template under ``found`` in the catalogue; the English template recognises the sentence and
yields its values, the reader's template says it.
"""

from __future__ import annotations

import re
from functools import cache

from detente.deals.findings import PackageFinding
from detente.report.language import Language, language
from detente.report.messages import catalogue
from detente.report.names import Names

_PLACE = re.compile(r"\{(\w+)\}")
ENGLISH = "en"


def retold(text: str, group: str, words: Language) -> str:
    """Return a sentence of a finding in a language; as it is where nothing recognises it.

    Parameters
    ----------
    text : str
    group : str
        The templates to look at: ``found.GROUP`` in the catalogue.
    words : Language
    """
    if words.code == ENGLISH:
        return text
    for key, pattern in _patterns(group):
        found = pattern.fullmatch(text)
        if found:
            values = found.groupdict()
            if "day" in values:
                values["day"] = words.day(values["day"])
            return words.text(key, **values)
    return text


def known(text: str, group: str) -> bool:
    """Return whether the catalogue recognises a sentence of a finding."""
    return any(pattern.fullmatch(text) for _, pattern in _patterns(group))


def quantity(text: str, names: Names) -> str:
    """Return a number as the finding writes it; several analysts' are told one by one."""
    words = names.words
    if words.code == ENGLISH or ": " not in text:
        return retold(text, "quantity", words)
    each = (part.partition(": ") for part in text.split("; "))
    return "; ".join(
        f"{names.analyst(who)}{colon}{retold(rest, 'quantity', words)}" for who, colon, rest in each
    )


def completed(package: PackageFinding, names: Names) -> str:
    """Return how what the record leaves out was filled in, with the names of the edition."""
    count = str(package.completions)

    def said(code: str, part: str) -> str:
        return language(code).text(f"found.completed.{part}", count=count)

    parts = []
    left = [names.issue(i) for i in names.case.issues if i not in package.options]
    if left and package.completed.startswith(language(ENGLISH).text(_AS_NOW, issues="")):
        parts.append(names.words.text(_AS_NOW, issues=", ".join(left)))
    given = package.completed.split("; ")
    parts += [
        said(names.words.code, part)
        for part in ("ways", "first-ways", "off-table")
        if said(ENGLISH, part) in given
    ]
    return "; ".join(parts) or package.completed


_AS_NOW = "found.completed.as-now"


@cache
def _patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the English templates of a group as patterns, the wordiest first."""
    templates = {
        key: template
        for key, template in catalogue(ENGLISH).items()
        if key.startswith(f"found.{group}.") and isinstance(template, str)
    }
    order = sorted(templates, key=lambda k: -len(_PLACE.sub("", templates[k])))
    return tuple((key, _pattern(templates[key])) for key in order)


def _pattern(template: str) -> re.Pattern[str]:
    # Names and literal text take turns: "all {n} packages" gives "all ", "n", " packages".
    pieces = _PLACE.split(template)
    return re.compile(
        "".join(f"(?P<{p}>.+?)" if i % 2 else re.escape(p) for i, p in enumerate(pieces))
    )
