"""What lies under and beside a route: a quiet grid, and a scale bar.

There is no coast and no street: a coarse coastline under an exact track would only look
exact. The grid gives the eye a measure instead.
"""

from math import ceil, floor

from milepost.draw.projection import (
    Frame,
    latitude_at,
    longitude_at,
    metres_per_px,
    to_px,
)
from milepost.draw.scales import plain, round_length
from milepost.draw.svg import num, path, text

# Mercator's scale may change this much over the picture before a square grid would lie.
_SQUARE_ENOUGH = 1.02
_STEPS_DEG = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_MARGIN_PX = 18


def grid(frame: Frame, *, imperial: bool = False) -> str:
    """Draw squares as wide as the scale bar; for a large area, meridians and parallels."""
    top, bottom = metres_per_px(frame, 0), metres_per_px(frame, frame.height)
    if max(top, bottom) <= _SQUARE_ENOUGH * min(top, bottom):
        return _squares(frame, imperial)
    return _graticule(frame)


def _squares(frame: Frame, imperial: bool) -> str:
    cell = scale_bar_length(frame, imperial)[1]
    xs = _around(frame.width / 2, cell, frame.width)
    ys = _around(frame.height / 2, cell, frame.height)
    return path("mp-grid", _lines(frame, xs, ys))


def _around(middle: float, cell: float, end: float) -> list[float]:
    """Return the lines of a grid that has one of its lines in the middle."""
    first, last = ceil(-middle / cell), floor((end - middle) / cell)
    return [middle + k * cell for k in range(first, last + 1)]


def _graticule(frame: Frame) -> str:
    px_per_degree = frame.scale / 360.0
    wide = [step for step in _STEPS_DEG if step * px_per_degree >= frame.width / 8]
    step = wide[0] if wide else _STEPS_DEG[-1]
    lons = _multiples(longitude_at(frame, 0), longitude_at(frame, frame.width), step)
    lats = _multiples(latitude_at(frame, frame.height), latitude_at(frame, 0), step)
    xs = [(lon / 360.0 - frame.west) * frame.scale for lon in lons]
    ys = [_row_of(frame, lat) for lat in lats]
    names = [
        text(x + 5, 15, _degrees((lon + 180) % 360 - 180), "mp-grid-label")
        for x, lon in zip(xs, lons, strict=True)
        if 40 < x < frame.width - 40
    ] + [
        text(6, y - 5, _degrees(lat), "mp-grid-label")
        for y, lat in zip(ys, lats, strict=True)
        if 40 < y < frame.height - 60
    ]
    return path("mp-grid", _lines(frame, xs, ys)) + "".join(names)


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [k * step for k in range(ceil(low / step), floor(high / step) + 1)]


def _row_of(frame: Frame, latitude: float) -> float:
    return float(to_px(frame, ((latitude, 0.0),))[0, 1])


def _degrees(value: float) -> str:
    """Write degrees and minutes; a minus is south or west, in every language."""
    whole, minutes = divmod(round(abs(value) * 60), 60)
    sign = "−" if -180 < value < 0 else ""
    return f"{sign}{whole}°{minutes:02d}′" if minutes else f"{sign}{whole}°"


def _lines(frame: Frame, xs: list[float], ys: list[float]) -> str:
    return "".join(f"M{num(x)} 0V{frame.height}" for x in xs) + "".join(
        f"M0 {num(y)}H{frame.width}" for y in ys
    )


def scale_bar_length(frame: Frame, imperial: bool) -> tuple[str, float]:
    """Return the bar's words and its pixels; true in the middle row of the picture."""
    metres = metres_per_px(frame)
    unit, count = round_length(metres * frame.width * 0.22, imperial)
    return f"{plain(count)} {unit.sign}", count * unit.metres / metres


def scale_bar(frame: Frame, *, imperial: bool = False) -> str:
    """Draw the bar into the lower left corner, on a calm backing."""
    words, length = scale_bar_length(frame, imperial)
    x, y = _MARGIN_PX, frame.height - _MARGIN_PX
    return (
        f'<rect class="mp-backing" x="{x - 8}" y="{y - 32}"'
        f' width="{num(length + 16)}" height="40" rx="4"/>'
        f'<path class="mp-scale" d="M{x} {y - 6}v6h{num(length)}v-6"/>'
        + text(x + length / 2, y - 8, words, "mp-label mp-middle")
    )
