"""Tables of what is reported: claims, texts, reports, codes, conflicts, whom to ask."""

from __future__ import annotations

from detente.case.blocks.reports import YES
from detente.evidence.corroboration_findings import Corroborated, ReportFinding
from detente.finding import Spread
from detente.report.corroborate.naming import (
    claim,
    enquiry,
    how,
    report,
    source,
    sources_count,
    state,
    states,
    text_of,
)
from detente.report.document import Cell, Column, Table, cell
from detente.report.names import Names
from detente.report.tables.cells import (
    day_cell,
    no_cells,
    number_cell,
    spread_cells,
    spread_columns,
)


def percent(spread: Spread, names: Names) -> tuple[Cell, ...]:
    """Return a spread of shares in 100."""
    parts = (spread.mean, spread.p05, spread.p25, spread.p50, spread.p75, spread.p95)
    return spread_cells(Spread(*(100 * p for p in parts)), names)


def _hundred(share: float | None) -> Cell:
    return cell("–", "") if share is None else number_cell(100 * share)


def claims(found: Corroborated, names: Names) -> Table:
    """Return every state of every claim, before and after the reports."""

    def text(key: str) -> str:
        return names.words.text(f"corroborate.table.claims.{key}")

    columns = (
        Column("claim", text("claim")),
        Column("state", text("state")),
        *spread_columns("prior", text("prior")),
        *spread_columns("posterior", text("posterior")),
        Column("posterior_se", "", True),
        Column("word", text("word")),
        Column("apart", text("apart"), True),
        Column("together", text("together"), True),
        Column("reports", text("reports"), True),
        Column("origins", text("origins"), True),
        Column("sources", text("sources"), True),
        Column("n_eff", "", True),
    )
    lines = [
        (
            cell(claim(c.slug, names), c.slug),
            cell(state(c.slug, s.slug, names), s.slug),
            *percent(s.prior, names),
            *percent(s.posterior, names),
            cell("", 100 * s.mean.se),
            cell(names.words.likelihood(s.mean.value)),
            _hundred(s.apart),
            _hundred(s.together),
            cell(str(c.reports), c.reports),
            cell(str(c.origins), c.origins),
            cell(sources_count(c.sources, names), "" if c.sources is None else c.sources),
            cell("", c.n_eff),
        )
        for c in found.claims
        for s in c.states
        # The no of a yes or no says nothing of its own.
        if s.slug != "no" or len(c.states) > 2
    ]
    return Table("corroborate-claims", text("caption"), columns, tuple(lines), (), text("note"))


def texts(found: Corroborated, names: Names) -> Table:
    """Return the texts, all clauses of each together."""

    def text(key: str) -> str:
        return names.words.text(f"corroborate.table.texts.{key}")

    columns = (
        Column("text", text("text")),
        Column("clauses", text("clauses"), True),
        Column("prior", text("prior"), True),
        *spread_columns("posterior", text("posterior")),
        Column("posterior_se", "", True),
        Column("product", text("product"), True),
        Column("apart", text("apart"), True),
        Column("together", text("together"), True),
    )
    lines = tuple(
        (
            cell(text_of(t.slug, names), t.slug),
            cell(str(len(t.clauses)), len(t.clauses)),
            _hundred(t.prior),
            *percent(t.posterior, names),
            cell("", 100 * t.mean.se),
            _hundred(t.product),
            _hundred(t.apart),
            _hundred(t.together),
        )
        for t in found.texts
    )
    return Table("corroborate-texts", text("caption"), columns, lines, (), text("note"))


def reports(found: Corroborated, names: Names) -> Table:
    """Return every report: its source and code, what it repeats, what it says."""

    def text(key: str) -> str:
        return names.words.text(f"corroborate.table.reports.{key}")

    columns = (
        Column("report", text("report")),
        Column("source", text("source")),
        Column("code", text("code")),
        Column("known", text("known")),
        Column("repeats", text("repeats")),
        Column("says", text("says")),
        Column("interest", text("interest")),
        *spread_columns("genuine", text("genuine")),
    )
    lines = tuple(_report(r, names, columns[-6:]) for r in found.reports)
    return Table("corroborate-reports", text("caption"), columns, lines, (), text("note"))


def _report(r: ReportFinding, names: Names, genuine: tuple[Column, ...]) -> tuple[Cell, ...]:
    code = names.words.text("corroborate.own-rates") if r.code == "own" else r.code
    return (
        cell(report(r.slug, names), r.slug),
        cell(source(r.source, names), r.source or ""),
        cell(code, r.code),
        day_cell(r.known_from, names),
        cell(_repeats(r, names)),
        cell(_says(r, names)),
        cell(_interest(r, names)),
        *(no_cells(genuine) if r.genuine is None else percent(r.genuine, names)),
    )


def _repeats(r: ReportFinding, names: Names) -> str:
    told = []
    if r.relays is not None:
        told.append(names.words.text("corroborate.relays", report=report(r.relays, names)))
    for other, chance in r.copies.items():
        told.append(
            names.words.text(
                "corroborate.may-have-copied",
                report=report(other, names),
                share=names.words.in_100(chance),
            )
        )
    return "; ".join(told) or "–"


def _says(r: ReportFinding, names: Names) -> str:
    if not r.known:
        return names.words.text("corroborate.not-known")
    if not r.heard:
        return names.words.text("corroborate.unheard")
    text = names.words.text
    told = [
        claim(c, names)
        if words == (YES,)
        else text("corroborate.says", claim=claim(c, names), states=states(c, words, names))
        for c, words in r.words.items()
    ]
    told += [text("corroborate.leaves-open", claim=claim(c, names)) for c in r.left_open]
    told += [text("corroborate.silent", claim=claim(c, names)) for c in r.silent_on]
    return "; ".join(told)


def _interest(r: ReportFinding, names: Names) -> str:
    text = names.words.text
    told = []
    for key, slugs in (("serves", r.serves), ("against", r.against)):
        if slugs:
            listed = "; ".join(claim(c, names) for c in slugs)
            told.append(text(f"corroborate.{key}", claims=listed))
    return "; ".join(told) or "–"


def without(found: Corroborated, names: Names) -> Table:
    """Return what each claim, and its text, would be without each report."""

    def text(key: str) -> str:
        return names.words.text(f"corroborate.table.without.{key}")

    columns = (
        Column("report", text("report")),
        Column("claim", text("claim")),
        Column("now", text("now"), True),
        Column("without", text("without"), True),
    )
    now = {c.slug: c for c in found.claims}
    whole = {t.slug: t for t in found.texts}
    lines = []
    for r in found.reports:
        for slug, share in r.without.items():
            c = now[slug]
            top = max(c.states, key=lambda s: s.mean.value)
            told = claim(slug, names)
            if c.stands is None:
                told = names.words.text(
                    "corroborate.claim-state", claim=told, state=state(slug, top.slug, names)
                )
            mean = top.mean.value if c.stands is None else c.stands.mean
            lines.append(
                (
                    cell(report(r.slug, names), r.slug),
                    cell(told, slug),
                    _hundred(mean),
                    _hundred(share),
                )
            )
        if r.text_without is not None and r.text is not None:
            lines.append(
                (
                    cell(report(r.slug, names), r.slug),
                    cell(text("whole"), r.text),
                    _hundred(whole[r.text].mean.value),
                    _hundred(r.text_without),
                )
            )
    return Table("corroborate-without", text("caption"), columns, tuple(lines), (), text("note"))


def codes(found: Corroborated, names: Names) -> Table:
    """Return what the codes in use are taken to be worth."""

    def text(key: str) -> str:
        return names.words.text(f"corroborate.table.codes.{key}")

    columns = (
        Column("code", text("code")),
        Column("letter", text("letter")),
        Column("digit", text("digit")),
        Column("hit", text("hit"), True),
        Column("false", text("false"), True),
    )
    lines = tuple(
        (
            cell(code),
            cell(names.words.text(f"corroborate.letter.{code[0]}")),
            cell(names.words.text(f"corroborate.digit.{code[1]}")),
            _hundred(rates[0]),
            _hundred(rates[1]),
        )
        for code, rates in found.codes.items()
    )
    return Table("corroborate-codes", text("caption"), columns, lines, (), text("note"))


def conflicts(found: Corroborated, names: Names) -> Table:
    """Return the pairs of reports that cannot both be right."""

    def text(key: str) -> str:
        return names.words.text(f"corroborate.table.conflicts.{key}")

    columns = (
        Column("claim", text("claim")),
        Column("first", text("first")),
        Column("second", text("second")),
        Column("first_right", text("first-right"), True),
        Column("second_right", text("second-right"), True),
        Column("neither", text("neither"), True),
    )
    lines = tuple(
        (
            cell(claim(c.claim, names), c.claim),
            cell(report(c.first, names), c.first),
            cell(report(c.second, names), c.second),
            _hundred(c.first_right),
            _hundred(c.second_right),
            _hundred(c.neither),
        )
        for c in found.conflicts
    )
    return Table("corroborate-conflicts", text("caption"), columns, lines, (), text("note"))


def asking(found: Corroborated, names: Names) -> Table:
    """Return whom to ask next, and what."""

    def text(key: str) -> str:
        return names.words.text(f"corroborate.table.asking.{key}")

    columns = (
        Column("who", text("who")),
        Column("how", text("how")),
        Column("claim", text("claim")),
        Column("states", text("states")),
        Column("bits", text("bits"), True),
        Column("cost", text("cost"), True),
        Column("per_cost", text("per-cost"), True),
    )
    lines = tuple(
        (
            cell(enquiry(e.slug, names), e.slug),
            cell(how(e.slug, names)),
            cell(claim(e.claim, names), e.claim),
            cell(states(e.claim, e.states, names), "; ".join(e.states)),
            number_cell(e.bits),
            number_cell(e.cost),
            number_cell(e.per_cost),
        )
        for e in found.enquiries
    )
    return Table("corroborate-asking", text("caption"), columns, lines, (), text("note"))
