"""A way as points at even steps, however densely it was recorded or thinned."""

from dataclasses import dataclass

import numpy as np

from milepost.model.place import Trace
from milepost.model.track import Column

_STEP_M = 100.0
_FEWEST, _MOST = 100, 2000


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Points `step_m` apart, `at_m` along the way.

    Longitudes go on beyond ±180 where the way crosses the antimeridian.
    """

    lat_deg: Column
    lon_deg: Column
    at_m: Column
    step_m: float

    @property
    def length_m(self) -> float:
        """From the first point to the last, along the way."""
        return float(self.at_m[-1] - self.at_m[0])


def sampled(trace: Trace) -> Samples | None:
    """Return points about every 100 m, at least 101 and at most 2001; None without a line.

    What was not recorded has no length, so no point lies between two lines.
    """
    places = np.array([place for line in trace.lines for place in line]).reshape(-1, 2)
    if not len(places):
        return None
    # A track's own columns may step back by less than was rounded off.
    along = np.maximum.accumulate(np.concatenate([np.asarray(m) for m in trace.along_m]))
    steps = int(np.clip((along[-1] - along[0]) / _STEP_M, _FEWEST, _MOST))
    at_m = np.linspace(along[0], along[-1], steps + 1)
    return Samples(
        lat_deg=np.interp(at_m, along, places[:, 0]),
        lon_deg=np.interp(at_m, along, np.unwrap(places[:, 1], period=360)),
        at_m=at_m,
        step_m=float(along[-1] - along[0]) / steps,
    )
