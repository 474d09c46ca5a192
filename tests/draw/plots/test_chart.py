import re
from datetime import date, timedelta

import pytest

from milepost.draw.plots.chart import PlanLine, cumulative_chart
from milepost.draw.scales import IMPERIAL
from plots import line, numbers, words

FIRST = date(2021, 11, 29)


def label(day):
    return f"{day.day}.{day.month}."


def value(metres):
    return f"{metres / 1000:.0f} km"


def drawn(points, **options):
    told = {"title": "Sum", "description": "", "ident": "c", "label": label, "value": value}
    return cumulative_chart(points, **{**told, **options})


def days(*sums):
    return [(FIRST + timedelta(days=k), metres) for k, metres in enumerate(sums)]


def plan(days_long=10, metres=1_000_000.0, late=0):
    start = FIRST + timedelta(days=late)
    return PlanLine(start, start + timedelta(days=days_long - 1), metres)


def base(svg):
    """The ends of the horizontal axis, and its row."""
    return numbers(re.search(r'mp-axis" d="(M[\d.]+ [\d.]+H[\d.]+)"', svg)[1])


def dot(svg):
    found = re.search(r'translate\(([\d.]+) ([\d.]+)\)"><circle class="mp-mark mp-here"', svg)
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("points", [[], days(0.0), days(0.0, 0.0)])
def test_nothing_is_drawn_for_no_way(points):
    assert drawn(points) == ""
    assert drawn(points, plan=plan()) == ""


def test_the_line_climbs_over_each_day_by_its_own_share():
    left, bottom, right = base(svg := drawn(days(40_000.0, 40_000.0, 120_000.0)))
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = line(svg)
    assert (x0, y0, x3) == (left, bottom, right)
    assert (x1 - x0, x2 - x1) == pytest.approx([(right - left) / 3] * 2, abs=0.1)
    assert y1 == y2  # a day of rest
    assert bottom - y3 == pytest.approx(3 * (bottom - y1), abs=0.3)


def test_dates_without_a_point_are_rest():
    points = days(40_000.0, 40_000.0, 60_000.0)
    assert drawn([points[0], points[2]]) == drawn(points)


def test_order_and_repeated_dates_do_not_matter():
    points = days(40_000.0, 90_000.0)
    assert drawn([*reversed(points), (FIRST, 10_000.0)]) == drawn(points)


def test_the_newest_sum_stands_at_the_end_of_the_line():
    svg = drawn(days(400_000.0, 873_000.0), plan=plan())
    assert "873 km" in words(svg)
    assert dot(svg) == pytest.approx(line(svg)[-1], abs=0.1)


def test_the_plan_climbs_from_its_first_morning_to_its_last_evening():
    svg = drawn(days(100_000.0, 250_000.0), plan=plan(10, 1_000_000.0))
    left, bottom, right = base(svg)
    (x0, y0), (x1, y1) = line(svg, "goal")
    assert (x0, y0) == (left, bottom)
    assert x1 == right
    newest = dot(svg)[1]
    assert bottom - y1 == pytest.approx(4 * (bottom - newest), abs=0.5)


def test_the_axis_spans_the_days_and_the_plan():
    left, _, right = base(svg := drawn(days(1e5, 2e5, 3e5), plan=plan(4, late=2)))
    day_px = (right - left) / 6
    assert dot(svg)[0] == pytest.approx(left + 3 * day_px, abs=0.1)
    (x0, _), (x1, _) = line(svg, "goal")
    assert (x0, x1) == pytest.approx((left + 2 * day_px, right), abs=0.1)


def test_a_plan_is_named_with_its_distance():
    assert "Plan 1000 km" in words(drawn(days(1e5), plan=plan(), goal="Plan"))


def test_a_goal_without_a_planned_end_is_a_level_line():
    svg = drawn(days(40_000.0), goal_m=1_350_000.0)
    (x0, y0), (x1, y1) = line(svg, "goal")
    assert y0 == y1
    assert [x0, x1] == base(svg)[::2]
    assert "1350 km" in words(svg)


def test_a_planned_end_leaves_no_level_line():
    both = drawn(days(40_000.0), goal_m=9_000_000.0, plan=plan())
    assert both == drawn(days(40_000.0), plan=plan())


@pytest.mark.parametrize("bad", [plan(metres=0.0), plan(days_long=-3)])
def test_a_plan_that_says_nothing_is_not_drawn(bad):
    assert drawn(days(40_000.0), plan=bad) == drawn(days(40_000.0))


def test_without_plan_or_goal_there_is_no_dashed_line():
    assert "mp-goal" not in drawn(days(40_000.0))


def test_the_axis_is_in_the_readers_units():
    assert "800 km" in words(drawn(days(873_000.0)))
    assert "400 mi" in words(drawn(days(873_000.0), units=IMPERIAL))


def test_on_a_narrow_screen_the_unit_has_a_line_of_its_own():
    narrow = "".join(re.findall(r'<g class="mp-narrow">(.*?)</g>', drawn(days(873_000.0))))
    assert ">km<" in narrow
    assert ">800<" in narrow
    assert ">800 km<" not in narrow


@pytest.mark.parametrize("share", [0.3, 0.97, 1.0, 1.03, 2.0])
def test_words_at_the_end_do_not_meet(share):
    """Ahead of the plan, on it, behind it; at its end and in the middle."""
    for count in (5, 10):
        sums = [share * 100_000.0 * (k + 1) for k in range(count)]
        svg = drawn(days(*sums), plan=plan(), goal="Plan")
        for size, group in ((13, "wide"), (22, "narrow")):
            last = re.findall(rf'<g class="mp-{group}">(.*?)</g>', svg)[-1]
            rows = [float(y) for y in re.findall(r' y="([\d.]+)"', last)]
            spans = [ends(*found, size) for found in re.findall(_TEXT, last)]
            assert len(rows) == 2
            apart_y = abs(rows[0] - rows[1]) >= size
            apart_x = spans[0][1] <= spans[1][0] or spans[1][1] <= spans[0][0]
            assert apart_x or apart_y
            assert all(low >= 0 and high <= 640 for low, high in spans)


@pytest.mark.parametrize("metres", [2e3, 5e4, 9e5])
def test_the_first_sum_does_not_stand_among_the_words_of_the_axis(metres):
    svg = drawn(days(metres), plan=plan(60))
    left, _, _ = base(svg)
    for size, group in ((13, "wide"), (22, "narrow")):
        last = re.findall(rf'<g class="mp-{group}">(.*?)</g>', svg)[-1]
        newest = next(each for each in re.findall(_TEXT, last) if "mp-value" in each[0])
        assert ends(*newest, size)[0] >= left


_TEXT = r'<text class="([^"]*)" x="([\d.]+)"[^>]*>([^<]*)<'


def ends(classes, x, said, size):
    wide = 0.6 * size * len(said)
    anchor = 1.0 if "mp-end" in classes else 0.5 if "mp-middle" in classes else 0.0
    return float(x) - anchor * wide, float(x) + (1 - anchor) * wide


def test_a_chart_is_small():
    long = drawn(days(*(80_000.0 * k + 9_000.0 * (k % 7) for k in range(400))), plan=plan(450))
    assert len(long) < 6_000


def test_the_same_points_make_the_same_bytes():
    assert drawn(days(1e4, 2e4), plan=plan()) == drawn(days(1e4, 2e4), plan=plan())
