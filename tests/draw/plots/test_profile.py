import gzip
import re
from math import sin

import pytest

from milepost.draw.plots.profile import elevation_profile
from milepost.draw.plots.sections import Rise, Section, end_to_end
from milepost.draw.scales import IMPERIAL
from milepost.model.detail import Climb
from plots import data, layout, line, numbers, words

WORDS = {"title": "Up & down", "description": "", "ident": "p"}
HILLS = tuple((k * 100.0, 300 + 200 * sin(k / 9)) for k in range(200))  # 19.9 km


def section(*stretches, length_m=None, **more):
    length_m = length_m or max((s[-1][0] for s in stretches if s), default=1.0)
    return Section(length_m, tuple((0.0, s) for s in stretches), **more)


def drawn(*sections, **options):
    return elevation_profile(end_to_end(sections), **{**WORDS, **options})


def climb(start_m, length_m, gain_m, category=""):
    found = Climb(start_m, length_m, gain_m, 500.0, 9.0, category)
    return Rise(found, f"{length_m / 1000:g} km")


def heights(svg):
    return [y for _, y in line(svg)]


@pytest.mark.parametrize(
    "sections",
    [[], [section()], [section(())], [section(((0.0, 5.0),))], [Section(0.0)]],
)
def test_nothing_is_drawn_without_a_stretch(sections):
    assert drawn(*sections) == ""


def test_axes_name_their_units():
    assert {"600 m", "0", "15 km"} <= set(words(drawn(section(HILLS))))
    imperial = words(drawn(section(HILLS), units=IMPERIAL))
    assert any(w.endswith(" mi") for w in imperial)
    assert any(w.endswith(" ft") for w in imperial)


def test_ticks_are_round_and_stand_where_they_say():
    svg = drawn(section(((0.0, 120.0), (40_000.0, 890.0))))
    at = layout(svg)
    low, high = line(svg)[0], line(svg)[-1]
    # 0 to 1000 m: the row of a height is its share of the axis.
    for (_, y), ele_m in ((low, 120.0), (high, 890.0)):
        share = (at["bottom"] - y) / (at["bottom"] - at["top"])
        assert share == pytest.approx(ele_m / 1000, abs=0.002)
    wide = svg.split('class="mp-wide"')[1].split("</g>")[0]
    found = re.findall(r'mp-middle" x="([\d.]+)" y="[\d.]+">(\d+)', wide)
    assert len(found) >= 4
    for x, km in found:
        metres = (float(x) - at["left"]) / (at["right"] - at["left"]) * at["length"]
        assert metres == pytest.approx(1000 * float(km), abs=60)


def test_scripts_are_told_the_layout():
    svg = drawn(section(HILLS), section(HILLS, length_m=30_000.25))
    at = layout(svg)
    assert at["length"] == 49_900.2
    xs = [x for x, _ in line(svg)]
    assert min(xs) == pytest.approx(at["left"], abs=0.1)
    assert at["left"] < max(xs) < at["right"]
    assert at["top"] - 0.1 <= min(heights(svg)) < max(heights(svg)) <= at["bottom"] + 0.1


def test_a_break_stays_a_break():
    svg = drawn(section(HILLS[:80], HILLS[120:]))
    assert data(svg, "profile-line").count("M") == 2
    assert data(svg, "area").count("M") == 2


def test_where_way_is_missing_the_axis_has_a_sign():
    cut = section(HILLS[:100], HILLS[99:], breaks_m=(9_900.0,))
    svg = drawn(cut)
    assert data(svg, "profile-line").count("M") == 2
    assert data(svg, "slot").count("M") == 1
    assert data(svg, "break").count("M") == 2
    at, x = layout(svg), numbers(data(svg, "slot"))[0]
    share = (x - at["left"]) / (at["right"] - at["left"])
    assert share == pytest.approx(9_900 / at["length"], abs=0.001)


def test_near_breaks_share_a_sign():
    svg = drawn(section(HILLS, breaks_m=(9_900.0, 9_950.0, 15_000.0)))
    assert data(svg, "break").count("M") == 4


def test_a_whole_way_has_no_sign():
    svg = drawn(section(HILLS))
    assert not data(svg, "slot") + data(svg, "break") + data(svg, "missing")


def test_missing_elevations_are_hatched_and_keep_their_length():
    svg = drawn(section(HILLS), Section(20_000.0), section(HILLS))
    at = layout(svg)
    assert at["length"] == 59_800
    hatch = numbers(data(svg, "missing"))[0::4]
    middle = (at["left"] + at["right"]) / 2
    assert min(hatch) == pytest.approx(middle - (at["right"] - at["left"]) / 6, abs=1)
    assert max(hatch) < middle + (at["right"] - at["left"]) / 6


def test_sections_lie_end_to_end_with_a_seam():
    svg = drawn(section(HILLS), section(HILLS))
    assert data(svg, "divider").count("M") == 1
    assert data(svg, "profile-line").count("M") == 2
    assert "30 km" in words(svg)


def test_many_seams_are_no_fence():
    few, many = (drawn(*[section(HILLS, tone=0)] * n) for n in (10, 40))
    assert data(many, "seam").count("M") == 39
    plot = layout(many)
    tops = [float(y) for y in re.findall(r"M[\d.]+ ([\d.]+)V", data(many, "seam"))]
    assert min(tops) > plot["bottom"] - 15
    assert float(re.findall(r"M[\d.]+ ([\d.]+)V", data(few, "divider"))[0]) < plot["top"]


def test_climbs_have_their_own_area_and_a_bar_on_the_axis():
    svg = drawn(section(HILLS, rises=(climb(4_000.0, 2_000.0, 190.0, "3"),)))
    at = layout(svg)
    first, last = numbers(data(svg, "climb-bar"))[0::2]
    px_per_m = (at["right"] - at["left"]) / at["length"]
    assert first == pytest.approx(at["left"] + 4_000 * px_per_m, abs=0.1)
    assert last == pytest.approx(at["left"] + 6_000 * px_per_m, abs=0.1)
    assert numbers(data(svg, "climb"))[0] == pytest.approx(first, abs=0.1)


def test_a_climb_is_marked_at_its_top():
    hill = ((0.0, 100.0), (5_000.0, 600.0), (10_000.0, 100.0))
    svg = drawn(section(hill, rises=(climb(0.0, 5_000.0, 500.0, "2"),)))
    marks = re.findall(r'translate\(([\d.]+) ([\d.]+)\)"><path class="mp-mark mp-summit"', svg)
    ((x, y),) = marks
    at = layout(svg)
    assert float(x) == pytest.approx((at["left"] + at["right"]) / 2, abs=0.1)
    assert float(y) == pytest.approx(min(heights(svg)), abs=0.1)


def test_a_climb_that_ends_in_the_unknown_has_no_mark():
    svg = drawn(section(HILLS[:50], HILLS[150:], rises=(climb(4_000.0, 6_000.0, 300.0, "2"),)))
    assert "mp-summit" not in svg
    assert data(svg, "climb")


def test_a_small_climb_is_shown_and_not_called_out():
    svg = drawn(section(HILLS, rises=(climb(4_000.0, 800.0, 25.0),)))
    assert data(svg, "climb-bar")
    assert "mp-summit" not in svg
    assert "0.8 km" not in words(svg)


def test_days_take_turns_in_two_tones():
    svg = drawn(*[section(HILLS, tone=n % 2) for n in range(5)])
    assert data(svg, "day-0").count("M") == 3
    assert data(svg, "day-1").count("M") == 2
    assert data(svg, "day-line mp-tone-0").count("M") == 3
    assert data(svg, "day-line mp-tone-1").count("M") == 2
    assert not data(svg, "profile-line")


def test_a_flat_ride_looks_flat():
    flat = tuple((k * 100.0, 20 + 3 * sin(k)) for k in range(200))
    rows = heights(drawn(section(flat)))
    assert max(rows) - min(rows) < 25


def test_hills_fill_the_picture():
    rows = heights(drawn(section(HILLS)))
    assert max(rows) - min(rows) > 90


def test_a_beach_below_zero_does_not_lower_the_axis():
    svg = drawn(section(tuple((k * 100.0, k * 5.0 - 2) for k in range(200))))
    assert not any(w.startswith("−") for w in words(svg))


def test_a_valley_below_zero_does():
    assert "−400" in words(drawn(section(((0.0, -100.0), (5000.0, -400.0)))))


def test_the_same_profile_makes_the_same_bytes():
    assert drawn(section(HILLS)) == drawn(section(HILLS))


def rough(samples, seed):
    """Hills with as much detail as a measured profile has."""
    rows, ele_m, state = [], 400.0, seed
    for k in range(samples):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        ele_m = max(0.0, ele_m + 12 * sin(k / 17 + seed) + (state % 1000 - 500) / 100)
        rows.append((k * 250.0, round(ele_m, 1)))
    return tuple(rows)


def test_a_day_stays_small():
    rises = tuple(climb(k * 20_000.0, 4_000.0, 200.0 + k, "3") for k in range(5))
    svg = drawn(section(rough(400, 1), rises=rises))
    assert len(gzip.compress(svg.encode())) < 3_000


def test_a_journey_stays_small():
    days = [section(rough(400, n), tone=n % 2, name=str(n), number=n) for n in range(1, 15)]
    assert len(gzip.compress(drawn(*days).encode())) < 5_500
    hundred = [section(rough(400, n), tone=n % 2) for n in range(100)]
    assert len(gzip.compress(drawn(*hundred).encode())) < 10_000
