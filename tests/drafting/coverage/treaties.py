"""Texts for tests of coverage, written as one would speak of them."""

from __future__ import annotations

from detente.drafting.text import Article, Paragraph, Text


def treaty(*articles: tuple[str, list[str]], language: str = "en") -> Text:
    """Return a text of articles: heading and sentences, numbered 1.1, 1.2 ..."""
    parties = (("north", "North"), ("south", "South"))
    if language == "ko":
        parties = (("north", "북측"), ("south", "남측"))
    return Text(
        "A treaty",
        language,
        parties,
        (),
        tuple(
            Article(
                f"a{n}",
                str(n),
                heading,
                tuple(
                    Paragraph(f"a{n}/{k}", f"{n}.{k}", (said,)) for k, said in enumerate(lines, 1)
                ),
            )
            for n, (heading, lines) in enumerate(articles, 1)
        ),
    )
