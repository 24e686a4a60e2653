"""Two runs side by side: what changed in the case, and what that changed in the answer.

Works on what ``findings.json`` holds, so that runs of other days and machines
can be compared without their cases.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from typing import Any, Final

from detente.errors import UsageError
from detente.finding import SCHEMA_VERSION

FILE: Final = "findings.json"
MAX_BYTES: Final = 200_000_000
TOP: Final = 10
"""How many conflicts and levers of each run are compared."""
FALSE_ALARM: Final = 0.05
"""How often two runs of one case may be called different, whatever is compared (Bonferroni)."""


@dataclass(frozen=True)
class NumberChange:
    """One number of the case that is not in both runs, or not the same.

    Attributes
    ----------
    how : str
        ``added``, ``removed``, ``changed`` (its value), ``reasons`` (its basis alone).
    pointer, label, kind : str
    old, new : str
        As written; empty where there is none.
    shift : float
        Of the median, in the number's own unit.
    """

    how: str
    pointer: str
    label: str
    kind: str
    old: str
    new: str
    shift: float


@dataclass(frozen=True)
class SettingChange:
    """One setting of the run (seed, day, version) that is not the same."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class ShareChange:
    """A share of the answer in both runs.

    Attributes
    ----------
    kind : str
        ``deal``, ``zone``, ``package``, ``conflict`` or ``lever``.
    slug, label : str
    old, new : float
    difference : float
    se : float
        Standard error of the difference, the runs taken as independent: where
        they share their draws it errs on the side of noise.
    noise : bool
        Whether chance alone gives such a difference, so many being compared.
    """

    kind: str
    slug: str
    label: str
    old: float
    new: float
    difference: float
    se: float
    noise: bool


@dataclass(frozen=True)
class OptionChange:
    """An issue on which the most acceptable deals of the two runs differ."""

    issue: str
    old: str
    new: str


@dataclass(frozen=True)
class RunsFinding:
    """What differs between two runs.

    Attributes
    ----------
    same_case : bool
        Whether both looked at the same case in the same way.
    settings : tuple of SettingChange
    numbers : tuple of NumberChange
        By falling shift; reasons alone come last.
    deal : tuple of OptionChange
        Empty where the most acceptable deal is the same.
    deal_is_rival : bool
        Whether one run could not tell the other's deal from its own.
    shares : tuple of ShareChange
        In order of weight: beyond noise first, the main answer before its
        parts, each by falling size.
    limit : float
        Standard errors up to which a difference is called noise.
    only_old, only_new : tuple of str
        Packages and levers that only one run has.
    weakest : SettingChange or None
        The input that most deserves work, where it is another one now.
    differs : bool
        Whether the answer differs beyond noise.
    """

    same_case: bool
    settings: tuple[SettingChange, ...]
    numbers: tuple[NumberChange, ...]
    deal: tuple[OptionChange, ...]
    deal_is_rival: bool
    shares: tuple[ShareChange, ...]
    limit: float
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    weakest: SettingChange | None
    differs: bool


def read_run(path: Path) -> dict[str, Any]:
    """Return the finding of a report folder, or of its ``findings.json``.

    Raises
    ------
    UsageError
        When there is none, or another version of Détente wrote it.
    """
    file = path / FILE if path.is_dir() else path
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UsageError(f"'{file}' is too large to be a finding")
        data = json.loads(file.read_text("utf-8"))
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise UsageError(f"no run at '{path}': {reason} ('{file}')") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"'{file}' is not the finding of a run") from error
    header = data.get("header") if isinstance(data, dict) else None
    if not isinstance(header, dict) or header.get("kind") != "reach":
        raise UsageError(f"'{file}' is not the finding of 'detente reach'")
    if header.get("schema_version") != SCHEMA_VERSION:
        raise UsageError(
            f"'{file}' has form {header.get('schema_version')}, this version reads form "
            f"{SCHEMA_VERSION}: run 'detente reach' again"
        )
    run: dict[str, Any] = data
    return run


def compare_runs(old: Mapping[str, Any], new: Mapping[str, Any]) -> RunsFinding:
    """Return what differs between two findings of ``detente reach``.

    Parameters
    ----------
    old, new : mapping
        As :func:`read_run` gives them.

    Raises
    ------
    UsageError
        When a finding lacks what every finding has.
    """
    try:
        return _compare(old, new)
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise UsageError("one of the runs is incomplete: run 'detente reach' again") from error


def _compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> RunsFinding:
    before, after = _all_shares(old), _all_shares(new)
    limit = NormalDist().inv_cdf(1 - FALSE_ALARM / (2 * len(before.keys() & after.keys())))
    shares = sorted(_shares(before, after, limit), key=_weight)
    deal = tuple(_deal(old, new))
    rival = bool(deal) and _is_rival(old, new)
    weakest = None
    if old["weakest_input"] != new["weakest_input"]:
        labels = {i["pointer"]: i["label"] for run in (old, new) for i in run["inputs"]}
        said = [labels.get(run["weakest_input"], "none") for run in (old, new)]
        weakest = SettingChange("weakest input", *said)
    only_old, only_new = _only(old, new), _only(new, old)
    return RunsFinding(
        old["header"]["case_hash"] == new["header"]["case_hash"],
        tuple(_settings(old["header"], new["header"])),
        tuple(sorted(_numbers(old, new), key=_size)),
        deal,
        rival,
        tuple(shares),
        limit,
        only_old,
        only_new,
        weakest,
        any(not s.noise for s in shares) or (bool(deal) and not rival),
    )


def _settings(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SettingChange]:
    names = {"case_title": "title", "as_of": "as of"}
    for key in ("case_title", "seed", "draws", "as_of", "believe", "analyst"):
        if old[key] != new[key]:
            yield SettingChange(names.get(key, key), _said(old[key]), _said(new[key]))
    before, after = old["versions"], new["versions"]
    for package in sorted({*before, *after}):
        if before.get(package) != after.get(package):
            was, now = _said(before.get(package)), _said(after.get(package))
            yield SettingChange(f"version of {package}", was, now)


def _said(value: Any) -> str:
    return "none" if value is None else str(value)


def _numbers(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[NumberChange]:
    before = {i["pointer"]: i for i in old["inputs"]}
    after = {i["pointer"]: i for i in new["inputs"]}
    for pointer in dict.fromkeys([*before, *after]):
        was, now = before.get(pointer), after.get(pointer)
        one = now or was
        if one is None or was == now:
            continue
        if was is None or now is None:
            how = "added" if was is None else "removed"
        elif (was["text"], was["median"]) != (now["text"], now["median"]):
            how = "changed"
        elif any(was[k] != now[k] for k in ("basis_record", "judgement", "by", "flag")):
            how = "reasons"
        else:
            continue  # it only stands elsewhere, or is called otherwise
        shift = now["median"] - was["median"] if was and now else 0.0
        yield NumberChange(
            how,
            pointer,
            one["label"],
            one["kind"],
            was["text"] if was else "",
            now["text"] if now else "",
            float(shift),
        )


def _size(change: NumberChange) -> tuple[int, float, str]:
    rank = {"changed": 0, "added": 1, "removed": 2, "reasons": 3}[change.how]
    return rank, -abs(change.shift), change.pointer


def _options(package: Mapping[str, Any]) -> dict[str, str]:
    return {issue: " or ".join(options) for issue, options in package["options"].items()}


def _deal(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[OptionChange]:
    was, now = (_options(run["deals"]["packages"][0]) for run in (old, new))
    for issue in dict.fromkeys([*was, *now]):
        if was.get(issue) != now.get(issue):
            yield OptionChange(issue, was.get(issue, "none"), now.get(issue, "none"))


def _is_rival(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether the best of one run is among those that the other could not tell from its own."""
    for one, other in ((old, new), (new, old)):
        best = _options(one["deals"]["packages"][0])
        if any(rival["options"] == best for rival in other["deals"]["rivals"]):
            return True
    return False


_Shares = dict[tuple[str, str], tuple[str, Mapping[str, float]]]


def _all_shares(run: Mapping[str, Any]) -> _Shares:
    deals = run["deals"]
    best, *others = deals["packages"]
    found: _Shares = {
        ("deal", "a_sign"): ("The most acceptable deal is acceptable to all", best["a_sign"]),
        ("deal", "a_hold"): ("It would hold under every reading of its terms", best["a_hold"]),
        ("zone", "zone"): ("Some deal is acceptable to all", deals["zone"]["zone"]),
    }
    for package in others:
        found["package", package["slug"]] = (package["label"], package["a_sign"])
    for conflict in deals["why_not"]["conflicts"][:TOP]:
        slug = ", ".join(sorted(_demand(d) for d in conflict["demands"]))
        found["conflict", slug] = (slug, conflict["share"])
    for lever in run["levers"]["levers"][:TOP]:
        found["lever", "+".join(lever["slugs"])] = (lever["label"], lever["reoptimised"])
    return found


def _demand(demand: Mapping[str, Any]) -> str:
    issue = demand["issue"]
    return f"{demand['party']} on {issue}" if issue else f"consent of {demand['party']}"


def _shares(before: _Shares, after: _Shares, limit: float) -> Iterator[ShareChange]:
    for key in before:
        if key not in after:
            continue
        (_, was), (label, now) = before[key], after[key]
        difference = now["value"] - was["value"]
        if difference == 0:
            continue
        se = math.hypot(was["se"], now["se"])
        noise = abs(difference) <= limit * se
        yield ShareChange(*key, label, was["value"], now["value"], difference, se, noise)


def _weight(change: ShareChange) -> tuple[bool, bool, float, str, str]:
    main = change.kind in ("deal", "zone")
    return change.noise, not main, -abs(change.difference), change.kind, change.slug


def _only(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the packages and levers of one run that the other does not have at all."""
    found = []
    for what, block, rows in (("package", "deals", "packages"), ("lever", "levers", "levers")):
        there = {_name(row) for row in other[block][rows]}
        found += [f"{what}: {r['label']}" for r in one[block][rows] if _name(r) not in there]
    return tuple(found)


def _name(row: Mapping[str, Any]) -> str:
    return str(row["slug"]) if "slug" in row else "+".join(row["slugs"])
