"""An idea as a lever of the case: with the user's values, or with a first guess to replace."""

from __future__ import annotations

import io
from typing import Any, Final

from detente.case.models import Case, Cost, Lever
from detente.case.quantity import Basis, Quantity
from detente.errors import UsageError, did_you_mean
from detente.ideas.analysis.catalogue import Measure
from detente.ideas.analysis.loading import Ideas
from detente.ideas.analysis.proposals import directions

PREFIX: Final = "idea-"
AUTHOR: Final = "catalogue of measures"
RECEIVED: Final = (0.0, 2.0)
PAID: Final = {"low": (0.0, 0.5), "medium": (0.0, 1.5), "high": (0.5, 4.0)}
TO_REPLACE: Final = (
    "First guess of the catalogue, to be replaced: the points say nothing about this case yet."
)


def valued(ideas: Ideas) -> dict[str, Lever]:
    """Return a lever for each measure to which the user gave rough values, by measure."""
    found = {}
    for slug, value in ideas.values.items():
        measure = ideas.measures[slug]
        found[slug] = Lever(
            label=measure.label,
            kind="add-measure",
            author=AUTHOR,
            cost=Cost(text=measure.cost.why),
            points=value.points,
            when=value.when,
            basis=value.basis,
        )
    return found


def guessed(case: Case, measure: Measure, giver: str | None) -> Lever:
    """Return a lever with the catalogue's first guesses of points.

    Parameters
    ----------
    case : Case
    measure : Measure
    giver : str, optional
        Who gives it; by default the first signatory of the case.

    Raises
    ------
    UsageError
        When the case has nobody who could give it to somebody, or ``giver``
        is none of them.
    """
    possible = directions(case, measure)
    givers = list(dict.fromkeys(g for pair in possible for g in pair))
    if not possible:
        raise UsageError("a measure needs two parties with role: signatory")
    if giver is not None and giver not in givers:
        raise UsageError(
            f"'{giver}' does not sign: one of {', '.join(givers)}; "
            f"{did_you_mean(giver, givers)}".rstrip("; ")
        )
    first, second = next((p for p in possible if p[0] == giver), possible[0])
    gain = Quantity(range=RECEIVED)
    paid = Quantity(range=PAID[measure.cost.level])
    takes = {second: gain} if measure.by == "giver" else {first: gain, second: gain}
    pays = {
        "giver": {first: paid},
        "both": {first: paid, second: paid},
        "third": {},
    }[measure.by]
    return Lever(
        label=measure.label,
        kind="add-measure",
        author=AUTHOR,
        description=measure.gives,
        points=takes,
        cost=Cost(text=measure.cost.why, points=pays),
        basis=Basis(judgement=TO_REPLACE),
    )


def block(slug: str, lever: Lever) -> str:
    """Return a lever as a block of YAML, ready for ``levers.yaml`` of the case."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.indent(2, 4, 2)
    yaml.width = 100
    written: dict[str, Any] = {
        "label": lever.label,
        "kind": lever.kind,
        "author": lever.author,
    }
    if lever.description:
        written["description"] = lever.description
    written["points"] = {p: _flat(yaml, q) for p, q in lever.points.items()}
    if lever.when:
        written["when"] = list(lever.when)
    written["cost"] = {"text": lever.cost.text}
    if lever.cost.points:
        written["cost"]["points"] = {p: _flat(yaml, q) for p, q in lever.cost.points.items()}
    if lever.basis is not None:
        written["basis"] = lever.basis.model_dump(mode="json", exclude_defaults=True)
    stream = io.StringIO()
    yaml.dump({"levers": {f"{PREFIX}{slug}": written}}, stream)
    return stream.getvalue()


def _flat(yaml: Any, quantity: Quantity) -> Any:
    """Return a quantity in its shortest form: a number, ``[low, high]`` or a block."""
    from ruamel.yaml.comments import CommentedSeq

    if quantity.model_fields_set == {"point"}:
        return quantity.point
    if quantity.model_fields_set == {"range"} and quantity.range is not None:
        pair = CommentedSeq(quantity.range)
        pair.fa.set_flow_style()
        return pair
    return quantity.model_dump(mode="json", exclude_defaults=True)
