"""A quiet grid, a scale bar, and a word on where the map ends.

Close to the ground there is no coast: a coarse coastline under an exact track would only look
exact. The grid gives the eye a measure instead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from milepost.draw.clip import Box
from milepost.draw.palette import LABEL_PX, NARROW_LABEL_PX, NOTE_PX
from milepost.draw.projection import (
    MAX_LAT,
    Frame,
    latitude_at,
    longitude_at,
    metres_per_px,
    to_px,
)
from milepost.draw.room import Rooms
from milepost.draw.scales import METRIC, Units, round_length
from milepost.draw.svg import num, path, text
from milepost.draw.type import width

# Mercator's scale may change this much over the picture before a square grid would lie.
_SQUARE_ENOUGH = 1.02
_SAME_SCALE = 1.25  # up to here one scale bar is true enough for a whole map
_STEPS_DEG = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_MARGIN_PX = 18


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines for the eye, and their degrees: x, y and words."""

    lines: str = ""
    degrees: tuple[tuple[float, float, str], ...] = ()

    def svg(self) -> str:
        """Return both as SVG."""
        return self.lines + "".join(text(x, y, w, "mp-grid-label") for x, y, w in self.degrees)

    def boxes(self, size: float) -> list[Box]:
        """Return what the degrees cover at a size of type."""
        return [(x - 2, y - size, x + width(w, size) + 2, y + 3) for x, y, w in self.degrees]


def grid(frame: Frame, *, over_land: bool, units: Units) -> Grid:
    """Return squares as wide as the scale bar; for a large area, meridians and parallels.

    Over the lines of the basemap only the latter are drawn, and only where the scale differs.
    """
    if over_land:
        return _graticule(frame) if _stretch(frame) > _SAME_SCALE else Grid()
    if _stretch(frame) <= _SQUARE_ENOUGH:
        return Grid(_squares(frame, units))
    return _graticule(frame)


def _stretch(frame: Frame) -> float:
    """Return how much larger one end of the picture is drawn than the other."""
    top, bottom = metres_per_px(frame, 0), metres_per_px(frame, frame.height)
    return max(top, bottom) / min(top, bottom)


def _squares(frame: Frame, units: Units) -> str:
    cell = scale_bar_length(frame, units)[1]
    xs = _around(frame.width / 2, cell, frame.width)
    ys = _around(frame.height / 2, cell, frame.height)
    return path("mp-grid", _lines(frame, xs, ys))


def _around(middle: float, cell: float, end: float) -> list[float]:
    """Return the lines of a grid that has one of its lines in the middle."""
    first, last = ceil(-middle / cell), floor((end - middle) / cell)
    return [middle + k * cell for k in range(first, last + 1)]


def _graticule(frame: Frame) -> Grid:
    px_per_degree = frame.scale / 360.0
    wide = [step for step in _STEPS_DEG if step * px_per_degree >= frame.width / 8]
    step = wide[0] if wide else _STEPS_DEG[-1]
    lons = _multiples(longitude_at(frame, 0), longitude_at(frame, frame.width), step)
    lats = _multiples(latitude_at(frame, frame.height), latitude_at(frame, 0), step)
    xs = [(lon / 360.0 - frame.west) * frame.scale for lon in lons]
    ys = [_row_of(frame, lat) for lat in lats]
    degrees = _named(frame, xs, lons, ys, lats)
    return Grid(path("mp-grid", _lines(frame, xs, ys)), tuple(degrees))


def _named(
    frame: Frame,
    xs: Sequence[float],
    lons: Sequence[float],
    ys: Sequence[float],
    lats: Sequence[float],
) -> Iterator[tuple[float, float, str]]:
    for x, lon in zip(xs, lons, strict=True):
        if 40 < x < frame.width - 40:
            yield x + 5, 15.0, _degrees((lon + 180) % 360 - 180)
    for y, lat in zip(ys, lats, strict=True):
        if 40 < y < frame.height - 60:
            yield 6.0, y - 5, _degrees(lat)


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


def scale_bar_box(frame: Frame, units: Units) -> Box:
    """Return what the scale bar covers."""
    words, length = scale_bar_length(frame, units)
    x, y = _MARGIN_PX, frame.height - _MARGIN_PX
    return x - 8, y - 34, x + max(length, width(words, NARROW_LABEL_PX)) + 10, y + 10


def scale_bar_length(frame: Frame, units: Units) -> tuple[str, float]:
    """Return the bar's words and its pixels; true in the middle row of the picture."""
    metres = metres_per_px(frame)
    unit, count = round_length(metres * frame.width * 0.22, units)
    words = f"{unit.plain(count)} {unit.sign}"
    if _stretch(frame) > _SAME_SCALE:
        words += f" · {_degrees(round(latitude_at(frame, frame.height / 2)))}"
    return words, count * unit.metres / metres


def scale_bar(frame: Frame, *, units: Units = METRIC) -> str:
    """Draw the bar into the lower left corner, on a calm backing."""
    words, length = scale_bar_length(frame, units)
    x, y = _MARGIN_PX, frame.height - _MARGIN_PX
    # Words that are wider than the bar begin where it does: the picture's edge is near.
    fits = width(words, NARROW_LABEL_PX) <= length
    label = (x + length / 2, "mp-label mp-middle") if fits else (x, "mp-label")
    return (
        f'<rect class="mp-backing" x="{x - 8}" y="{y - 32}"'
        f' width="{num(max(length, width(words, LABEL_PX)) + 16)}" height="40" rx="4"/>'
        f'<path class="mp-scale" d="M{x} {y - 6}v6h{num(length)}v-6"/>'
        + text(label[0], y - 8, words, label[1])
    )


def map_end(frame: Frame, rooms: Rooms, words: str) -> str:
    """Say in `words` that the way goes on beyond the map, at the pole's side of the picture."""
    half = width(words, NOTE_PX) / 2 + 4
    y = 40.0 if latitude_at(frame, 0) > MAX_LAT - 1 else frame.height - 42.0
    spots = [(share * frame.width, y) for share in (0.5, 0.25, 0.75)]
    box = -half, -NOTE_PX, half, 0.4 * NOTE_PX
    x, y = next((spot for spot in spots if rooms.take(spot, box)), spots[0])
    return text(x, y, words, "mp-note mp-middle")
