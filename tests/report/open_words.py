"""A small case with words that can mean two things, in two languages."""

from __future__ import annotations

from typing import Any

from tests.builders import uncertain_case_data


def data() -> dict[str, Any]:
    """Return two towns with words open on the table, named only, stated and not stated."""
    found = uncertain_case_data()
    found["terms"]["fair-share"] |= {
        "label": "equal share",
        "ambiguity": "deliberate",
        "elements": {"summer": "물 절반", "winter": "겨울 물"},
        "readings": {
            "little": {"label": "a little", "elements": ["summer"]},
            "much": {"label": "much", "elements": ["summer", "winter"]},
        },
    }
    found["terms"]["opening"] = {
        "label": "opening",
        "elements": {"door": "문"},
        "readings": {"ajar": {"label": "ajar"}, "wide": {"label": "wide", "elements": ["door"]}},
    }
    found["terms"]["idle"] = {
        "label": "idle",
        "ambiguity": "deferred",
        "readings": {"one": {"label": "one"}, "two": {"label": "two"}},
    }
    found["issues"]["water"]["options"]["share"]["label"] = "An equal share"
    found["issues"]["mill"]["options"]["open"] |= {"names": {"opening": "wide"}}
    found["issues"]["bridge"]["options"]["built"]["label"] = 'A reasonable "stone bridge"'
    found["commitments"] = {
        "water": {"label": "The share", "actor": "south", "what": "gives water"},
        "mill": {"label": "The mill", "actor": "north", "what": "opens the mill"},
    }
    found["issues"]["water"]["options"]["share"]["commitments"] = ["water"]
    found["issues"]["mill"]["options"]["open"]["commitments"] = ["mill"]
    found["packages"] = {
        "charter": {
            "label": "The charter",
            "kind": "example",
            "known_from": "2019-06-01",
            "by": ["north"],
            "options": {"water": "share", "mill": "open", "bridge": "built"},
        },
        "plain": {
            "label": "The plain text",
            "kind": "example",
            "known_from": "2019-06-01",
            "by": ["north"],
            "options": {"water": "half", "mill": "open", "bridge": "built"},
        },
    }
    found["levers"] = {
        "later": {
            "label": "Leave the share to the council",
            "kind": "leave-open",
            "author": "tests",
            "cost": {"text": "time"},
            "opens": ["water/share"],
            "forum": "의회",
            "until": "2020-12-31",
        }
    }
    found["editions"] = {
        "korean": {
            "label": "한국어",
            "language": "ko",
            "names": {
                "/title": "두 마을과 강",
                "/parties/north/label": "북쪽 마을",
                "/parties/south/label": "남쪽 마을",
                "/parties/council/label": "남쪽 의회",
                "/issues/water/label": "물",
                "/issues/bridge/label": "다리",
                "/issues/bridge/options/built/label": "다리를 놓음",
                "/issues/mill/label": "방앗간",
                "/terms/fair-share/label": "알맞은 몫",
                "/terms/fair-share/readings/little/label": "조금",
                "/terms/fair-share/readings/much/label": "많이",
                "/terms/opening/label": "개방",
                "/terms/opening/readings/ajar/label": "조금 엶",
                "/terms/opening/readings/wide/label": "활짝 엶",
                "/terms/idle/label": "한가함",
                "/terms/idle/readings/one/label": "하나",
                "/terms/idle/readings/two/label": "둘",
                "/packages/charter/label": "헌장",
                "/packages/plain/label": "평문",
                "/levers/later/label": "몫을 의회에 맡기기",
            },
        }
    }
    return found
