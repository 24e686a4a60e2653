from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.report.document import Report
from detente.report.figures import all_figures, layout
from detente.report.figures.render import Picture, inline
from detente.report.figures.style import DARK, FONT, PAPER, VARIABLES
from detente.report.names import Names
from tests.report.conftest import KINDS


def values(spec: Any) -> list[dict[str, Any]]:
    """Every data value anywhere in a specification."""
    if isinstance(spec, list):
        return [v for part in spec for v in values(part)]
    if not isinstance(spec, dict):
        return []
    own = spec.get("data", {}).get("values", [])
    return own + [v for key, part in spec.items() if key != "data" for v in values(part)]


def figures(name: str) -> dict[str, Any]:
    case, finding = KINDS[name]
    return all_figures(finding, Names(case))


def test_every_figure_has_its_words_and_its_numbers(told: tuple[Case, ReachFinding]) -> None:
    case, finding = told
    for figure in all_figures(finding, Names(case)).values():
        assert figure.title
        assert figure.caption.endswith((".", ")"))
        assert len(figure.alt) > len(figure.caption)
        assert figure.table.rows
        assert figure.spec["config"]["font"] == FONT
        json.dumps(figure.spec, allow_nan=False)


def test_figures_without_data_are_left_out() -> None:
    assert set(figures("certain")) == {"deal-map", "acceptability", "levers", "must-believe"}
    assert "levers" not in figures("no-levers")
    assert "deal-map" not in figures("one-party")
    assert "beliefs" in figures("hanoi")


def test_the_deal_map_has_every_package_once_and_all_its_forms() -> None:
    _, finding = KINDS["hanoi"]
    assert finding.deals.map is not None
    found = values(figures("hanoi")["deal-map"].spec)
    big = [v["package"] for v in found if "package" in v and "step" not in v]
    for slug, marks in finding.deals.map.marks.items():
        forms = len(marks) if len(marks) > 1 else 0
        assert big.count(slug) == 1 + forms
    labels = {v["label"].replace("\n", " ") for v in found if "label" in v}
    assert {p.label for p in finding.deals.packages} == labels


def test_the_mark_of_a_package_is_the_mean_of_its_forms() -> None:
    _, finding = KINDS["hanoi"]
    assert finding.deals.map is not None
    spec = figures("hanoi")["deal-map"].spec
    means = next(
        layer["data"]["values"] for layer in spec["layer"] if layer["mark"].get("size") == 110
    )
    for mean in means:
        marks = finding.deals.map.marks[mean["package"]]
        assert mean["x"] == pytest.approx(sum(x for x, _ in marks) / len(marks))
        assert mean["y"] == pytest.approx(sum(y for _, y in marks) / len(marks))


def test_the_deal_map_shows_no_deal_at_nought() -> None:
    spec = figures("hanoi")["deal-map"].spec
    lines = [
        layer
        for layer in spec["layer"]
        if layer["mark"].get("type") == "rule" and layer["data"]["values"] == [{"v": 0}]
    ]
    assert {next(iter(layer["encoding"])) for layer in lines} == {"x", "y"}


def test_parties_differ_in_shape_as_well_as_in_colour() -> None:
    spec = figures("hanoi")["deal-map"].spec
    scales = [layer["encoding"] for layer in spec["layer"] if "shape" in layer.get("encoding", {})]
    for encoding in scales:
        for channel in ("shape", "color"):
            used = encoding[channel]["scale"]["range"]
            assert len(set(used)) == len(used)


def test_acceptability_shows_both_shares_intervals_and_widened_variants() -> None:
    _, finding = KINDS["hanoi"]
    found = values(figures("hanoi")["acceptability"].spec)
    shown = [v for v in found if "what" in v]
    assert len(shown) == sum(2 + len(p.widened) for p in finding.deals.packages)
    assert {round(v["value"], 6) for v in shown} >= {
        round(p.a_sign.value * 100, 6) for p in finding.deals.packages
    }
    assert {"zone": finding.deals.zone.zone.value * 100} in found
    for interval in (v for v in found if "low" in v):
        assert 0 <= interval["low"] <= interval["high"] <= 100


def test_rows_of_packages_stand_by_falling_acceptability() -> None:
    _, finding = KINDS["hanoi"]
    spec = figures("hanoi")["acceptability"].spec
    order = next(
        layer["encoding"]["y"]["sort"]
        for layer in spec["layer"]
        if "y" in layer.get("encoding", {})
    )
    ranked = sorted(finding.deals.packages, key=lambda p: -p.a_sign.value)
    assert [name.replace("\n", " ") for name in order] == [p.label for p in ranked]


def test_consequences_have_a_panel_for_each_unit() -> None:
    case, _ = KINDS["hanoi"]
    spec = figures("hanoi")["consequences"].spec
    panels = [panel for row in spec["vconcat"] for panel in row["hconcat"]]
    titles = {panel["layer"][0]["encoding"]["x"]["title"] for panel in panels}
    assert titles == {c.unit for c in case.consequences.values()}


def test_levers_without_any_effect_are_counted_not_drawn() -> None:
    _, finding = KINDS["hanoi"]
    figure = figures("hanoi")["levers"]
    drawn = {v["lever"] for v in values(figure.spec) if "lever" in v}
    assert f"Not shown: {len(finding.levers.levers) - len(drawn)} levers" in figure.caption


def test_beliefs_are_compared_with_the_mix() -> None:
    case, _ = KINDS["hanoi"]
    found = values(figures("hanoi")["beliefs"].spec)
    assert len({v["beliefs"] for v in found}) == len(case.beliefs) + 1


def test_svg_is_well_formed_and_png_is_png(
    hanoi_drawn: tuple[Report, dict[str, Picture]],
) -> None:
    _, pictures = hanoi_drawn
    for picture in pictures.values():
        assert ET.fromstring(picture.svg).tag == "{http://www.w3.org/2000/svg}svg"
        assert picture.png.startswith(b"\x89PNG\r\n")


def test_hostile_text_stays_text_in_svg(
    hostile_drawn: tuple[Report, dict[str, Picture]],
) -> None:
    _, pictures = hostile_drawn
    for slug, picture in pictures.items():
        tags = {e.tag.rpartition("}")[2] for e in ET.fromstring(picture.svg).iter()}
        assert "script" not in tags
        ET.fromstring(inline(picture.svg, slug, 'a "quoted" <alt>'))


def test_inline_figures_follow_the_page_and_share_no_names(
    hanoi_drawn: tuple[Report, dict[str, Picture]],
) -> None:
    _, pictures = hanoi_drawn
    seen: set[str] = set()
    for slug, picture in pictures.items():
        root = ET.fromstring(inline(picture.svg, slug, "alt"))
        names = {e.attrib["id"] for e in root.iter() if "id" in e.attrib}
        assert not names & seen
        seen |= names
        for element in root.iter():
            for channel in ("fill", "stroke"):
                colour = element.attrib.get(channel, "none")
                assert not colour.startswith("#"), (slug, element.attrib)


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "colour",
    sorted(
        c for c, n in VARIABLES.items() if n in {"ink", "muted", "green", "blue", "red", "purple"}
    ),
)
def test_colours_can_be_read_on_light_and_dark(colour: str) -> None:
    assert contrast(colour, PAPER) >= 4.5
    assert contrast(DARK[colour], DARK[PAPER]) >= 4.5


@given(
    st.lists(st.tuples(st.floats(0, 400), st.integers(14, 40)), max_size=15),
    st.integers(300, 700),
)
def test_labels_beside_a_plot_never_overlap(wanted: list[tuple[float, int]], height: int) -> None:
    wanted.sort()
    sizes = [s for _, s in wanted]
    placed = layout.spaced([w for w, _ in wanted], sizes, height)
    for i in range(1, len(placed)):
        assert placed[i] - placed[i - 1] >= (sizes[i] + sizes[i - 1]) / 2 - 1e-6
    if placed and sum(sizes) <= height:
        assert placed[0] - sizes[0] / 2 >= -1e-6
        assert placed[-1] + sizes[-1] / 2 <= height + 1e-6


@given(st.lists(st.tuples(st.integers(0, 380), st.integers(0, 400)), max_size=10, unique=True))
def test_lines_to_labels_do_not_cross(ends: list[tuple[int, int]]) -> None:
    points = [(float(x), float(y)) for x, y in ends]
    placed = layout.uncrossed(points, [20.0] * len(points), 412.0, 400.0)
    lines = list(zip(points, placed, strict=True))
    for i, (a, y) in enumerate(lines):
        for b, z in lines[i + 1 :]:
            assert not layout._cross(a, (412.0, y), b, (412.0, z))


def test_a_hull_is_closed_and_holds_every_point() -> None:
    points = [(0.0, 0.0), (2.0, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 2.0)]
    ring = layout.hull(points)
    assert ring[0] == ring[-1]
    assert set(ring) == set(points) - {(1.0, 1.0)}
