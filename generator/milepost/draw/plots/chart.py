"""How far a journey has come, day by day, against its plan."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from milepost.draw.labels import Label, with_margin
from milepost.draw.lettering import Type
from milepost.draw.palette import MARK_GROWTH, NARROW_NOTE_PX, NOTE_PX
from milepost.draw.plots.axes import (
    Axis,
    Plot,
    beside_distances,
    distance_lines,
    distances,
    place,
)
from milepost.draw.plots.dates import Dates
from milepost.draw.projection import Floats
from milepost.draw.room import Room, Spot
from milepost.draw.scales import METRIC, Units
from milepost.draw.svg import group, num, path, path_data, picture, thin

_HEAD_PX = 16
_PARTS = 4.5
_TYPES = (
    ("wide", Type("value", NOTE_PX, bold=True), Type("note", NOTE_PX), 1.0),
    (
        "narrow",
        Type("value", NARROW_NOTE_PX, bold=True),
        Type("note", NARROW_NOTE_PX),
        MARK_GROWTH,
    ),
)
_DOT_PX, _APART_PX = 4.5, 2.0
_FAR = (1.6, 2.4, 3.2, 4.0)  # from the line, for each pixel of the size of words
_ALONG = (1.0, 0.85, 0.7, 0.55, 0.4, 0.25)  # of the plan: where its words may stand


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan to go `metres` evenly, from the morning of `start` to the evening of `end`."""

    start: date
    end: date
    metres: float


def cumulative_chart(
    points: Sequence[tuple[date, float]],
    *,
    title: str,
    description: str,
    ident: str,
    label: Callable[[date], str],
    value: Callable[[float], str],
    plan: PlanLine | None = None,
    goal_m: float | None = None,
    goal: str = "",
    width: int = 640,
    height: int = 300,
    units: Units = METRIC,
) -> str:
    """Return a complete `<svg>` of the way covered, or "" for no points or no way at all.

    `points` are (date, metres from the first date to the end of this one); dates may come in
    any order and more than once, then the largest sum counts. Days without a point are days
    of rest. The axis spans the days and the plan. Without a plan `goal_m` is a level line.
    `goal` is written before the distance of either, such as "Plan"; `label` writes a date
    briefly: "29 Nov"; `value` a distance in metres.
    """
    sums = _by_date(points)
    if not sums or sums[-1][1] <= 0:
        return ""
    if plan and (plan.metres <= 0 or plan.end < plan.start):
        plan = None
    target_m = plan.metres if plan else max(goal_m or 0.0, 0.0)
    plot, unit = Plot(width, height, head=_HEAD_PX), units.far
    axis = distances(plot, max(sums[-1][1], target_m), unit, _PARTS)
    plot = beside_distances(plot, axis, unit)
    first, last = sums[0][0], sums[-1][0]
    if plan:
        first, last = min(first, plan.start), max(last, plan.end)
    dates = Dates(plot, (first, last))
    line = _climb(sums, dates, axis)
    aim = _aim(plan, target_m, dates, axis)
    words = " ".join(filter(None, (goal, value(target_m))))
    layers = (
        path("mp-area", path_data([_down_to(line, plot.bottom)], close=True)),
        distance_lines(plot, axis, unit),
        plot.base(),
        path("mp-goal", path_data([aim])),
        path("mp-profile-line", path_data([line])),
        dates.written(label),
        _dot(line[-1]),
        *(
            group(f"mp-{name}", _words(_room(plot, (line, aim), growth), line, aim, *said))
            for name, bold, note, growth in _TYPES
            for said in [((value(sums[-1][1]), bold), (words, note))]
        ),
    )
    return picture(
        layers,
        kind="chart",
        ground="",
        title=title,
        description=description,
        ident=ident,
        width=width,
        height=height,
    )


def _by_date(points: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    """Return one sum a date, oldest first, never falling."""
    sums: list[tuple[date, float]] = []
    for day, metres in sorted(points):
        highest = max(metres, sums[-1][1]) if sums else metres
        if sums and day == sums[-1][0]:
            sums[-1] = (day, highest)
        else:
            sums.append((day, highest))
    return sums


def _climb(sums: Sequence[tuple[date, float]], dates: Dates, axis: Axis) -> Floats:
    """Return the line: it climbs over the width of a day and is level in between."""
    rows = [(dates.start(sums[0][0]), 0.0)]
    for day, metres in sums:
        start = dates.start(day)
        rows += [(start, rows[-1][1]), (start + dates.day_px, metres)]
    steps = np.array(rows, dtype=np.float64)
    return thin(np.column_stack((steps[:, 0], place(axis, steps[:, 1]))), 0.35)


def _down_to(line: Floats, bottom: float) -> Floats:
    return np.vstack((line, (line[-1, 0], bottom), (line[0, 0], bottom)))


def _aim(plan: PlanLine | None, metres: float, dates: Dates, axis: Axis) -> Floats:
    """Return the line of the plan, a level one for a goal, no point without either."""
    if metres <= 0:
        return np.empty((0, 2))
    y = float(place(axis, np.array([metres]))[0])
    if plan is None:
        return np.array([(dates.plot.left, y), (dates.plot.right, y)])
    end = dates.start(plan.end + timedelta(days=1))
    return np.array([(dates.start(plan.start), dates.plot.bottom), (end, y)])


def _dot(at: Floats) -> str:
    x, y = at.tolist()
    circle = f'<circle class="mp-mark mp-here" r="{num(_DOT_PX)}"/>'
    return f'<g transform="translate({num(x)} {num(y)})">{circle}</g>'


def _room(plot: Plot, ways: tuple[Floats, Floats], growth: float) -> Room:
    """Return the room between the axes: beyond them their own words stand."""
    room = Room(plot.width, plot.height, ways, growth)
    room.fill((0.0, 0.0, plot.left - _APART_PX, plot.height))
    room.fill((0.0, plot.bottom + _APART_PX, plot.width, plot.height))
    return room


def _words(
    room: Room, line: Floats, aim: Floats, newest: tuple[str, Type], goal: tuple[str, Type]
) -> str:
    """Write the newest sum beside its dot, and the goal along its line."""
    x, y = line[-1].tolist()
    room.reserve((x, y), (-_DOT_PX, -_DOT_PX, _DOT_PX, _DOT_PX))
    written = _best(room, _around((x, y), *newest, _DOT_PX * room.growth + 4)).svg()
    if not len(aim):
        return written
    return written + _best(room, _along(aim, *goal)).svg()


def _best(room: Room, labels: Iterator[Label]) -> Label:
    """Return the first words that touch nothing, or those that touch least; take their room."""

    def touched(label: Label) -> tuple[bool, bool, int]:
        outside, box = not room.is_inside(label.box), with_margin(label.box, _APART_PX)
        return outside, not room.is_free(box), room.way_in(label.box)

    best = min(labels, key=touched)
    room.fill(best.box)
    return best


def _around(spot: Spot, words: str, type_: Type, off: float) -> Iterator[Label]:
    (x, y), size = spot, type_.size
    yield Label(words, type_, x - off, y - 0.3 * size, "end")
    yield Label(words, type_, x, y - off - 0.2 * size, "middle")
    yield Label(words, type_, x + off, y + 0.36 * size, "start")
    yield Label(words, type_, x + off, y + 1.1 * size, "start")
    yield Label(words, type_, x + off, y - 0.3 * size, "start")
    yield Label(words, type_, x, y + off + 0.8 * size, "middle")
    for far in _FAR:
        yield Label(words, type_, x - 0.2 * size, y + off + far * size, "end")
        yield Label(words, type_, x - 0.2 * size, y - off - far * size, "start")


def _along(aim: Floats, words: str, type_: Type) -> Iterator[Label]:
    (x0, y0), (x1, y1) = aim.tolist()
    size = type_.size
    if y0 == y1:
        yield Label(words, type_, x0 + 8, y0 - 0.5 * size, "start")
        yield Label(words, type_, x1, y1 - 0.5 * size, "end")
        yield Label(words, type_, x1, y1 + 1.2 * size, "end")
        return
    for share in _ALONG:
        x, y = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
        yield Label(words, type_, x - 0.3 * size, y - 0.5 * size, "end")
        yield Label(words, type_, x + 0.5 * size, y + 1.1 * size, "start")
