from __future__ import annotations

import dataclasses
import re

import pytest

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.deals.findings import WhyNotFinding
from detente.finding import Share
from detente.report.document import plain_text
from detente.report.names import Names
from detente.report.sections import report
from detente.report.sentences import first_page, plain_first_page
from tests.report.conftest import KINDS

FORBIDDEN = re.compile(
    r"\boptimal|\bfair\b|\bunfair|\bunbiased|\bproved impossible|\bnobody can gain|\brational|"
    r"\bNash\b|\blambda|\butilit|\bmodel predicts|\bplayers?\b|\bprobability of a deal|"
    r"\bchance of (a )?(signature|deal)|\bgame|\bequilibri|\bPareto|\d\.\d+\s*(%|percent|of 100)|"
    r"\bpoints?\b",
    re.IGNORECASE,
)


def text(finding: ReachFinding, case: Case) -> str:
    return plain_first_page(first_page(finding, case))


def test_no_forbidden_word_on_the_first_page(told: tuple[Case, ReachFinding]) -> None:
    case, finding = told
    found = FORBIDDEN.search(text(finding, case))
    assert found is None, found


def test_every_part_has_something_to_say(told: tuple[Case, ReachFinding]) -> None:
    case, finding = told
    for part in first_page(finding, case):
        assert part.heading
        assert part.paragraphs or part.items
        for sentence in (*part.paragraphs, *part.items):
            assert plain_text(sentence).strip()


def test_every_link_of_the_first_page_leads_somewhere(told: tuple[Case, ReachFinding]) -> None:
    case, finding = told
    composed = report(finding, case)
    anchors = {p.slug for p in composed.first} | {s.slug for s in composed.sections}
    anchors |= {t.slug for t in composed.tables()}
    anchors |= {a for t in composed.tables() for a in t.anchors}
    for part in composed.first:
        for sentence in (*part.paragraphs, *part.items):
            for span in sentence:
                assert not span.href or span.href[1:] in anchors, span


def answer(name: str) -> str:
    case, finding = KINDS[name]
    return plain_text(first_page(finding, case)[0].paragraphs[0])


def test_the_bottom_line_says_so_where_there_is_no_zone() -> None:
    assert answer("no-zone").startswith("No. Under these inputs there is no deal")
    assert "not in any of the 2,000 belief sets" in answer("no-zone")


def test_without_a_zone_the_conflict_is_named_and_no_deal_is_set_out() -> None:
    case, finding = KINDS["no-zone-hanoi"]
    said = text(finding, case)
    assert "What is in conflict: United States on “Yongbyon”" in said
    assert "What it buys and costs" not in said
    assert "none is set out here" in said


def test_an_inexact_search_does_not_claim_that_there_is_none() -> None:
    case, finding = KINDS["no-zone"]
    zone = dataclasses.replace(finding.deals.zone, exact=False)
    searched = dataclasses.replace(finding, deals=dataclasses.replace(finding.deals, zone=zone))
    assert "no search found a deal" in text(searched, case)


def test_the_bottom_line_of_a_certain_deal() -> None:
    assert answer("certain").startswith("Yes. ")
    assert "in every belief set" in answer("certain")


@pytest.mark.parametrize(
    ("zone", "best", "begins"),
    [
        (0.03, 0.01, "Hardly. "),
        (0.3, 0.2, "Only under part of what is believed here. "),
        (0.8, 0.3, "Yes, under most of what is believed here, but no one text is sure to be it."),
        (0.8, 0.6, "Yes, under most of what is believed here: the deal below"),
        (1.0, 0.995, "Yes. "),
    ],
)
def test_the_bottom_line_follows_the_shares(zone: float, best: float, begins: str) -> None:
    case, finding = KINDS["tiny"]
    deals = finding.deals
    package = dataclasses.replace(deals.best, a_sign=Share(best, 0.01))
    changed = dataclasses.replace(
        deals,
        packages=(package, *deals.packages[1:]),
        zone=dataclasses.replace(deals.zone, zone=Share(zone, 0.01)),
    )
    said = plain_text(
        first_page(dataclasses.replace(finding, deals=changed), case)[0].paragraphs[0]
    )
    assert said.startswith(begins)
    assert "100 of 100" not in said


def test_every_signatory_is_told_of_in_the_same_words() -> None:
    case, finding = KINDS["hanoi"]
    gains = next(p for p in first_page(finding, case) if p.slug == "gains")
    told = [plain_text(p) for p in gains.paragraphs][:2]
    names = Names(case)
    shapes = set()
    for said, party in zip(told, names.signatories(), strict=True):
        assert said.startswith(names.party(party))
        for issue in case.issues.values():
            said = said.replace(issue.label, "ISSUE")
        shapes.add(re.sub(r"\d+", "N", said.replace(names.party(party), "PARTY")))
    assert len(shapes) == 1, shapes


def test_consequences_come_with_their_units_and_without_nothing() -> None:
    case, finding = KINDS["hanoi"]
    gains = next(p for p in first_page(finding, case) if p.slug == "gains")
    shown = {c for c, s in finding.deals.best.consequences.items() if s.p95 != 0}
    assert len(gains.items) == len(shown)
    for slug, item in zip(
        sorted(shown, key=list(case.consequences).index), gains.items, strict=True
    ):
        assert case.consequences[slug].unit in plain_text(item)


def test_few_failing_draws_are_not_told_as_shares() -> None:
    case, finding = KINDS["hanoi"]
    why = dataclasses.replace(finding.deals.why_not, failing=4)
    few = dataclasses.replace(finding, deals=dataclasses.replace(finding.deals, why_not=why))
    assert "Where no deal at all is acceptable" in text(finding, case)
    assert "Where no deal at all is acceptable" not in text(few, case)
    assert "Where the deal above is not acceptable to all" in text(few, case)


def test_no_obstacle_is_told_where_there_is_none() -> None:
    case, finding = KINDS["certain"]
    assert isinstance(finding.deals.why_not, WhyNotFinding)
    assert "What stands in the way" not in text(finding, case)


def test_levers_within_the_noise_are_not_praised() -> None:
    case, finding = KINDS["tiny"]
    noisy = tuple(
        dataclasses.replace(x, reoptimised=Share(0.005, 0.004)) for x in finding.levers.levers
    )
    levers = dataclasses.replace(finding.levers, levers=noisy, portfolios=())
    said = text(dataclasses.replace(finding, levers=levers), case)
    assert "makes a deal more acceptable than the draws can tell apart" in said


def test_the_weakest_input_is_named_with_its_basis() -> None:
    case, finding = KINDS["tiny"]
    said = text(finding, case)
    assert f"Weakest input: {finding.inputs[0].label} (a judgement, with nothing" in said


def test_the_text_that_holds_better_is_told_only_where_it_does() -> None:
    case, finding = KINDS["hanoi"]
    best, held, *rest = finding.deals.packages
    for a_hold, expected in ((best.a_hold.value, False), (best.a_hold.value + 0.1, True)):
        other = dataclasses.replace(held, a_hold=Share(a_hold, 0.004))
        deals = dataclasses.replace(finding.deals, packages=(best, other, *rest))
        said = text(dataclasses.replace(finding, deals=deals), case)
        assert ("one text holds better" in said) is expected
