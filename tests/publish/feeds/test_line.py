"""The one line of a day."""

import math

from days import day, ride, site_of
from milepost.model.activity import Line
from milepost.publish.feeds.line import feed_line

NORTH: Line = tuple((46.0 + n / 1000, 7.0) for n in range(100))


def line_of(*lines: Line) -> Line:
    return feed_line(site_of(day("2026-05-01", ride(1000, outline=lines))).days[0])


def test_a_short_line_stays_as_it_is() -> None:
    assert line_of(NORTH) == NORTH


def test_a_long_one_loses_points_and_keeps_its_ends() -> None:
    wave = tuple((46 + n / 1000, 7 + math.sin(n / 5) / 20) for n in range(2000))
    found = line_of(wave)
    assert 50 < len(found) <= 150
    assert (found[0], found[-1]) == (wave[0], wave[-1])


def test_pieces_close_to_each_other_are_one_way() -> None:
    assert line_of(NORTH[:40], NORTH[45:]) == NORTH[:40] + NORTH[45:]


def test_where_a_train_lies_between_the_longest_piece_stands_for_the_day() -> None:
    assert line_of(NORTH[:30], NORTH[60:]) == NORTH[60:]


def test_nothing_is_joined_over_what_is_hidden() -> None:
    one = ride(1000, outline=(NORTH[:40], NORTH[45:]), brinks=(NORTH[39], NORTH[45]))
    assert feed_line(site_of(day("2026-05-01", one)).days[0]) == NORTH[45:]


def test_a_day_that_stayed_on_the_spot_has_none() -> None:
    assert line_of() == line_of(((46.0, 7.0), (46.0, 7.0))) == ()
