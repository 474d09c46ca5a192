import re
from math import cos, radians, sin
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.draw.legs import Leg
from milepost.draw.routemap import route_map

WORDS = {"title": "Vapi to Surat", "description": "100 km, north", "ident": "day-3"}
NORTH = tuple((20.3 + k * 0.02, 72.9 + 0.02 * sin(k)) for k in range(41))  # some 100 km
LOOP = tuple(
    (48 + 0.02 * sin(radians(a)), 11 + 0.03 * cos(radians(a))) for a in range(0, 361, 5)
)
FIJI, SAMOA = (
    ((-18.1, 178.4), (-17.0, 179.6), (-15.0, -177.0)),
    ((-15.0, -177.0), (-13.8, -171.8)),
)


def drawn(*legs, **options):
    return route_map(legs, **{**WORDS, **options})


def day(*lines):
    return Leg(tuple(lines))


def found(svg, name):
    """All elements that carry a class."""
    root = ElementTree.fromstring(svg)
    return [e for e in root.iter() if f"mp-{name}" in e.get("class", "").split()]


def pieces(svg, name):
    """The absolute points of each piece of the first path with a class."""
    result = []
    for piece in found(svg, name)[0].get("d").split("M")[1:]:
        n = [float(v) for v in re.findall(r"-?(?:\d+\.\d|\d+|\.\d)", piece)]
        xs, ys = n[0::2], n[1::2]
        result.append([(sum(xs[: i + 1]), sum(ys[: i + 1])) for i in range(len(xs))])
    return result


@pytest.mark.parametrize("legs", [(), (Leg(()),), (Leg(((),)),)])
def test_nothing_is_drawn_for_nothing(legs):
    assert drawn(*legs) == ""


def test_a_map_names_itself_to_those_who_cannot_see_it():
    root = ElementTree.fromstring(drawn(day(NORTH)))
    texts = {e.get("id"): e.text for e in root.iter() if e.get("id")}
    assert root.get("role") == "img"
    assert [texts[i] for i in root.get("aria-labelledby").split()] == [
        "Vapi to Surat",
        "100 km, north",
    ]


def test_a_hostile_title_is_text():
    title = '</title><script>alert("1")</script>\x00 & more'
    root = ElementTree.fromstring(drawn(day(NORTH), title=title))
    assert root[0].text == '</title><script>alert("1")</script> & more'
    assert not [e for e in root.iter() if e.tag.endswith("script")]


def test_nothing_needs_a_loose_security_policy():
    svg = drawn(day(NORTH), Leg((LOOP,), tone=1), Leg((NORTH,), kind="plan"))
    assert "style" not in svg
    assert "href" not in svg


def test_the_same_legs_make_the_same_bytes():
    assert drawn(day(NORTH)) == drawn(day(NORTH))


def test_a_gap_stays_a_gap():
    svg = drawn(day(NORTH[:15], NORTH[25:]))
    assert len(pieces(svg, "route")) == 2
    assert len(pieces(svg, "case")) == 2


def test_distances_do_not_count_a_gap():
    whole, broken = drawn(day(NORTH)), drawn(day(NORTH[:15], NORTH[25:]))
    last = [float(found(svg, "pill-text")[-1].text) for svg in (whole, broken)]
    assert last[1] < last[0]


def test_start_and_finish_have_different_glyphs():
    svg = drawn(day(NORTH))
    assert len(found(svg, "start")) == len(found(svg, "finish")) == 1
    assert len(found(svg, "chequer")) == 1


def test_pins_lean_apart_where_a_loop_closes():
    turns = re.findall(r'<g transform="rotate\((-?\d+)\)">', drawn(day(LOOP)))
    assert sorted(turns) == ["-36", "36"]


def test_south_is_down():
    start, *_, end = pieces(drawn(day(((-33.0, 151.0), (-33.5, 151.0)))), "route")[0]
    assert end[1] > start[1]


@pytest.mark.parametrize("line", [((48.0, 11.0),), ((48.0, 11.0),) * 5])
def test_one_place_is_a_start_without_a_finish(line):
    svg = drawn(day(line))
    assert found(svg, "start")
    assert not found(svg, "finish")


def test_a_track_of_50_m_is_drawn_small_on_a_small_area():
    svg = drawn(day(((48.0, 11.0), (48.00045, 11.0))))
    (_, top), (_, bottom) = pieces(svg, "route")[0]
    assert 50 < abs(bottom - top) < 200
    assert found(svg, "label")[0].text == "50 m"


def test_a_line_over_the_antimeridian_is_one_piece():
    (line,) = pieces(drawn(day(FIJI)), "route")
    assert [x for x, _ in line] == sorted(x for x, _ in line)


def test_legs_on_both_sides_of_the_antimeridian_meet():
    svg = drawn(day(FIJI), Leg((SAMOA,), tone=1))
    assert pieces(svg, "tone-0")[0][-1] == pytest.approx(pieces(svg, "tone-1")[0][0], abs=0.2)
    assert len(found(svg, "joint")) == 1


@pytest.mark.parametrize("lat", [0.0, 48.0, -60.0, 70.0])
def test_the_scale_bar_is_true_in_the_middle(lat):
    metres_a_degree = 111_320 * cos(radians(lat))
    line = ((lat, 10.0), (lat, 11.0))
    svg = drawn(day(line))
    (x0, _), (x1, _) = pieces(svg, "route")[0]
    length_px = float(re.search(r"h([\d.]+)v", found(svg, "scale")[0].get("d"))[1])
    count, unit = found(svg, "label")[0].text.split()
    assert unit == "km"
    assert length_px / (x1 - x0) * metres_a_degree == pytest.approx(
        float(count) * 1000, rel=0.02
    )


def test_miles_are_miles():
    svg = drawn(day(NORTH), imperial=True)
    assert found(svg, "label")[0].text.endswith(" mi")
    assert len(found(svg, "pill")) < len(found(drawn(day(NORTH)), "pill")) + 9


def test_numbered_distances_are_few_and_round():
    numbers = [int(e.text) for e in found(drawn(day(NORTH)), "pill-text")]
    assert 4 <= len(numbers) <= 9
    assert all(n % 10 == 0 for n in numbers)


def test_a_journey_has_two_tones_and_rings_but_no_numbers():
    legs = [Leg((NORTH[k * 10 : k * 10 + 11],), tone=k % 2) for k in range(4)]
    svg = drawn(*legs)
    assert len(pieces(svg, "tone-0")) == len(pieces(svg, "tone-1")) == 2
    assert len(found(svg, "joint")) == 3
    assert not found(svg, "pill")
    assert not found(svg, "route")


def test_the_finish_of_an_unfinished_plan_is_the_plans():
    svg = drawn(day(NORTH[:20]), Leg((NORTH,), kind="plan"))
    assert len(found(svg, "here")) == 1
    (x, y) = pieces(svg, "plan")[0][-1]
    assert f'translate({x:g} {y:g})"><g class="mp-mark"><path class="mp-finish"' in svg


def test_a_finished_plan_needs_no_disc():
    assert not found(drawn(day(NORTH), Leg((NORTH,), kind="plan")), "here")


def test_a_plan_alone_is_a_map():
    svg = drawn(Leg((NORTH,), kind="plan"))
    assert found(svg, "plan")
    assert not found(svg, "case")


def test_the_plan_lies_beneath_the_way():
    svg = drawn(Leg((NORTH,), kind="plan"), day(NORTH[:20]))
    assert svg.index("mp-plan") < svg.index("mp-case") < svg.index("mp-route")


def test_a_large_area_has_meridians_with_degrees():
    names = [e.text for e in found(drawn(day(FIJI)), "grid-label")]
    assert "180°" in names or "−178°" in names


places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
some_legs = st.lists(
    st.builds(
        Leg,
        st.lists(st.lists(places, max_size=5).map(tuple), max_size=3).map(tuple),
        st.sampled_from(["done", "plan"]),
        st.integers(0, 1),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(some_legs, st.booleans())
def test_any_legs_make_a_sound_picture_with_all_inside(legs, imperial):
    svg = drawn(*legs, imperial=imperial)
    if not any(line for leg in legs for line in leg.lines):
        assert svg == ""
        return
    for name in ("route", "tone-0", "tone-1", "plan"):
        for element in found(svg, name):
            assert element.get("d")
        if found(svg, name):
            for x, y in (point for piece in pieces(svg, name) for point in piece):
                assert 0 <= x <= 800
                assert 0 <= y <= 520
