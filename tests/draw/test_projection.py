from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.draw.projection import (
    Padding,
    fit,
    latitude_at,
    longitude_at,
    metres_along,
    metres_per_px,
    to_px,
    unwrap,
)

SIZE = {"width": 800, "height": 520}
degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
lines = st.lists(st.lists(degrees, min_size=1, max_size=6).map(tuple), min_size=1, max_size=4)


@given(lines)
def test_every_point_lies_inside_the_padding(drawn):
    smooth = unwrap(drawn)
    frame = fit(smooth, padding=Padding(50, 40, 60, 30), **SIZE)
    for line in smooth:
        for x, y in to_px(frame, line).tolist():
            assert 30 - 0.01 <= x <= 760 + 0.01
            assert 50 - 0.01 <= y <= 460 + 0.01


@given(lines)
def test_unwrapping_moves_by_whole_turns_and_never_jumps(drawn):
    for before, after in zip(drawn, unwrap(drawn), strict=True):
        for (lat, lon), (same_lat, moved) in zip(before, after, strict=True):
            assert lat == same_lat
            assert (moved - lon) / 360 == pytest.approx(round((moved - lon) / 360), abs=1e-9)
        assert all(abs(b[1] - a[1]) <= 180 + 1e-9 for a, b in pairwise(after))


def test_lines_on_both_sides_of_the_antimeridian_stay_neighbours():
    fiji, samoa = ((-18.1, 178.4), (-17.0, 179.6)), ((-15.0, -177.0), (-13.8, -171.8))
    for order in ((fiji, samoa), (samoa, fiji)):
        lons = [lon for line in unwrap(order) for _, lon in line]
        assert max(lons) - min(lons) == pytest.approx(9.8)


def test_ordinary_lines_keep_their_longitudes():
    line = ((48.0, 11.5), (48.1, 11.6))
    assert unwrap([line]) == (line,)


def test_an_empty_line_stays_where_it_was():
    assert unwrap([(), ((1.0, 2.0),)]) == ((), ((1.0, 2.0),))


def test_south_is_down_in_the_southern_hemisphere():
    line = ((-33.0, 151.0), (-34.0, 151.0))
    north, south = to_px(fit([line], **SIZE), line)
    assert south[1] > north[1]


def test_one_point_stands_in_the_middle():
    point = ((48.0, 11.5),)
    frame = fit([point], **SIZE)
    assert to_px(frame, point)[0].tolist() == pytest.approx([400, 260])
    assert metres_per_px(frame) == pytest.approx(200 / 520, rel=0.01)


def test_the_pole_is_clamped():
    line = ((90.0, 0.0), (80.0, 10.0))
    frame = fit([line], **SIZE)
    assert latitude_at(frame, to_px(frame, line)[0, 1]) == pytest.approx(85.05)


@pytest.mark.parametrize("lat", [0.0, 48.0, -45.0, 71.0])
def test_pixels_agree_with_metres(lat):
    line = ((lat, 10.0), (lat, 10.01))
    frame = fit([line], **SIZE)
    (x0, y0), (x1, y1) = to_px(frame, line).tolist()
    assert hypot(x1 - x0, y1 - y0) * metres_per_px(frame) == pytest.approx(
        metres_along(line)[-1], rel=0.005
    )


def test_a_pixel_leads_back_to_its_place():
    frame = fit([((48.0, 11.0), (49.0, 12.0))], **SIZE)
    x, y = to_px(frame, ((48.4, 11.2),))[0]
    assert (latitude_at(frame, y), longitude_at(frame, x)) == pytest.approx((48.4, 11.2))


def test_metres_start_at_nothing():
    assert metres_along(((1.0, 1.0),)).tolist() == [0.0]


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(0.001, 5))
def test_a_frame_has_no_digits_that_processors_differ_in(lat, lon, span):
    found = fit([((lat, lon), (lat + span, lon + span))], width=800, height=700)
    assert (found.west, found.north) == (round(found.west, 11), round(found.north, 11))
    assert found.scale == float(f"{found.scale:.9g}")
