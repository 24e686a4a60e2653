"""Small Bayesian networks of yes-or-no and many-valued nodes, answered by pyAgrum."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest

gum = pytest.importorskip("pyagrum")


class Net:
    """A network of nodes with 2 states (1 is yes) unless said otherwise."""

    def __init__(self) -> None:
        self.made = gum.BayesNet()
        self.states: dict[str, int] = {}

    def add(
        self,
        name: str,
        table: Callable[..., float | Sequence[float]],
        parents: Sequence[str] = (),
        states: int = 2,
    ) -> None:
        """Add a node.

        ``table`` takes the states of the parents, in their order, and gives the probability
        of yes, or those of all states.
        """
        self.made.add(gum.LabelizedVariable(name, name, states))
        self.states[name] = states
        for parent in parents:
            self.made.addArc(parent, name)
        for given in itertools.product(*(range(self.states[p]) for p in parents)):
            told = table(*given)
            row = [1 - told, told] if isinstance(told, float) else list(told)
            assert len(row) == states
            self.made.cpt(name)[dict(zip(parents, given, strict=True))] = row

    def ask(self, seen: Mapping[str, int]) -> Any:
        """Return pyAgrum's exact inference, given the states of some nodes."""
        inference = gum.LazyPropagation(self.made)
        inference.setEvidence(dict(seen))
        inference.makeInference()
        return inference

    def after(self, name: str, seen: Mapping[str, int]) -> np.ndarray:
        """Return the probability of each state of a node, given what was seen."""
        return np.asarray(self.ask(seen).posterior(name).toarray())

    def how_likely(self, seen: Mapping[str, int]) -> float:
        """Return the probability of what was seen."""
        return float(self.ask(seen).evidenceProbability()) if seen else 1.0

    def bits(self, one: str, other: str, seen: Mapping[str, int]) -> float:
        """Return the mutual information of two nodes, given what was seen."""
        found = gum.InformationTheory(self.ask(seen), [one], [other])
        return float(found.mutualInformationXY())
