import gzip
import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from milepost.draw.plots.days import DayBar
from milepost.draw.plots.heatmap import calendar
from milepost.draw.plots.weeks import Names
from milepost.draw.scales import IMPERIAL
from plots import words

MONDAY = date(2021, 11, 29)
NAMES = Names(lambda day: f"month {day.month}", lambda n: f"day {n}")


def drawn(days, **options):
    told = {
        "title": "Weeks",
        "description": "",
        "ident": "w",
        "names": NAMES,
        "label": lambda day: f"{day.day}.{day.month}.",
        "value": lambda metres: f"{metres / 1000:.0f} km",
        "less": "less",
        "more": "more",
    }
    return calendar(days, **{**told, **options})


def after(number):
    return MONDAY + timedelta(days=number)


def ridden(*km, **more):
    return [DayBar(after(n), 1000.0 * each, **more) for n, each in enumerate(km)]


def year_of(days, step=1):
    return [
        DayBar(after(n), 20_000.0 + n * 7919 % 90_000, href=f"../{n}/")
        for n in range(0, days, step)
    ]


def tiles(svg, step):
    """How many tiles have a strength, but for the legend's own in both its sizes."""
    found = re.findall(rf'class="mp-heat mp-heat-{step}" d="([^"]*)"', svg)
    return sum(piece.count("M") for piece in found) - 2


@pytest.mark.parametrize("days", [[], ridden(0), [DayBar(MONDAY, 0.0, rest=True)]])
def test_nothing_is_drawn_for_no_way(days):
    assert drawn(days) == ""


def test_the_median_day_has_the_middle_of_five_strengths():
    svg = drawn(ridden(30, 60, 100, 130, 170))
    assert [tiles(svg, step) for step in (1, 2, 3, 4, 5)] == [1, 1, 1, 1, 1]


def test_one_very_long_day_does_not_pale_the_others():
    assert tiles(drawn(ridden(90, 100, 110, 900)), 3) == 3


def test_a_day_of_rest_is_an_outline_and_an_unknown_one_a_dot():
    days = [DayBar(MONDAY, 9e4), DayBar(after(1), 0.0, rest=True), DayBar(after(3), 9e4)]
    svg = drawn(days)
    assert len(re.findall(r'class="mp-rest-tile" d="M[^"]*"', svg)) == 1
    assert len(re.findall(r'class="mp-idle" d="M[^M"]*"', svg)) == 1


def test_rest_is_explained_only_if_there_is_any():
    days = ridden(50, 60)
    assert "rest day" not in words(drawn(days, rest="rest day"))
    days.append(DayBar(after(2), 0.0, rest=True))
    assert "rest day" in words(drawn(days, rest="rest day"))


def test_less_and_more_stand_beside_the_strengths():
    assert {"less", "more"} <= set(words(drawn(ridden(50))))


def test_a_short_journey_is_a_sheet_with_dates_and_distances():
    said = words(drawn(ridden(50, 60, 70, 80)))
    assert {"29.11.", "30", "1.12.", "2"} <= set(said)
    assert {"50 km", "80 km", "50", "80"} <= set(said)
    assert [each for each in said if each.startswith("day")] == [f"day {n}" for n in range(7)]


def test_a_sheet_has_distances_in_the_readers_units():
    said = words(drawn(ridden(100), units=IMPERIAL, value=lambda metres: "a mile"))
    assert {"a mile", "62"} <= set(said)


def test_a_longer_journey_names_its_months():
    said = words(drawn(ridden(*[50] * 80)))
    assert {"month 12", "month 1", "month 2"} <= set(said)
    assert "50 km" not in said


@pytest.mark.parametrize("count", [10, 42, 43, 120])
def test_days_are_links_with_names(count):
    days = [DayBar(after(n), 5e4, href=f"../{n}/", title=f"Day {n}") for n in range(count)]
    root = ElementTree.fromstring(drawn(days))
    links = [each for each in root.iter() if each.tag.endswith("}a")]
    assert [each.get("href") for each in links] == [f"../{n}/" for n in range(count)]
    assert {each[0].tag.split("}")[1] for each in links} == {"title"}
    assert root.get("role") == "group"


def test_a_day_without_a_way_can_be_hit_too():
    days = [*ridden(50), DayBar(after(1), 0.0, href="../1/"), DayBar(after(2), 5e4)]
    assert drawn(days).count("mp-hit") == 1


def test_too_many_days_are_no_links():
    assert "<a " not in drawn(year_of(121))


def test_more_than_half_a_year_is_drawn_for_each_screen():
    assert drawn(year_of(184)).startswith("<svg")
    both = drawn(year_of(185))
    wide, narrow = re.fullmatch(
        r'<div class="mp-wide">(.*)</div><div class="mp-narrow">(.*)</div>', both
    ).groups()
    assert tiles(wide, 3) == tiles(narrow, 3)
    assert 'id="w-title"' in wide
    assert 'id="w-narrow-title"' in narrow
    height = {svg: int(re.search(r' height="(\d+)"', svg)[1]) for svg in (wide, narrow)}
    assert height[narrow] > 1.5 * height[wide]


def test_years_have_rows_of_their_own():
    wide = drawn(year_of(500)).split('<div class="mp-narrow">')[0]
    assert re.findall(r">(\d{4})<", wide) == ["2021", "2022", "2023"]


def test_a_span_shows_days_to_come():
    svg = drawn(ridden(50), span=(MONDAY, after(9)))
    assert "8" in words(svg)
    assert len(re.findall(r"M[\d. ]+h0", svg)) == 9


def test_many_days_stay_small():
    assert len(gzip.compress(drawn(year_of(400)).encode())) < 6_000
    assert len(gzip.compress(drawn(year_of(120)).encode())) < 4_000


def test_the_same_days_make_the_same_bytes():
    assert drawn(year_of(60)[::-1]) == drawn(year_of(60))
