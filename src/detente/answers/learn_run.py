"""One run of learning: which items, with which settings, and the particles it leaves."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np

from detente.answers.inputs import in_words
from detente.answers.learn_findings import LearnSettings
from detente.answers.learn_items import Items, items_of, settings_of
from detente.answers.learn_parties import parties_of
from detente.beliefs.learning.learn import learn
from detente.beliefs.learning.parties import PartyItems
from detente.beliefs.learning.smc import Learned, State
from detente.beliefs.learning.study import with_particles
from detente.beliefs.utilities import Model
from detente.case.blocks.learning import Learning
from detente.case.models import Case
from detente.case.quantity import Quantity
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError, did_you_mean

FLOOR = 200.0
"""Least effective sample that is reported."""


@dataclass(frozen=True)
class LearnRun:
    """What was learned from what.

    Attributes
    ----------
    ready : Workspace
        Before learning.
    items : Items
    parties : tuple of PartyItems
    rationality : Quantity
    before : State
        Draws of the prior.
    learned : Learned
    """

    ready: Workspace
    items: Items
    parties: tuple[PartyItems, ...]
    rationality: Quantity
    before: State
    learned: Learned

    def model(self, state: State) -> Model:
        """Return the model of the case with particles for draws."""
        made = copy.copy(self.ready.model)
        made.study = with_particles(self.ready.study, state)
        return made

    def groups(self, party: str) -> list[str]:
        """Return the names of what counts once, in the order of the learned logs."""
        items = next(p for p in self.parties if p.party == party)
        by_name = {i.name: i.group for i in self.items.used}
        return list(dict.fromkeys(by_name[n] for n in items.names))

    def stated(self, pointer: str) -> Quantity:
        """Return a number that serves learning as it is stated."""
        case = self.ready.study.case
        block, name = pointer.split("/")[1:3]
        if block == "learning":
            return self.rationality
        found: Quantity = getattr(case, block)[name].tactical
        return found


def learned_from(
    ready: Workspace,
    without: Collection[str] = (),
    tick: Callable[[str], None] = lambda _: None,
    count: int | None = None,
) -> LearnRun:
    """Let the record update the draws of a case.

    Parameters
    ----------
    ready : Workspace
    without : collection of str
        Items to leave out.
    tick : callable
    count : int, optional
        Particles, in whole blocks; default: the workspace's draws.

    Raises
    ------
    UsageError
        For an unknown item, or a case whose record has nothing to learn from.
    """
    tick("the record")
    items = items_of(ready, without)
    _refuse_unknown(items, without)
    if not items.used:
        raise UsageError(
            "the record has no offer, refusal or statement known on this day to learn from: "
            "packages of kind offer, demand or draft with 'by' are offers"
        )
    parties = parties_of(ready, items)
    rationality = settings_of(ready.study.case).rationality
    rng = np.random.default_rng([ready.study.seed, 20_190_228])
    before, learned = learn(
        ready.model,
        parties,
        rationality,
        count or ready.draws,
        rng,
        lambda p: tick(f"learning: {p:.0%}"),
    )
    return LearnRun(ready, items, parties, rationality, before, learned)


def _refuse_unknown(items: Items, without: Collection[str]) -> None:
    left = {name for name, why in items.left_out if why == "asked"}
    known = sorted({i.name for i in items.used} | {n for n, _ in items.doubles} | left)
    for name in without:
        if not any(name in (k, k.partition(":")[0]) for k in known):
            raise UsageError(
                f"no item '{name}' to leave out; there are {', '.join(known)}. "
                f"{did_you_mean(name, known)}".rstrip()
            )


def refuse_few(effective: float) -> None:
    """Refuse to report what rests on too few effective draws.

    Raises
    ------
    UsageError
    """
    if effective < FLOOR:
        raise UsageError(
            f"only {effective:.0f} effective draws are left after learning, and at least "
            f"{FLOOR:.0f} are needed: take more with --draws, or leave out items that the beliefs "
            "hardly allow for (detente learn names them) with --without"
        )


def settings_told(case: Case) -> LearnSettings:
    """Return the settings in force, and which of them are the case's own."""
    settings, usual = settings_of(case), Learning()
    flat, before = _flat(settings), _flat(usual)
    own = tuple(name for name, value in flat.items() if value != before[name])
    basis = settings.basis
    return LearnSettings(
        tuple(flat.items()),
        own,
        (basis.judgement or "") if basis else "",
        basis.record if basis else (),
    )


def _flat(settings: Learning) -> dict[str, str]:
    found = {"rationality": in_words(settings.rationality), "choice-set": settings.choice_set}
    for name, value in dict(settings.reliability).items():
        found[f"reliability-{name}"] = f"{value:g}"
    for name, value in dict(settings.credibility).items():
        found[f"credibility-{name[1:]}"] = f"{value:g}"
    for name, value in dict(settings.kinds).items():
        found[f"kind-{name}"] = f"{value:g}"
    return found
