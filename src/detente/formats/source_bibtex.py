"""Sources as BibTeX."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Final

from detente.case.models import Source
from detente.errors import Place
from detente.formats.incoming import MAX_ENTRIES, Entry, Incoming, refuse
from detente.formats.references import address, entry, keyword, label

_COMMANDS: Final = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{c: "\\" + c for c in "&%$#_"},
}
_WRITTEN: Final = {v: k for k, v in _COMMANDS.items()}
_OURS: Final = re.compile("|".join(re.escape(c) for c in sorted(_WRITTEN, key=len, reverse=True)))
_LATEX: Final = re.compile(r"\\(?:[^a-zA-Z\s]\s*\{?\\?[a-zA-Z]?\}?|[a-zA-Z]+(?:\{[^{}]*\}|\s)?)")
_JOINED: Final = re.compile(r"@\s*string\s*[{(][^@]*#", re.IGNORECASE)
MAX_TEXT: Final = 2_000_000


def write_bibtex(sources: Mapping[str, Source]) -> str:
    """Return sources as BibTeX; the reliability stands in ``keywords``.

    Runs of white space become one blank, as BibTeX reads them.
    """
    entries = []
    for slug, source in sources.items():
        fields = {"title": source.label, "url": source.url, "note": source.note}
        lines = [f"  {k} = {{{_escaped(v)}}}," for k, v in fields.items() if v]
        lines.append(f"  keywords = {{{keyword(source.reliability)}}}")
        entries.append("\n".join([f"@misc{{{slug},", *lines, "}"]))
    return "\n\n".join(entries) + "\n"


def _escaped(text: str) -> str:
    return "".join(_COMMANDS.get(c, c) for c in " ".join(text.split()))


def _plain(value: str) -> str:
    """Return a field without LaTeX: our own commands exactly, others as well as it goes."""
    parts, last = [], 0
    for found in _OURS.finditer(value):
        parts += [_foreign(value[last : found.start()]), _WRITTEN[found[0]]]
        last = found.end()
    return "".join([*parts, _foreign(value[last:])])


def _foreign(text: str) -> str:
    return _LATEX.sub(_decoded, text).replace("{", "").replace("}", "")


def _decoded(command: re.Match[str]) -> str:
    """Return what one command of LaTeX stands for: an accent, a letter of another alphabet."""
    import latexcodec  # noqa: F401 -- registers the codec

    return str(codecs.getdecoder("ulatex")(command[0])[0])  # type: ignore[arg-type]  # takes texts


def read_bibtex(text: str, file: str) -> Incoming:
    """Return the works of a BibTeX file as sources.

    Raises
    ------
    InputError
        When it is not BibTeX.
    """
    from pybtex.database.input.bibtex import Parser
    from pybtex.exceptions import PybtexError
    from pybtex.scanner import TokenRequired

    if len(text) > MAX_TEXT:
        raise refuse("the BibTeX file has more than 2 MB", Place(file), "split the file")
    joined = _JOINED.search(text)
    if joined:
        # Abbreviations of abbreviations can grow without end.
        line = text.count("\n", 0, joined.start()) + 1
        message = "an abbreviation (@string) that joins others with '#' is not read"
        raise refuse(message, Place(file, line), "write it out")
    try:
        found = Parser(wanted_entries=None).parse_string(text)
    except TokenRequired as error:
        place = Place(file, getattr(error, "lineno", None))
        raise refuse("not valid BibTeX: a brace, comma or quote is missing", place) from error
    except (PybtexError, RecursionError, ValueError) as error:
        place = Place(file, getattr(error, "lineno", None))
        raise refuse("not valid BibTeX", place, "check braces, names and repeated keys") from error
    if len(found.entries) > MAX_ENTRIES:
        raise refuse(f"more than {MAX_ENTRIES:,} works", Place(file), "split the file")
    if not found.entries:
        raise refuse(
            "the file has no BibTeX entry", Place(file), "an entry begins with @misc{name,"
        )
    entries: list[Entry] = []
    taken: set[str] = set()
    for key, work in found.entries.items():
        fields = {k.lower(): _plain(v) for k, v in work.fields.items()}
        people = work.persons.get("author") or work.persons.get("editor") or []
        authors = [_plain(" ".join(p.last_names)) for p in people]
        more = (fields.get("journal", "") or fields.get("publisher", ""), fields.get("year", ""))
        made = entry(
            key,
            taken,
            Place(file, _line(text, key)),
            title=label(fields.get("title", ""), authors, more),
            url=address(fields.get("url", ""), fields.get("doi", "")),
            kinds=fields.get("keywords", "") + " " + fields.get("note", ""),
            note=fields.get("note", "") or fields.get("annote", ""),
        )
        taken.add(made.slug)
        entries.append(made)
    return Incoming("sources", tuple(entries))


def _line(text: str, key: str) -> int | None:
    at = text.find(f"{{{key},")
    return None if at < 0 else text.count("\n", 0, at) + 1
