"""What words of the Hanoi case cover, and where they are left, in both editions."""

from __future__ import annotations

import re
from pathlib import Path

from detente.case.labels import labels
from detente.case.loading import load_case

HANOI = load_case(Path(__file__).parents[2] / "cases" / "hanoi-2019").case
PLACES = re.compile(r"/terms/[^/]+/elements/|/levers/[^/]+/forum$")


def test_the_korean_edition_names_what_each_word_covers_and_every_forum() -> None:
    names = HANOI.editions["korean"].names
    own = [p for p in labels(HANOI) if PLACES.match(p)]
    assert len(own) == sum(len(t.elements) for t in HANOI.terms.values()) + 2
    assert [p for p in own if not re.search("[\uac00-\ud7a3]", names.get(p, ""))] == []


def test_the_edition_in_the_parties_own_names_calls_nobody_otherwise() -> None:
    names = HANOI.editions["english-dprk"].names
    told = [names.get(p, t) for p, t in labels(HANOI).items() if PLACES.match(p)]
    assert told
    assert not [t for t in told if "the North" in t]
