"""The part of the page that a reader can argue with: its draws, its words and its script."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from detente.answers.sample import Row, Sample, SampledNumber
from detente.report.names import Names
from detente.report.numbers import number_label
from detente.report.sentences.answer import TINY, everybody
from detente.report.sentences.obstacles import SHOWN

SCRIPT = Path(__file__).parent / "script"
SCALES = {"importance": (0.0, 100.0), "score": (0.0, 100.0), "no-deal": (-100.0, 100.0)}
"""Where a reader may move a number, unless its stated range reaches further."""


@dataclass(frozen=True)
class Argument:
    """What the page needs to be argued with.

    Attributes
    ----------
    data : str
        JSON, safe inside a script element.
    rows : str
        The draws; base64.
    script : str
    policy : str
        Source of the page's policy that allows this script alone.
    words : dict of str to str
    """

    data: str
    rows: str
    script: str
    policy: str
    words: dict[str, str]


def argument(sample: Sample, names: Names) -> Argument:
    """Return what the page carries.

    Parameters
    ----------
    sample : Sample
    names : Names
        In the reader's edition.
    """
    said = messages(names.words.code)
    said["lead"] = _filled(said["lead"], deals=str(len(sample.packages)), draws=f"{sample.draws:,}")
    script = script_text()
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    data = json.dumps(
        _data(sample, names, said), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return Argument(_inside_script(data), sample.packed(), script, f"'sha256-{digest}'", said)


def script_text() -> str:
    """Return the page's script: the judging, then the section, with names of their own."""
    judge, section = (
        (SCRIPT / name).read_text(encoding="utf-8") for name in ("judge.js", "argue.js")
    )
    return f"(() => {{\n{judge}\n{section}\n}})();"


def messages(code: str) -> dict[str, str]:
    """Return what the section says in a language, by key."""
    return dict(_messages(code))


@cache
def _messages(code: str) -> dict[str, str]:
    from ruamel.yaml import YAML

    file = resources.files("detente.report.messages") / "argue" / f"{code}.yaml"
    found: dict[str, str] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return found


def _filled(text: str, **values: str) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _inside_script(text: str) -> str:
    """Return JSON in which nothing can end the element it stands in, nor begin another."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _data(sample: Sample, names: Names, said: dict[str, str]) -> dict[str, Any]:
    acceptors = sample.acceptors
    return {
        "case": sample.case,
        "draws": sample.draws,
        "acceptors": {
            "signatories": acceptors.signatories,
            "leader": acceptors.leader.tolist(),
            "rule": list(acceptors.rule),
            "quota": acceptors.quota.tolist(),
            "veto": [bool(v) for v in acceptors.veto],
            "weight": [float(w) for w in acceptors.weight],
        },
        "issues": list(sample.issues),
        "option_issue": list(sample.option_issue),
        "on_table": list(sample.on_table),
        "status_quo": list(sample.status_quo),
        "pairs": [list(pair) for pair in sample.pairs],
        "packages": sample.packages.tolist(),
        "called": ["".join("1" if c else "0" for c in row) for row in sample.called],
        "parties": [_plain(party) for party in sample.parties],
        "numbers": [
            _plain(number)
            | {
                "label": _label(number, sample, names, said),
                "full": number_label(number.pointer, names),
                "scale": SCALES[number.kind],
            }
            for number in sample.numbers
        ],
        "names": {
            "parties": [names.party(p) for p in acceptors.names],
            "issues": [names.issue(i) for i in sample.issues],
            "settled": [names.settled(*option.split("/", 1)) for option in sample.options],
        },
        "words": _words(sample, names, said),
        "tiny": TINY,
        "shown": SHOWN,
    }


def _plain(value: Any) -> Any:
    """Return dataclasses as mappings, rows as ``[at, low, step]``, every digit kept."""
    if isinstance(value, Row):
        return [value.at, value.low, value.step]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _label(number: SampledNumber, sample: Sample, names: Names, said: dict[str, str]) -> str:
    if number.kind == "importance":
        return said["importance"]
    if number.kind == "score":
        option = names.option(*sample.options[number.option].split("/", 1))
        return _filled(said["score"], option=option)
    course = number.pointer.split("/")[-2]
    known = names.case.courses.get(course)
    party = sample.acceptors.names[number.party]
    relative = names.case.values[party].no_deal.relative_to == "status-quo"
    text = said["course-quo" if relative else "course"]
    return _filled(text, course=known.label if known else course)


def _words(sample: Sample, names: Names, said: dict[str, str]) -> dict[str, Any]:
    """Return templates; the page fills in ``{some}``, ``{one}`` and the like."""
    words = names.words
    keys = {
        "no": "not-found",
        "hardly": "hardly",
        "yes": "yes",
        "mostly": "mostly",
        "open": "no-one-text",
        "part": "partly",
    }
    lines = {
        name: words.text(
            f"answer.{key}",
            everybody=everybody(names),
            n=sample.draws,
            some="{some}",
            best="{one}",
        )
        for name, key in keys.items()
    }
    shares = [k / 100 for k in range(101)]
    return {
        **{key.replace("-", "_"): text for key, text in said.items()},
        "patch_comment": _filled(said["patch-comment"], title=names.case.title),
        "bottom_lines": lines,
        "of_100": _shares([words.in_100(s) for s in shares], words.in_100),
        "sets": _shares([words.belief_sets(s) for s in shares], words.belief_sets),
        "consent": words.text("demand.consent", party="{party}"),
        "demand": words.text("demand.issue", party="{party}", issue="{issue}"),
        "changes_nothing": words.text("deal.nothing"),
        "as_now": words.text("deal.kept", issues="{issues}"),
        "item_and": words.text("list.and", first="{first}", last="{last}"),
    }


def _shares(whole: list[str], told: Any) -> dict[str, Any]:
    """Return a share's words: each whole number of 100, and below the first and above the last."""
    return {"whole": whole, "few": told(0.001), "many": told(0.999)}
