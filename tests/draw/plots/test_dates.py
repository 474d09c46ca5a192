import re
from datetime import date, timedelta

import pytest

from milepost.draw.plots.axes import Plot
from milepost.draw.plots.dates import Dates
from milepost.draw.type import width

FIRST = date(2021, 11, 29)


def label(day):
    return f"{day.day}.{day.month}.{day.year}"


def laid(count):
    return Dates(Plot(640, 200, left=70.0), (FIRST, FIRST + timedelta(days=count - 1)))


def shown(dates, screen):
    groups = re.findall(rf'<g class="mp-{screen}">(.*?)</g>', dates.written(label))
    return re.findall(r'mp-(middle|end)" x="([\d.]+)"[^>]*>([^<]*)<', "".join(groups))


def test_each_date_is_as_wide_as_the_others():
    dates = laid(5)
    assert dates.start(FIRST) == 70.0
    assert dates.start(FIRST + timedelta(days=5)) == pytest.approx(620.0)
    assert dates.middle(FIRST + timedelta(days=2)) == pytest.approx(345.0)


@pytest.mark.parametrize("count", [1, 2, 6, 7, 40, 75, 100, 200, 400, 800, 4000, 30_000])
@pytest.mark.parametrize(("screen", "size"), [("wide", 13), ("narrow", 22)])
def test_dates_stand_side_by_side_however_long_the_way(count, screen, size):
    found = shown(laid(count), screen)
    assert 1 <= len(found) <= 12
    before = 0.0
    for anchor, x, words in found:
        wide = width(words, size)
        start = float(x) - (wide if anchor == "end" else wide / 2)
        assert start >= before
        before = start + wide
    assert before <= 640


def test_a_wide_screen_shows_more_of_them():
    assert len(shown(laid(30), "wide")) > len(shown(laid(30), "narrow"))


def test_a_long_time_is_marked_at_the_first_of_months():
    assert {words.split(".")[0] for _, _, words in shown(laid(400), "wide")} == {"1"}
