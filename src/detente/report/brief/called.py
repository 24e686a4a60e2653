"""What a brief calls things, for readers who have not seen the report."""

from __future__ import annotations

from detente.report.names import Names


class Quoting(Names):
    """Names that set issues in quotation marks, where two of them stand beside each other."""

    def issue(self, slug: str) -> str:
        """Return the name of an issue in quotation marks."""
        return self.words.text("brief.quoted", issue=super().issue(slug))


def called(pointer: str, label: str, names: Names) -> str:
    """Return what a number is, said for a reader who knows no case files.

    Parameters
    ----------
    pointer : str
        As in :func:`detente.case.numbers.numbers`.
    label : str
        What the report calls it, kept for the kinds that need no other words.
    names : Names
    """
    match pointer.split("/")[1:]:
        case ["values", party, "no_deal", "courses", slug, "value"]:
            course = names.case.courses.get(slug)
            return names.words.text(
                "brief.no-deal", party=names.party(party), course=course.label if course else slug
            )
        case ["values", party, "issues", issue, "importance"]:
            return names.words.text(
                "brief.importance", party=names.party(party), issue=names.issue(issue)
            )
    return label
