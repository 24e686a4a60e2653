"""What each number of a case is called, in the language of the reader."""

from __future__ import annotations

from detente.report.names import Names


def number_label(pointer: str, names: Names) -> str:
    """Return the name of a number, or an empty string where the catalogue has no words for it.

    Parameters
    ----------
    pointer : str
        As in :func:`detente.case.numbers.numbers`.
    names : Names
    """
    match pointer.split("/")[1:]:
        case ["values", party, "issues", issue, "importance"]:
            return _told("importance", names, party, issue=names.issue(issue))
        case ["values", party, "issues", issue, "scores", option]:
            what = names.option(issue, option)
            return _told("score", names, party, issue=names.issue(issue), option=what)
        case ["values", party, "no_deal", "courses", course, "value"]:
            return _told("no-deal", names, party, course=_course(course, names))
        case ["values", party, "no_deal", "courses", course, "drift"]:
            return _told("drift", names, party, course=_course(course, names))
        case ["values", party, "waiting_cost"]:
            return _told("waiting-cost", names, party)
        case ["parties", party, "threshold"]:
            return _told("threshold", names, party)
        case ["parties", party, "audience_cost"]:
            return _told("audience-cost", names, party)
        case ["courses", course, "likelihood"]:
            return names.words.text("names.course", course=_course(course, names))
        case ["terms", term, "read_by", party, "readings", reading]:
            meant = names.reading(term, reading)
            return _told("reads", names, party, term=names.term(term), reading=meant)
        case ["issues", issue, "options", option, "consequences", slug]:
            return names.words.text(
                "names.consequence",
                consequence=names.consequence(slug),
                option=names.option(issue, option),
            )
    return ""


def _told(key: str, names: Names, party: str, **values: str) -> str:
    return names.words.text(f"names.{key}", party=names.party(party), **values)


def _course(slug: str, names: Names) -> str:
    known = names.case.courses.get(slug)
    return known.label if known else slug
