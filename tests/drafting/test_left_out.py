"""What a draft leaves out, and says so; what it never says."""

from __future__ import annotations

import datetime
from dataclasses import replace

from detente.drafting.analysis.composing import compose
from detente.drafting.analysis.deal import Deal
from detente.drafting.plan import Plan, Step, Visits
from detente.drafting.text import Bracket, paragraphs, plain
from tests.drafting.making import deal_of, first_options, hanoi

CASE = hanoi()


def drafted(package: str) -> Deal:
    return deal_of(CASE, first_options(CASE, package))


def left(deal: Deal, kind: str) -> set[str]:
    return {item.name for item in compose(deal).left_out if item.kind == kind}


def said(deal: Deal) -> str:
    return "\n".join(plain(p.content) for p in paragraphs(compose(deal).text))


def test_a_place_that_is_not_declared_is_never_named() -> None:
    deal = drafted("us-paper")
    assert {"enrichment-elsewhere", "weapons-workshops"} <= left(deal, "place")
    # Not even when visits there are handed in.
    visits = (Visits("watching-the-north", 9, (("reactor", 4), ("weapons-workshops", 5))),)
    words = said(replace(deal, visits=visits))
    assert "Workshops for warheads" not in words
    assert "not more than 4 visits" in words


def test_visits_need_a_commitment_that_admits_them() -> None:
    without = deal_of(CASE, {"yongbyon": "halt"})
    assert left(without, "visits") == {"watching-the-north", "watching-washington"} & {
        v.watch for v in without.visits
    }
    assert "visits or checks" not in said(without)
    assert "visits or checks" in said(deal_of(CASE, {"verification": "us-experts"}))


def test_an_option_without_a_commitment_is_reported() -> None:
    assert left(drafted("pyongyang-offer"), "undelivered") == {"relief-terms/ended"}


def test_articles_of_the_template_without_substance_are_reported() -> None:
    found = left(drafted("freeze-for-exemptions"), "article")
    assert found == {f"singapore-joint-statement/article-{k}" for k in (2, 4)}


def test_a_word_that_is_settled_and_not_used_is_reported() -> None:
    deal = deal_of(CASE, {"yongbyon": "halt"})
    assert deal.settled["closure"] == "halt"
    assert "closure" in left(deal, "word")
    assert "“closure”" not in said(deal)


def test_a_word_left_open_is_defined_even_where_no_clause_uses_it() -> None:
    deal = deal_of(CASE, {"sanctions": "civilian-five"})
    (five,) = (p for p in paragraphs(compose(deal).text) if p.id == "definitions/five-of-eleven")
    assert any(isinstance(piece, Bracket) for piece in five.content)


def test_what_all_readings_share_stands_before_the_bracket() -> None:
    deal = deal_of(CASE, {"end-state": "undefined-roadmap"})
    readings = {"denuclearization": {"united-states": "north-only", "north-korea": "peninsula"}}
    text = compose(replace(deal, readings=readings)).text
    (found,) = (p for p in paragraphs(text) if p.id == "definitions/denuclearization")
    before, bracket, _ = found.content
    assert isinstance(before, str)
    assert before.endswith("production of nuclear material for weapons; ")
    assert isinstance(bracket, Bracket)
    assert [a.by for a in bracket.alternatives] == [("united-states",), ("north-korea",)]
    assert all("production" not in a.text for a in bracket.alternatives)


def test_parties_who_read_a_word_alike_propose_it_together() -> None:
    deal = deal_of(CASE, {"end-state": "undefined-roadmap"})
    alike = {"denuclearization": dict.fromkeys(("united-states", "north-korea"), "north-only")}
    text = compose(replace(deal, readings=alike)).text
    (found,) = (p for p in paragraphs(text) if p.id == "definitions/denuclearization")
    (bracket,) = (piece for piece in found.content if isinstance(piece, Bracket))
    (only,) = bracket.alternatives
    assert only.by == ("united-states", "north-korea")


def test_a_guarantee_that_was_not_known_on_the_day_is_not_in_the_text() -> None:
    deal = drafted("pyongyang-offer")
    late = CASE.guarantees["snapback"].model_copy(update={"known_from": datetime.date(2030, 1, 1)})
    case = deal.case.model_copy(update={"guarantees": {"snapback": late}})
    assert "return, and are carried out" in said(deal)
    assert "return, and are carried out" not in said(replace(deal, case=case))


def test_a_step_of_several_parties_falls_due_on_one_day() -> None:
    deal = drafted("pyongyang-offer")
    alone = [c for c in deal.commitments if CASE.commitments[c].actor == "north-korea"]
    rest = [c for c in deal.commitments if c not in alone]
    apart = Plan((Step(1, tuple(alone), 0), Step(2, tuple(rest), 90)), True, "best")
    both = Plan((Step(1, deal.commitments, 90),), True, "calendar")
    assert "one and the same day" not in said(replace(deal, plan=apart))
    assert "On the entry into force" in said(replace(deal, plan=apart))
    assert "one and the same day" in said(replace(deal, plan=both))
    assert "falls due before" not in said(replace(deal, plan=both))


def test_a_party_that_cannot_bind_itself_by_signature_notifies() -> None:
    deal = drafted("pyongyang-offer")
    party = deal.case.parties["united-states"].model_copy(update={"ratification": None})
    case = deal.case.model_copy(update={"parties": {**deal.case.parties, "united-states": party}})
    assert "on the date of its signature" in said(deal)
    assert "Such requirements concern the United States" in said(replace(deal, case=case))
