"""Axes, gridlines and their words, shared by all plots."""

from dataclasses import dataclass, replace
from math import ceil, floor

from milepost.draw.palette import NARROW_NOTE_PX, NOTE_PX
from milepost.draw.projection import Floats
from milepost.draw.scales import Unit, round_above, ticks
from milepost.draw.svg import group, num, path, text
from milepost.draw.type import width

# Room for words at the size they have on a narrow screen.
_RIGHT, _TOP, _BOTTOM = 20, 18, 32
BESIDE_PX = 8  # between an axis and its words
_EDGE_PX = 4
_X_TICK_PX = 4.8  # for each pixel of the size of words
_SLACK = 0.05  # of a step
_LEADING = 0.95  # of the size of words


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture with margins for the words of its axes, in pixels.

    `head` is room for words above everything that is drawn.
    """

    width: int
    height: int
    left: float = 0.0
    head: float = 0.0

    @property
    def right(self) -> float:
        """The right end of the horizontal axis."""
        return self.width - _RIGHT

    @property
    def top(self) -> float:
        """Where the highest value may be drawn."""
        return self.head + _TOP

    @property
    def bottom(self) -> float:
        """The row of the horizontal axis."""
        return self.height - _BOTTOM

    def base(self) -> str:
        """Draw the horizontal axis."""
        return path("mp-axis", f"M{num(self.left)} {num(self.bottom)}H{num(self.right)}")


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `low` to `high`, in metres, laid over pixels `first` to `last`."""

    low: float
    high: float
    first: float
    last: float
    ticks: tuple[tuple[float, str], ...] = ()  # pixels, words


def place(axis: Axis, values: Floats) -> Floats:
    """Return the pixels of values."""
    share = (values - axis.low) / (axis.high - axis.low)
    return axis.first + share * (axis.last - axis.first)


def beside(plot: Plot, *axes: Axis) -> Plot:
    """Return the plot with room on its left for the words of vertical axes."""
    longest = max(width(words, NARROW_NOTE_PX) for axis in axes for _, words in axis.ticks)
    return replace(plot, left=float(round(_EDGE_PX + longest + BESIDE_PX)))


def beside_distances(plot: Plot, axis: Axis, unit: Unit) -> Plot:
    """Return the plot with room on its left for what `distance_lines` writes.

    It is the same for all sums below 10 000, so that charts below each other stand in line.
    """
    numbers = ["0000", *(words for _, words in axis.ticks)]
    room = max(
        *(width(words, NARROW_NOTE_PX) for words in numbers),
        *(width(f"{words} {unit.sign}", NOTE_PX) for words in numbers),
    )
    return replace(plot, left=float(round(_EDGE_PX + room + BESIDE_PX)))


def across(
    plot: Plot, low_m: float, high_m: float, unit: Unit, size: float = NARROW_NOTE_PX
) -> Axis:
    """Return a horizontal axis of distance, with ticks for words of a size in pixels.

    The last tick names the unit.
    """
    low, high = low_m / unit.metres, high_m / unit.metres
    most = max(2, int((plot.right - plot.left) / (size * _X_TICK_PX)))
    values = ticks(low, high, round_above((high - low) / most))
    px_per_unit = (plot.right - plot.left) / (high - low)
    marked = tuple(
        (
            plot.left + (value - low) * px_per_unit,
            f"{unit.plain(value)} {unit.sign}"
            if value == values[-1] and value > 0
            else unit.plain(value),
        )
        for value in values
    )
    return Axis(low_m, high_m, plot.left, plot.right, marked)


def below(plot: Plot, x: float, words: str, size: float = NARROW_NOTE_PX) -> str:
    """Write words under the horizontal axis, within the picture."""
    tick = f'<path class="mp-axis" d="M{num(x)} {num(plot.bottom)}v5"/>'
    y = plot.bottom + 5 + 0.9 * size
    if x + width(words, size) / 2 > plot.width - _EDGE_PX:
        return tick + text(plot.width - _EDGE_PX, y, words, "mp-note mp-end")
    return tick + text(x, y, words, "mp-note mp-middle")


def reaching(
    plot: Plot,
    low_m: float,
    high_m: float,
    unit: Unit,
    step: float,
    *,
    top: float | None = None,
    bottom: float | None = None,
) -> Axis:
    """Return a vertical axis from a round value below to a round value above.

    `step` is in units. The uppermost tick names the unit. A value may dip a hair below the
    axis: a beach at -2 m is no reason for an axis down to -500.
    """
    low = floor(low_m / unit.metres / step + _SLACK) * step
    high = max(ceil(high_m / unit.metres / step - 1e-9) * step, low + step)
    first = plot.bottom if bottom is None else bottom
    last = plot.top if top is None else top
    values = ticks(low, high, step)
    marked = tuple(
        (
            first + (value - low) / (high - low) * (last - first),
            f"{unit.plain(value)} {unit.sign}" if value == values[-1] else unit.plain(value),
        )
        for value in values
    )
    return Axis(low * unit.metres, high * unit.metres, first, last, marked)


def gridlines(plot: Plot, axis: Axis) -> str:
    """Draw a line and words for each tick of a vertical axis; none on its base line."""
    lines = "".join(f"M{num(plot.left)} {num(y)}H{num(plot.right)}" for y, _ in axis.ticks[1:])
    words = "".join(
        text(plot.left - BESIDE_PX, y + 5, label, "mp-note mp-end") for y, label in axis.ticks
    )
    return path("mp-grid mp-over", lines) + words


def distances(plot: Plot, high_m: float, unit: Unit, parts: float) -> Axis:
    """Return a vertical axis from 0 to just a positive value, with about so many parts."""
    high = high_m / unit.metres
    px_per_unit = (plot.top - plot.bottom) / high
    marked = tuple(
        (plot.bottom + value * px_per_unit, unit.plain(value))
        for value in ticks(0.0, high, round_above(high / parts))
    )
    return Axis(0.0, high_m, plot.bottom, plot.top, marked)


def distance_lines(plot: Plot, axis: Axis, unit: Unit) -> str:
    """Draw a line and a number for each tick of `distances`; the uppermost names the unit.

    On a narrow screen the unit stands above its number, as there is no room beside it.
    """
    x, (y, highest) = plot.left - BESIDE_PX, axis.ticks[-1]
    wide = text(x, y + 5, f"{highest} {unit.sign}", "mp-note mp-end")
    narrow = text(x, y + 5, highest, "mp-note mp-end") + text(
        x, y + 5 - _LEADING * NARROW_NOTE_PX, unit.sign, "mp-note mp-end"
    )
    lower = replace(axis, ticks=axis.ticks[:-1])
    line = path("mp-grid mp-over", f"M{num(plot.left)} {num(y)}H{num(plot.right)}")
    return gridlines(plot, lower) + line + group("mp-wide", wide) + group("mp-narrow", narrow)
