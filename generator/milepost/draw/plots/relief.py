"""The hills of a profile: what stands between its axes, without words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from milepost.draw.plots.axes import Axis, Plot, place
from milepost.draw.plots.sections import Rise, Span, Tone, Way
from milepost.draw.projection import Floats
from milepost.draw.svg import num, path, path_data
from milepost.measure.simplify import thin

_DAY_PX, _JOURNEY_PX = 0.5, 0.6  # by which the line may be off
_MOST_FULL_SEAMS = 14
_SEAM_END_PX, _NAMES_PX = 7.0, 4.0  # seams begin above the names
_HATCH_PX, _HATCH_EVERY_PX = 10.0, 6.0
_SIGN_PX, _SIGN_WIDTH_PX = 4.5, 11.0
_REACH_PX = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Relief:
    """A way between its axes; `lines` are the pixels of its stretches, in their order."""

    plot: Plot
    way: Way
    xs: Axis
    ys: Axis
    lines: tuple[Floats, ...]

    def x(self, at_m: float) -> float:
        """Return the column of a place."""
        return float(place(self.xs, np.array([at_m]))[0])

    def y(self, at_m: float) -> float | None:
        """Return the row of the line at a place, None where no elevation is known."""
        x = self.x(at_m)
        for line in self.lines:
            if line[0, 0] - _REACH_PX <= x <= line[-1, 0] + _REACH_PX:
                return float(np.interp(x, line[:, 0], line[:, 1]))
        return None


def relief(plot: Plot, way: Way, ys: Axis) -> Relief:
    """Lay a way over a plot whose margins are known."""
    xs = Axis(0.0, way.length_m, plot.left, plot.right)
    rows = np.concatenate([stretch.rows for stretch in way.stretches])
    px = np.column_stack((place(xs, rows[:, 0]), place(ys, rows[:, 1])))
    begins = np.cumsum([0, *(len(stretch.rows) for stretch in way.stretches)])
    is_journey = any(stretch.tone is not None for stretch in way.stretches)
    kept = thin(
        px[:, 0],
        px[:, 1],
        _JOURNEY_PX if is_journey else _DAY_PX,
        fixed=(begins[:-1], begins[1:] - 1),
    )
    edges = pairwise(np.searchsorted(kept, begins).tolist())
    return Relief(plot, way, xs, ys, tuple(px[kept[first:last]] for first, last in edges))


def areas(hills: Relief) -> str:
    """Fill what lies below the line: a day's climbs darker, a journey's days in turn."""
    tones: tuple[tuple[Tone | None, str], ...] = ((None, "area"), (0, "day-0"), (1, "day-1"))
    filled = "".join(
        path(f"mp-{name}", _filled(hills, _of_tone(hills, tone))) for tone, name in tones
    )
    climbs = (part for rise in hills.way.rises for part in _parts(hills, _span(rise)))
    return filled + path("mp-climb", _filled(hills, climbs))


def lines(hills: Relief) -> str:
    """Draw the line itself."""
    tones: tuple[tuple[Tone | None, str], ...] = (
        (None, "profile-line"),
        (0, "day-line mp-tone-0"),
        (1, "day-line mp-tone-1"),
    )
    return "".join(path(f"mp-{name}", path_data(_of_tone(hills, tone))) for tone, name in tones)


def _of_tone(hills: Relief, tone: Tone | None) -> list[Floats]:
    pairs = zip(hills.way.stretches, hills.lines, strict=True)
    return [line for stretch, line in pairs if stretch.tone == tone]


def _filled(hills: Relief, parts: Iterator[Floats] | Sequence[Floats]) -> str:
    bottom = hills.plot.bottom
    return path_data(
        (np.vstack(((part[0, 0], bottom), part, (part[-1, 0], bottom))) for part in parts),
        close=True,
    )


def _span(rise: Rise) -> Span:
    climb = rise.climb
    return climb.start_m, climb.start_m + climb.length_m


def _parts(hills: Relief, span: Span) -> Iterator[Floats]:
    """Yield the parts of the line between two places."""
    first, last = (hills.x(at_m) for at_m in span)
    for line in hills.lines:
        begin, end = max(first, float(line[0, 0])), min(last, float(line[-1, 0]))
        if begin < end:
            inner = line[(line[:, 0] > begin) & (line[:, 0] < end)]
            y0, y1 = np.interp((begin, end), line[:, 0], line[:, 1])
            yield np.vstack(((begin, y0), inner, (end, y1)))


def climb_bars(hills: Relief) -> str:
    """Mark the length of each climb on the axis: its colour alone would not tell all."""
    ends = ([hills.x(at_m) for at_m in _span(rise)] for rise in hills.way.rises)
    bottom = num(hills.plot.bottom)
    return path(
        "mp-climb-bar", "".join(f"M{num(first)} {bottom}H{num(last)}" for first, last in ends)
    )


def breaks(hills: Relief) -> str:
    """Open the hills where some way is missing, with a sign on the axis; once for near ones."""
    bottom, signs, slots = hills.plot.bottom, [], []
    before = -_SIGN_WIDTH_PX
    for x in (hills.x(at_m) for at_m in hills.way.breaks_m):
        if x - before < _SIGN_WIDTH_PX:
            continue
        before = x
        rows = [
            float(row)
            for line in hills.lines
            for column, row in (line[0], line[-1])
            if abs(column - x) <= _REACH_PX
        ]
        top = min(rows, default=bottom) - 4
        slots.append(f"M{num(x)} {num(top)}V{num(bottom + 1)}")
        for side in (x - 3, x + 3):
            signs.append(
                f"M{num(side - 2.5)} {num(bottom + _SIGN_PX)}L{num(side + 2.5)}"
                f" {num(bottom - _SIGN_PX)}"
            )
    return path("mp-slot", "".join(slots)) + path("mp-break", "".join(signs))


def missing(hills: Relief) -> str:
    """Hatch the ground where elevations are missing."""
    bottom, strokes = hills.plot.bottom, []
    for span in hills.way.missing_m:
        first, last = (hills.x(at_m) for at_m in span)
        for x in np.arange(first, last - _HATCH_PX / 2, _HATCH_EVERY_PX).tolist():
            reach = min(_HATCH_PX, last - x)
            strokes.append(f"M{num(x)} {num(bottom)}l{num(reach)}-{num(reach)}")
    return path("mp-missing", "".join(strokes))


def seams(hills: Relief) -> str:
    """Draw where sections meet; many full lines would be a fence before the hills."""
    plot = hills.plot
    edges_m = hills.way.edges_m[1:-1]
    is_fence = len(edges_m) > _MOST_FULL_SEAMS
    top = _NAMES_PX if hills.way.is_named else plot.head
    top = plot.bottom - _SEAM_END_PX if is_fence else top
    columns = (hills.x(at_m) for at_m in edges_m)
    lines = "".join(f"M{num(x)} {num(top)}V{num(plot.bottom)}" for x in columns)
    return path("mp-seam" if is_fence else "mp-divider", lines)
