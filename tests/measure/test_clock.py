from datetime import UTC, datetime, timedelta

from milepost.measure.clock import clock_suspects

PORTLAND_DEG = -122.7  # UTC-8


def hours(*spans: tuple[float, float], lon: float = PORTLAND_DEG) -> tuple[list[float], ...]:
    """Return activities, one a day, from and to an hour of the sun."""
    first = datetime(2026, 5, 1, tzinfo=UTC) - timedelta(hours=lon / 15)
    days = [first + timedelta(days=day) for day in range(len(spans))]
    starts = [
        (day + timedelta(hours=a)).timestamp() for day, (a, _) in zip(days, spans, strict=True)
    ]
    ends = [
        (day + timedelta(hours=b)).timestamp() for day, (_, b) in zip(days, spans, strict=True)
    ]
    return starts, ends, [lon] * len(spans)


BY_DAY = [(8.0, 15.0), (9.0, 16.0), (7.5, 12.0), (10.0, 18.0)]
BY_NIGHT = (0.5, 5.0)  # 8:30 to 13:00 written as UTC


def test_the_one_by_night_is_suspect() -> None:
    assert clock_suspects(*hours(*BY_DAY, BY_NIGHT)) == (4,)


def test_days_are_not_suspect() -> None:
    assert clock_suspects(*hours(*BY_DAY, (6.0, 20.0))) == ()


def test_two_by_night_are_a_habit() -> None:
    assert clock_suspects(*hours(*BY_DAY, BY_NIGHT, BY_NIGHT)) == ()


def test_who_rides_into_another_night_may_ride_by_night() -> None:
    assert clock_suspects(*hours(*BY_DAY, (14.0, 25.0), BY_NIGHT)) == ()


def test_three_others_are_too_few() -> None:
    assert clock_suspects(*hours(*BY_DAY[1:], BY_NIGHT)) == ()


def test_a_start_before_dawn_is_not_suspect() -> None:
    assert clock_suspects(*hours(*BY_DAY, (3.0, 12.0))) == ()


def test_a_night_that_the_zone_does_not_explain_is_not_suspect() -> None:
    assert clock_suspects(*hours(*BY_DAY, BY_NIGHT, lon=30.0)) == ()
    assert clock_suspects(*hours(*BY_DAY, BY_NIGHT, lon=2.0)) == ()
    assert clock_suspects(*hours(*BY_DAY, (1.0, 2.9), lon=-45.0)) == ()  # dawn, or too late


def test_the_shift_may_go_either_way() -> None:
    assert clock_suspects(*hours(*BY_DAY, (0.2, 6.0))) == (4,)  # only 8 hours later is by day
    assert clock_suspects(*hours(*BY_DAY, (-2.0, 3.0))) == (4,)  # only 8 hours earlier is


def test_nothing_has_no_suspect() -> None:
    assert clock_suspects([], [], []) == ()
