"""Where the days led is found once, and remembered."""

from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np
import pytest

from activities import measured
from builders import Shelf, segment
from days import ride
from milepost.model.activity import Activity
from milepost.model.territory import Territory
from milepost.model.track import Track
from milepost.whereabouts import whereabouts

DAY = PurePosixPath("journal/2021-12-01/index.md")


def from_vapi_south() -> Activity:
    """24 km, from Gujarat to Maharashtra."""
    lats, minutes = np.linspace(20.2, 19.98, 61), np.arange(61)
    south = segment(lats, np.full(61, 72.87), seconds=60.0 * minutes)
    (made,) = measured(Track("", "cycling", (south,))).activities
    return made


def test_a_day_has_its_towns_and_its_countries() -> None:
    found = whereabouts({DAY: (from_vapi_south(),)}, Shelf())
    assert found.courses[DAY].end is not None
    assert [stay.territory for stay in found.stays[DAY]] == [
        Territory("IN", "Gujarat"),
        Territory("IN", "Maharashtra"),
    ]


def test_a_day_without_a_line_is_nowhere() -> None:
    assert not whereabouts({DAY: ()}, Shelf()).stays


def test_what_was_found_is_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    days = {DAY: (from_vapi_south(),)}
    found = whereabouts(days, shelf)

    def never(*_: object) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr("milepost.whereabouts.stays_of", never)
    monkeypatch.setattr("milepost.whereabouts.course_of", never)
    assert whereabouts(days, shelf) == found


def test_a_day_ends_in_the_region_of_its_town() -> None:
    course = whereabouts({DAY: (from_vapi_south(),)}, Shelf()).courses[DAY]
    assert course.end
    assert (course.end.region, course.end.country) == ("Maharashtra", "IN")


def test_a_ferry_is_where_a_day_ended_whose_own_way_has_no_line() -> None:
    line = ((20.2, 72.87), (20.37, 72.91))
    boat = ride(19_000, lines=(line,), transfer="ferry")
    found = whereabouts({DAY: (ride(5_000), boat)}, Shelf())
    assert found.courses[DAY].start is None
    assert found.courses[DAY].end is not None


def test_what_two_people_recorded_together_leads_there_once() -> None:
    one = from_vapi_south()
    both = one, replace(one, id="other.gpx#1", counted=False)
    assert whereabouts({DAY: both}, Shelf()) == whereabouts({DAY: (one,)}, Shelf())
