"""Where the numbers come from: every input of a run with its basis and its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from detente.answers.findings import InputNumber
from detente.beliefs.shapes import middle
from detente.beliefs.study import Study
from detente.case.loaded import LoadedCase
from detente.case.models import Case
from detente.case.numbers_hypotheses import PLACES as OF_EXPLANATIONS
from detente.case.numbers_learning import of_learning
from detente.case.numbers_reports import PLACES as OF_REPORTS
from detente.case.quantity import Quantity
from detente.deals.findings import DealsFinding
from detente.errors import Place

FIRM = 3
"""Worst credibility (Admiralty code) of an item that still carries a number."""


def in_words(quantity: Quantity) -> str:
    """Return a quantity as a reader would say it."""
    if quantity.point is not None:
        return f"{quantity.point:g}"
    if quantity.range is not None:
        return f"{quantity.range[0]:g} to {quantity.range[1]:g}"
    if quantity.triangular is not None:
        low, mode, high = quantity.triangular
        return f"{low:g} to {high:g}, most likely {mode:g}"
    if quantity.normal is not None:
        inside = (
            f", within {quantity.within[0]:g} to {quantity.within[1]:g}" if quantity.within else ""
        )
        return f"normal, mean {quantity.normal[0]:g}, sd {quantity.normal[1]:g}{inside}"
    if quantity.beta is not None:
        low, high = quantity.within or (0.0, 100.0)
        return f"beta {quantity.beta[0]:g}, {quantity.beta[1]:g} on {low:g} to {high:g}"
    if quantity.empirical is not None:
        low, high = min(quantity.empirical), max(quantity.empirical)
        return f"{len(quantity.empirical)} values seen, {low:g} to {high:g}"
    assert quantity.analysts is not None
    return "; ".join(f"{name}: {in_words(q)}" for name, q in quantity.analysts.items())


def _median(quantity: Quantity) -> float:
    if quantity.analysts is not None:
        each = [middle(q) for q in quantity.analysts.values()]
        return sum(each) / len(each)
    return middle(quantity)


def input_numbers(loaded: LoadedCase, study: Study) -> tuple[InputNumber, ...]:
    """Return every number of the case as it stood in the run.

    Parameters
    ----------
    loaded : LoadedCase
        For the places in the files.
    study : Study

    Returns
    -------
    tuple of InputNumber
        In the order of the case.
    """
    found = []
    for pointer, number in study.effective.numbers.items():
        if pointer.startswith((*OF_EXPLANATIONS, *OF_REPORTS)) or of_learning(pointer):
            continue  # they have answers of their own: detente explain, corroborate, learn
        place = loaded.source.place(pointer)
        if place.cell is None:
            # A number written over several lines begins where its name stands.
            place = loaded.source.key_place(pointer)
        if pointer in study.effective.unknown:
            flag = "not known on this day: no effect"
        elif pointer in study.effective.to_scale:
            flag = "not known on this day: anything on the scale"
        else:
            flag = "" if number.basis else "no basis"
        basis = number.basis
        found.append(
            InputNumber(
                pointer,
                number.label,
                number.kind,
                in_words(number.quantity),
                _median(number.quantity),
                basis.record if basis else (),
                basis.judgement if basis else None,
                (basis.by or study.case.judgements_by) if basis else None,
                _inside(loaded, place).short,
                flag,
            )
        )
    return tuple(found)


def _inside(loaded: LoadedCase, place: Place) -> Place:
    """Return a place named from the case folder: a report holds no path of a machine."""
    file = Path(place.file)
    folder = loaded.folder
    name = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name
    return replace(place, file=name)


def weakest(answer: DealsFinding, case: Case, inputs: tuple[InputNumber, ...]) -> str | None:
    """Return the pointer of the input that matters most among those with least behind them.

    Of the numbers on which acceptance of the most acceptable deal turns: first
    those without any record item behind them, then those whose items are all
    from memory or of low credibility, then the rest; within each, the one on
    which it turns most.
    """
    if not answer.must_believe or not answer.must_believe[0].numbers:
        return None
    known = {item.pointer: item for item in inputs}

    def strength(pointer: str) -> int:
        items = [case.record[i] for i in known[pointer].basis_record if i in case.record]
        firm = [i for i in items if i.provenance != "memory" and i.credibility <= FIRM]
        return 0 if not items else 1 if not firm else 2

    numbers = [n.pointer for n in answer.must_believe[0].numbers if n.pointer in known]
    return min(numbers, key=strength, default=None)
