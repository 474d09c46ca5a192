"""A way at even steps."""

import pytest

from grounds import METRES_A_DEGREE, trace
from milepost.measure.samples import sampled
from milepost.model.place import Trace

KM = 1000 / METRES_A_DEGREE


def test_no_line_has_no_samples() -> None:
    assert sampled(Trace((), ())) is None


@pytest.mark.parametrize(("km", "count"), [(0.05, 101), (10, 101), (100, 1001), (900, 2001)])
def test_samples_are_a_hundred_metres_apart_within_bounds(km: float, count: int) -> None:
    found = sampled(trace((46.0, 8.0), (46.0 + km * KM, 8.0)))
    assert found
    assert len(found.at_m) == count
    assert found.length_m == pytest.approx(km * 1000, rel=1e-3)
    assert found.step_m == pytest.approx(km * 1000 / (count - 1), rel=1e-3)


def test_nothing_is_sampled_between_two_lines() -> None:
    lines = ((46.0, 8.0), (46.1, 8.0)), ((46.5, 8.0), (46.6, 8.0))
    found = sampled(Trace(lines, ((0.0, 11_000.0), (11_000.0, 22_000.0))))
    assert found
    gap = (found.lat_deg > 46.11) & (found.lat_deg < 46.49)
    assert not gap.any()
    assert found.at_m[-1] == 22_000.0


def test_longitudes_go_on_across_the_antimeridian() -> None:
    found = sampled(trace((-17.0, 179.9), (-17.0, -179.9)))
    assert found
    assert found.lon_deg.min() == pytest.approx(179.9)
    assert found.lon_deg.max() == pytest.approx(180.1)


def test_a_single_spot_is_a_way_of_no_length() -> None:
    found = sampled(trace((46.0, 8.0), (46.0, 8.0)))
    assert found
    assert found.length_m == 0
