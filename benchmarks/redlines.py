"""Redlines of long texts: 200 articles, every fifth paragraph edited, some moved, added or gone."""

from __future__ import annotations

import datetime
import random
import statistics
import time
from dataclasses import replace
from itertools import pairwise

from detente.drafting.compared import compare
from detente.drafting.reading import Source
from detente.drafting.text import Article, Paragraph, Text
from detente.report.redline.docx import to_docx
from detente.report.redline.html import to_html

SIZES = ((50, 5), (200, 5), (600, 5))
RUNS = 3
WORDS = [
    "the", "Parties", "shall", "should", "may", "not", "all", "any", "North", "South", "dam",
    "river", "sluices", "within", "days", "of", "entry", "into", "force", "provided", "that",
    "in", "parallel", "inspectors", "report", "to", "Commission", "each", "year", "million",
    "euros", "Article", "subject", "to", "agreement", "measures", "implementation",
    "verification", "facilities", "equipment",
]  # fmt: skip
AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def text(articles: int, paragraphs: int) -> Text:
    """Return a random text."""
    rng = random.Random(1)

    def said() -> str:
        return " ".join(rng.choice(WORDS) for _ in range(rng.randint(20, 60))) + "."

    return Text(
        "Treaty",
        "en",
        (("north", "North"), ("south", "South")),
        (),
        tuple(
            Article(
                f"article-{a}",
                str(a),
                f"Heading {rng.choice(WORDS)} {a}",
                tuple(
                    Paragraph(f"article-{a}/{p}", f"{a}.{p}", (said(),))
                    for p in range(1, paragraphs + 1)
                ),
            )
            for a in range(1, articles + 1)
        ),
    )


def edited(old: Text) -> Text:
    """Return another version."""
    rng = random.Random(2)
    found: list[Article] = []
    for article in old.articles:
        kept: list[Paragraph] = []
        for one in article.paragraphs:
            chance = rng.random()
            if chance < 0.02:
                continue
            if chance < 0.2:
                words = str(one.content[0]).split(" ")
                for _ in range(3):
                    words[rng.randrange(len(words))] = rng.choice(WORDS)
                one = replace(one, content=(" ".join(words),))
            kept.append(one)
            if chance > 0.98:
                kept.append(replace(one, id=f"{one.id}/new", content=("South shall pay.",)))
        found.append(replace(article, paragraphs=tuple(kept)))
    for _ in range(len(found) // 40):
        found.insert(rng.randrange(len(found)), found.pop(rng.randrange(len(found))))
    renumbered = (replace(a, number=str(k)) for k, a in enumerate(found, 1))
    return replace(old, articles=tuple(renumbered))


def run() -> None:
    """Print a table: seconds of processor time, medians."""
    print("| articles | paragraphs | matched by | compare | Word document | page |")
    print("| ---: | ---: | --- | ---: | ---: | ---: |")
    for articles, paragraphs in SIZES:
        old = text(articles, paragraphs)
        new = edited(old)
        for ids in (True, False):
            taken: list[list[float]] = []
            for _ in range(RUNS):
                clock = [time.process_time()]
                found = compare(Source(old, ids, "old"), Source(new, ids, "new"))
                clock.append(time.process_time())
                to_docx(found, "A", AT)
                clock.append(time.process_time())
                to_html(found, "A", AT)
                clock.append(time.process_time())
                taken.append([b - a for a, b in pairwise(clock)])
            medians = [statistics.median(column) for column in zip(*taken, strict=True)]
            shown = " | ".join(f"{m:.2f}" for m in medians)
            how = "ids" if ids else "words"
            print(f"| {articles} | {articles * paragraphs:,} | {how} | {shown} |", flush=True)
