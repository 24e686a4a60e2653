"""The numbers on how a deal is carried out: commitments, guarantees, verification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case.kinds import Found, Kind
from detente.case.models import Case
from detente.case.quantity import Basis, Quantity
from detente.case.tree import step

_COMMITMENT: Mapping[str, tuple[Kind, str]] = {
    "duration_days": ("days", "days it takes"),
    "cost": ("points", "cost to who does it"),
    "share": ("part", "part of the option it delivers"),
    "recoverable": ("percent", "share that can be undone"),
    "detection": ("percent", "probability that faking is found out"),
    "detection_lag_days": ("days", "days until faking is found out"),
    "gain_from_faking": ("points", "gain from faking it"),
}
_GUARANTEE: Mapping[str, tuple[Kind, str]] = {
    "points": ("points", "what it takes"),
    "credibility": ("percent", "how likely it is to bite"),
}
_ESCROW: Mapping[str, tuple[Kind, str]] = {
    "reliability": ("percent", "how likely the agent sees what is faked"),
}
_TRUST: Mapping[str, tuple[Kind, str]] = {
    "trustworthy": ("percent", "how likely the other is to answer in kind"),
    "both": ("points", "both keep their word"),
    "cheated": ("points", "keeps its word and is cheated"),
    "cheats": ("points", "cheats one who keeps his word"),
    "neither": ("points", "neither keeps its word"),
    "floor": ("points", "largest loss it can bear"),
}
_FACILITY: Mapping[str, tuple[Kind, str]] = {
    "gain": ("points", "gain from a violation there"),
    "detection": ("percent", "probability that a visit finds it"),
}
_VERIFICATION: Mapping[str, tuple[Kind, str]] = {
    "completeness": ("percent", "how complete the declaration is"),
    "undeclared_detection": ("percent", "detection at places not declared"),
    "undeclared_share": ("percent", "how likely a violation would be at a place not declared"),
    "false_alarms": ("percent", "false alarms per visit"),
    "false_alarm_cost": ("points", "cost of a false alarm"),
    "loss_if_caught": ("points", "loss if caught"),
    "lag_days": ("days", "days from a visit to its result"),
    "instrument": ("percent", "probability that a measured defect is seen"),
}


def carried_out(case: Case) -> Iterator[Found]:
    """Yield every number on how a deal is carried out.

    Parameters
    ----------
    case : Case
    """
    for slug, commitment in case.commitments.items():
        at, label, basis = f"/commitments/{slug}", commitment.label, commitment.basis
        yield from _fields(at, commitment, _COMMITMENT, basis, label, commitment.actor)
        yield from _each(f"{at}/value", commitment.value, "points", basis, label, "value to", case)
    for slug, guarantee in case.guarantees.items():
        at, label, basis = f"/guarantees/{slug}", guarantee.label, guarantee.basis
        yield from _fields(at, guarantee, _GUARANTEE, basis, label, guarantee.on)
    for slug, escrow in case.escrows.items():
        yield from _fields(f"/escrows/{slug}", escrow, _ESCROW, escrow.basis, escrow.label, "")
    for slug, trust in case.trust.items():
        label = f"{_party(case, slug)} trusting {_party(case, trust.of)}"
        yield from _fields(f"/trust/{slug}", trust, _TRUST, trust.basis, label, slug)
    if case.sequence is not None:
        rents, basis = case.sequence.rents, case.sequence.basis
        label = "The relationship once all is done"
        yield from _each("/sequence/rents", rents, "points", basis, label, "worth to", case)
    for slug, place in case.facilities.items():
        at, label, basis = f"/facilities/{slug}", place.label, place.basis
        yield from _fields(at, place, _FACILITY, basis, label, place.of)
        for action, months in place.months_to_rebuild.items():
            words = f"{label}: months to rebuild after {action}"
            yield f"{at}/months_to_rebuild/{action}", "months", months, basis, "", words
    for slug, watch in case.verification.items():
        at, label, basis = f"/verification/{slug}", watch.label, watch.basis
        yield from _fields(at, watch, _VERIFICATION, basis, label, watch.of)


def _party(case: Case, slug: str) -> str:
    return case.parties[slug].label if slug in case.parties else slug


def _fields(
    at: str,
    block: object,
    fields: Mapping[str, tuple[Kind, str]],
    basis: Basis | None,
    label: str,
    owner: str,
) -> Iterator[Found]:
    for name, (kind, words) in fields.items():
        quantity: Quantity | None = getattr(block, name)
        if quantity is not None:
            yield f"{at}/{name}", kind, quantity, basis, owner, f"{label}: {words}"


def _each(
    at: str,
    numbers: Mapping[str, Quantity],
    kind: Kind,
    basis: Basis | None,
    label: str,
    words: str,
    case: Case,
) -> Iterator[Found]:
    for party, quantity in numbers.items():
        yield (
            step(at, party),
            kind,
            quantity,
            basis,
            party,
            f"{label}: {words} {_party(case, party)}",
        )
