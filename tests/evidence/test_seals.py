"""A chain of seals: any change of what stands shows, with its file and its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.seals import canonical, digest, file_name, sealed, verify, written


def chain(length: int = 3) -> dict[str, str]:
    files, previous = {}, ""
    for k in range(length):
        entries = [
            {"question": f"q{i}", "chances": [0.25 + i / 8, 0.75 - i / 8], "by": "Désk 한"}
            for i in range(2)
        ]
        content = {
            "day": f"2024-01-0{k + 1}",
            "sealed_at": f"2024-01-0{k + 1}T10:00:00+00:00",
            "forecasts": entries,
            "seed": k,
        }
        seal = sealed(content, previous)
        previous = seal["hash"]
        files[file_name(seal)] = written(seal)
    return files


def codes(files: dict[str, str], expected: str = "") -> list[str]:
    return [f.code for f in verify(files, expected)[1]]


def test_a_chain_as_it_was_sealed_is_in_order() -> None:
    files = chain()
    seals, flaws = verify(files)
    assert flaws == []
    assert [s["seed"] for s in seals] == [0, 1, 2]
    assert [s["previous"] for s in seals] == ["", seals[0]["hash"], seals[1]["hash"]]
    assert verify({})[0] == []


def test_a_changed_forecast_is_told_with_file_and_line() -> None:
    files = chain()
    name = sorted(files)[1]
    files[name] = files[name].replace("0.375", "0.975", 1)
    (flaw,) = verify(files)[1]
    assert (flaw.file, flaw.code, flaw.what) == (name, "entry", "q1")
    assert flaw.line is not None
    lines = files[name].splitlines()
    assert '"sha256"' in lines[flaw.line - 1]
    near = [k for k, line in enumerate(lines, 1) if "0.975" in line]
    assert abs(near[0] - flaw.line) < 8


def test_whoever_mends_the_hash_of_the_entry_still_breaks_the_seal() -> None:
    files = chain()
    name = sorted(files)[1]
    seal = json.loads(files[name])
    entry = seal["forecasts"][0]
    entry["chances"] = [0.9, 0.1]
    entry["sha256"] = digest({k: v for k, v in entry.items() if k != "sha256"})
    files[name] = written(seal)
    (flaw,) = verify(files)[1]
    assert (flaw.file, flaw.code) == (name, "content")
    assert files[name].splitlines()[(flaw.line or 0) - 1].startswith('  "hash"')
    # And who mends that too has another name, and no follower.
    seal["hash"] = digest({k: v for k, v in seal.items() if k != "hash"})
    files[name] = written(seal)
    assert sorted(codes(files)) == ["missing", "name"]
    files[file_name(seal)] = files.pop(name)
    assert codes(files) == ["missing"]


@given(st.data())
def test_no_single_character_can_be_changed(data: st.DataObject) -> None:
    files = chain(2)
    name = data.draw(st.sampled_from(sorted(files)))
    at = data.draw(st.integers(0, len(files[name]) - 1))
    new = data.draw(st.sampled_from("x7 {\n").filter(lambda c: c != files[name][at]))
    files[name] = files[name][:at] + new + files[name][at + 1 :]
    flaws = verify(files)[1]
    assert flaws
    # The chain may break behind it too, but the changed file is named.
    assert name in {f.file for f in flaws} or {f.code for f in flaws} == {"missing"}


@pytest.mark.parametrize("taken", [0, 1])
def test_a_seal_taken_out_of_the_chain_is_missed(taken: int) -> None:
    files = chain()
    del files[sorted(files)[taken]]
    assert codes(files) == ["missing"]


def test_the_newest_taken_away_shows_against_a_hash_noted_elsewhere() -> None:
    files = chain()
    last = verify(files)[0][-1]["hash"]
    assert codes(files, last) == codes(files, last[:12]) == []
    del files[sorted(files)[-1]]
    assert codes(files) == []
    assert codes(files, last[:12]) == ["absent"]


def test_two_that_follow_one_and_two_that_begin() -> None:
    files = chain(2)
    first = verify(files)[0][0]
    late = {"day": "2024-02-01", "sealed_at": "2024-02-01T10:00:00+00:00", "forecasts": []}
    for previous, code in ((first["hash"], "fork"), ("", "starts")):
        seal = sealed(late, previous)
        more = {**files, file_name(seal): written(seal)}
        (flaw,) = verify(more)[1]
        assert (flaw.file, flaw.code) == (file_name(seal), code)


def test_a_seal_that_says_it_is_older_than_the_one_before() -> None:
    files = chain(2)
    last = verify(files)[0][-1]
    early = {"day": "2024-01-01", "sealed_at": "2024-01-02T09:59:59+00:00", "forecasts": []}
    seal = sealed(early, last["hash"])
    (flaw,) = verify({**files, file_name(seal): written(seal)})[1]
    assert (flaw.file, flaw.code, flaw.what) == (file_name(seal), "time", last["sealed_at"])
    seal = sealed({**early, "sealed_at": last["sealed_at"]}, last["hash"])
    assert codes({**files, file_name(seal): written(seal)}) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unreadable"),
        ("[1]", "unreadable"),
        ('{"forecasts": [1], "hash": "", "previous": "", "day": ""}', "unreadable"),
        ('{"forecasts": [], "hash": "", "previous": ""}', "unreadable"),
        ('{"forecasts": [], "hash": "ab", "previous": "", "day": "x", "n": NaN}', "content"),
        ("[" * 100_000, "unreadable"),
    ],
)
def test_what_is_no_seal_is_told_and_never_raises(text: str, code: str) -> None:
    assert codes({"a.json": text}) == [code]


def test_the_same_content_written_otherwise_is_told() -> None:
    files = chain(1)
    (name,) = files
    twice = files[name].replace('  "seed": 0\n', '  "seed": 9,\n  "seed": 0\n')
    assert codes({name: twice}) == ["writing"]
    (flaw,) = verify({name: twice})[1]
    assert twice.splitlines()[(flaw.line or 0) - 1] == '  "seed": 9,'


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
        max_leaves=8,
    )
)  # fmt: skip
def test_canonical_text_comes_back_and_does_not_depend_on_the_order_of_keys(content: Any) -> None:
    assert json.loads(canonical(content)) == content
    if isinstance(content, dict):
        assert canonical(dict(reversed(content.items()))) == canonical(content)
