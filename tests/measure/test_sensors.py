from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import northward, segment
from milepost.measure.sensors import heart_rate_limits, power_limits, sensors_of
from milepost.model.detail import Sensor
from milepost.model.track import Segment


def with_heart_rate(*bpm: float, seconds: list[float] | None = None) -> Segment:
    times = range(len(bpm)) if seconds is None else seconds
    return replace(
        segment([46.0] * len(bpm), [7.0] * len(bpm), seconds=times),
        heart_rate_bpm=np.array(bpm, float),
    )


def heart_rate(*segments: Segment, limits: tuple[float, ...] = ()) -> Sensor | None:
    sensors = sensors_of(segments, heart_rate_limits_bpm=limits)
    return sensors.heart_rate_bpm if sensors else None


def test_a_steady_sensor_is_told_as_it_is() -> None:
    track = replace(northward(600), temperature_c=np.full(600, -12.0))
    sensors = sensors_of((track,))
    assert sensors is not None
    assert sensors.temperature_c == Sensor(-12.0, -12.0)
    assert sensors.heart_rate_bpm is sensors.cadence_rpm is sensors.power_w is None


def test_without_sensors_there_is_nothing_to_tell() -> None:
    assert sensors_of(()) is None
    assert sensors_of((northward(100),)) is None


def test_a_sensor_that_never_told_anything_is_none() -> None:
    assert heart_rate(with_heart_rate(np.nan, np.nan, np.nan)) is None
    assert heart_rate(with_heart_rate(0, 0, 255)) is None


def test_the_mean_is_weighted_with_time() -> None:
    track = with_heart_rate(100, 100, 160, 160, seconds=[0, 8, 9, 10])
    # 100 for 4 + 4.5 s, 160 for 1 + 0.5 s
    assert heart_rate(track) == Sensor(pytest.approx((850 + 240) / 10), 160)


def test_a_pause_counts_for_ten_seconds_and_a_break_for_none() -> None:
    one = with_heart_rate(100, 100, 160, 160, seconds=[0, 10, 3610, 3620])
    assert heart_rate(one) == Sensor(pytest.approx(130), 160)
    two = with_heart_rate(100, 100), with_heart_rate(130, 130, seconds=[9000, 9003])
    assert heart_rate(*two) == Sensor(pytest.approx((100 * 1 + 130 * 3) / 4), 130)


def test_gaps_in_a_sensor_do_not_count() -> None:
    assert heart_rate(with_heart_rate(120, np.nan, np.nan, 140, 140)) == Sensor(
        pytest.approx((120 * 0.5 + 140 * 1.5) / 2), 140
    )


def test_a_segment_without_the_sensor_does_not_count() -> None:
    assert heart_rate(northward(50), with_heart_rate(120, 120)) == Sensor(120, 120)


@pytest.mark.parametrize(
    ("name", "impossible"),
    [
        ("heart_rate_bpm", [0, 24, 251, 255, -1]),
        ("cadence_rpm", [-1, 255, 65_535]),
        ("power_w", [-5, 2501, 65_535]),
        ("temperature_c", [-61, 61, 127]),
    ],
)
def test_what_cannot_be_true_is_left_out(name: str, impossible: list[float]) -> None:
    values = np.full(100, 50.0)
    values[10 : 10 + len(impossible)] = impossible
    sensors = sensors_of((replace(northward(100), **{name: values}),))
    assert getattr(sensors, name) == Sensor(50.0, 50.0)


def test_coasting_counts_for_the_mean_power_and_not_for_the_mean_cadence() -> None:
    half = np.where(np.arange(101) < 50, 0.0, 90.0)
    half[50] = 0.0
    sensors = sensors_of((replace(northward(101), power_w=half, cadence_rpm=half),))
    assert sensors is not None
    assert sensors.power_w == Sensor(pytest.approx(45, abs=0.5), 90)
    assert sensors.cadence_rpm == Sensor(90, 90)


def test_pedals_that_never_turned_have_no_cadence() -> None:
    assert sensors_of((replace(northward(100), cadence_rpm=np.zeros(100)),)) is None


def test_a_wheel_that_was_never_driven_has_a_power_of_zero() -> None:
    sensors = sensors_of((replace(northward(100), power_w=np.zeros(100)),))
    assert sensors is not None
    assert sensors.power_w == Sensor(0.0, 0.0)


def test_zero_degrees_are_a_temperature() -> None:
    sensors = sensors_of((replace(northward(3), temperature_c=np.array([-2.0, 0.0, 0.0])),))
    assert sensors is not None
    assert sensors.temperature_c == Sensor(-0.5, 0.0)


def test_the_maximum_is_the_plain_one() -> None:
    assert heart_rate(with_heart_rate(*[120] * 50, 199, *[120] * 50)) == Sensor(
        pytest.approx(120.79), 199
    )


def test_without_times_all_values_count_the_same() -> None:
    untimed = replace(
        segment([46, 46, 46], [7, 7, 7]), heart_rate_bpm=np.array([90.0, 90, 120])
    )
    assert heart_rate(untimed, limits=(100,)) == Sensor(100, 120, zones_s=())


def test_a_lone_point_tells_its_value() -> None:
    assert heart_rate(with_heart_rate(88)) == Sensor(88, 88)


def test_a_zone_begins_at_its_limit() -> None:
    track = with_heart_rate(80, 99, 100, 119, 120, 150, 150)
    assert heart_rate(track, limits=(100, 120)).zones_s == (2.0, 2.5)


def test_what_cannot_be_true_is_in_no_zone() -> None:
    assert heart_rate(with_heart_rate(120, 120, 255, 255), limits=(100,)).zones_s == (1.5,)


def test_the_time_in_zones_leaves_out_pauses() -> None:
    track = with_heart_rate(110, 110, 150, 150, seconds=[0, 10, 3610, 3615])
    assert heart_rate(track, limits=(100, 140, 180)).zones_s == (15.0, 10.0, 0.0)


def test_power_has_zones_of_its_own() -> None:
    watts = np.repeat([0.0, 250.0, 400.0], 100)
    sensors = sensors_of(
        (replace(northward(300), power_w=watts),), power_limits_w=(0, 200, 300)
    )
    assert sensors is not None
    assert sensors.power_w.zones_s == (99.5, 100.0, 99.5)


def test_the_zones_of_garmin_begin_at_half_of_the_maximum() -> None:
    assert heart_rate_limits(190) == pytest.approx((95, 114, 133, 152, 171))


def test_the_zones_of_coggan_are_seven() -> None:
    assert power_limits(200) == pytest.approx((0, 110, 150, 180, 210, 240, 300))


beats = st.lists(st.one_of(st.just(np.nan), st.floats(30, 220)), min_size=2, max_size=50)


@given(beats, st.integers(0, 10**8), st.lists(st.integers(1, 40), min_size=50, max_size=50))
def test_the_mean_lies_between_the_extremes_and_zones_add_up(
    bpm: list[float], begin: int, steps: list[int]
) -> None:
    seconds = (begin + np.cumsum(steps[: len(bpm)])).astype(float).tolist()
    found = heart_rate(with_heart_rate(*bpm, seconds=seconds), limits=(0, 100, 150))
    known = [each for each in bpm if not np.isnan(each)]
    assert (found is None) == (not known)
    if found is not None:
        assert min(known) - 1e-9 <= found.average <= found.maximum + 1e-9
        assert found.maximum == max(known)
        assert sum(found.zones_s) <= 10 * (len(bpm) - 1) + 1e-9
        if len(known) == len(bpm):
            assert sum(found.zones_s) == pytest.approx(np.minimum(np.diff(seconds), 10).sum())


@given(beats, st.integers(1, 49))
def test_where_a_recording_is_cut_changes_only_the_step_across_the_cut(
    bpm: list[float], at: int
) -> None:
    whole = with_heart_rate(*[120.0 if np.isnan(each) else each for each in bpm])
    at = min(at, len(bpm) - 1)
    halves = [
        replace(
            whole,
            **{
                name: getattr(whole, name)[part]
                for name in ("lat_deg", "lon_deg", "ele_m", "time_s", "heart_rate_bpm")
            },
        )
        for part in (slice(None, at), slice(at, None))
    ]
    one, two = heart_rate(whole, limits=(0, 120)), heart_rate(*halves, limits=(0, 120))
    assert one.maximum == two.maximum
    if len(bpm) > 2:
        assert sum(two.zones_s) == pytest.approx(sum(one.zones_s) - 1)
