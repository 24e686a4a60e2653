"""Who signs, who ratifies, who is affected."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from detente.case.blocks.references import OptionRef
from detente.case.quantity import Basis, Model, Number, Quantity, Slug, Text


class Ratification(Model):
    """How a party's signature becomes binding at home.

    Whatever the rule, every ratifier with a veto must accept.  ``veto``: those
    without one have no say.  ``majority``: the weight of those who accept must
    reach ``quota`` (a share of all ratifiers' weight, 0 to 1).  ``leader``: the
    leader may override; every refusing ratifier without a veto adds its
    audience cost to the leader's side, and no quota applies.
    """

    rule: Literal["veto", "majority", "leader"] = "veto"
    quota: Annotated[Number, Field(ge=0, le=1)] | None = None

    @model_validator(mode="after")
    def _quota(self) -> Ratification:
        if (self.rule == "majority") != (self.quota is not None):
            raise ValueError("quota is needed with rule: majority, and only there")
        return self


class Party(Model):
    """A party to the talks, or somebody whose consent or fate matters.

    ``veto`` defaults to true where the signatory's rule is ``veto``, else to
    false.  A ratifier with ``needed_for`` is asked only when the package has
    one of those options.  ``formal`` is its name in full in the text of an agreement, ``short``
    the name used after that, both with the article that goes with it.
    """

    label: Text
    role: Literal["signatory", "ratifier", "guarantor", "affected"]
    description: Text | None = None
    ratification: Ratification | None = None
    ratifies_for: Slug | None = None
    veto: bool | None = None
    weight: Annotated[Number, Field(ge=0)] = 1.0
    needed_for: tuple[OptionRef, ...] = ()
    threshold: Quantity | None = None
    audience_cost: Quantity | None = None
    formal: Text | None = None
    short: Text | None = None
    basis: Basis | None = None

    @model_validator(mode="after")
    def _roles(self) -> Party:
        if (self.role == "ratifier") != (self.ratifies_for is not None):
            raise ValueError("ratifies_for is needed with role: ratifier, and only there")
        if self.role != "signatory" and self.ratification is not None:
            raise ValueError("ratification belongs to a signatory")
        if self.role != "ratifier" and (self.threshold or self.audience_cost or self.needed_for):
            raise ValueError("threshold, audience_cost and needed_for belong to a ratifier")
        return self
