"""The table of what identifies a run."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.report.document import Column, Span, Table, cell
from detente.report.names import Names


def run(finding: ReachFinding, names: Names) -> Table:
    """Return the case, the seed, the options and the versions of a run."""
    header, text = finding.header, names.words.text
    facts = {
        "case": header.case_title,
        "hash": header.case_hash,
        "seed": str(header.seed),
        "draws": f"{header.draws:,}",
        "effective": f"{header.n_eff:,.0f}",
        "as-known": names.words.day(header.as_of) or text("tables.run.no-day"),
        "beliefs": header.believe or text("tables.run.all"),
        "analyst": header.analyst or text("tables.run.all"),
    }
    if header.learned:
        facts["learned"] = ", ".join(header.learned)
    told = {text(f"tables.run.{key}"): value for key, value in facts.items()}
    told |= {text("tables.run.version", name=k): v for k, v in header.versions.items()}
    told[text("tables.run.made")] = header.created
    return Table(
        "run",
        text("tables.run.caption"),
        (
            Column("fact", text("tables.run.fact")),
            Column("value", text("tables.run.value")),
        ),
        tuple((cell(k), cell(Span(v))) for k, v in told.items()),
        (),
        text("tables.run.note"),
    )
