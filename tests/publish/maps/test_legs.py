"""The lines of many days."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from builders import METRES_A_DEGREE, gpx, northward
from milepost.draw.maps.legs import Leg
from milepost.model.activity import Line, Totals
from milepost.model.day import Day, Transfer
from milepost.model.journey import Journey, PlanPieces
from milepost.publish.maps.legs import day_legs, journey_legs, outlines
from publish.track_reader import site_of


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    files = {"journal/2026-05-01.md": "x\n", "journal/2026-05-01.gpx": gpx(northward(60))}
    return site_of(tmp_path_factory.mktemp("legs"), files).days[0]


def zigzag(day: Day, points: int, metres: float) -> Day:
    """Return the day with an outline of so many corners, each so far off the straight way."""
    north = 46 + np.arange(points) * 200 / METRES_A_DEGREE
    east = 7 + metres / METRES_A_DEGREE / 0.69 * (np.arange(points) % 2)
    line: Line = tuple(zip(north.tolist(), east.tolist(), strict=True))
    return replace(day, activities=(replace(day.activities[0], outline=(line,)),))


def count(found: Sequence[tuple[Day, tuple[Line, ...]]]) -> int:
    return sum(len(line) for _, lines in found for line in lines)


def test_some_days_keep_all_points_of_their_outlines(day: Day) -> None:
    assert count(outlines([zigzag(day, 1000, 30.0)] * 10)) == 10_000


def test_so_many_days_that_no_page_could_carry_them_lose_points(day: Day) -> None:
    assert count(outlines([zigzag(day, 1000, 30.0)] * 20)) < 1000


def test_days_without_a_line_are_left_out(day: Day) -> None:
    bare = replace(day, activities=())
    assert [each for each, _ in outlines([bare, day, bare])] == [day]


FERRY: Line = ((46.1, 7.0), (46.2, 7.0))


def carried(*, recorded: bool = True) -> Transfer:
    return Transfer("ferry", (FERRY,), 11_000.0, recorded=recorded)


def kinds(legs: Sequence[Leg]) -> list[str]:
    return [leg.kind for leg in legs]


def test_a_transfer_lies_under_the_way_of_its_day(day: Day) -> None:
    legs = day_legs(replace(day, transfers=(carried(),)))
    assert kinds(legs) == ["transfer", "done"]
    assert legs[0].lines == (FERRY,)


def test_a_day_of_nothing_but_a_train_has_a_map_if_it_was_recorded(day: Day) -> None:
    bare = replace(day, activities=())
    assert kinds(day_legs(replace(bare, transfers=(carried(),)))) == ["transfer"]
    assert day_legs(replace(bare, transfers=(carried(recorded=False),))) == []


def test_a_journey_shows_what_is_to_come_what_was_left_out_and_what_is_done(day: Day) -> None:
    journey = site_of_days(day, replace(day, transfers=(carried(),)))
    plan = PlanPieces(skipped=(FERRY,), ahead=(FERRY, FERRY))
    legs = journey_legs(replace(journey, plan=plan))
    assert kinds(legs) == ["plan", "skipped", "transfer", "done", "done"]
    assert [leg.tone for leg in legs[-2:]] == [0, 1]
    assert kinds(journey_legs(journey)) == ["transfer", "done", "done"]


def test_a_day_that_was_only_told_of_is_drawn_along_the_plan(day: Day) -> None:
    told = replace(day, activities=(), told=(FERRY,))
    legs = journey_legs(site_of_days(day, told, day))
    assert [leg.tone for leg in legs] == [0, 1, 0]
    assert legs[1].lines == (FERRY,)


def site_of_days(*days: Day) -> Journey:
    return Journey("j", "J", None, days, Totals(), (), (), None, None)
