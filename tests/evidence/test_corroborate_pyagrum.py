"""The analysis of claims and reports against an independent library for Bayesian networks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.evidence.said import claim, posteriors, relay, report, said, states, weigh

gum = pytest.importorskip("pyagrum")


def variable(net: Any, name: str, count: int) -> None:
    net.add(gum.RangeVariable(name, name, 0, count - 1))


def binary(net: Any, name: str, parents: list[str], yes: np.ndarray) -> None:
    """Add a yes or no with P(yes) by the states of its parents, the first slowest."""
    variable(net, name, 2)
    for parent in parents:
        net.addArc(parent, name)
    sizes = [net.variable(p).domainSize() for p in parents]
    for at in np.ndindex(*sizes):
        p = float(np.asarray(yes)[at])
        net.cpt(name)[dict(zip(parents, at, strict=True))] = [1 - p, p]


def net_of(data: dict[str, Any]) -> tuple[Any, dict[str, int]]:
    """Return claims, whether a text is genuine, origins and relays as a network."""
    net, seen = gum.BayesNet("reports"), {}
    for slug, one in data["claims"].items():
        if "states" in one:
            each = np.array([s["prior"] for s in one["states"].values()], dtype=float)
            variable(net, slug, len(each))
            net.cpt(slug).fillWith(list(each / each.sum()))
        else:
            # State 0 is yes, as in the case.
            variable(net, slug, 2)
            net.cpt(slug).fillWith([one["prior"] / 100, 1 - one["prior"] / 100])
    for slug, told in data["reports"].items():
        if "relays" not in told and "genuine" in told:
            binary(net, f"genuine-{slug}", [], np.array(told["genuine"] / 100))
        for c, one in data["claims"].items():
            named = said_of(one, told, c)
            if "relays" in told:
                if named is not None:
                    kept = told.get("fidelity", 100) / 100
                    above = f"{told['relays']}-{c}"
                    binary(net, f"{slug}-{c}", [above], np.array([1 - kept, kept]))
                    seen[f"{slug}-{c}"] = 1
                continue
            base = named if named is not None else relayed(data, slug, c)
            if base is None:
                continue
            rate = np.where(base, told["hit"], told["false_report"]) / 100
            if "genuine" in told and "text" in one:
                prior = np.array(net.cpt(c).toarray())
                flat = np.full(len(rate), (prior * rate).sum())
                binary(net, f"{slug}-{c}", [f"genuine-{slug}", c], np.stack([flat, rate]))
            else:
                binary(net, f"{slug}-{c}", [c], rate)
            if named is not None:
                seen[f"{slug}-{c}"] = 1
    return net, seen


def said_of(one: dict[str, Any], told: dict[str, Any], c: str) -> np.ndarray | None:
    """Return the states that a report names; these reports name or affirm, and deny nothing."""
    if c in told.get("affirms", ()):
        return np.array([s in one["so"] for s in one["states"]] if "states" in one else [1, 0]) > 0
    named = told.get("names", {}).get(c)
    return None if named is None else np.array([s in named for s in one["states"]])


def relayed(data: dict[str, Any], slug: str, c: str) -> np.ndarray | None:
    for told in data["reports"].values():
        if (
            told.get("relays") == slug
            and (words := said_of(data["claims"][c], told, c)) is not None
        ):
            return words
    return None


def case() -> dict[str, Any]:
    claims = {
        "peace": claim(40, text="draft"),
        "office": claim(30, text="draft"),
        "site": states({"all": 20, "part": 40, "none": 40}, text="draft", so=["all", "part"]),
        "relief": states({"much": 30, "some": 30, "none": 40}),
    }
    reports = {
        "paper": report(
            75, 15, text="draft", genuine=60, affirms=["peace", "office", "site"],
            names={"relief": ["much"]},
        ),
        "agency": relay("paper", 90, affirms=["peace"]),
        "insider": report(70, 25, text="draft", genuine=45),
        "column": relay("insider", 85, affirms=["peace", "site"]),
        "blog": relay("insider", 70, affirms=["office"], names={"relief": ["much", "some"]}),
        "envoy": report(85, 10, affirms=["peace"], names={"relief": ["some"]}),
    }  # fmt: skip
    return said(claims, reports)


def test_posteriors_agree_with_the_network() -> None:
    data = case()
    net, seen = net_of(data)
    engine = gum.VariableElimination(net)
    engine.setEvidence(seen)
    engine.makeInference()
    expected = np.concatenate([engine.posterior(c).toarray() for c in data["claims"]])
    np.testing.assert_allclose(posteriors(data), expected, rtol=1e-9)
    told = {r.slug: r for r in weigh(data).reports}
    for slug in ("paper", "insider"):
        genuine = told[slug].genuine
        assert genuine is not None
        assert genuine.mean == pytest.approx(engine.posterior(f"genuine-{slug}").toarray()[1])


def test_the_package_agrees_with_the_network() -> None:
    data = case()
    net, seen = net_of(data)
    engine = gum.LazyPropagation(net)
    engine.setEvidence(seen)
    engine.addJointTarget({"peace", "office", "site"})
    engine.makeInference()
    joint = engine.jointPosterior({"peace", "office", "site"})
    whole = sum(joint[{"peace": 0, "office": 0, "site": s}] for s in (0, 1))
    (text,) = weigh(data).texts
    assert text.mean.value == pytest.approx(whole)
