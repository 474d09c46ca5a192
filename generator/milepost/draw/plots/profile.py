"""Elevation against distance: a day's profile, or a whole journey's."""

from milepost.draw.palette import MARK_GROWTH, NARROW_NOTE_PX, NOTE_PX
from milepost.draw.plots.axes import Axis, Plot, across, below, beside, gridlines, reaching
from milepost.draw.plots.callouts import Extremes, dots, head_px, summits, words_on
from milepost.draw.plots.relief import (
    Relief,
    areas,
    breaks,
    climb_bars,
    lines,
    missing,
    relief,
    seams,
)
from milepost.draw.plots.sections import Way
from milepost.draw.scales import METRIC, Units, round_above
from milepost.draw.svg import group, picture

# A picture is always as tall, so a flat ride needs a floor under its scale: 50 m, and
# 2 m a kilometre up to 250 m.
_MIN_SPAN_M = 50.0
_MIN_SPAN_SHARE = 0.002
_MAX_MIN_SPAN_M = 250.0
# Screens, the size of words there, and how much marks grow.
_SIZES = (("wide", NOTE_PX, 1.0), ("narrow", NARROW_NOTE_PX, MARK_GROWTH))
_UNSAID = Extremes()


def elevation_profile(
    way: Way,
    *,
    title: str,
    description: str,
    ident: str,
    extremes: Extremes = _UNSAID,
    row_name: str = "",
    width: int = 640,
    height: int = 260,
    units: Units = METRIC,
) -> str:
    """Return a complete `<svg>` of a way, or "" without any elevation.

    Where the way broke off the hills are open, with a sign on the axis; where elevations are
    missing the axis is hatched. The vertical axis spans at least 50 m, more on long ways, so
    that a flat ride looks flat. `row_name` stands before the names of sections. Rows of words
    above the hills add to `height`.

    `data-left`, `data-right`, `data-top` and `data-bottom` are the pixels between the axes,
    `data-length` the metres from left to right.
    """
    if not way.stretches:
        return ""
    head = head_px(way)
    plot = Plot(width, height + round(head), head=head)
    ys = _heights(plot, way, units)
    hills = relief(beside(plot, ys), way, ys)
    plot = hills.plot
    layers = (
        areas(hills),
        gridlines(plot, ys),
        lines(hills),
        seams(hills),
        missing(hills),
        plot.base(),
        climb_bars(hills),
        breaks(hills),
        summits(hills),
        dots(hills, extremes),
        *(
            group(
                f"mp-{name}",
                _distances(hills, size, units)
                + words_on(hills, extremes, row_name, size, growth),
            )
            for name, size, growth in _SIZES
        ),
    )
    return picture(
        layers,
        kind="profile",
        ground="",
        title=title,
        description=description,
        ident=ident,
        width=plot.width,
        height=plot.height,
        data={
            "left": plot.left,
            "right": plot.right,
            "top": plot.top,
            "bottom": plot.bottom,
            "length": round(way.length_m, 1),
        },
    )


def _heights(plot: Plot, way: Way, units: Units) -> Axis:
    low, high = way.heights_m or (0.0, 0.0)
    least = min(max(_MIN_SPAN_M, way.length_m * _MIN_SPAN_SHARE), _MAX_MIN_SPAN_M)
    unit = units.high
    step = round_above(max(high - low, least) / unit.metres / 3.4)
    return reaching(plot, low, max(high, low + least), unit, step)


def _distances(hills: Relief, size: float, units: Units) -> str:
    unit = units.far
    axis = across(hills.plot, 0.0, hills.way.length_m, unit, size)
    return "".join(below(hills.plot, x, words, size) for x, words in axis.ticks)
