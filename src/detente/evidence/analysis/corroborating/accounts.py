"""Accounts as arrays, and how likely each is under every joint state of some claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.evidence.copying import Account, Copied, together
from detente.evidence.genuine import account
from detente.evidence.origins import UNHEARD, Chain, likelihood


@dataclass(frozen=True)
class ReadClaim:
    """A claim; ``prior`` has shape (states, draws), ``standing`` are the states that mean yes."""

    slug: str
    states: tuple[str, ...]
    prior: np.ndarray
    standing: frozenset[int]
    text: str | None


@dataclass(frozen=True)
class Node:
    """One report of a chain: what it says by claim, leaves open, is silent on.

    ``silence`` holds its likelihood, shape (states, draws).
    """

    slug: str
    words: dict[int, frozenset[int]]
    left_open: frozenset[int]
    silence: dict[int, np.ndarray]

    @property
    def claims(self) -> frozenset[int]:
        """All it takes a stand on, leaves open or is silent on."""
        return frozenset({*self.words, *self.left_open, *self.silence})


@dataclass(frozen=True)
class Origin:
    """An origin with all that relay it.

    Attributes
    ----------
    nodes : tuple of Node
        The origin first, each after what it relays.
    parent : tuple of int
    fidelity : ndarray of float64, shape (nodes, draws)
    rate : dict of claim to ndarray, shape (states, draws)
        How likely the origin names the set ``base``.
    base : dict of claim to frozenset of states
    text : frozenset of int
        Claims that are clauses of the text it tells of.
    genuine : ndarray, shape (draws,), or None
    copies : dict of report to ndarray, shape (draws,)
        How likely the origin copied it.
    """

    nodes: tuple[Node, ...]
    parent: tuple[int, ...]
    fidelity: np.ndarray
    rate: dict[int, np.ndarray]
    base: dict[int, frozenset[int]]
    text: frozenset[int]
    genuine: np.ndarray | None
    copies: dict[str, np.ndarray]

    @property
    def slug(self) -> str:
        """The name of the origin."""
        return self.nodes[0].slug

    @property
    def claims(self) -> frozenset[int]:
        """All claims that anybody of the chain speaks of."""
        return frozenset(c for n in self.nodes for c in n.claims)

    def without(self, slugs: frozenset[str]) -> Origin:
        """Return the chain as if some of it had not been heard."""
        nodes = tuple(
            Node(n.slug, {}, frozenset(), {}) if n.slug in slugs else n for n in self.nodes
        )
        lost = self.slug in slugs
        copies = {} if lost else {o: c for o, c in self.copies.items() if o not in slugs}
        return replace(self, nodes=nodes, copies=copies)

    def quiet(self) -> Origin:
        """Return the chain as if only its silence were known."""
        nodes = tuple(Node(n.slug, {}, frozenset(), n.silence) for n in self.nodes)
        return replace(self, nodes=nodes, copies={})

    def certain(self) -> Origin:
        """Return the chain as if its text were known to be genuine."""
        return replace(self, genuine=None)


def part(origin: Origin, claim: int, cut: slice) -> np.ndarray:
    """Return how likely all is that a chain says of a claim, given its state.

    Returns
    -------
    ndarray of float64, shape (states, draws)
    """
    first = origin.nodes[0]
    if claim in first.silence:
        return first.silence[claim][:, cut]
    if claim not in origin.rate:
        return np.ones((1, 1))
    return likelihood(_chain(origin, claim, cut), origin.rate[claim][:, cut])


def _chain(origin: Origin, claim: int, cut: slice) -> Chain:
    heard: list[bool] = []
    says = []
    for node, above in zip(origin.nodes, origin.parent, strict=True):
        # Below a word that was heard, others that repeat it do not depend on what is so.
        repeats = above >= 0 and heard[above]
        heard.append(repeats or claim in node.words)
        spoken = claim in node.words and not repeats
        says.append(int(node.words[claim] == origin.base[claim]) if spoken else UNHEARD)
    return Chain(origin.parent, tuple(says), origin.fidelity[:, cut])


def _mixed(
    origin: Origin, claims: Sequence[int], priors: Sequence[np.ndarray], order: dict[int, int],
    cut: slice,
) -> np.ndarray:  # fmt: skip
    """Return how likely a chain's words on some claims are, its text genuine or not."""
    parts = {order[c]: part(origin, c, cut) for c in claims}
    genuine = None if origin.genuine is None else origin.genuine[cut]
    inside = {order[c]: parts[order[c]] for c in claims if c in origin.text}
    outside = {order[c]: parts[order[c]] for c in claims if c not in origin.text}
    found = account(inside, priors, genuine if inside else None)
    return found * account(outside, priors) if outside else found


def factor(
    group: Sequence[Origin],
    claims: Sequence[int],
    read: Sequence[ReadClaim],
    cut: slice,
    others: Mapping[str, Node] | None = None,
) -> np.ndarray:
    """Return how likely all is that a group of chains says, under every joint state.

    Parameters
    ----------
    group : sequence of Origin
        One chain, or several that may have copied one another both ways.
    claims : sequence of int
        The variables, in the order of the axes.
    read : sequence of ReadClaim
        All claims.
    cut : slice
        Of the draws.
    others : dict of str to Node, optional
        Reports of other groups, which these may have copied.

    Returns
    -------
    ndarray of float64, shape (*states or 1, draws)
    """
    order = {c: k for k, c in enumerate(claims)}
    priors = [read[c].prior[:, cut] for c in claims]
    if len(group) == 1 and not group[0].copies:
        (origin,) = group
        return _mixed(origin, [c for c in claims if c in origin.claims], priors, order, cut)
    home = {n.slug: k for k, o in enumerate(group) for n in o.nodes}
    nodes = {**(others or {}), **{n.slug: n for o in group for n in o.nodes}}
    accounts = []
    for origin in group:
        mine = [c for c in claims if c in origin.claims]
        own = _mixed(origin, mine, priors, order, cut)
        copied = []
        for other, chance in origin.copies.items():
            target = nodes[other]
            shared = [c for c in mine if c in common(origin, target)]
            rest = _mixed(origin, [c for c in mine if c not in shared], priors, order, cut)
            agrees = all(_same(origin.nodes[0], target, c) for c in shared)
            copied.append(Copied(home.get(other, len(group)), chance[cut], agrees, rest))
        accounts.append(Account(own, tuple(copied)))
    # What others say is a factor of theirs.
    return together([*accounts, Account(np.ones(1))])


def common(origin: Origin, target: Node) -> frozenset[int]:
    """Return the claims of which both an origin and one that it may have copied speak."""
    return origin.nodes[0].claims & {*target.words, *target.left_open}


def _same(one: Node, other: Node, claim: int) -> bool:
    if claim in one.silence or claim in other.silence:
        return False
    return one.words.get(claim) == other.words.get(claim)
