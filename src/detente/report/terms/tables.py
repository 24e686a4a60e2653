"""Tables: elements and readings, who calls what a breach, worth, settling, remarks."""

from __future__ import annotations

from detente.answers.terms import TermsFinding
from detente.finding import Spread
from detente.report.document import Cell, Column, Sentence, Table, cell, joined
from detente.report.names import Names
from detente.report.tables.cells import (
    gain_cells,
    no_cells,
    number_cell,
    share_cells,
    share_columns,
    spread_cells,
    spread_columns,
)
from detente.report.terms.naming import elements, found_text, place
from detente.terms.findings import TermFinding


def all_tables(finding: TermsFinding, names: Names) -> tuple[Table, ...]:
    """Return every table that has rows.

    Parameters
    ----------
    finding : TermsFinding
    names : Names
    """
    tables = (
        *(reading(one, names) for one in finding.terms),
        differing(finding, names),
        called(finding, names),
        breaches(finding, names),
        worth(finding, names),
        gains(finding, names),
        settling(finding, names),
        remarks(finding, names),
    )
    return tuple(t for t in tables if t.rows)


def _percent(spread: Spread, names: Names) -> tuple[Cell, ...]:
    parts = (spread.mean, spread.p05, spread.p25, spread.p50, spread.p75, spread.p95)
    return spread_cells(Spread(*(100 * p for p in parts)), names)


def reading(one: TermFinding, names: Names) -> Table:
    """Return what each reading of a word covers, and how likely each party reads it so."""
    words, known = names.words, names.case.terms[one.slug]
    columns = (
        Column("row", words.text("terms.table.reading.row")),
        *(Column(r, names.reading(one.slug, r), True) for r in one.extension),
    )
    covered, not_covered = (words.text(f"terms.table.reading.{k}") for k in ("covered", "not"))
    rows: list[tuple[Cell, ...]] = [
        (
            cell(names.authored(known.elements.get(e, label)), e),
            *(
                cell(covered if e in covers else not_covered, int(e in covers))
                for covers in one.extension.values()
            ),
        )
        for e, label in one.elements.items()
    ]
    for reader in one.readers:
        key = "stated" if reader.stated else "unstated"
        told = words.text(f"terms.table.reading.{key}", party=names.party(reader.party))
        likely = (_percent(reader.readings[r], names)[0] for r in one.extension)
        rows.append((cell(told, reader.party), *likely))
    caption = words.text("terms.table.reading.caption", term=names.term(one.slug))
    note = words.text("terms.table.reading.note")
    return Table(f"terms-reading-{one.slug}", caption, columns, tuple(rows), (), note)


def differing(finding: TermsFinding, names: Names) -> Table:
    """Return how likely any two parties read a word differently."""
    columns = (
        Column("term", _text("differing.term", names)),
        Column("one", _text("differing.one", names)),
        Column("second", _text("differing.second", names)),
        *spread_columns("differs", _text("differing.differs", names)),
        Column("elements", _text("differing.elements", names), True),
    )
    rows = tuple(
        (
            cell(names.term(one.slug), one.slug),
            *(cell(names.party(p), p) for p in pair.parties),
            *_percent(pair.differs, names),
            number_cell(pair.elements),
        )
        for one in finding.terms
        for pair in one.differing
    )
    return _table("differing", columns, rows, names)


def called(finding: TermsFinding, names: Names) -> Table:
    """Return what each signatory would call a breach by another."""
    columns = (
        Column("term", _text("called.term", names)),
        Column("of", _text("called.of", names)),
        Column("by", _text("called.by", names)),
        *spread_columns("likely", _text("called.likely", names)),
        Column("elements", _text("called.elements", names)),
    )
    rows = tuple(
        (
            cell(names.term(one.slug), one.slug),
            cell(names.party(c.of), c.of),
            cell(names.party(c.by), c.by),
            *_percent(c.likely, names),
            cell(
                joined([_likely(one.slug, e, p, names) for e, p in c.elements.items() if p > 0])
                or "–",
                "; ".join(f"{e} {p:.4f}" for e, p in c.elements.items()),
            ),
        )
        for one in finding.terms
        for c in one.called
    )
    return _table("called", columns, rows, names)


def _likely(term: str, element: str, likely: float, names: Names) -> Sentence:
    told = elements(term, [element], names)
    return names.words.say("terms.table.called.element", element=told, n=f"{100 * likely:.1f}")


def breaches(finding: TermsFinding, names: Names) -> Table:
    """Return every pair of readings, and what the one leaves out of the other."""
    columns = tuple(
        Column(key, _text(f"breaches.{key}", names), key == "likely")
        for key in ("term", "of", "own", "under", "reading", "missing", "likely")
    )
    rows = tuple(
        (
            cell(names.term(one.slug), one.slug),
            cell(names.party(b.of), b.of),
            cell(names.reading(one.slug, b.own), b.own),
            cell(names.party(b.under), b.under),
            cell(names.reading(one.slug, b.other), b.other),
            cell(elements(one.slug, b.missing, names) or "–", "; ".join(b.missing)),
            number_cell(100 * b.likely),
        )
        for one in finding.terms
        for b in one.breaches
    )
    return _table("breaches", columns, rows, names)


def worth(finding: TermsFinding, names: Names) -> Table:
    """Return how acceptable packages with an open word are."""
    columns = (
        Column("deal", _text("worth.deal", names)),
        Column("terms", _text("worth.terms", names)),
        *share_columns("sign", _text("worth.sign", names)),
        *share_columns("hold", _text("worth.hold", names)),
    )
    rows = tuple(
        (
            cell(w.label, w.slug),
            cell(names.words.listed([names.term(t) for t in w.terms]) or "–", "; ".join(w.terms)),
            *share_cells(w.a_sign),
            *share_cells(w.a_hold),
        )
        for w in sorted(finding.worth, key=lambda w: -w.a_sign.value)
    )
    return _table("worth", columns, rows, names)


def gains(finding: TermsFinding, names: Names) -> Table:
    """Return what each party gains by its own reading and by each signatory's."""
    readers = names.signatories()
    under = [
        spread_columns(f"under_{r}", _text("gains.under", names, party=names.party(r)))
        for r in readers
    ]
    columns = (
        Column("deal", _text("gains.deal", names)),
        Column("party", _text("gains.party", names)),
        *spread_columns("own", _text("gains.own", names)),
        *(c for group in under for c in group),
    )
    rows = []
    for w in sorted(finding.worth, key=lambda w: -w.a_sign.value):
        for party, own in w.own.items():
            row = [cell(w.label, w.slug), cell(names.party(party), party)]
            row += spread_cells(own, names)
            for reader, group in zip(readers, under, strict=True):
                read = w.under.get(reader)
                row += no_cells(group) if read is None else spread_cells(read[party], names)
            rows.append(tuple(row))
    return _table("gains", columns, tuple(rows), names)


def settling(finding: TermsFinding, names: Names) -> Table:
    """Return what it gains to learn, or to settle, how each word is read."""
    kinds = ("settling", "learning", "settling_least", "learning_least")
    columns = (
        Column("term", _text("settling.term", names)),
        *(c for k in kinds for c in share_columns(k, _text(f"settling.{k}", names))),
        Column("agreed", _text("settling.agreed", names)),
        Column("by", _text("settling.by", names)),
        Column("settled", _text("settling.settled", names)),
    )
    rows = []
    for s in finding.settling:
        lever = names.case.levers.get(s.agreed_by)
        average = _text("settling.average", names)
        agreed = [(r, 100 * w) for r, w in s.agreed.items()]
        settled = [(r, 100 * share.value) for r, share in s.settled.items()]
        rows.append(
            (
                cell(names.term(s.term), s.term),
                *gain_cells(s.settling),
                *gain_cells(s.learning),
                *(
                    c
                    for x in (s.settling_least, s.learning_least)
                    for c in (
                        cell(f"{x.value:+.2f}".replace("-", "−"), x.value),
                        cell("", x.se),
                    )
                ),
                _each(s.term, agreed, names),
                cell(lever.label if lever else average, s.agreed_by),
                _each(s.term, settled, names),
            )
        )
    return _table("settling", columns, tuple(rows), names)


def _each(term: str, values: list[tuple[str, float]], names: Names) -> Cell:
    shown = "; ".join(f"{names.reading(term, r)} {v:.1f}" for r, v in values)
    return cell(shown, "; ".join(f"{r} {v:.4f}" for r, v in values))


def remarks(finding: TermsFinding, names: Names) -> Table:
    """Return what rules find in the words of the case."""
    columns = tuple(Column(k, _text(f"remarks.{k}", names)) for k in ("where", "kind", "text"))
    rows = tuple(
        (
            cell(place(r.where, names), r.where),
            cell(_text(f"remarks.{r.kind}", names), r.kind),
            cell(found_text(r, names), r.text),
        )
        for r in finding.remarks
    )
    return _table("remarks", columns, rows, names)


def _text(key: str, names: Names, **values: str) -> str:
    return names.words.text(f"terms.table.{key}", **values)


def _table(
    slug: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], names: Names
) -> Table:
    caption, note = _text(f"{slug}.caption", names), _text(f"{slug}.note", names)
    return Table(f"terms-{slug}", caption, columns, rows, (), note)
