"""Several files into one case: every value keeps the place of the file it was taken from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.case.includes import read_source
from detente.case.tree import parse, step

ENTRY = st.sampled_from(["1", "{x: 1}", "[a, b]"])
BLOCK = st.dictionaries(st.sampled_from(["one", "two", "a/b"]), ENTRY, min_size=1, max_size=3).map(
    lambda d: "{" + ", ".join(f'"{k}": {v}' for k, v in d.items()) + "}"
)
LIST = st.lists(ENTRY, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
FILE = st.dictionaries(
    st.sampled_from(["first", "second", "third"]), BLOCK | LIST | st.just("word"), max_size=3
)


def slowly(texts: dict[str, str]) -> tuple[dict[str, Any], dict[str, tuple[str, int | None]]]:
    """What merging means, one value after the other: the data, and where each came from."""
    data: dict[str, Any] = {}
    places: dict[str, tuple[str, int | None]] = {}

    def walk(value: Any, here: str, there: str, tree: Any) -> None:
        places[there] = (Path(tree.places[here].file).name, tree.places[here].line)
        pairs = value.items() if isinstance(value, dict) else ()
        for key, below in enumerate(value) if isinstance(value, list) else pairs:
            walk(below, step(here, key), step(there, key), tree)

    for name, text in texts.items():
        tree = parse(text, name)
        for key, value in tree.data.items():
            top, old = step("", key), data.get(key)
            if key == "include":
                continue
            if key not in data:
                data[key] = value
                walk(value, top, top, tree)
            elif isinstance(old, dict) and isinstance(value, dict):
                for sub, below in value.items():
                    if sub not in old:
                        old[sub] = below
                        walk(below, step(top, sub), step(top, sub), tree)
            elif isinstance(old, list) and isinstance(value, list):
                for k, below in enumerate(value):
                    walk(below, step(top, k), step(top, len(old) + k), tree)
                data[key] = [*old, *value]
    return data, places


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=st.lists(FILE, min_size=1, max_size=3))
def test_places_are_those_of_a_slow_merge(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    texts = {}
    for k, tops in enumerate(files):
        name = f"file-{k}.yaml"
        lines = [f"{key}: {value}" for key, value in tops.items()] or ["{}"]
        texts[name] = "\n".join(lines) + "\n"
        (folder / name).write_text(texts[name])
    included = ", ".join(texts)
    texts = {"case.yaml": f"title: x\ninclude: [{included}]\n", **texts}
    (folder / "case.yaml").write_text(texts["case.yaml"])
    source, _ = read_source(folder)
    data, places = slowly(texts)
    assert source.data == data
    found = {p: (Path(at.file).name, at.line) for p, at in source.places.items() if p}
    assert found == places


def test_a_name_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("include: [b.yaml]\nparties:\n  north: {label: N}\n")
    (tmp_path / "b.yaml").write_text("parties:\n  south: {label: S}\n  north: {label: M}\n")
    source, [problem] = read_source(tmp_path)
    assert problem.message == (
        f"'north' stands in two files: here and in {tmp_path / 'case.yaml'}:3:3"
    )
    assert (problem.place.file, problem.place.line) == (str(tmp_path / "b.yaml"), 3)
    assert source.data["parties"]["north"] == {"label": "N"}
    assert source.places["/parties/north/label"].file.endswith("case.yaml")
    assert source.places["/parties/south/label"].file.endswith("b.yaml")
    with pytest.raises(KeyError):
        source.keys["/parties/nobody"]
