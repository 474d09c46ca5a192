"""Who starts at one place again and again may live there."""

from datetime import date

import pytest

from milepost.assemble.homes import Ends, homes
from milepost.model.privacy import Zone

NORTH_DEG = 1 / 110_790.0  # a metre
FAR = (27.5, 76.0)


def at(north_m: float) -> tuple[float, float]:
    return 26.9124 + north_m * NORTH_DEG, 75.7873


def told(*starts_m: float, zones: tuple[Zone, ...] = ()) -> list[str]:
    ends: dict[str, Ends] = {f"{n}.gpx": (at(m), FAR) for n, m in enumerate(starts_m)}
    # Where all of them end is hidden by a zone of its own.
    return [str(each) for each in homes(ends, {}, (Zone(*FAR, 400.0), *zones), "site.toml")]


def test_three_starts_look_like_a_home() -> None:
    (message,) = told(0, 100, 200)
    assert message.startswith("site.toml: looks like a home: 3 recordings start or end within")
    assert "(0.gpx, 1.gpx, 2.gpx)" in message
    assert '[[privacy.zones]]  with  lat = 26.913  lon = 75.787  radius = "500 m"' in message


@pytest.mark.parametrize("starts_m", [(0.0, 100.0), (0.0, 100.0, 600.0), ()])
def test_fewer_or_farther_starts_are_none(starts_m: tuple[float, ...]) -> None:
    assert told(*starts_m) == []


def test_a_round_trip_is_one_track() -> None:
    ends: dict[str, Ends] = {f"{n}.gpx": (at(0), at(20)) for n in range(2)}
    assert list(homes(ends, {}, (), "site.toml")) == []


def test_where_somebody_slept_once_is_no_home() -> None:
    """One track ended there in the evening, and two began in the morning."""
    ends: dict[str, Ends] = {f"{n}.gpx": (at(0),) for n in range(3)}
    days = {"0.gpx": date(2026, 5, 1), "1.gpx": date(2026, 5, 2), "2.gpx": date(2026, 5, 2)}
    assert list(homes(ends, days, (), "site.toml")) == []
    days["2.gpx"] = date(2026, 5, 3)
    assert len(list(homes(ends, days, (), "site.toml"))) == 1


def test_a_place_in_a_zone_is_known() -> None:
    assert told(0, 100, 200, zones=(Zone(*at(0), 400.0),)) == []


def test_each_place_is_told_once_with_some_of_its_files() -> None:
    first, second = told(0, 10, 20, 30, 40, 5000, 5010, 5020)
    assert "(0.gpx, 1.gpx, 2.gpx and 2 more)" in first
    assert "(5.gpx, 6.gpx, 7.gpx)" in second


def test_what_others_may_read_does_not_tell_the_place() -> None:
    ends: dict[str, Ends] = {f"{n}.gpx": (at(0),) for n in range(3)}
    (message,) = homes(ends, {}, (), "site.toml", publicly=True)
    assert "looks like a home: 3 recordings" in str(message)
    assert "26.9" not in str(message)
    assert "75.7" not in str(message)
