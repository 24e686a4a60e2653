"""A tiny case with three versions of one text, as plain data to change freely."""

from __future__ import annotations

from typing import Any

from tests.builders import tiny_case_data


def tree_data() -> dict[str, Any]:
    """Return the tiny case with a text in three rounds.

    The first version (North's) states the package ``offer``: half the water, the mill open, no
    bridge.  South puts the water in brackets, asks for a bridge and strikes nothing; the third
    closes the bracket for North's words and lifts South's reservation.
    """
    data = tiny_case_data()
    data["packages"] = {
        "offer": {
            "label": "The offer",
            "kind": "offer",
            "by": ["north"],
            "known_from": "2019-06-01",
            "options": {"water": "half", "mill": "open"},
        }
    }
    data["commitments"] = {
        "open-mill": {
            "actor": "north",
            "label": "Opening of the mill",
            "what": "open the mill",
            "basis": {"judgement": "invented for tests", "by": "tests"},
        }
    }
    data["issues"]["mill"]["options"]["open"]["commitments"] = ["open-mill"]
    data["drafts"] = {
        "first": {
            "label": "North's draft",
            "by": ["north"],
            "date": "2019-07-01",
            "package": "offer",
            "title": "Agreement on the River",
            "names": {"north": "North", "south": "South"},
            "articles": [
                {
                    "id": "article-1",
                    "number": "1",
                    "heading": "Water",
                    "paragraphs": [
                        {
                            "id": "article-1/water",
                            "number": "1.1",
                            "content": "South shall let through half of the water.",
                            "options": {"water": "half"},
                        },
                        {
                            "id": "article-1/mill",
                            "number": "1.2",
                            "content": "North shall open the mill.",
                            "origins": ["commitment open-mill"],
                        },
                    ],
                }
            ],
        }
    }
    second = _copied(data["drafts"]["first"])
    second |= {"label": "South's answer", "parent": "first", "by": ["south"]}
    second["date"] = "2019-08-01"
    del second["package"]
    water, mill = second["articles"][0]["paragraphs"]
    water["content"] = [
        "South shall let through ",
        {
            "alternatives": [
                {"text": "half", "by": ["north"], "options": {"water": "half"}},
                {
                    "text": "none",
                    "by": ["south"],
                    "reservation": "until the council has spoken",
                    "options": {"water": "none"},
                },
            ]
        },
        " of the water.",
    ]
    del water["options"]
    mill["content"] = "North may open the mill."
    second["articles"][0]["paragraphs"].append(
        {
            "id": "article-1/bridge",
            "number": "1.3",
            "content": "The Parties shall build a bridge.",
            "options": {"bridge": "built"},
        }
    )
    data["drafts"]["second"] = second
    third = _copied(second)
    third |= {"label": "The third", "parent": "second", "by": ["mediator"], "date": "2019-09-01"}
    water = third["articles"][0]["paragraphs"][0]
    water["content"] = "South shall let through half of the water."
    water["options"] = {"water": "half"}
    water["status"] = "agreed"
    data["drafts"]["third"] = third
    return data


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _copied(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_copied(v) for v in value]
    return value
