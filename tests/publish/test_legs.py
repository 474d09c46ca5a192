"""The lines of many days."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from builders import METRES_A_DEGREE, gpx, northward
from milepost.model.activity import Line
from milepost.model.site import Day
from milepost.publish.legs import outlines
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
