"""Random small cases of claims and reports, of every kind, that the checks let pass."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.evidence.said import claim, relay, report, said, states

Data = dict[str, Any]


def percent(rng: np.random.Generator, low: float = 5, high: float = 95) -> float:
    return float(np.round(rng.uniform(low, high), 3))


def random_claims(rng: np.random.Generator) -> Data:
    found: Data = {}
    for k in range(int(rng.integers(1, 4))):
        text = {"text": "draft"} if rng.random() < 0.6 else {}
        if rng.random() < 0.5:
            found[f"c{k}"] = claim(percent(rng), **text)
        else:
            each = {n: percent(rng) for n in ("first", "second", "third")}
            so = {"so": ["first", "second"]} if text or rng.random() < 0.5 else {}
            found[f"c{k}"] = states(each, **text, **so)
    return found


def speak(rng: np.random.Generator, claims: Data, most: float) -> Data:
    """Return words on some claims."""
    told: Data = {"affirms": [], "denies": [], "leaves_open": [], "names": {}}
    for slug, one in claims.items():
        if rng.random() > most:
            continue
        if rng.random() < 0.15:
            told["leaves_open"].append(slug)
        elif "states" in one and rng.random() < 0.7:
            count = int(rng.integers(1, 3))
            named = rng.choice(list(one["states"]), count, replace=False)
            told["names"][slug] = sorted(map(str, named))
        elif "states" not in one or "so" in one:
            told[str(rng.choice(["affirms", "denies"]))].append(slug)
    return {k: v for k, v in told.items() if v}


def random_case(rng: np.random.Generator) -> Data:
    """Return a case with up to three claims and four accounts with relays and copies."""
    claims, reports = random_claims(rng), {}
    for k in range(int(rng.integers(1, 5))):
        unheard = rng.random() < 0.15
        words = {} if unheard else speak(rng, claims, 0.7)
        quiet = [c for c in claims if not unheard and c not in str(words) and rng.random() < 0.3]
        more: Data = dict(words)
        if quiet:
            more["silent_on"] = {c: {"if_so": percent(rng), "if_not": percent(rng)} for c in quiet}
        clauses = [c for c, x in claims.items() if "text" in x]
        if clauses and (unheard or any(c in str(more) for c in clauses)) and rng.random() < 0.7:
            more["text"] = "draft"
            if rng.random() < 0.8:
                more["genuine"] = percent(rng)
        reports[f"r{k}"] = report(percent(rng), percent(rng), **more)
        _relays(rng, claims, reports, f"r{k}", unheard)
    _copies(rng, reports)
    return said(claims, reports)


def _relays(
    rng: np.random.Generator, claims: Data, reports: Data, origin: str, unheard: bool
) -> None:
    for n in range(int(rng.integers(0, 3)) + unheard):
        above = origin if rng.random() < 0.7 or not n else f"{origin}-relay{n - 1}"
        if unheard and n == 0:
            words = speak(rng, claims, 0.8)
        else:
            words = _again(rng, claims, reports[above] if not unheard else _first(reports, origin))
        reports[f"{origin}-relay{n}"] = relay(above, percent(rng, 55, 95), **words)


def _first(reports: Data, origin: str) -> Data:
    return dict(reports[f"{origin}-relay0"])


def _again(rng: np.random.Generator, claims: Data, above: Data) -> Data:
    """Return what a relay says: the same, or now and then the contrary."""
    told: Data = {"affirms": [], "denies": [], "names": {}}
    for slug, one in claims.items():
        if rng.random() < 0.3:
            continue
        wrong = rng.random() < 0.3
        if slug in above.get("names", {}):
            named = above["names"][slug]
            rest = [s for s in one["states"] if s not in named]
            told["names"][slug] = rest if wrong else named
        for key, other in (("affirms", "denies"), ("denies", "affirms")):
            if slug in above.get(key, ()):
                told[other if wrong else key].append(slug)
    return {k: v for k, v in told.items() if v}


def _copies(rng: np.random.Generator, reports: Data) -> None:
    roots = [r for r, x in reports.items() if "relays" not in x and speaks(x)]
    for slug in roots:
        left = 95.0
        others = [r for r, x in reports.items() if speaks(x) and not r.startswith(slug)]
        for other in others:
            if left > 20 and rng.random() < 0.35:
                chance = percent(rng, 5, left / 2)
                left -= chance
                reports[slug].setdefault("may_have_copied", {})[other] = chance


def speaks(told: Data) -> bool:
    return any(told.get(k) for k in ("affirms", "denies", "leaves_open", "names", "silent_on"))
