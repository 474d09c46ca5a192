import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import northward, segment
from milepost.measure.evenly import (
    covered,
    merged,
    runs,
    samples_in,
    stretches_of,
    windows_where,
)
from milepost.measure.timeline import timeline

flags = st.lists(st.booleans(), max_size=40)


def test_a_stretch_is_sampled_each_five_seconds() -> None:
    (stretch,) = stretches_of(timeline((northward(101, mps=2.0),)))
    assert np.diff(stretch.time_s).tolist() == [5.0] * 20
    assert stretch.speed_mps == pytest.approx(2.0, rel=2e-3)


def test_a_silence_parts_two_stretches_on_one_plane() -> None:
    seconds = [*range(100), *range(200, 300)]
    lat = 46 + np.array(seconds) / 50_000
    first, second = stretches_of(timeline((segment(lat, [7.0] * 200, seconds=seconds),)))
    assert second.time_s[0] - first.time_s[-1] > 100
    assert second.y_m[0] - first.y_m[0] == pytest.approx(200 / 50_000 * 111_150, rel=1e-3)


def test_less_than_a_minute_is_no_stretch() -> None:
    assert stretches_of(timeline((northward(60),))) == ()
    assert stretches_of(timeline(())) == ()


def test_elevations_that_never_change_are_unknown() -> None:
    (flat,) = stretches_of(timeline((northward(101, ele=np.full(101, 12.0)),)))
    (hilly,) = stretches_of(timeline((northward(101, ele=np.arange(101.0)),)))
    assert np.isnan(flat.ele_m).all()
    assert hilly.ele_m[2] == 10.0


def test_samples_in_a_span_are_found() -> None:
    (stretch,) = stretches_of(timeline((northward(101),)))
    begin = stretch.time_s[0]
    assert samples_in(stretch, (begin + 4, begin + 15)) == slice(1, 4)


@given(flags, st.integers(1, 10))
def test_a_window_is_true_where_enough_of_it_is(true: list[bool], samples: int) -> None:
    expected = [sum(true[n : n + samples]) >= 0.7 * samples
                for n in range(len(true) - samples + 1)]  # fmt: skip
    assert windows_where(np.array(true, bool), samples, 0.7).tolist() == expected


@given(flags, st.integers(1, 10))
def test_samples_of_true_windows_are_covered(windows: list[bool], samples: int) -> None:
    count = len(windows) + samples - 1
    expected = [any(windows[max(0, n - samples + 1) : n + 1]) for n in range(count)]
    assert covered(np.array(windows, bool), samples, count).tolist() == expected


@given(flags)
def test_runs_hold_what_is_true_and_nothing_else(true: list[bool]) -> None:
    found = {n for first, last in runs(np.array(true, bool)) for n in range(first, last + 1)}
    assert found == {n for n, value in enumerate(true) if value}


def test_spans_that_touch_or_nearly_do_are_merged() -> None:
    spans = [(50.0, 60.0), (0.0, 30.0), (5.0, 10.0), (35.0, 36.0)]
    assert merged(spans, 5.0) == ((0.0, 36.0), (50.0, 60.0))
    assert merged([], 5.0) == ()
