"""A small text with everything that a text may have, for tests of outputs and redlines."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

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


_WORDS = [
    *("North", "South", "shall", "should", "may", "the", "Dam", "within", "90", "days", "40", "%"),
    *("1", "June", "2019", "river", ",", ".", ";", ":", "강은", "한다", "Река", "статья", "النهر"),
    *("اتفاق", "<b>", "&", "*", "_", "#", "“quoted”", "(a)"),
]


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Return a text of any shape, in words of several scripts."""
    said = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8).map(" ".join)
    alternative = st.builds(
        Alternative,
        text=st.one_of(st.just(""), said),
        by=st.lists(st.sampled_from(["north", "south"]), unique=True, max_size=2).map(tuple),
        reservation=st.one_of(st.just(""), said),
    )
    bracket = st.builds(
        Bracket,
        alternatives=st.lists(alternative, min_size=1, max_size=3).map(tuple),
        status=st.sampled_from(["open", "ad-referendum", "agreed"]),
    )
    content = st.lists(st.one_of(said, bracket), min_size=1, max_size=3).map(tuple)

    def paragraphs(home: str, kinds: list[str], least: int = 0) -> tuple[Paragraph, ...]:
        count = draw(st.integers(least, 3))
        return tuple(
            Paragraph(
                f"{home}/{n}",
                draw(st.sampled_from(["", str(n), "a"])),
                draw(content),
                draw(st.sampled_from(kinds)),
                (Origin("pattern", "any"),),
            )
            for n in range(count)
        )

    def articles(home: str) -> tuple[Article, ...]:
        kinds = ["paragraph", "item", "definition", "step"]
        return tuple(
            Article(f"{home}{n}", draw(st.sampled_from(["", str(n)])), draw(said),
                    paragraphs(f"{home}{n}", kinds))
            for n in range(draw(st.integers(0, 3)))
        )  # fmt: skip

    return Text(
        title=draw(said),
        language=draw(st.sampled_from(["en", "ko", "ar", "ru"])),
        parties=(("north", "North"), ("south", "South")),
        preamble=paragraphs("preamble", ["recital"]),
        articles=articles("article-"),
        annexes=tuple(
            Annex(f"annex-{n}", "AB"[n], draw(said), articles(f"annex-{n}/"))
            for n in range(draw(st.integers(0, 2)))
        ),
        closing=paragraphs("closing", ["paragraph", "signature"]),
        date=draw(st.sampled_from([None, datetime.date(2019, 5, 1)])),
        version=draw(st.sampled_from(["", "v1"])),
    )
