"""What the sensors told: means, maxima and the time in each zone of effort."""

from dataclasses import dataclass

import numpy as np

from milepost.model.detail import Sensor, Sensors
from milepost.model.track import Column, Segment

_LONGEST_S = 10.0  # that a step counts for: nothing is known of the heart during a pause


@dataclass(frozen=True, slots=True)
class _Possible:
    """The values a sensor can tell; `idles` when its zeros are no part of the mean."""

    least: float
    most: float
    idles: bool = False


# A strap without contact writes 0; FIT's "invalid" is 255 for a byte, 65,535 for two.
_POSSIBLE = {
    "heart_rate_bpm": _Possible(25, 250),
    "cadence_rpm": _Possible(0, 254, idles=True),
    "power_w": _Possible(0, 2500),
    "temperature_c": _Possible(-60, 60),
}


def sensors_of(
    segments: tuple[Segment, ...],
    *,
    heart_rate_limits_bpm: tuple[float, ...] = (),
    power_limits_w: tuple[float, ...] = (),
) -> Sensors | None:
    """Summarise the sensors of clean segments; None when there were none.

    A value stands for half of the step before it and half of that after it, a step for 10 s
    at most; so pauses and breaks hardly count. Without times all values count the same, and
    there are no zones. What cannot be true is left out. As on Garmin, Strava and in
    GoldenCheetah coasting counts for the mean power and not for the mean cadence, and the
    maximum is the plain one. A runner's cadence is what the device wrote, mostly strides:
    twice as many are steps.

    The limits are where zones begin, the lowest first; what lies below the first is in none.
    """
    limits = {"heart_rate_bpm": heart_rate_limits_bpm, "power_w": power_limits_w}
    found = {name: _sensor(segments, name, limits.get(name, ())) for name in _POSSIBLE}
    return Sensors(**found) if any(found.values()) else None


def heart_rate_limits(max_bpm: float) -> tuple[float, ...]:
    """Return where Garmin's five zones begin: at 50, 60, 70, 80 and 90 % of the maximum.

    "Heart Rate Zone Calculations" in the owner's manuals of the fenix and others.
    """
    return tuple(max_bpm * share / 100 for share in (50, 60, 70, 80, 90))


def power_limits(threshold_w: float) -> tuple[float, ...]:
    """Return where Coggan's seven zones begin, from active recovery to neuromuscular power.

    Allen and Coggan, "Training and Racing with a Power Meter": 55, 75, 90, 105, 120 and 150 %
    of the functional threshold power divide them.
    """
    return tuple(threshold_w * share / 100 for share in (0, 55, 75, 90, 105, 120, 150))


def _sensor(
    segments: tuple[Segment, ...], name: str, limits: tuple[float, ...]
) -> Sensor | None:
    columns = [(getattr(each, name), _seconds(each.time_s)) for each in segments]
    told = [(values, weight) for values, weight in columns if values is not None]
    if not told:
        return None
    values, seconds = (np.concatenate(column) for column in zip(*told, strict=True))
    possible = _POSSIBLE[name]
    real = (values >= possible.least) & (values <= possible.most)
    turning = real & (values != 0) if possible.idles else real
    if not turning.any():
        return None
    return Sensor(
        average=_mean(values[turning], seconds[turning]),
        maximum=float(values[turning].max()),
        zones_s=_zones(values[real], seconds[real], limits),
    )


def _seconds(time_s: Column) -> Column:
    """Return the time that each point stands for, 0 where times are unknown."""
    steps_s = np.clip(np.nan_to_num(np.diff(time_s)), 0.0, _LONGEST_S)
    padded_s = np.concatenate([[0.0], steps_s, [0.0]])
    return np.asarray(padded_s[1:] + padded_s[:-1])[: len(time_s)] / 2


def _mean(values: Column, seconds: Column) -> float:
    return float(np.average(values, weights=seconds if seconds.any() else None))


def _zones(values: Column, seconds: Column, limits: tuple[float, ...]) -> tuple[float, ...]:
    if not limits or not seconds.any():
        return ()
    zone = np.searchsorted(np.array(limits), values, "right")
    total_s = np.bincount(zone, weights=seconds, minlength=len(limits) + 1)
    return tuple(total_s[1:].tolist())
