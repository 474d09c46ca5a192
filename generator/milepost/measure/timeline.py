"""The points of a recording in order of time, whatever segments they came in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from milepost.model.track import Column, Segment

_SILENCE_S = 60.0  # smart recording writes at least every minute; longer, nobody knows


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Points with known, strictly rising times.

    Longitudes run on over the antimeridian. `recorded` tells for each of the n - 1 steps
    whether the recorder ran: within one segment, and no longer than 60 s.
    """

    time_s: Column
    lat_deg: Column
    lon_deg: Column
    ele_m: Column
    recorded: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.time_s)


def timeline(segments: tuple[Segment, ...]) -> Timeline:
    """Line up all points with a time; of several at one moment the first stays."""
    time_s, lat, lon, ele = (
        np.concatenate([getattr(part, name) for part in segments]) if segments else np.empty(0)
        for name in ("time_s", "lat_deg", "lon_deg", "ele_m")
    )
    number = np.repeat(np.arange(len(segments)), [len(part) for part in segments])
    timed = np.flatnonzero(np.isfinite(time_s))
    order = timed[np.argsort(time_s[timed], kind="stable")]
    order = order[np.diff(time_s[order], prepend=-np.inf) > 0]
    seconds = np.diff(time_s[order])
    return Timeline(
        time_s=time_s[order],
        lat_deg=lat[order],
        lon_deg=np.unwrap(lon[order], period=360.0),
        ele_m=ele[order],
        recorded=(np.diff(number[order]) == 0) & (seconds <= _SILENCE_S),
    )


def recorded_s(line: Timeline) -> float:
    """Return the seconds in which the recorder ran."""
    return float(np.diff(line.time_s)[line.recorded].sum())
