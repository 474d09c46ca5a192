from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.measure.local_time import local_day, moment, zone_at


@pytest.mark.parametrize(
    ("lat", "lon", "zone"),
    [
        (18.922, 72.8347, "Asia/Kolkata"),
        (47.05, 8.31, "Europe/Zurich"),
        (40.71, -74.0, "America/New_York"),
        (-36.85, 174.76, "Pacific/Auckland"),
        (27.7, 85.3, "Asia/Kathmandu"),
    ],
)
def test_a_place_has_its_time_zone(lat: float, lon: float, zone: str) -> None:
    assert zone_at(lat, lon) == zone


@settings(deadline=None)  # the map of zones is read at the first question
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_has_a_zone_that_python_knows_or_none(lat: float, lon: float) -> None:
    zone = zone_at(lat, lon)
    assert zone is None or local_day(datetime(2026, 5, 1, tzinfo=UTC), zone)


@pytest.mark.parametrize(
    ("utc", "zone", "day"),
    [
        ("2021-12-06T19:00", "Asia/Kolkata", "2021-12-07"),
        ("2021-12-06T18:29", "Asia/Kolkata", "2021-12-06"),
        ("2021-12-06T18:30", "Asia/Kolkata", "2021-12-07"),
        ("2026-05-01T03:00", "America/New_York", "2026-04-30"),
        ("2026-05-01T22:30", "Europe/Zurich", "2026-05-02"),
        ("2026-01-01T22:30", "Europe/Zurich", "2026-01-01"),
        ("2026-05-01T11:30", "Pacific/Auckland", "2026-05-01"),
        ("2026-05-01T12:30", "Pacific/Auckland", "2026-05-02"),
        ("2026-12-31T23:59", "UTC", "2026-12-31"),
    ],
)
def test_the_day_is_that_of_the_calendar_on_the_wall(utc: str, zone: str, day: str) -> None:
    when = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert local_day(when, zone) == date.fromisoformat(day)


def test_a_moment_is_aware_and_utc() -> None:
    assert moment(1_777_615_200.0) == datetime(2026, 5, 1, 6, tzinfo=UTC)
    assert moment(0.0).tzinfo is UTC
