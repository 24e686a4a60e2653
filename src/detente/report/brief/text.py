"""What the brief says: every line with the places in the finding that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.answers.findings import ReachFinding
from detente.report.brief.line import Line
from detente.report.brief.lines import (
    beliefs_line,
    bottom_lines,
    deal_lines,
    gains_lines,
    help_lines,
    mind_lines,
    weakest_lines,
)
from detente.report.brief.moves import fallback_lines, reply_lines
from detente.report.brief.sources import sources_line
from detente.report.editions import Edition
from detente.report.names import Names

FULLEST: Final = 2
"""How full a brief can be; at 0 what can be spared is left out."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the brief with its lines.

    Attributes
    ----------
    slug, title : str
    lines : tuple of Line
        Paragraphs.
    items : tuple of Line
        A list.
    items_first : bool
        Whether the list stands above the paragraphs.
    """

    slug: str
    title: str
    lines: tuple[Line, ...]
    items: tuple[Line, ...] = ()
    items_first: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """One side for a minister.

    Attributes
    ----------
    language, title, question, kicker, handling : str
    headings : tuple of Heading
    notes : tuple of Line
        Sources and version, in small type.
    created : str
        Time stamp of the finding.
    """

    language: str
    title: str
    question: str
    kicker: str
    handling: str
    headings: tuple[Heading, ...]
    notes: tuple[Line, ...]
    created: str

    def lines(self) -> tuple[Line, ...]:
        """Return every line, in order."""
        found = [line for h in self.headings for line in (*h.lines, *h.items)]
        return (*found, *self.notes)

    def text(self) -> str:
        """Return the brief as plain text, headings included."""
        shown = [self.kicker, self.handling, self.title, self.question]
        for heading in self.headings:
            shown += [heading.title, *(x.text for x in (*heading.lines, *heading.items))]
        return "\n".join([*shown, *(x.text for x in self.notes)])


def brief(
    edition: Edition, reader: str | None = None, handling: str = "", fullness: int = FULLEST
) -> Brief:
    """Return the brief of an answer.

    Parameters
    ----------
    edition : Edition
        The answer as its reader names things.
    reader : str, optional
        The signatory it is written for; neutral between the sides when None.
    handling : str
        How the paper may be passed on.
    fullness : int
        0 to :data:`FULLEST`.
    """
    finding, names = edition.finding, Names(edition.case, edition.language)
    say = names.words.text
    own = "our-" if reader else ""
    deal = deal_lines(finding, names, fullness)
    headings = [
        Heading("bottom", say("brief.bottom"), bottom_lines(finding, names, fullness)),
        Heading("says", say("brief.says"), deal[0], deal[1], True),
        Heading("buys", say("brief.buys"), gains_lines(finding, names, fullness)),
        Heading(
            "reply",
            say("brief.their-reply" if reader else "brief.reply"),
            reply_lines(finding, names, reader),
        ),
        Heading("fallback", say(f"brief.{own}fallback"), fallback_lines(finding, names)),
        Heading(
            "mind",
            say(f"brief.{own}mind"),
            (*beliefs_line(finding, names), *help_lines(finding, names, fullness)),
            mind_lines(finding, names, fullness),
        ),
        Heading("weak", say("brief.weak"), weakest_lines(finding, names)),
    ]
    return Brief(
        edition.language,
        finding.header.case_title,
        finding.question,
        say("brief.kicker"),
        say("brief.handling", text=handling or say("brief.unmarked")),
        tuple(h for h in headings if h.lines or h.items),
        (*sources_line(finding, names, fullness), _version(finding, names)),
        finding.header.created,
    )


def _version(finding: ReachFinding, names: Names) -> Line:
    header = finding.header
    text = names.words.text(
        "brief.version" if header.as_of else "brief.version-no-day",
        hash=header.case_hash[:12],
        day=names.words.day(header.as_of),
        n=header.draws,
        seed=str(header.seed),
        made=names.words.day(header.created),
        version=header.versions.get("detente", ""),
    )
    return Line(text, ("/header",))
