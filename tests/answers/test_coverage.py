"""What a draft, its template and a document from outside leave open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.answers.coverage import coverage_of_file, template_text
from detente.case.checking import load_checked
from detente.cli.main import run
from detente.drafting.coverage.gaps import coverage
from detente.report.draft.docx import to_docx
from tests.drafting.texts import small

HANOI = Path(__file__).parents[2] / "cases" / "hanoi-2019"


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> dict:
    file = tmp_path_factory.mktemp("coverage") / "out"
    code = run(["draft", str(HANOI), "--draws", "500", "--check", "--out", str(file)])
    assert code == 0
    assert (file / "report.html").exists()
    return json.loads((file / "findings.json").read_text("utf-8"))


def test_the_singapore_statement_never_said_by_when_or_who_sees_it() -> None:
    case = load_checked(HANOI)[0].case
    ((slug, document),) = [
        one for one in case.documents.items() if one[0] == "singapore-joint-statement"
    ]
    found = coverage(template_text(slug, document, case))
    assert {g.what[0] for g in found.gaps if g.kind == "final-clause"} == {
        "entry-into-force", "languages", "amendment", "termination", "disputes", "depositary",
    }  # fmt: skip
    for slots in found.slots.values():
        assert slots.state["deadline"] == slots.state["verification"] == "missing"


def test_the_report_of_hanoi_sets_draft_and_template_side_by_side(said: dict) -> None:
    assert len(said["template"]) == 5
    for article in said["template"][1:]:
        assert article["states"]["deadline"] == "missing"
        assert set(article["taken"]) <= set(article["commitments"])
    assert {c["who"][0] for c in said["clauses"] if c["who"]} == {"united-states", "north-korea"}
    # What the statement lacks the draft has: a day, a verifier and a consequence a measure.
    measures = [c for c in said["clauses"] if c["line"].startswith("article-")]
    assert measures
    for clause in measures:
        for slot in ("who", "deadline", "verification", "consequence"):
            assert clause["state"][slot] in ("filled", "elsewhere"), (clause["said"], slot)


def test_a_document_from_outside_is_looked_over_and_says_what_was_not_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "theirs.docx"
    file.write_bytes(to_docx(small()))
    found = coverage_of_file(file)
    assert [c.line for c in found.clauses] == ["article-2/dismantle", "article-2/pay"]
    assert run(["draft", str(file), "--check"]) == 0
    assert "it does not say who sees that it is done" in capsys.readouterr().out.replace(
        "\n  ", " "
    )
    plain = tmp_path / "plain.md"
    plain.write_text("# Pact\n\nNorth shall go.\n", encoding="utf-8")
    assert run(["draft", str(plain), "--check"]) == 0
    assert "No parties are known" in capsys.readouterr().out
    assert run(["draft", str(plain), "--check", "--party", "North"]) == 0
    assert "North: 1 commitment (shall 1)." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["none.docx", "--check"], "none.docx"),
        ([str(HANOI), "--party", "x"], "--party goes with --check"),
        (["x.md", "--check", "--edition", "korean"], "a document has none"),
    ],
)
def test_mistakes_are_told(args: list[str], told: str, capsys) -> None:
    assert run(["draft", *args]) == 2
    assert told in capsys.readouterr().err
