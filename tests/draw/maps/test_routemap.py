"""The way on its map: lines, marks, scale, words for those who cannot see it."""

import re
from math import cos, hypot, radians, sin
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from basemaps import CREDIT, HANDMADE, OVER_180, VALLEY
from drawings import found, lines, marks
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet, frame_of, route_map
from milepost.draw.projection import Frame, Padding, to_px
from milepost.draw.scales import IMPERIAL, METRIC

WORDS = {"title": "Vapi to Surat", "description": "100 km, north", "ident": "day-3"}
NORTH = tuple((20.3 + k * 0.02, 72.9 + 0.02 * sin(k)) for k in range(41))  # some 100 km
LOOP = tuple(
    (48 + 0.02 * sin(radians(a)), 11 + 0.03 * cos(radians(a))) for a in range(0, 361, 5)
)
FIJI, SAMOA = (
    ((-18.1, 178.4), (-17.0, 179.6), (-15.0, -177.0)),
    ((-15.0, -177.0), (-13.8, -171.8)),
)


def drawn(*legs, **sheet):
    return route_map(legs, HANDMADE, **WORDS, sheet=Sheet(**sheet))


def day(*parts):
    return Leg(tuple(parts))


def days(*parts):
    return [Leg((part,), tone=n % 2) for n, part in enumerate(parts)]


def length_px(line):
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


@pytest.mark.parametrize("legs", [(), (Leg(()),), (Leg(((),)),)])
def test_nothing_is_drawn_for_nothing(legs):
    assert drawn(*legs) == ""
    assert frame_of(legs, Sheet()) is None


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
    svg = route_map([day(NORTH)], HANDMADE, title=title, description="", ident='a"><b')
    root = ElementTree.fromstring(svg)
    assert root[0].text == '</title><script>alert("1")</script> & more'
    assert not [e for e in root.iter() if e.tag.endswith("script")]


def test_hostile_names_are_text():
    leg = Leg((NORTH,), start="<script>1</script>", end='"><img src=x>')
    root = ElementTree.fromstring(drawn(leg))
    assert {e.tag.rsplit("}")[-1] for e in root.iter()}.isdisjoint({"script", "img"})
    assert "<script>1</script>" in [e.text for e in root.iter()]


def test_nothing_needs_a_loose_security_policy():
    svg = drawn(day(VALLEY), Leg((LOOP,), tone=1), Leg((VALLEY,), kind="plan"))
    root = ElementTree.fromstring(svg)
    attributes = {name for e in root.iter() for name in e.attrib}
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on")]
    assert {e.tag.rsplit("}")[-1] for e in root.iter()}.isdisjoint({"style", "script", "image"})
    targets = [value for e in root.iter() for name, value in e.items() if "href" in name]
    ids = {e.get("id") for e in root.iter()}
    assert targets
    assert all(target.startswith("#") and target[1:] in ids for target in targets)


def test_ids_of_two_maps_on_a_page_do_not_meet():
    one, other = (
        route_map([day(VALLEY)], HANDMADE, title="", description="d", ident=ident)
        for ident in ("day-1", "day-2")
    )
    ids = [set(re.findall(r' id="([^"]+)"', svg)) for svg in (one, other)]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_the_same_legs_make_the_same_bytes():
    assert drawn(day(VALLEY)) == drawn(day(VALLEY))


def test_the_picture_tells_where_it_lies():
    root = ElementTree.fromstring(drawn(day(VALLEY)))
    west, north, scale = (float(root.get(f"data-{k}")) for k in ("west", "north", "scale"))
    frame = Frame(west, north, scale, 800, 520)
    assert frame == frame_of([day(VALLEY)], Sheet())
    x, y = to_px(frame, VALLEY[:1])[0]
    assert lines(drawn(day(VALLEY)), "route")[0][0] == pytest.approx((x, y), abs=0.06)


def test_a_gap_stays_a_gap():
    svg = drawn(day(NORTH[:15], NORTH[25:]))
    assert len(lines(svg, "route")) == 2
    assert len(lines(svg, "case")) == 2
    assert len(lines(svg, "link")) == 1


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
    start, *_, end = lines(drawn(day(((-33.0, 151.0), (-33.5, 151.0)))), "route")[0]
    assert end[1] > start[1]


@pytest.mark.parametrize("line", [((48.0, 11.0),), ((48.0, 11.0),) * 5])
def test_one_place_is_a_start_without_a_finish(line):
    svg = drawn(day(line))
    assert found(svg, "start")
    assert not found(svg, "finish")


def test_a_track_of_50_m_is_drawn_small_on_a_small_area():
    svg = drawn(day(((48.0, 11.0), (48.00045, 11.0))))
    (_, top), (_, bottom) = lines(svg, "route")[0]
    assert 50 < abs(bottom - top) < 200
    assert found(svg, "label")[0].text == "50 m"


def test_a_line_over_the_antimeridian_is_one_piece():
    (line,) = lines(drawn(day(FIJI)), "route")
    assert line[:, 0].tolist() == sorted(line[:, 0].tolist())


def test_legs_on_both_sides_of_the_antimeridian_meet():
    svg = drawn(*days(FIJI, SAMOA))
    meeting = lines(svg, "tone-0")[0][-1], lines(svg, "tone-1")[0][0]
    assert meeting[0] == pytest.approx(meeting[1], abs=0.2)
    assert len(found(svg, "joint")) == 1


def test_land_and_names_stand_on_both_sides_of_the_antimeridian():
    svg = drawn(day(OVER_180))
    words = [e.text for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("text")]
    assert {"West of it", "East of it"} <= set(words)
    x = np.concatenate([piece[:, 0] for piece in _land(svg)])
    assert x.min() < 200
    assert x.max() > 600


def _land(svg):
    data = re.search(r'<path id="day-3-land" d="([^"]+)"', svg)[1]
    return lines(f'<svg><path class="mp-land" d="{data}"/></svg>', "land")


@pytest.mark.parametrize("lat", [0.0, 48.0, -60.0, 70.0, 80.0])
@pytest.mark.parametrize("units", [METRIC, IMPERIAL])
def test_the_scale_bar_is_true_in_the_middle(lat, units):
    metres_a_degree = 111_320 * cos(radians(lat))
    svg = drawn(day(((lat, 10.0), (lat, 11.0))), units=units)
    (x0, _), (x1, _) = lines(svg, "route")[0]
    bar_px = float(re.search(r"h([\d.]+)v", found(svg, "scale")[0].get("d"))[1])
    count, unit, *_ = found(svg, "label")[0].text.split()
    metres = {"km": 1000.0, "mi": 1609.344}[unit]
    assert bar_px / (x1 - x0) * metres_a_degree == pytest.approx(
        float(count) * metres, rel=0.02
    )


def test_where_the_scale_differs_the_bar_says_for_which_latitude_it_holds():
    high = drawn(day(((78.0, 10.0), (82.0, 12.0))))
    assert re.fullmatch(r"\d+ km · 80°", found(high, "label")[0].text)
    assert "·" not in found(drawn(day(NORTH)), "label")[0].text


def test_miles_are_miles():
    svg = drawn(day(NORTH), units=IMPERIAL)
    assert found(svg, "label")[0].text.endswith(" mi")
    assert [int(e.text) for e in found(svg, "pill-text")][-1] < 62


def test_numbered_distances_are_few_and_round():
    numbers = [int(e.text) for e in found(drawn(day(NORTH)), "pill-text")]
    assert 4 <= len(numbers) <= 9
    assert all(n % 10 == 0 for n in numbers)


def test_arrows_point_the_way():
    east = ((46.0, 9.0), (46.0, 11.0))
    turns = re.findall(r"rotate\((-?\d+)\)\"><path class=\"mp-mark mp-arrow", drawn(day(east)))
    assert turns
    assert set(turns) <= {"0", "-0"}
    back = re.findall(r"rotate\((-?\d+)\)\"><path class=\"mp-mark", drawn(day(east[::-1])))
    assert set(back) <= {"180", "-180"}


def test_a_journey_has_two_tones_and_rings_but_no_numbers():
    svg = drawn(*days(*(NORTH[k * 10 : k * 10 + 11] for k in range(4))))
    assert len(lines(svg, "tone-0")) == len(lines(svg, "tone-1")) == 2
    assert len(found(svg, "joint")) == 3
    assert not found(svg, "pill")
    assert not found(svg, "route")


def test_rings_do_not_touch_however_many_days_there_are():
    parts = [VALLEY[k : k + 2] for k in range(len(VALLEY) - 1)]
    svg = drawn(*days(*parts))
    spots = [
        ((left + right) / 2, (top + bottom) / 2)
        for kind, (left, top, right, bottom) in marks(svg, narrow=False)
        if kind == "joint"
    ]
    apart = [hypot(a[0] - b[0], a[1] - b[1]) for n, a in enumerate(spots) for b in spots[:n]]
    assert min(apart, default=99) >= 6


def test_the_finish_of_an_unfinished_plan_is_the_plans():
    svg = drawn(day(NORTH[:20]), Leg((NORTH,), kind="plan"))
    assert len(found(svg, "here")) >= 1
    x, y = lines(svg, "plan")[0][-1]
    assert f'translate({x:.4g} {y:.4g})"><g class="mp-mark"><path class="mp-finish"' in svg


def test_a_finished_plan_needs_no_disc():
    done, both = drawn(day(NORTH)), drawn(day(NORTH), Leg((NORTH,), kind="plan"))
    assert len(found(done, "here")) == len(found(both, "here"))


def test_a_plan_alone_is_a_map():
    svg = drawn(Leg((NORTH,), kind="plan"))
    assert found(svg, "plan")
    assert found(svg, "start")
    assert found(svg, "finish")
    assert not found(svg, "case")


@pytest.mark.parametrize("kind", ["plan", "skipped", "transfer"])
def test_what_was_not_done_is_drawn_in_a_manner_of_its_own(kind):
    svg = drawn(day(NORTH[:20]), Leg((NORTH[19:],), kind=kind))
    assert length_px(lines(svg, kind)[0]) > 100
    assert len(lines(svg, "route")) == 1
    others = {"plan", "skipped", "transfer"} - {kind}
    assert not [name for name in others if found(svg, name)]


def test_distances_do_not_count_a_transfer():
    whole = drawn(day(NORTH))
    ferry = drawn(day(NORTH[:15]), Leg((NORTH[14:30],), kind="transfer"), day(NORTH[29:]))
    last = [float(found(svg, "pill-text")[-1].text) for svg in (whole, ferry)]
    assert last[1] < last[0]


def test_the_plan_lies_beneath_the_way():
    svg = drawn(Leg((NORTH,), kind="plan"), day(NORTH[:20]))
    assert svg.index("mp-plan") < svg.index("mp-case") < svg.index("mp-route")


def test_the_way_lies_over_the_land_and_beneath_its_words():
    svg = drawn(day(VALLEY))
    order = ["mp-land", "mp-river", "mp-case", "mp-route", "mp-words", "mp-start"]
    assert [svg.index(name) for name in order] == sorted(svg.index(name) for name in order)


@pytest.mark.parametrize("line", [NORTH, VALLEY, LOOP, ((48.0, 11.0),)])
def test_every_map_names_its_source(line):
    (credit,) = found(drawn(day(line)), "credit")
    assert credit.text == CREDIT


def test_another_ground_has_another_source():
    svg = drawn(day(VALLEY), bare=True, credit="© Somebody")
    assert found(svg, "credit")[0].text == "© Somebody"
    before, small = svg.split('<svg class="mp-locator"')
    assert "mp-land" not in before
    assert "mp-water" not in before
    assert "mp-ground" not in before
    assert "mp-land" in small


def test_a_map_for_a_picture_has_one_size_of_words():
    assert not found(drawn(day(VALLEY), narrow=False), "narrow")
    assert found(drawn(day(VALLEY)), "narrow")


def test_a_large_area_has_meridians_with_degrees():
    names = [e.text for e in found(drawn(day(((10.0, 20.0), (60.0, 80.0)))), "grid-label")]
    assert "40°" in names


places = st.tuples(st.floats(-84, 84), st.floats(-180, 180))
some_legs = st.lists(
    st.builds(
        Leg,
        st.lists(st.lists(places, max_size=5).map(tuple), max_size=3).map(tuple),
        st.sampled_from(["done", "plan", "skipped", "transfer"]),
        st.integers(0, 1),
    ),
    max_size=4,
)


@settings(max_examples=40)
@given(some_legs, st.sampled_from((METRIC, IMPERIAL)))
def test_any_legs_make_a_sound_picture_with_all_inside(legs, units):
    svg = drawn(*legs, units=units)
    if not any(line for leg in legs for line in leg.lines):
        assert svg == ""
        return
    for name in ("route", "tone-0", "tone-1", "plan", "skipped", "transfer"):
        for x, y in (point for piece in lines(svg, name) for point in piece):
            assert 0 <= x <= 800
            assert 0 <= y <= 520


def test_a_poster_has_one_line_and_its_pins():
    svg = drawn(*days(NORTH[:20], NORTH[19:]), poster=True)
    assert len(found(svg, "route")) == 1
    assert {kind for kind, _ in marks(svg, narrow=False)} == {"start", "finish"}
    for name in ("tone", "joint", "pill", "arrow", "scale", "stop-name"):
        assert not found(svg, name), name


def test_a_poster_tells_where_it_is_only_if_nothing_has_a_name():
    named = Leg((NORTH,), start="Vapi", end="Surat")
    assert found(drawn(day(NORTH), poster=True), "locator")
    assert not found(drawn(named, poster=True), "locator")


@pytest.mark.parametrize("edge", ["top", "right", "bottom", "left"])
def test_a_band_along_an_edge_can_be_kept_free_of_words(edge):
    sides = dict.fromkeys(("top", "right", "bottom", "left"), 40.0) | {edge: 340.0}
    leg = Leg((NORTH,), start="Vapi", end="Surat")
    free = {"padding": Padding(**sides), "wordless": Padding(**{edge: 300.0})}
    svg = drawn(leg, poster=True, narrow=False, **free)
    wanted = {"top": (0, 300, 800, 520), "right": (0, 0, 500, 520)}
    wanted |= {"bottom": (0, 0, 800, 220), "left": (300, 0, 800, 520)}
    left, top, right, bottom = wanted[edge]
    spots = re.findall(r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)"', svg)
    assert len(spots) == 3
    for x, y in spots:
        assert left <= float(x) <= right
        assert top <= float(y) <= bottom


def test_the_top_of_a_map_can_be_kept_free_of_words_and_of_the_way():
    padding = Padding(top=230, right=40, bottom=60, left=40)
    leg = Leg((NORTH,), start="Vapi", end="Surat")
    for free, above in ((0.0, True), (300.0, False)):
        root = drawn(leg, padding=padding, wordless=Padding(top=free))
        names = r'<text class="(?!mp-pill)[^>]*y="([\d.]+)"'
        rows = [float(y) for y in re.findall(names, root)]
        assert any(y < 300 for y in rows) is above
    frame = frame_of((leg,), Sheet(padding=padding))
    assert frame is not None
    assert min(to_px(frame, NORTH)[:, 1]) >= 229.9
