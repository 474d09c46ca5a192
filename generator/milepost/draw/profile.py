"""Elevation against distance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from milepost.draw.plot import Axis, Plot, across, beside, gridlines, place, reaching
from milepost.draw.projection import Floats
from milepost.draw.scales import distance_unit, height_unit, round_above
from milepost.draw.svg import num, path, path_data, picture, thin
from milepost.model.activity import Profile

# A picture is always as tall, so a flat ride needs a floor under its scale: 50 m, and
# 2 m a kilometre up to 250 m.
_MIN_SPAN_M = 50.0
_MIN_SPAN_SHARE = 0.002
_MAX_MIN_SPAN_M = 250.0
_MOST_FULL_SEAMS = 14


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Rows of (distance_m, ele_m) over the whole way, and where a new profile begins."""

    samples: tuple[Floats, ...]
    seams_m: tuple[float, ...]
    length_m: float


def elevation_profile(
    profiles: Sequence[Profile],
    *,
    title: str,
    description: str,
    ident: str,
    width: int = 800,
    height: int = 200,
    imperial: bool = False,
) -> str:
    """Return a complete `<svg>` of the profiles laid end to end, or "" without a stretch.

    Nothing is drawn between two stretches. The vertical axis spans at least 50 m, more on
    long ways, so that a flat ride looks flat.
    """
    way = _end_to_end(profiles)
    if way.length_m <= 0:
        return ""
    ys = _heights(Plot(width, height), way, imperial)
    plot = beside(Plot(width, height), ys)
    xs = across(plot, 0.0, way.length_m, distance_unit(imperial))
    lines = [
        thin(np.column_stack((place(xs, s[:, 0]), place(ys, s[:, 1]))), 0.4)
        for s in way.samples
    ]
    layers = (
        path("mp-area", path_data([_closed(line, plot.bottom) for line in lines], close=True)),
        gridlines(plot, ys),
        path("mp-divider", _seams(plot, xs, way.seams_m)),
        path("mp-profile-line", path_data(lines)),
        plot.base(),
        xs.labels,
    )
    return picture(
        layers,
        kind="profile",
        title=title,
        description=description,
        ident=ident,
        width=width,
        height=height,
    )


def _end_to_end(profiles: Sequence[Profile]) -> _Stretches:
    samples: list[Floats] = []
    seams: list[float] = []
    before = 0.0
    for profile in profiles:
        stretches = [np.array(s, dtype=np.float64) for s in profile.stretches if len(s) > 1]
        if not stretches:
            continue
        if samples:
            seams.append(before)
        samples += [np.add(stretch, (before, 0.0)) for stretch in stretches]
        before = float(samples[-1][-1, 0])
    return _Stretches(tuple(samples), tuple(seams), before)


def _heights(plot: Plot, way: _Stretches, imperial: bool) -> Axis:
    low = min(float(s[:, 1].min()) for s in way.samples)
    high = max(float(s[:, 1].max()) for s in way.samples)
    least = min(max(_MIN_SPAN_M, way.length_m * _MIN_SPAN_SHARE), _MAX_MIN_SPAN_M)
    unit = height_unit(imperial)
    step = round_above(max(high - low, least) / unit.metres / 3.4)
    return reaching(plot, low, max(high, low + least), unit, step)


def _closed(line: Floats, bottom: float) -> Floats:
    return np.vstack(((line[0, 0], bottom), line, (line[-1, 0], bottom)))


def _seams(plot: Plot, xs: Axis, seams_m: Sequence[float]) -> str:
    places = place(xs, np.array(seams_m, dtype=np.float64)).tolist()
    # Many full lines would be a fence before the hills.
    top = plot.top if len(places) <= _MOST_FULL_SEAMS else plot.bottom - 9
    return "".join(f"M{num(x)} {num(top)}V{num(plot.bottom)}" for x in places)
