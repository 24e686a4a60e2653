"""The project's own files are in order, and the checks that say so can tell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import font_coverage, house

SLASH = "/"  # so that the examples below are not themselves paths of a machine


def write(folder: Path, name: str, text: str) -> list[Path]:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return [file]


def test_no_file_names_a_machine_or_a_registry() -> None:
    assert list(house.machine_paths(house.project_files())) == []


@pytest.mark.parametrize(
    "line",
    [
        f"see {SLASH}work/main/src",
        f"'{SLASH}opt/wheels'",
        f"{SLASH}home/ann/case",
        "--find" + f"-links {SLASH}srv/wheels",
        "https://py" + "pi.org/simple",
        "https://files.python" + "hosted.org/x",
        "extra-index" + "-url = file:///srv",
    ],
)
def test_a_planted_path_or_host_is_found(tmp_path: Path, line: str) -> None:
    assert len(list(house.machine_paths(write(tmp_path, "a.md", f"fine\n{line}\n")))) == 1


def test_an_ordinary_path_is_no_machine_path(tmp_path: Path) -> None:
    text = "cases/hanoi-2019 and https://example.org/work/1 and ./opt/x\n"
    assert list(house.machine_paths(write(tmp_path, "a.md", text))) == []


def test_no_source_file_is_long() -> None:
    source = [f for f in house.project_files() if f.is_relative_to(house.ROOT / "src")]
    assert list(house.long_files(source)) == []


def test_a_long_file_is_found(tmp_path: Path) -> None:
    (found,) = house.long_files(write(tmp_path, "a.py", "x = 1\n" * 451))
    assert "451 lines" in found


def test_every_silenced_rule_names_itself_and_its_reason() -> None:
    assert list(house.silenced_without_reason(house.project_files())) == []


@pytest.mark.parametrize(
    ("comment", "findings"),
    [
        ("no" + "qa", 1),
        ("no" + "qa: B008", 1),
        ("no" + "qa: B008 -- click reads the default once", 0),
        ("type:" + " ignore", 1),
        ("type:" + " ignore[arg-type]", 1),
        ("type:" + " ignore[arg-type]  # the stubs lag behind", 0),
    ],
)
def test_a_silenced_rule_without_reason_is_found(
    tmp_path: Path, comment: str, findings: int
) -> None:
    files = write(tmp_path, "a.py", f"x = 1  # {comment}\n")
    assert len(list(house.silenced_without_reason(files))) == findings


def test_the_reason_may_stand_on_the_line_before(tmp_path: Path) -> None:
    line = "x = 1  # no" + "qa: B008"
    files = write(tmp_path, "a.py", f"# The stubs lag behind.\n{line}\n\n{line}\n")
    (found,) = house.silenced_without_reason(files)
    assert "a.py:4" in found


def test_every_dependency_has_its_reason() -> None:
    assert list(house.undocumented_dependencies()) == []


def test_a_dependency_without_reason_is_found(tmp_path: Path) -> None:
    project = '[project]\ndependencies = ["numpy>=2", "extra[x]>=1"]\n'
    write(tmp_path, "pyproject.toml", project)
    (tmp_path / "docs" / "explanation").mkdir(parents=True)
    write(tmp_path / "docs" / "explanation", "dependencies.md", "| `numpy` | arrays |\n")
    assert list(house.undocumented_dependencies(tmp_path)) == [
        "docs/explanation/dependencies.md has no line for extra"
    ]


def test_the_list_of_characters_matches_the_shipped_fonts() -> None:
    assert font_coverage.COVERAGE.read_text("utf-8") == font_coverage.coverage()


def test_every_shipped_font_has_its_licence() -> None:
    families = {f.stem.split("-")[0] for f in font_coverage.FONTS.glob("*.[ot]tf")}
    licences = {f.stem.removeprefix("OFL-") for f in font_coverage.FONTS.glob("OFL-*.txt")}
    assert families == licences == {"Pretendard", "NotoNaskhArabic"}


SKIPPING = """
import pytest
{module}
def test_one():
    {inside}
"""


@pytest.mark.parametrize(
    ("module", "inside"),
    [
        ("", "pytest.skip('no browser here')"),
        ("pytest.skip('no browser here', allow_module_level=True)", "pass"),
        ("pytestmark = pytest.mark.skipif(True, reason='no browser here')", "pass"),
    ],
)
@pytest.mark.parametrize("required", [True, False])
def test_where_all_is_required_a_skip_is_a_failure(
    tmp_path: Path, module: str, inside: str, required: bool
) -> None:
    write(tmp_path, "test_one.py", SKIPPING.format(module=module, inside=inside))
    write(tmp_path, "conftest.py", (house.ROOT / "conftest.py").read_text("utf-8"))
    write(tmp_path, "pytest.ini", "[pytest]\n")
    environment = {**os.environ, "DETENTE_REQUIRE_ALL": "1" if required else ""}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert "no browser here" in done.stdout
    assert (done.returncode in (1, 2)) == required, done.stdout
