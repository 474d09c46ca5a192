"""Places that nobody shall find in what is published."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Zone:
    """A true place to hide, with the radius that its author asked for: private.

    What is hidden is a `Circle` made of it; `name` is for messages to the author alone.
    """

    lat_deg: float
    lon_deg: float
    radius_m: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """What is hidden in place of a zone: it covers all of the zone, off its centre."""

    lat_deg: float
    lon_deg: float
    radius_m: float
