"""The codebook is made of the models, says something of every field, and its examples hold."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from detente.case.codebook import entries
from detente.case.tree import parse
from tools import codebook

FIELDS = [
    (model, name)
    for model in codebook.models()
    for name in model.model_fields
]  # fmt: skip


def test_the_codebook_is_current() -> None:
    assert codebook.PAGE.read_text("utf-8") == codebook.page(), "run `make reference`"


def test_every_block_and_field_is_explained_and_nothing_else() -> None:
    known = {f"{m.__name__}.{n}" for m, n in FIELDS} | {m.__name__ for m in codebook.models()}
    assert sorted(set(entries()) - known) == []
    page = codebook.page()
    for model in codebook.models():
        assert f"\n## {model.__name__}\n" in page
    assert page.count("\n| `") + page.count("\n| **`") == len(FIELDS)


@pytest.mark.parametrize(
    ("model", "name"), FIELDS, ids=lambda x: x if isinstance(x, str) else x.__name__
)
def test_an_example_is_what_the_field_takes(model: type, name: str) -> None:
    entry = entries().get(f"{model.__name__}.{name}")
    if entry is None or not entry.example:
        return
    field = model.model_fields[name]  # type: ignore[attr-defined]  # a pydantic model
    value = parse(entry.example, "example").data
    if name in ("title", "question", "label", "unit", "what"):
        value = entry.example
    if name == "order":
        value = [value]
    TypeAdapter(field.rebuild_annotation()).validate_python(value)
