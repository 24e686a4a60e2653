"""Tables of the scores."""

from __future__ import annotations

from detente.answers.score_findings import ForecasterFinding, ScoredForecast, ScoreFinding
from detente.report.document import Cell, Column, Table, cell
from detente.report.forecast.naming import outcome_label, question_label, who
from detente.report.names import Names
from detente.report.score.sentences import name_of
from detente.report.tables.cells import day_cell, number_cell

EMPTY = "–"


def _number(value: float | None) -> Cell:
    return cell(EMPTY, "") if value is None else number_cell(value)


def _with_error(value: float | None, se: float | None) -> Cell:
    if value is None:
        return cell(EMPTY, "")
    shown = f"{value:+.2g}".replace("-", "−")
    return cell(shown if se is None else f"{shown} ± {se:.2g}", value)


def _who(f: ForecasterFinding | ScoredForecast, names: Names) -> Cell:
    return cell(names.authored(who(f.origin, f.by, names, capital=True)), f.forecaster)


def _three(group: str, sort: str, names: Names) -> tuple[Cell, Cell]:
    text = names.words.text
    return cell(text(f"score.group.{group}"), group), cell(text(f"score.sort.{sort}"), sort)


def forecasts_table(finding: ScoreFinding, names: Names) -> Table:
    """Return every forecast that is scored."""
    text = names.words.text
    columns = (
        Column("question", text("score.table.question")),
        Column("forecaster", text("score.table.who")),
        Column("group", text("score.table.group")),
        Column("sort", text("score.table.sort")),
        Column("made_on", text("score.table.made")),
        Column("said", text("score.table.said"), True),
        Column("came_out", text("score.table.came")),
        Column("score", text("score.table.score"), True),
        Column("log", text("score.table.log"), True),
        Column("base_score", text("score.table.base"), True),
        Column("base_span", text("score.table.base-span"), True),
    )
    rows = tuple(_forecast(f, names) for f in finding.forecasts)
    note = text("score.table.note")
    return Table("score-forecasts", text("score.table.forecasts"), columns, rows, note=note)


def _forecast(f: ScoredForecast, names: Names) -> tuple[Cell, ...]:
    said = " / ".join(f"{c * 100:.3g}" for c in f.chances)
    if f.position is not None:
        said = f"{f.position:.3g}"
    came = f"{f.came_out:.3g}" if f.came_out is not None else ""
    if f.happened >= 0:
        came = outcome_label(f.question, f.outcomes[f.happened], names)
    span = EMPTY
    if f.base_low is not None and f.base_high is not None:
        span = f"{f.base_low:.2g}–{f.base_high:.2g}"
    return (
        cell(names.authored(question_label(f.question, f.label, names)), f.question),
        _who(f, names),
        *_three(f.group, f.sort, names),
        day_cell(f.made_on, names),
        cell(said),
        cell(came, f.outcomes[f.happened] if f.happened >= 0 else came),
        number_cell(f.score),
        _number(f.log),
        _number(f.base),
        cell(span),
    )


def forecasters_table(finding: ScoreFinding, names: Names) -> Table:
    """Return mean scores."""
    text = names.words.text
    columns = (
        Column("forecaster", text("score.table.who")),
        Column("group", text("score.table.group")),
        Column("sort", text("score.table.sort")),
        Column("questions", text("score.table.questions"), True),
        Column("score", text("score.table.score"), True),
        Column("log", text("score.table.log"), True),
        Column("cut", text("score.table.cut"), True),
    )
    rows = tuple(
        (
            _who(f, names),
            *_three(f.group, f.sort, names),
            number_cell(f.questions),
            number_cell(f.score),
            _number(f.log),
            number_cell(f.cut),
        )
        for f in finding.forecasters
    )
    note = text("score.table.note")
    return Table("score-forecasters", text("score.table.forecasters"), columns, rows, note=note)


def against_table(finding: ScoreFinding, names: Names) -> Table:
    """Return the differences of scores on the same questions."""
    text = names.words.text
    columns = (
        Column("forecaster", text("score.table.who")),
        Column("other", text("score.table.rival")),
        Column("group", text("score.table.group")),
        Column("sort", text("score.table.sort")),
        Column("questions", text("score.table.questions"), True),
        Column("difference", text("score.table.difference"), True),
        Column("difference_se", "", True),
        Column("skill", text("score.table.skill"), True),
        Column("skill_se", "", True),
        Column("needed", text("score.table.needed"), True),
        Column("verdict", text("score.table.verdict")),
    )
    rows = []
    for f in finding.forecasters:
        for a in f.against:
            d, told = a.difference, a.verdict != "nothing"
            rows.append(
                (
                    _who(f, names),
                    cell(names.authored(name_of(a.other, finding, names)), a.other),
                    *_three(f.group, f.sort, names),
                    number_cell(d.questions),
                    _with_error(d.mean, d.se if told else None),
                    cell("", "" if d.se is None or not told else d.se),
                    _with_error(d.skill, d.skill_se if told else None),
                    cell("", "" if d.skill_se is None or not told else d.skill_se),
                    cell(f"{d.needed:,}", d.needed) if told and d.needed else cell(EMPTY, ""),
                    cell(text(f"score.verdict.{a.verdict}"), a.verdict),
                )
            )
    return Table("score-against", text("score.table.against"), columns, tuple(rows))


def calibration_table(finding: ScoreFinding, names: Names) -> Table:
    """Return what was said and seen, with counts and intervals."""
    text = names.words.text
    columns = (
        Column("forecaster", text("score.table.who")),
        Column("group", text("score.table.group")),
        Column("said_between", text("score.table.bin")),
        Column("questions", text("score.table.questions"), True),
        Column("yes", text("score.table.yes"), True),
        Column("said", text("score.table.said-mean"), True),
        Column("seen", text("score.table.seen"), True),
        Column("interval", text("score.table.interval"), True),
        Column("seen_low", "", True),
        Column("seen_high", "", True),
    )
    rows = tuple(
        (
            _who(f, names),
            _three(f.group, f.sort, names)[0],
            cell(f"{b.low * 100:.0f}–{b.high * 100:.0f}"),
            number_cell(b.count),
            number_cell(b.yes),
            number_cell(b.said * 100),
            number_cell(b.seen * 100),
            cell(f"{b.seen_low * 100:.0f}–{b.seen_high * 100:.0f}"),
            cell("", b.seen_low * 100),
            cell("", b.seen_high * 100),
        )
        for f in finding.forecasters
        for b in f.bins
    )
    return Table("score-calibration", text("score.table.calibration"), columns, rows)


def parts_table(finding: ScoreFinding, names: Names) -> Table:
    """Return what the mean Brier scores are made of."""
    text = names.words.text
    keys = ("score", "reliability", "resolution", "uncertainty", "within")
    columns = (
        Column("forecaster", text("score.table.who")),
        Column("group", text("score.table.group")),
        Column("questions", text("score.table.questions"), True),
        *(Column(key, text(f"score.table.{key}"), True) for key in keys),
    )
    rows = tuple(
        (
            _who(f, names),
            _three(f.group, f.sort, names)[0],
            number_cell(f.questions),
            *(number_cell(getattr(f.parts, key)) for key in keys),
        )
        for f in finding.forecasters
        if f.parts is not None
    )
    note = text("score.table.parts-note")
    return Table("score-parts", text("score.table.parts"), columns, rows, note=note)


def planning_table(finding: ScoreFinding, names: Names) -> Table:
    """Return how many questions tell two steady forecasters apart."""
    text = names.words.text
    columns = (
        Column("truth", text("score.table.truth")),
        Column("other", text("score.table.says"), True),
        Column("needed", text("score.table.needed"), True),
    )
    rows = tuple(
        (
            cell(f"{p.truth * 100:.0f}", p.truth),
            cell(f"{p.other * 100:.0f}", p.other),
            cell(f"{p.needed:,}", p.needed),
        )
        for p in finding.planning
    )
    return Table("score-planning", text("score.table.planning"), columns, rows)
