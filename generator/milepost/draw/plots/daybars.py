"""How far each day went: a bar a date, and days of rest between them."""

from collections.abc import Callable, Sequence
from datetime import date

from milepost.draw.palette import NARROW_NOTE_PX
from milepost.draw.plots.axes import (
    Axis,
    Plot,
    beside_distances,
    distance_lines,
    distances,
)
from milepost.draw.plots.dates import Dates, Span
from milepost.draw.plots.days import (
    DayBar,
    are_linked,
    link,
    one_a_date,
    silent,
    spanned,
)
from milepost.draw.plots.legend import Key, Sign, legend
from milepost.draw.scales import METRIC, Units
from milepost.draw.svg import num, path, picture, text
from milepost.draw.type import width as words_width

_HEAD_PX, _LEGEND_PX = 14, 28
_PARTS = 4.5
_SHARE, _WIDEST_PX, _THINNEST_PX = 0.74, 44.0, 0.8  # of a bar: of its date; pixels
_ROUND_PX = 3.0
_RING_PX, _RING_SHARE, _RING_UP_PX = 4.0, 0.3, 4.0  # its radius; of its date; above the axis
_ABOVE_PX = 7.0  # between a bar and its words
_EDGE_PX = 4.0


def day_bars(
    days: Sequence[DayBar],
    *,
    title: str,
    description: str,
    ident: str,
    label: Callable[[date], str],
    value: Callable[[float], str],
    rest: str = "",
    typed: str = "",
    span: Span | None = None,
    width: int = 640,
    height: int = 220,
    units: Units = METRIC,
) -> str:
    """Return a complete `<svg>` of the distance of each day, or "" for no way at all.

    Every date of `span` has its place: from the first day to the last unless given, so that
    the chart can stand in line with another. A day of rest has a small ring on the axis, a
    date without a day nothing; what was typed by hand is drawn hollow. `rest` and `typed` are
    the words that explain this, "" for none; they add a row to `height`. `label` writes a date
    briefly, `value` a distance in metres: that of the longest day is written.

    Days are links on up to 120 dates, with the whole column above a date to hit.
    """
    shown = one_a_date(days, span)
    longest = max(shown, key=lambda day: day.metres, default=None)
    if longest is None or longest.metres <= 0:
        return ""
    keys = _keys(shown, rest, typed)
    head = _HEAD_PX + (_LEGEND_PX if keys else 0)
    plot = Plot(width, height + (_LEGEND_PX if keys else 0), head=head)
    unit = units.far
    axis = distances(plot, longest.metres, unit, _PARTS)
    plot = beside_distances(plot, axis, unit)
    columns = _Columns(Dates(plot, spanned(shown, span)), axis)
    linked = are_linked(shown, columns.dates.count)
    bars = columns.one_by_one if linked else columns.in_bulk
    layers = (
        silent(legend(keys, plot.right, _LEGEND_PX / 2) + distance_lines(plot, axis, unit)),
        bars(shown, longest),
        silent(
            plot.base()
            + columns.dates.written(label)
            + columns.words_on(longest, value(longest.metres))
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
        height=plot.height,
        linked=linked,
    )


def _keys(days: Sequence[DayBar], rest: str, typed: str) -> list[Key]:
    """Return what has to be explained: only what there is, and what there are words for."""
    keys: list[Key] = []
    if typed and any(day.typed and day.metres > 0 for day in days):
        keys.append((Sign('<path class="mp-typed-bar" d="M1-6h8v12h-8z"/>', 10.0), typed))
    if rest and any(_is_ring(day) for day in days):
        keys.append((Sign(path("mp-rest", _circle(5.0, 0.0, 4.0)), 10.0), rest))
    return keys


def _is_ring(day: DayBar) -> bool:
    return day.rest and day.metres <= 0


class _Columns:
    """Where the bars of days stand."""

    def __init__(self, dates: Dates, axis: Axis):
        self.dates, self._axis = dates, axis
        self._bar_px = max(_THINNEST_PX, min(dates.day_px * _SHARE, _WIDEST_PX))
        self._bottom = dates.plot.bottom

    def in_bulk(self, days: Sequence[DayBar], longest: DayBar) -> str:
        """Draw all days, a path a kind."""
        kinds = ("day-bar", "longest-bar", "typed-bar", "rest")
        return "".join(
            path(
                f"mp-{kind}",
                "".join(self._data(day) for day in days if _kind(day, longest) == kind),
            )
            for kind in kinds
        )

    def one_by_one(self, days: Sequence[DayBar], longest: DayBar) -> str:
        """Draw each day as a link that can be hit anywhere in its column."""
        return "".join(
            link(
                day,
                path(f"mp-{_kind(day, longest)}", self._data(day))
                + (path("mp-hit", self._column(day)) if day.href else ""),
            )
            for day in days
        )

    def words_on(self, day: DayBar, words: str) -> str:
        """Write words above the bar of a day, within the picture."""
        plot, x, y = self.dates.plot, self.dates.middle(day.date), self._top(day) - _ABOVE_PX
        half = words_width(words, NARROW_NOTE_PX, bold=True) / 2
        if x + half > plot.width - _EDGE_PX:
            return text(plot.width - _EDGE_PX, y, words, "mp-value mp-end")
        if x - half < plot.left:
            return text(max(plot.left + 1, x - self._bar_px / 2), y, words, "mp-value")
        return text(x, y, words, "mp-value mp-middle")

    def _top(self, day: DayBar) -> float:
        return (
            self._bottom - (self._axis.first - self._axis.last) * day.metres / self._axis.high
        )

    def _data(self, day: DayBar) -> str:
        x = self.dates.middle(day.date)
        if _is_ring(day):
            radius = min(_RING_PX, self.dates.day_px * _RING_SHARE)
            return _circle(x, self._bottom - radius - _RING_UP_PX, radius)
        if day.metres <= 0:
            return ""
        return _bar(
            x - self._bar_px / 2, self._bottom, self._bar_px, self._bottom - self._top(day)
        )

    def _column(self, day: DayBar) -> str:
        plot, wide = self.dates.plot, num(self.dates.day_px)
        x, top = num(self.dates.start(day.date)), num(plot.head)
        return f"M{x} {top}h{wide}V{plot.height}h-{wide}z"


def _kind(day: DayBar, longest: DayBar) -> str:
    if _is_ring(day):
        return "rest"
    if day.typed:
        return "typed-bar"
    return "longest-bar" if day is longest else "day-bar"


def _bar(x: float, bottom: float, wide: float, tall: float) -> str:
    """Return the data of a bar; its upper corners are round if there is room for that."""
    tall = max(tall, _THINNEST_PX)
    r = min(_ROUND_PX, wide / 4, tall)
    if wide < 4:
        return f"M{num(x)} {num(bottom)}v-{num(tall)}h{num(wide)}v{num(tall)}z"
    side, corner = num(tall - r), num(r)
    return (
        f"M{num(x)} {num(bottom)}v-{side}q0-{corner} {corner}-{corner}h{num(wide - 2 * r)}"
        f"q{corner} 0 {corner} {corner}v{side}z"
    )


def _circle(x: float, y: float, radius: float) -> str:
    r, across = num(radius), num(2 * radius)
    return f"M{num(x - radius)} {num(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0z"
