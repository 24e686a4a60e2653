"""Fill a template of the catalogue; what is filled in is never read as a template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from detente.korean import particle
from detente.report.document import Sentence, Span, plain_text, say
from detente.report.messages.quotes import around, nested

Value = str | int | Span | Sentence

_PIECE = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<href>[^)]*)\)|\{(?P<name>\w+)(?::(?P<form>\w+))?\}")


def filled(template: str, values: Mapping[str, Value]) -> Sentence:
    """Return a template as a sentence.

    Parameters
    ----------
    template : str
    values : dict of str to str, int, Span or Sentence
        By placeholder; whole numbers are grouped by thousands, and quotation marks become
        the other kind where the template has some around.
    """
    return say(*_pieces(template, values))


def placeholders(template: str) -> set[str]:
    """Return the names a template asks for."""
    found: set[str] = set()
    for match in _PIECE.finditer(template):
        if match["name"]:
            found.add(match["name"])
        else:
            found |= placeholders(match["text"]) | placeholders(match["href"])
    return found


def _pieces(template: str, values: Mapping[str, Value]) -> Iterator[str | Span | Sentence]:
    at, before = 0, ""
    for match in _PIECE.finditer(template):
        yield (between := template[at : match.start()])
        at = match.end()
        if match["name"] is None:
            text = plain_text(filled(match["text"], values))
            yield Span(text, plain_text(filled(match["href"], values)))
            before = text
            continue
        outer = around(template, match.start())
        piece = _inside(_shown(values[match["name"]]), outer)
        before = _text(piece) or before + between
        yield piece
        if match["form"]:
            yield particle(before, match["form"])
    yield template[at:]


def _shown(value: Value) -> str | Span | Sentence:
    return f"{value:,}" if isinstance(value, int) else value


def _inside(piece: str | Span | Sentence, outer: str) -> str | Span | Sentence:
    if isinstance(piece, str):
        return nested(piece, outer)
    if isinstance(piece, Span):
        return replace(piece, text=nested(piece.text, outer))
    # A pair of marks may reach over several spans; what is nested keeps its length.
    text, at, spans = nested(plain_text(piece), outer), 0, []
    for span in piece:
        spans.append(replace(span, text=text[at : at + len(span.text)]))
        at += len(span.text)
    return tuple(spans)


def _text(piece: str | Span | Sentence) -> str:
    if isinstance(piece, str):
        return piece
    return piece.text if isinstance(piece, Span) else plain_text(piece)
