"""Claims, who reports what of them, and what a source's code is worth."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from detente.case.quantity import Basis, Day, Model, Number, Quantity, Slug, Text

Code = Annotated[str, Field(strict=True, pattern=r"^[A-F][1-6]$")]
"""Reliability of a source (A to F) and credibility of what it says (1 to 6), e.g. ``B2``."""

YES, NO = "yes", "no"
"""The states of a claim that has none of its own."""


class ReportedText(Model):
    """A draft or paper of which several claims are the clauses."""

    label: Text
    description: Text | None = None


class State(Model):
    """One of several things that may be so; ``prior`` is in percent, all are scaled to 100."""

    label: Text
    prior: Quantity


class Claim(Model):
    """Something that is so or not, or of which one of several named states is so.

    ``prior`` in percent for a yes or no, else ``states`` with one each.  ``text`` is the draft of
    which it is a clause; ``so`` names the states in which a clause with states stands in it.
    """

    label: Text
    description: Text | None = None
    text: Slug | None = None
    prior: Quantity | None = None
    states: dict[Slug, State] = {}
    so: tuple[Slug, ...] = ()
    basis: Basis | None = None

    @model_validator(mode="after")
    def _one_or_several(self) -> Claim:
        if (self.prior is None) == (not self.states):
            raise ValueError("a claim has either a prior (yes or no), or states with a prior each")
        if len(self.states) == 1:
            raise ValueError("one state is no choice: name at least two, or give a prior alone")
        if self.so and not self.states:
            raise ValueError("so names states; a claim that is yes or no has none")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its states, in order."""
        return tuple(self.states) or (YES, NO)

    @property
    def standing(self) -> frozenset[str]:
        """The states that one means who says that it is so; empty where nobody can."""
        return frozenset(self.so) if self.states else frozenset({YES})


class Silence(Model):
    """How likely somebody's silence on a claim is, if it is so and if it is not; in percent."""

    if_so: Quantity
    if_not: Quantity


class Rates(Model):
    """What a code is worth.

    ``hit`` is how likely one who speaks of a claim says so if it is so, ``false_report`` how
    likely he says so if it is not; in percent.
    """

    hit: Quantity
    false_report: Quantity
    basis: Basis | None = None


class InterestFactors(Model):
    """By what the odds of a false report are multiplied where it serves its speaker, or hurts."""

    serving: Quantity
    against: Quantity


class Report(Model):
    """One account: what it says, whence it comes, what it is worth.

    Known from the day on which the last of its items was known, or ``known_from``.  One that
    says nothing stands for an origin that nobody heard.

    ``relays`` is the account it repeats, ``fidelity`` how likely it repeats it rightly (left
    out: word for word).  ``may_have_copied`` gives other accounts and how likely it is, in
    percent, that it copied each.  ``affirms``, ``denies``, ``leaves_open`` are claims; ``names``
    gives the states that it names; ``silent_on`` claims on which its silence says something.
    ``text`` is the draft it tells of, ``genuine`` how likely its account is of a genuine one.
    ``serves`` and ``against``: claims on which what it says serves, or hurts, its speaker.
    ``hit`` and ``false_report`` stand in place of what the code says.
    """

    label: Text
    source: Slug | None = None
    credibility: Literal[1, 2, 3, 4, 5, 6] | None = None
    record: tuple[Slug, ...] = ()
    known_from: Day | None = None
    relays: Slug | None = None
    fidelity: Quantity | None = None
    may_have_copied: dict[Slug, Quantity] = {}
    affirms: tuple[Slug, ...] = ()
    denies: tuple[Slug, ...] = ()
    leaves_open: tuple[Slug, ...] = ()
    names: dict[Slug, tuple[Slug, ...]] = {}
    silent_on: dict[Slug, Silence] = {}
    text: Slug | None = None
    genuine: Quantity | None = None
    serves: tuple[Slug, ...] = ()
    against: tuple[Slug, ...] = ()
    hit: Quantity | None = None
    false_report: Quantity | None = None
    impossible: bool = False
    basis: Basis | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim that it speaks of, or is silent on, as often as it is named."""
        spoken = (*self.affirms, *self.denies, *self.leaves_open, *self.names)
        return (*spoken, *self.silent_on)


class Enquiry(Model):
    """Somebody who could still be asked, what about, and at what cost in any one unit.

    ``asks`` are claims; ``whether`` gives, for a claim with states, those one would ask about.
    """

    label: Text
    how: Text
    cost: Annotated[Number, Field(gt=0)] = 1.0
    source: Slug | None = None
    credibility: Literal[1, 2, 3, 4, 5, 6] | None = None
    asks: tuple[Slug, ...] = ()
    whether: dict[Slug, tuple[Slug, ...]] = {}
    hit: Quantity | None = None
    false_report: Quantity | None = None
    impossible: bool = False
    basis: Basis | None = None
