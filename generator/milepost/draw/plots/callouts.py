"""The words in a profile: names of its sections, climbs, the lowest and the highest place.

Words are laid out once for each size that they are shown at. One that finds no room is left
out: the text below the picture says the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

import numpy as np

from milepost.draw.clip import Box
from milepost.draw.labels import Label
from milepost.draw.lettering import Type
from milepost.draw.plots.axes import BESIDE_PX
from milepost.draw.plots.climbrow import EDGE_PX, MIDDLE, SUMMIT_PX, ClimbRow
from milepost.draw.plots.relief import Relief
from milepost.draw.plots.sections import Rise, Way
from milepost.draw.projection import Floats
from milepost.draw.room import Room, Spot, overlap
from milepost.draw.svg import num, path

_ROW_PX, _SKY_PX = 30.0, 18.0  # rows of words above the hills; room for words below them
_APART_PX = 5.0  # between names
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_NAMES = 0.8  # of those wanted; fewer of them would look like holes

_SUMMIT = "M-5-3h10L0-11z"
_SUMMIT_BOX = (-6.0, -SUMMIT_PX, 6.0, 0.0)
_NOTABLE = 0.15  # of the height of the axis: the gain of a climb without a category
_DOT_PX = 3.5
_SAME_PX = 14.0
_UP_PX = (0.0, 12.0, 24.0, 40.0, 60.0, 85.0, 115.0, 150.0)
_NEAR_PX = 24.0  # up to there words need no line that leads to them
_LINE_PX = 2.0  # around words


@dataclass(frozen=True, slots=True)
class Extremes:
    """What is written at the lowest and the highest place; "" for nothing."""

    lowest: str = ""
    highest: str = ""


def head_px(way: Way) -> float:
    """Return how much room a way's words need above its hills."""
    climbs = any(rise.climb.category for rise in way.rises)
    return _SKY_PX + _ROW_PX * (way.is_named + climbs)


def summits(hills: Relief) -> str:
    """Mark the tops of climbs with triangles."""
    return "".join(
        f'<g transform="translate({num(x)} {num(y)})"><path class="mp-mark mp-summit"'
        f' d="{_SUMMIT}"/></g>'
        for x, y in _tops(hills).values()
    )


def _tops(hills: Relief) -> Mapping[Rise, Spot]:
    """Return the known tops of climbs that are worth a mark."""
    least_m = _NOTABLE * (hills.ys.high - hills.ys.low)
    tops = {}
    for rise in hills.way.rises:
        climb = rise.climb
        y = hills.y(climb.start_m + climb.length_m)
        if y is not None and (climb.category or climb.gain_m >= least_m):
            tops[rise] = (hills.x(climb.start_m + climb.length_m), y)
    return tops


def dots(hills: Relief, extremes: Extremes) -> str:
    """Mark the lowest and the highest place, unless a climb's triangle does."""
    spots = [_lowest(hills)] if extremes.lowest else []
    highest = _highest(hills)
    if extremes.highest and all(dist(top, highest) > _SAME_PX for top in _tops(hills).values()):
        spots.append(highest)
    return "".join(
        f'<g transform="translate({num(x)} {num(y)})"><circle class="mp-mark mp-joint"'
        f' r="{num(_DOT_PX)}"/></g>'
        for x, y in spots
    )


def _lowest(hills: Relief) -> Spot:
    return max(_each(hills, np.argmax), key=lambda spot: spot[1])


def _highest(hills: Relief) -> Spot:
    return min(_each(hills, np.argmin), key=lambda spot: spot[1])


def _each(hills: Relief, which: Callable[[Floats], np.intp]) -> Iterator[Spot]:
    for line in hills.lines:
        x, y = line[which(line[:, 1])].tolist()
        yield x, y


def words_on(
    hills: Relief, extremes: Extremes, row_name: str, size: float, growth: float
) -> str:
    """Write what finds room at a size in pixels; marks are shown `growth` times as large."""
    plot, tops = hills.plot, _tops(hills)
    room = Room(plot.width, plot.height, hills.lines, growth)
    highest, lowest = _highest(hills), _lowest(hills)
    for spot in (highest, lowest):
        room.reserve(spot, (-_DOT_PX, -_DOT_PX, _DOT_PX, _DOT_PX))
    note, value = Type("note", size), Type("value", size, bold=True)
    names = _names(hills, room, note, row_name) if hills.way.is_named else ""
    middle = _ROW_PX * (1.5 if names else 0.5)
    ranked = {rise: spot for rise, spot in tops.items() if rise.climb.category}
    row = ClimbRow(plot, room, note, middle, ranked)
    # First where the row of climbs, and lines down from it, will leave room; then anywhere.
    marks = [room.grown(top, _SUMMIT_BOX) for top in tops.values()]
    kept = [*marks, *_lines_of(row)]
    calls = [(highest, extremes.highest), (lowest, extremes.lowest)]
    first = [_called_out(hills, room, *call, value, kept=kept) for call in calls]
    written = [names, *first, row.written()]
    for mark in marks:
        room.fill(mark)
    for call, found in zip(calls, first, strict=True):
        written.append("" if found else _called_out(hills, room, *call, value))
    for rise, top in tops.items():
        if rise not in ranked:
            written.append(_called_out(hills, room, top, rise.words, note, far=False))
    return "".join(written)


def _lines_of(row: ClimbRow) -> tuple[Box, ...]:
    """Return the row, and the lines that lead straight down from it; none without climbs."""
    if not row.tops:
        return ()
    bottom = row.middle + _ROW_PX / 2
    lines = ((x - _LINE_PX, bottom, x + _LINE_PX, y) for x, y in row.tops.values())
    return (0.0, bottom - _ROW_PX, row.plot.width, bottom), *lines


def _names(hills: Relief, room: Room, type_: Type, row_name: str) -> str:
    """Write the names of all sections, or those of every second, or fifth, or tenth."""
    plot, y = hills.plot, _ROW_PX / 2 + MIDDLE * type_.size
    spans = pairwise(hills.x(at_m) for at_m in hills.way.edges_m)
    labels = []
    for (number, words), (first, last) in zip(hills.way.names, spans, strict=True):
        half = type_.width(words) / 2
        x = max((first + last) / 2, plot.left + half)
        x = min(x, plot.width - EDGE_PX - half)
        if words:
            labels.append((number, Label(words, type_, x, y, "middle")))
    wanted = ([label for n, label in labels if n % step == 0] for step in _STEPS)
    kept = next((kept for some in wanted if (kept := _apart(some))), [labels[0][1]])
    if row_name:
        kept = [Label(row_name, type_, plot.left - BESIDE_PX, y, "end"), *kept]
    for label in kept:
        room.fill(label.box)
    return "".join(label.svg() for label in kept)


def _apart(labels: Sequence[Label]) -> list[Label]:
    """Return the labels that do not touch the one before, none if too many do."""
    kept: list[Label] = []
    for label in labels:
        if not kept or label.box[0] >= kept[-1].box[2] + _APART_PX:
            kept.append(label)
    return kept if len(kept) >= _MOST_NAMES * len(labels) else []


def _called_out(
    hills: Relief,
    room: Room,
    spot: Spot,
    words: str,
    type_: Type,
    *,
    kept: Sequence[Box] = (),
    far: bool = True,
) -> str:
    """Write words near a spot, or `far` up with a line that leads there; `kept` stays free."""
    for label in _around(room, spot, words, type_, far=far) if words else ():
        pole = _pole(label, spot, room.growth)
        if (pole is None or room.is_free(pole)) and _takes(hills, room, label, kept):
            if pole is None:
                return label.svg()
            room.fill(pole)
            line = f"M{num(spot[0])} {num(pole[1])}V{num(pole[3])}"
            return path("mp-leader", line) + label.svg()
    return ""


def _around(room: Room, spot: Spot, words: str, type_: Type, *, far: bool) -> Iterator[Label]:
    x, y = spot
    size, aside = type_.size, _DOT_PX * room.growth + 3
    descent = Label(words, type_, x, y, "middle").box[3] - y
    above = y - _DOT_PX * room.growth - descent - _LINE_PX - 0.1
    for up in _UP_PX:
        yield Label(words, type_, x, above - up, "middle")
        yield Label(words, type_, x + aside, above - up + aside, "start")
        yield Label(words, type_, x - aside, above - up + aside, "end")
        if not up:
            yield Label(words, type_, x + 2 * aside, y + MIDDLE * size, "start")
            yield Label(words, type_, x - 2 * aside, y + MIDDLE * size, "end")
        if up > _NEAR_PX and not far:
            return
        if up == _NEAR_PX:
            yield Label(words, type_, x + aside, y + aside + size, "start")
            yield Label(words, type_, x - aside, y + aside + size, "end")
            yield Label(words, type_, x, y + aside + size, "middle")


def _pole(label: Label, spot: Spot, growth: float) -> Box | None:
    """Return what a line from a spot to words far above it covers; words are its flag."""
    x, y = spot
    _, top, _, bottom = label.box
    if y - bottom < _NEAR_PX * growth:
        return None
    end = bottom + _LINE_PX if label.anchor == "middle" else top
    return x - 1, end, x + 1, y - _DOT_PX * growth


def _takes(hills: Relief, room: Room, label: Label, kept: Sequence[Box]) -> bool:
    left, top, right, bottom = label.box
    inside = (
        left >= hills.plot.left + _LINE_PX
        and right <= hills.plot.width - EDGE_PX
        and top >= _LINE_PX
        and bottom <= hills.plot.bottom - _LINE_PX
    )
    box = (left - _LINE_PX, top - _LINE_PX, right + _LINE_PX, bottom + _LINE_PX)
    free = inside and room.is_free(box) and not any(overlap(box, other) for other in kept)
    if not free or room.way_in(box):
        return False
    room.fill(box)
    return True
