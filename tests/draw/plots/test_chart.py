import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from milepost.draw.plots.chart import cumulative_chart

FIRST = date(2021, 11, 29)


def label(day):
    return f"{day.day}.{day.month}."


def drawn(points, **options):
    words = {"title": "Sum", "description": "", "ident": "c", "label": label}
    return cumulative_chart(points, **{**words, **options})


def days(*sums):
    return [(FIRST + timedelta(days=k), metres) for k, metres in enumerate(sums)]


def words(svg):
    return [e.text for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("text")]


def bars(svg):
    """The height of each bar in pixels."""
    return [float(h) for h in re.findall(r"v-([\d.]+)h", svg)]


@pytest.mark.parametrize("points", [[], days(0.0), days(0.0, 0.0)])
def test_nothing_is_drawn_for_no_way(points):
    assert drawn(points) == ""


def test_bars_are_each_days_own_share():
    one, two = bars(drawn(days(40_000.0, 120_000.0)))
    assert two == pytest.approx(2 * one, abs=0.2)


def test_a_day_of_rest_has_no_bar():
    assert len(bars(drawn(days(40_000.0, 40_000.0, 60_000.0)))) == 2


def test_order_and_repeated_dates_do_not_matter():
    points = days(40_000.0, 90_000.0)
    assert drawn([*reversed(points), (FIRST, 10_000.0)]) == drawn(points)


def test_dates_are_written_by_the_label():
    assert {"29.11.", "30.11.", "1.12."} <= set(words(drawn(days(1e4, 2e4, 3e4))))


@pytest.mark.parametrize("count", [1, 6, 7, 40, 100, 200, 800, 4000])
def test_there_are_a_few_dates_however_long_the_way(count):
    dates = [
        w for w in words(drawn([(FIRST, 1e4), (FIRST + timedelta(count - 1), 2e5)])) if "." in w
    ]
    assert 1 <= len([w for w in dates if w.endswith(".")]) <= 7


def test_the_goal_is_a_line_with_its_distance():
    svg = drawn(days(40_000.0), plan_m=1_350_000.0)
    assert "mp-goal" in svg
    assert "1350 km" in words(svg)
    assert "839 mi" in words(drawn(days(40_000.0), plan_m=1_350_000.0, imperial=True))
    assert "mp-goal" not in drawn(days(40_000.0))


def test_the_same_points_make_the_same_bytes():
    assert drawn(days(1e4, 2e4)) == drawn(days(1e4, 2e4))
