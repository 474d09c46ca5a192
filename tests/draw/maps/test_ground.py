"""The grid, the degrees and the scale bar."""

import re

import pytest

from basemaps import CITY, HANDMADE, VALLEY, HandMade, Town, places
from drawings import found, overlap, words
from milepost.draw.maps import ground
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet, frame_of, route_map
from milepost.draw.projection import fit, latitude_at, longitude_at, metres_per_px
from milepost.draw.scales import IMPERIAL, METRIC

SIZE = {"width": 800, "height": 520}
EUROPE = tuple((36.0 + k, -8.0 + 1.5 * k) for k in range(30))


def grid_of(line, *, over_land, units=METRIC):
    return ground.grid(fit([line], **SIZE), over_land=over_land, units=units)


def test_close_to_the_ground_there_are_squares_of_the_scale_bar():
    frame = fit([CITY], **SIZE)
    bar_px = ground.scale_bar_length(frame, METRIC)[1]
    xs = [float(x) for x in re.findall(r"M([\d.]+) 0V", grid_of(CITY, over_land=False).lines)]
    assert len(xs) > 2
    assert xs[1] - xs[0] == pytest.approx(bar_px, abs=0.11)


def test_squares_have_no_degrees():
    assert grid_of(CITY, over_land=False).degrees == ()


def test_over_land_there_is_no_grid_while_one_scale_is_true():
    assert grid_of(VALLEY, over_land=True).svg() == ""


def test_where_the_scale_differs_there_are_meridians_with_degrees():
    written = [words for _, _, words in grid_of(EUROPE, over_land=True).degrees]
    assert "0°" in written
    assert "50°" in written


@pytest.mark.parametrize("narrow", [False, True])
def test_degrees_have_room_of_their_own(narrow):
    legs = [Leg((EUROPE,))]
    frame = frame_of(legs, Sheet())
    towns = [
        Town(f"Town {n}", latitude_at(frame, y - 4), longitude_at(frame, x + dx), 9e5)
        for n, (x, y, _) in enumerate(ground.grid(frame, over_land=True, units=METRIC).degrees)
        for dx in (-12.0, 10.0)
    ]
    full = HandMade(places=places(towns))
    svg = route_map(legs, full, title="", description="", ident="m")
    written = words(svg, narrow=narrow)
    degrees = [word for word in written if word.kind == "grid-label"]
    assert len(degrees) > 4
    for one in degrees:
        assert not [o for o in written if o is not one and overlap(one.box, o.box)]


@pytest.mark.parametrize(("lon", "words"), [(200.0, "−160°"), (180.0, "180°"), (-40, "−40°")])
def test_meridians_are_counted_to_180_and_back(lon, words):
    frame = fit([((0.0, lon - 40), (60.0, lon + 40))], **SIZE)
    assert words in [w for _, _, w in ground.grid(frame, over_land=True, units=METRIC).degrees]


def test_degrees_may_have_minutes():
    names = [w for _, _, w in grid_of(((84.0, 10.0), (84.15, 10.4)), over_land=False).degrees]
    assert "10°30′" in names


@pytest.mark.parametrize("span_deg", [0.001, 0.1, 3.0, 40.0])
@pytest.mark.parametrize("units", [METRIC, IMPERIAL])
def test_a_bar_is_a_round_part_of_the_picture(span_deg, units):
    frame = fit([((10.0, 20.0), (10.0, 20.0 + span_deg))], **SIZE)
    words, px = ground.scale_bar_length(frame, units)
    count, unit = re.fullmatch(r"([\d.]+) (\w+).*", words).groups()
    metres = {"m": 1, "km": 1000, "ft": 0.3048, "mi": 1609.344}[unit]
    assert count.strip("0.") in {"1", "2", "5"}
    assert px * metres_per_px(frame) == pytest.approx(float(count) * metres)
    assert 60 < px < 200


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    "line", [CITY, VALLEY, EUROPE, *(((50.0, 0.0), (20.0, 7.0 * n)) for n in range(9, 20))]
)
def test_the_words_of_the_bar_stay_in_the_picture_and_in_their_box(line, narrow):
    frame = fit([line], **SIZE)
    svg = f"<svg>{ground.scale_bar(frame)}</svg>"
    (word,) = words(svg, narrow=narrow)
    box = ground.scale_bar_box(frame, units=METRIC)
    assert word.box[0] >= 4
    assert box[0] <= word.box[0] < word.box[2] <= box[2]
    assert box[1] <= word.box[1] < word.box[3] <= box[3]


def test_the_bar_lies_on_a_calm_backing():
    svg = route_map([Leg((VALLEY,))], HANDMADE, title="", description="", ident="m")
    (backing,) = found(svg, "backing")
    assert svg.index("mp-backing") < svg.index("mp-scale")
    assert float(backing.get("width")) < 300
