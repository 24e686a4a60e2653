"""A confidential note on a draft is in no output: not in a file, on a screen, or in an error."""

from __future__ import annotations

import contextlib
import functools
import io
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from detente.cli.main import run
from tests.drafting.rounds.tree import tree_data

CANARY = "Canary7Zq"


def said(*args: str) -> tuple[int, str]:
    """Run a command; return its exit code and all that it printed."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(a) for a in args])
    return code, out.getvalue() + err.getvalue()


@functools.cache
def readings(content: bytes, name: str = "") -> list[bytes]:
    """Return all that can be read out of a file: as it is, unpacked, streams decompressed."""
    found = [content, name.encode()]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                found += readings(archive.read(member), member)
    if content.startswith(b"%PDF"):
        from pypdf import PdfReader
        from pypdf.generic import StreamObject

        reader = PdfReader(io.BytesIO(content))
        found += [page.extract_text().encode() for page in reader.pages]
        found.append(repr(reader.metadata).encode())
        for number in range(len(reader.xref.get(0, {})) or reader.trailer["/Size"]):
            with contextlib.suppress(Exception):
                thing = reader.get_object(number)
                found.append(repr(thing).encode())
                if isinstance(thing, StreamObject):
                    found.append(thing.get_data())
    return found


@functools.cache
def _lower(content: bytes) -> list[bytes]:
    return [one.lower() for one in readings(content)]


def leaks(content: bytes, word: str = CANARY, name: str = "") -> bool:
    """Return whether a word can be read out of a file, in one of the usual encodings."""
    forms = [word.lower().encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be")]
    forms.append(word.encode("utf-16-be").hex().encode())
    return any(form in one for one in (name.lower().encode(), *_lower(content)) for form in forms)


def files_of(folder: Path) -> dict[str, bytes]:
    found = [f for f in folder.rglob("*") if f.is_file()]
    return {str(f.relative_to(folder)): f.read_bytes() for f in found}


def with_notes(data: dict[str, Any]) -> dict[str, Any]:
    """Add confidential notes everywhere, and one that all may read."""
    for n, draft in enumerate(data["drafts"].values()):
        draft["notes"] = {
            f"closed-{n}": {
                "about": "article-1/mill",
                "by": "north",
                "text": f"{CANARY} our minister can live with less",
                "confidential": True,
            },
            f"silent-{n}": {"by": "mediator", "text": f"told me: {CANARY}"},
        }
    data["drafts"]["second"]["notes"]["open"] = {
        "about": "article-1/mill",
        "by": "south",
        "text": "Readable remark",
        "confidential": False,
    }
    return data


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything that the program makes of a case with confidential notes."""
    home = tmp_path_factory.mktemp("confidential")
    case = home / "case"
    case.mkdir()
    with (case / "case.yaml").open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(with_notes(tree_data()), stream)
    assert leaks((case / "case.yaml").read_bytes())
    out = home / "out"
    out.mkdir()
    shown: dict[str, bytes] = {}

    def do(*args: Any, codes: tuple[int, ...] = (0,)) -> None:
        code, text = said(*args)
        assert code in codes, text
        shown[" ".join(map(str, args[:4]))] = text.encode()

    few = ("--draws", "100")
    do("check", case)
    do("check", case, "--json")
    do("rounds", case, *few, "--out", out / "rounds")
    do("rounds", case, *few, "--json")
    do("rounds", case, "--export", "second", "--out", out / "second")
    do("rounds", case, "--check", "second", "--out", out / "checked")
    do("redline", f"{case}:first", f"{case}:second", "--out", out / "redline", "--all")
    do("redline", f"{case}:first", f"{case}:second", "--json")
    do(
        "redline",
        "--read",
        out / "redline/redline.docx",
        "--against",
        f"{case}:first",
        codes=(0, 1),
    )
    do("reach", case, *few, "--out", out / "reach")
    do("set", case, "/courses/drought/likelihood", "99")
    do("set", case, "/drafts/first/notes/closed-0/text", "x", codes=(2,))
    do("reach", case, *few, "--out", out / "again")
    do("diff", out / "reach", out / "again", "--all", codes=(0, 1))
    do("convert", case, out / "case.xlsx")
    do("convert", case, out / "folder")
    do("rounds", case, "--take", out / "second/treaty.docx", "--as", "back", "--parent", "second",
       "--by", "south")  # fmt: skip
    shutil.copy(case / "drafts" / "back.yaml", out / "back.yaml")
    do("schema")
    return {**shown, **files_of(out)}


def test_there_is_something_of_every_kind(outputs: dict[str, bytes]) -> None:
    kinds = {Path(name).suffix for name in outputs}
    assert {".docx", ".pdf", ".html", ".md", ".xml", ".json", ".xlsx", ".yaml", ".csv"} <= kinds
    assert sum(content.startswith(b"%PDF") for content in outputs.values()) >= 4


def test_no_output_has_a_confidential_note(outputs: dict[str, bytes]) -> None:
    assert [name for name, content in outputs.items() if leaks(content, name=name)] == []


def test_what_all_may_read_is_in_the_annotated_edition_alone(outputs: dict[str, bytes]) -> None:
    """The same search finds a note that is not confidential, so it would find the others."""
    having = {name for name, content in outputs.items() if leaks(content, "Readable remark")}
    annotated = {"second/annotated.html", "second/annotated.pdf"}
    assert annotated <= having
    assert having - annotated <= {"folder/case.yaml"}


def test_what_is_left_out_is_said(outputs: dict[str, bytes]) -> None:
    told = [text.decode() for name, text in outputs.items() if name.startswith("convert")]
    assert len(told) == 2
    assert all("left out: confidential notes" in text for text in told)
    assert sum("left out: drafts" in text for text in told) == 1


_FORMS = (
    "closed: {{by: north, text: {0}, confidential: true}}",
    "closed: {{by: {0}, text: x, confidential: true}}",
    "closed: {{by: north, text: x, confidential: {0}}}",
    "closed: {{about: {0}, by: north, text: x}}",
    "closed: {{by: north, txet: {0}}}",
    "closed: {{by: north, text: x, {0}: y}}",
    "{0}: {{by: north, text: x}}",
    "{0}: {{by: north, text: x}}\n      {0}: 3",
    "closed: {0}",
    "closed: [{0}]",
    "closed: {{by: north, text: [{0}]}}",
    "closed: {{by: north, text: *{0}}}",
    "closed: {{by: north, text: !{0} x}}",
    "closed: {{by: north, text: !!{0} x}}",
    "closed: {{by: north, text: &{0} x, text: *{0}}}",
    "closed: {{by: north, text: x, text: {0}}}",
    'closed: {{by: north, text: "{0}',
    'closed: {{by: north, text: "{0}\\q"}}',
    "closed: {{by: north, text: `{0}`}}",
    "closed: {{by: north, text: @{0}}}",
    "closed: {{by: north, text: %{0}}}",
    "closed: {{by: north, text: {0}: yes: no}}",
    "closed: {{by: north, text: {0}",
    "closed:\n        by: north\n        text: {0}\n     confidential: true",
    "closed:\n        by: north\n        text: |\n          {0}\n        {0}: x\n        {0}",
    "closed:\n\t by: {0}",
    "closed: {{by: north, text: x, confidential: true}}\n      - {0}",
    "closed: {{by: north, <<: {{text: {0}}}}}",
    "? [{0}]\n      : x",
    "? {{{0}: x}}\n      : x",
)
_PLACES = (
    "drafts:\n  first:\n{rest}    notes:\n      {note}\n",
    "drafts:\n  first:\n{rest}    notess:\n      {note}\n      confidential: true\n",
    "drafts:\n  first:\n    notes: {note}\n{rest}",
    "drafts:\n  first:\n{rest}    articles:\n      - id: a\n        notes:\n          {note}\n",
    "drafts:\n  notes:\n      {note}\n",
    "drafts:\n  first:\n{rest}    notes:\n      n: {{by: x, text: x}}\n    {note}\n",
)
_REST = "    label: A\n    title: T\n"


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(_FORMS), st.sampled_from(_PLACES), st.sampled_from(["", "--json"]))
def test_no_error_repeats_a_word_of_a_note(form: str, where: str, option: str) -> None:
    data = tree_data()
    del data["drafts"]
    stream = io.StringIO()
    YAML(typ="safe", pure=True).dump(data, stream)
    note = form.format(CANARY)
    with tempfile.TemporaryDirectory() as folder:
        text = stream.getvalue() + "include: [drafts.yaml]\n"
        (Path(folder) / "case.yaml").write_text(text, "utf-8")
        drafts = where.format(rest=_REST, note=note)
        (Path(folder) / "drafts.yaml").write_text(drafts, "utf-8")
        code, printed = said("check", folder, *([option] if option else []))
        assert code in (0, 1, 2)
        assert CANARY.lower() not in printed.lower(), drafts
