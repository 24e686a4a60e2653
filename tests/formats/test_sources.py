"""Sources for other programs: out and back, the letter kept, hostile files refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.models import Source
from detente.errors import InputError
from detente.formats.source_bibtex import read_bibtex, write_bibtex
from detente.formats.source_csl import read_csl, write_csl
from detente.formats.source_csv import read_sources, write_sources

FORMS = {
    "bib": (write_bibtex, read_bibtex),
    "json": (write_csl, read_csl),
    "csv": (write_sources, read_sources),
}
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])
    | st.sampled_from("{}\\&%$#_~^\"'@,=-+ "),
    min_size=1,
    max_size=20,
).map(lambda t: " ".join(t.split())).filter(bool)  # fmt: skip
SLUGS = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?", fullmatch=True)
SOURCES = st.dictionaries(
    SLUGS,
    st.builds(
        Source,
        label=WORDS,
        reliability=st.sampled_from("ABCDEF"),
        url=st.none() | st.just("https://a.example/x_y?z=1&q=%20~b#c"),
        note=st.none() | WORDS,
    ),
    max_size=4,
)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=120, deadline=None)
@given(sources=SOURCES)
def test_what_is_written_is_read_back(form, sources):
    write, read = FORMS[form]
    if form == "bib" and not sources:
        return
    found = read(write(sources), "f")
    assert {e.slug: Source.model_validate(e.data) for e in found.entries} == sources


def test_a_work_of_another_program_becomes_a_source():
    text = """@string{jcr = "J. Conflict"}
@article{Gold_1992, author = {Goldstein, Joshua S.}, title = {A {Conflict} scale \\& more: \\"u},
  journal = jcr, year = 1992, doi = {10.1/x}}
"""
    [entry] = read_bibtex(text, "f.bib").entries
    assert entry.slug == "gold-1992"
    assert entry.data == {
        "label": "Goldstein: A Conflict scale & more: \u00fc (J. Conflict, 1992)",
        "reliability": "F",
        "url": "https://doi.org/10.1/x",
    }
    assert entry.place.line == 2
    csl = [{"id": "a", "title": "T", "author": [{"family": "Kim"}, {"literal": "Office"}],
            "issued": {"date-parts": [["2019", 3]]}, "note": "Admiralty_c"}]  # fmt: skip
    [entry] = read_csl(json.dumps(csl), "f.json").entries
    assert entry.data["label"] == "Kim, Office: T (2019)"
    assert entry.data["reliability"] == "C"


def test_names_that_no_case_can_have_are_made_fit_and_kept_apart():
    csl = [
        {"id": "Kim 2019", "title": "A"},
        {"id": "kim_2019", "title": "B"},
        {"id": "김", "title": "C"},
    ]
    assert [e.slug for e in read_csl(json.dumps(csl), "f").entries] == [
        "kim-2019",
        "kim-2019-2",
        "item",
    ]


BOMB = '@string{a0 = "xxxxxxxxxx"}\n' + "".join(
    f"@string{{a{i} = a{i - 1} # a{i - 1}}}\n" for i in range(1, 60)
)


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_bibtex, "@misc{a, title = {x}", "not valid BibTeX"),
        (read_bibtex, "@misc{a, title = {x}}\n@misc{a, title = {y}}", "not valid BibTeX"),
        (read_bibtex, "@misc{a, title = nothing}", "not valid BibTeX"),
        (read_bibtex, "no entry at all", "has no BibTeX entry"),
        (read_bibtex, "", "has no BibTeX entry"),
        (read_bibtex, "@misc{" * 5000, "not valid BibTeX"),
        (read_bibtex, "@misc{a, title = " + "{" * 100_000, "not valid BibTeX"),
        (read_bibtex, BOMB + "@misc{a, title = a59}", "f:2: .*@string"),
        (read_bibtex, "x" * 2_000_001, "more than 2 MB"),
        (read_csl, "[{", r"f:1:3: .*not valid JSON"),
        (read_csl, "[" * 200_000, "not CSL-JSON|not valid JSON"),
        (read_csl, '{"a": 1}', "no list of works"),
        (read_csl, "[1]", "no list of works"),
        (read_csl, "[{}]", "neither an id nor a title"),
        (read_csl, "[" + "9" * 10_000 + "]", "not CSL-JSON"),
        (read_csl, json.dumps([{"id": "a"}] * 20_001), "more than 20,000"),
        (read_sources, "name,note\na,b", "'label' is missing"),
        (read_sources, "label,relability\na,b", "there is no column 'relability'"),
    ],
)
def test_what_is_malformed_is_one_message(read, text, message):
    with pytest.raises(InputError, match=message) as caught:
        read(text, "f")
    assert len(caught.value.problems) == 1
