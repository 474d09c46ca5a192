"""What is hidden round a place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.geo import between_m
from milepost.measure.zones import hidden_circle
from milepost.model.privacy import Zone

SECRET = b"a secret that nobody knows"
ZONES = st.builds(
    Zone,
    st.floats(-80, 80, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
    st.floats(200, 10_000, allow_nan=False),
)


def away_m(zone: Zone, secret: bytes = SECRET) -> float:
    circle = hidden_circle(zone, secret)
    return between_m(zone.lat_deg, zone.lon_deg, circle.lat_deg, circle.lon_deg)


@given(ZONES, st.binary(min_size=16, max_size=64))
def test_all_of_a_zone_is_hidden(zone: Zone, secret: bytes) -> None:
    assert hidden_circle(zone, secret).radius_m >= away_m(zone, secret) + zone.radius_m


@given(ZONES)
def test_a_zone_is_never_in_the_middle(zone: Zone) -> None:
    assert away_m(zone) > 0.55 * zone.radius_m


def test_the_same_secret_hides_the_same() -> None:
    zone = Zone(26.9124, 75.7873, 400.0)
    assert hidden_circle(zone, SECRET) == hidden_circle(zone, SECRET)
    assert hidden_circle(zone, SECRET) != hidden_circle(zone, SECRET + b"!")


def test_what_a_zone_is_called_hides_nothing_else() -> None:
    one, other = Zone(26.9124, 75.7873, 400.0), Zone(26.9124, 75.7873, 400.0, "home")
    assert hidden_circle(one, SECRET) == hidden_circle(other, SECRET)


def test_a_place_that_is_corrected_moves_its_circle_by_as_much() -> None:
    """Two circles drawn anew would cross where the place is."""
    one = hidden_circle(Zone(26.9124, 75.7873, 400.0), SECRET)
    other = hidden_circle(Zone(26.9125, 75.7873, 400.0), SECRET)
    moved_m = between_m(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg)
    assert moved_m == pytest.approx(11.1, abs=0.5)
    assert other.radius_m == one.radius_m


def test_who_finds_the_middle_is_300_m_off() -> None:
    """The middle is what circles fitted to many tracks find: see docs/privacy.md."""
    found = [away_m(Zone(20 + n / 50, 75.0, 400.0)) for n in range(400)]
    assert np.median(found) > 330


def test_middles_lie_in_all_directions() -> None:
    zones = [Zone(20 + n / 50, 75.0, 400.0) for n in range(400)]
    circles = [hidden_circle(zone, SECRET) for zone in zones]
    pairs = zip(circles, zones, strict=True)
    north = [circle.lat_deg > zone.lat_deg for circle, zone in pairs]
    assert 160 < sum(north) < 240


def test_a_place_that_is_rounded_to_other_decimals_has_another_circle() -> None:
    """What docs/privacy.md warns of: settle the coordinates before publishing."""
    one, other = (hidden_circle(Zone(lat, 8.3, 400.0), SECRET) for lat in (47.0549, 47.0551))
    assert other.radius_m != one.radius_m
