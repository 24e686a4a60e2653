"""A small text with everything that a text may have, for tests of outputs and redlines."""

from __future__ import annotations

import datetime

from detente.drafting.text import (
    Alternative,
    Annex,
    Article,
    Bracket,
    Origin,
    Paragraph,
    Text,
)


def small() -> Text:
    """Return two articles, a bracket, a list, a definition, an annex and signatures."""
    bracket = Bracket(
        (
            Alternative("shall dismantle", ("north",), "subject to Article 2"),
            Alternative("shall permanently dismantle", ("south",)),
        )
    )
    return Text(
        title="Agreement on the River",
        language="en",
        parties=(("north", "North"), ("south", "South")),
        preamble=(
            Paragraph(
                "preamble/1",
                "",
                ("North and South,",),
                "recital",
                (Origin("pattern", "preamble.parties"),),
            ),
            Paragraph(
                "preamble/2",
                "",
                ("Recalling the statement of 1 May 2018,",),
                "recital",
                (Origin("document", "statement/preamble"),),
            ),
        ),
        articles=(
            Article(
                "article-1",
                "1",
                "Definitions",
                (
                    Paragraph(
                        "article-1/dam",
                        "1.1",
                        ("“Dam” means the wall, the sluices and the lake.",),
                        "definition",
                        (Origin("term", "dam"),),
                    ),
                ),
            ),
            Article(
                "article-2",
                "2",
                "The dam",
                (
                    Paragraph(
                        "article-2/dismantle",
                        "2.1",
                        ("North ", bracket, " the Dam within 90 days of entry into force:"),
                        "paragraph",
                        (Origin("commitment", "dismantle"),),
                    ),
                    Paragraph(
                        "article-2/dismantle/a", "a", ("the sluices;",), "item",
                        (Origin("commitment", "dismantle"),),
                    ),
                    Paragraph(
                        "article-2/pay",
                        "2.2",
                        ("South should pay 40 million euros by 1 June 2019.",),
                        "paragraph",
                        (Origin("commitment", "pay"),),
                    ),
                ),
                (Origin("document", "statement/article-1"),),
            ),
        ),
        annexes=(
            Annex(
                "schedule",
                "A",
                "Schedule",
                (
                    Article(
                        "schedule/steps",
                        "1",
                        "Steps",
                        (
                            Paragraph(
                                "schedule/step-1", "1", ("North opens the sluices.",), "step",
                                (Origin("schedule", "dismantle"),),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        closing=(
            Paragraph("closing/done", "", ("Done at the river on 1 May 2019.",), "paragraph",
                      (Origin("pattern", "final.done"),)),
            Paragraph("closing/north", "", ("For North:",), "signature",
                      (Origin("pattern", "final.signature"),)),
            Paragraph("closing/south", "", ("For South:",), "signature",
                      (Origin("pattern", "final.signature"),)),
        ),
        date=datetime.date(2019, 5, 1),
        version="v1",
    )  # fmt: skip
