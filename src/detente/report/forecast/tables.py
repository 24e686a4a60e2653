"""Tables of a forecast: every chance, and how each question is settled."""

from __future__ import annotations

from detente.answers.forecast_findings import ForecastFinding, Made, QuestionForecast
from detente.report.document import Cell, Column, Table, cell
from detente.report.forecast.naming import computed_words, outcome_label, question_label, who
from detente.report.names import Names
from detente.report.tables.cells import day_cell, number_cell


def forecasts_table(finding: ForecastFinding, names: Names) -> Table:
    """Return every forecast, one row an outcome."""
    text = names.words.text
    columns = (
        Column("question", text("forecast.table.question")),
        Column("outcome", text("forecast.table.outcome")),
        Column("forecaster", text("forecast.table.who")),
        Column("of_100", text("forecast.table.chance"), True),
        Column("se", "", True),
        Column("made_on", text("forecast.table.made")),
        Column("basis", text("forecast.table.basis")),
        Column("after_the_fact", text("forecast.table.after")),
    )
    rows = tuple(
        row for q in finding.questions for m in q.made for row in _rows(finding, q, m, names)
    )
    return Table("forecast-chances", text("forecast.table.forecasts"), columns, rows)


def _rows(
    finding: ForecastFinding, q: QuestionForecast, made: Made, names: Names
) -> list[tuple[Cell, ...]]:
    text = names.words.text
    basis = computed_words(made.computed, names) if made.computed else made.basis
    after = text(f"forecast.table.{'yes' if q.after_the_fact else 'no'}")
    values = [(o, c * 100) for o, c in zip(q.outcomes, made.chances, strict=False)]
    if made.position is not None:
        values = [("", made.position)]
    return [
        (
            cell(names.authored(question_label(q.slug, q.label, names)), q.slug),
            cell(
                names.authored(outcome_label(q.slug, outcome, names)) if outcome else "–", outcome
            ),
            cell(names.authored(who(made.origin, made.by, names, capital=True)), made.forecaster),
            number_cell(value),
            cell("", "" if made.se is None else made.se * 100),
            day_cell(made.made_on or finding.day, names),
            cell(names.authored(basis) if basis else "–", basis),
            cell(after, int(q.after_the_fact)),
        )
        for outcome, value in values
    ]


def questions_table(finding: ForecastFinding, names: Names) -> Table:
    """Return how each question is settled, and what its base rate is of."""
    text = names.words.text
    columns = (
        Column("question", text("forecast.table.question")),
        Column("day", text("forecast.table.day")),
        Column("rule", text("forecast.table.rule")),
        Column("base_rate", text("forecast.table.rate")),
    )
    rows = []
    for q in finding.questions:
        known = names.case.questions.get(q.slug)
        rate = next((m.basis for m in q.made if m.origin == "base-rate"), "")
        rows.append(
            (
                cell(names.authored(question_label(q.slug, q.label, names)), q.slug),
                day_cell(q.resolves_on, names),
                cell(names.authored(known.rule if known else q.rule)),
                cell(names.authored(rate) if rate else "–", rate),
            )
        )
    return Table("forecast-questions", text("forecast.table.questions"), columns, tuple(rows))
