"""Who starts at one place again and again may live there."""

import tracemalloc
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.assemble.homes import homes
from milepost.measure.geo import between_m
from milepost.model.privacy import End, Zone

NORTH_DEG = 1 / 110_790.0  # a metre
FAR = (27.5, 76.0)


def at(north_m: float) -> tuple[float, float]:
    return 26.9124 + north_m * NORTH_DEG, 75.7873


def ends_at(*places: tuple[float, float], day: date | None = None) -> tuple[End, ...]:
    return tuple(End(place, day) for place in places)


def told(*starts_m: float, zones: tuple[Zone, ...] = ()) -> list[str]:
    ends = {f"{n}.gpx": ends_at(at(m), FAR) for n, m in enumerate(starts_m)}
    # Where all of them end is hidden by a zone of its own.
    return [str(each) for each in homes(ends, (Zone(*FAR, 400.0), *zones), "site.toml")]


def test_three_starts_look_like_a_home() -> None:
    (message,) = told(0, 100, 200)
    assert message.startswith("site.toml: looks like a home: 3 recordings start or end within")
    assert "(0.gpx, 1.gpx, 2.gpx)" in message
    assert '[[privacy.zones]]  with  lat = 26.913  lon = 75.787  radius = "500 m"' in message


@pytest.mark.parametrize("starts_m", [(0.0, 100.0), (0.0, 100.0, 600.0), ()])
def test_fewer_or_farther_starts_are_none(starts_m: tuple[float, ...]) -> None:
    assert told(*starts_m) == []


def test_a_round_trip_is_one_track() -> None:
    ends = {f"{n}.gpx": ends_at(at(0), at(20)) for n in range(2)}
    assert list(homes(ends, (), "site.toml")) == []


def test_where_somebody_slept_once_is_no_home() -> None:
    """One track ended there in the evening, and two began in the morning."""
    ends = {f"{n}.gpx": ends_at(at(0), day=date(2026, 5, min(n, 2))) for n in (1, 2, 3)}
    assert list(homes(ends, (), "site.toml")) == []
    ends["3.gpx"] = ends_at(at(0), day=date(2026, 5, 3))
    assert len(list(homes(ends, (), "site.toml"))) == 1


def test_a_place_in_a_zone_is_known() -> None:
    assert told(0, 100, 200, zones=(Zone(*at(0), 400.0),)) == []


def test_each_place_is_told_once_with_some_of_its_files() -> None:
    first, second = told(0, 10, 20, 30, 40, 5000, 5010, 5020)
    assert "(0.gpx, 1.gpx, 2.gpx and 2 more)" in first
    assert "(5.gpx, 6.gpx, 7.gpx)" in second


def test_what_others_may_read_does_not_tell_the_place() -> None:
    ends = {f"{n}.gpx": ends_at(at(0)) for n in range(3)}
    (message,) = homes(ends, (), "site.toml", publicly=True)
    assert "looks like a home: 3 recordings" in str(message)
    assert "26.9" not in str(message)
    assert "75.7" not in str(message)


def found(ends: Mapping[str, Sequence[End]]) -> list[str]:
    return [str(problem) for problem in homes(ends, (), "site.toml")]


def plainly(ends: Mapping[str, Sequence[End]]) -> Iterator[tuple[int, str]]:
    """Each place is compared with every other: of how many files it is told, and where."""
    left = [(file, end) for file, of_file in ends.items() for end in of_file]
    while left:
        groups = [
            [
                n
                for n, (_, other) in enumerate(left)
                if between_m(*end.place, *other.place) <= 300
            ]
            for _, end in left
        ]
        days = [len({left[n][1].day or left[n][0] for n in group}) for group in groups]
        best = groups[days.index(max(days))]
        if max(days) < 3:
            return
        lat, lon = np.median([left[n][1].place for n in best], axis=0)
        yield len({left[n][0] for n in best}), f"lat = {lat:.3f}  lon = {lon:.3f}"
        left = [each for n, each in enumerate(left) if n not in best]


DAYS = st.none() | st.integers(0, 4).map(lambda n: date(2026, 5, 1) + timedelta(n))
SPOTS = st.tuples(st.floats(-700, 700), st.floats(-700, 700))


@given(
    st.sampled_from([(26.9124, 75.7873), (0.0, 0.0), (-17.0, 179.999), (78.2, 15.6)]),
    st.lists(st.tuples(SPOTS, DAYS), min_size=3, max_size=25),
)
def test_all_homes_are_found_in_the_same_order_as_by_comparing_all(
    around: tuple[float, float], made: list[tuple[tuple[float, float], date | None]]
) -> None:
    lat, lon = around
    wide = np.cos(np.radians(lat))
    ends = {
        f"{n:02}.gpx": ends_at(
            (lat + north * NORTH_DEG, (lon + east * NORTH_DEG / wide + 180) % 360 - 180),
            day=day,
        )
        for n, ((north, east), day) in enumerate(made)
    }
    told = found(ends)
    assert len(told) == len(list(plainly(ends)))
    for message, (count, place) in zip(told, plainly(ends), strict=True):
        assert f"home: {count} recordings" in message
        assert place in message


def test_years_of_rides_from_some_homes_need_little_memory() -> None:
    """A table of all pairs would take gigabytes."""
    rng = np.random.default_rng(7)
    doors = [(46.0 + n, 7.0) for n in range(8)]
    ends = {
        f"{n}.gpx": tuple(
            End(
                (doors[n % 8][0] + north, doors[n % 8][1] + east),
                date(2000, 1, 1) + timedelta(n),
            )
            for north, east in rng.uniform(-80 * NORTH_DEG, 80 * NORTH_DEG, (2, 2)).tolist()
        )
        for n in range(10_000)
    }
    tracemalloc.start()
    assert len(found(ends)) == 8
    assert tracemalloc.get_traced_memory()[1] < 100e6
    tracemalloc.stop()
