"""The first page of the scores: how good they were, and whether one can tell."""

from __future__ import annotations

from detente.answers.score import MEASURES
from detente.answers.score_findings import Against, ForecasterFinding, ScoreFinding
from detente.report.document import Part, Sentence
from detente.report.forecast.naming import who
from detente.report.names import Names

SHOWN = 12
VERDICTS = ("better", "worse", "untold", "few", "same", "nothing")
"""What can be told first."""
MANY = 100_000
"""Questions beyond which only that it is more is told."""
WHOLE = {"yes-no": 100.0, "named": 50.0, "ordered": 100.0, "position": 1.0}
"""What makes a penalty of 0 to 100 of each score."""


def first_page(finding: ScoreFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page."""
    words = names.words
    pairs = [(f, a) for f in finding.forecasters for a in f.against]
    pairs.sort(key=lambda pair: VERDICTS.index(pair[1].verdict))
    nothing = sum(a.verdict == "nothing" for _, a in pairs)
    against = tuple(compared(f, a, finding, names) for f, a in pairs if a.verdict != "nothing")
    rest = (words.say("score.against.nothing", n=nothing),) if nothing else ()
    parts = (
        Part("score-answer", words.text("score.answer.heading"), _answer(finding, names)),
        Part(
            "score-forecasters",
            words.text("score.forecasters.heading"),
            (words.say("score.forecasters.reading"),),
            tuple(_item(f, names) for f in finding.forecasters)[:SHOWN],
        ),
        Part("score-against", words.text("score.against.heading"), rest, against[:SHOWN]),
    )
    return parts if pairs else parts[:2]


def name_of(forecaster: str, finding: ScoreFinding, names: Names, *, capital: bool = False) -> str:
    """Return what a forecaster is called."""
    if forecaster in (*MEASURES, "computed"):
        return who(forecaster, "", names, capital=capital)
    by = next((f.by for f in finding.forecasters if f.forecaster == forecaster), forecaster)
    return by or forecaster


def _answer(finding: ScoreFinding, names: Names) -> tuple[Sentence, ...]:
    words = names.words
    told = []
    groups = {f.group for f in finding.forecasts}
    if groups == {"after"}:
        told.append(words.say("score.answer.after-all"))
    elif "after" in groups:
        told.append(words.say("score.answer.groups"))
    verdicts = [a for f in finding.forecasters for a in f.against]
    found = sum(a.verdict in ("better", "worse") for a in verdicts)
    if all(a.verdict == "nothing" for a in verdicts):
        most = max((a.difference.questions for a in verdicts), default=0)
        told.append(words.say("score.answer.nothing", most=max(most, 1)))
    elif found:
        told.append(words.say("score.answer.told", n=found))
    else:
        told.append(words.say("score.answer.untold"))
    if not found:
        plan = finding.planning[1]
        other = f"{plan.other * 100:.0f}"
        told.append(words.say("score.answer.planning", other=other, n=_about(plan.needed)))
    return tuple(told)


def _item(found: ForecasterFinding, names: Names) -> Sentence:
    words = names.words
    return words.say(
        f"score.forecasters.{'position' if found.sort == 'position' else 'item'}",
        who=who(found.origin, found.by, names, capital=True),
        group=words.text(f"score.group.{found.group}"),
        sort=words.text(f"score.sort.{found.sort}"),
        questions=words.text("score.forecasters.questions", n=found.questions),
        n=_whole(found.score * WHOLE[found.sort]),
    )


def compared(
    found: ForecasterFinding, against: Against, finding: ScoreFinding, names: Names
) -> Sentence:
    """Return one comparison of more than three questions in words."""
    words = names.words
    gap, verdict = against.difference, against.verdict
    scale = WHOLE[found.sort]
    values: dict[str, str | int] = {
        "who": who(found.origin, found.by, names, capital=True),
        "other": name_of(against.other, finding, names),
        "group": words.text(f"score.group.{found.group}"),
        "sort": words.text(f"score.sort.{found.sort}"),
        "n": gap.questions,
    }
    if verdict == "same":
        return words.say("score.against.same", **values)
    if verdict in ("better", "worse"):
        size = _whole(abs(gap.mean) * scale, least=1)
        return words.say(
            f"score.against.{verdict}", gap=size, se=_whole((gap.se or 0) * scale, 1), **values
        )
    return words.say(f"score.against.{verdict}", needed=needed(against, names), **values)


def needed(against: Against, names: Names) -> str:
    """Return how many questions a difference of the size seen would need."""
    text = names.words.text
    n, have = against.difference.needed, against.difference.questions
    if n is None:
        return text("score.against.needed.none")
    if n > MANY:
        return text("score.against.needed.many", n=MANY)
    if n <= have:
        return text("score.against.needed.enough", n=n)
    return text("score.against.needed.some", n=_about(n), more=_about(n - have))


def _about(n: int) -> int:
    """Return a number of questions with two significant digits, rounded up."""
    step = int(10 ** max(len(str(n)) - 2, 0))
    return -(-n // step) * step


def _whole(value: float, least: int = 0) -> int:
    return max(int(value + 0.5), least)
