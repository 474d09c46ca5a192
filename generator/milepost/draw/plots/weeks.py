"""Dates laid out in weeks: a row a week for a short time, a column a week for a long one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from milepost.draw.clip import Box
from milepost.draw.palette import NARROW_NOTE_PX
from milepost.draw.plots.dates import SIZES, Span
from milepost.draw.svg import group, text
from milepost.draw.type import width

DAYS_OF_MONTHS = {6: 184, 12: 366}  # at most
_COLUMNS = {6: 28, 12: 54}  # weeks that they touch, at most
_HEAD_PX, _BASE_PX = 30.0, 19.0  # of the words above the tiles
_SHEET_GAP_PX, _SHEET_PX = 5.0, 54.0
_WIDEST_PX, _TALLEST_PX = 84.0, 34.0  # from tile to tile
_GAP, _LEAST_GAP_PX, _MOST_GAP_PX = 0.15, 1.5, 4.0  # between tiles, of their height
_BAND_GAP_PX = 12.0
_BESIDE_PX = 8.0
_LEADING, _APART = 1.15, 0.5  # of the size of words
_MIDDLE = 0.36


@dataclass(frozen=True, slots=True)
class Names:
    """What months and days of the week are called, briefly.

    `month` is asked for any date of a month, `weekday` for 0, Monday, to 6.
    """

    month: Callable[[date], str]
    weekday: Callable[[int], str]
    first_weekday: int = 0

    def row(self, day: date) -> int:
        """Return how many days after the first of its week a date is."""
        return (day.weekday() - self.first_weekday) % 7

    def week(self, day: date) -> date:
        """Return the first date of a week."""
        return day - timedelta(days=self.row(day))

    def weeks(self, span: Span) -> int:
        """Return how many weeks a span touches."""
        return (self.week(span[1]) - self.week(span[0])).days // 7 + 1

    @property
    def days(self) -> tuple[str, ...]:
        """The names of the days of a week, in order."""
        return tuple(self.weekday((self.first_weekday + n) % 7) for n in range(7))


@dataclass(frozen=True, slots=True)
class Tiles:
    """The boxes of dates in pixels, the words around them, and where all of it ends."""

    boxes: Mapping[date, Box]
    words: str
    bottom: float
    is_sheet: bool = False


@dataclass(frozen=True, slots=True)
class _Band:
    """A row of weeks: columns count from the week of `start`, which no date of it precedes."""

    start: date
    span: Span
    name: str = ""


def sheet(span: Span, names: Names, wide: float) -> Tiles:
    """Lay out a span as a sheet of a wall calendar: a row a week."""
    tile = (wide - 6 * _SHEET_GAP_PX) / 7
    first = names.week(span[0])
    boxes = {}
    for day in _dates(span):
        x = names.row(day) * (tile + _SHEET_GAP_PX)
        y = _HEAD_PX + (day - first).days // 7 * (_SHEET_PX + _SHEET_GAP_PX)
        boxes[day] = (x, y, x + tile, y + _SHEET_PX)
    words = "".join(
        text(n * (tile + _SHEET_GAP_PX) + tile / 2, _BASE_PX, name, "mp-note mp-middle")
        for n, name in enumerate(names.days)
    )
    return Tiles(boxes, words, max(box[3] for box in boxes.values()), is_sheet=True)


def bands(span: Span, names: Names, wide: float, months: int) -> Tiles:
    """Lay out a span in columns of weeks, one longer than 6 or 12 `months` in rows of these.

    Rows begin in January or July then, and have their year beside them.
    """
    rows = list(_bands(span, months))
    columns = max(names.weeks((row.start, row.span[1])) for row in rows)
    if len(rows) > 1:
        columns = max(columns, _COLUMNS[months])  # so that all calendars look alike
    beside = max(
        width(rows[0].name, NARROW_NOTE_PX, bold=True),
        *(width(name, NARROW_NOTE_PX) for name in names.days),
    )
    left = beside + _BESIDE_PX
    across = min((wide - left) / columns, _WIDEST_PX)
    down = min(across, _TALLEST_PX)
    gap = min(max(_GAP * down, _LEAST_GAP_PX), _MOST_GAP_PX)
    boxes, words, top = {}, "", 0.0
    for row in rows:
        top += _HEAD_PX
        first = names.week(row.start)
        for day in _dates(row.span):
            x = left + (day - first).days // 7 * across
            y = top + names.row(day) * down
            boxes[day] = (x, y, x + across - gap, y + down - gap)
        words += _around(row, names, boxes, (left, top, wide), down)
        top += 7 * down + _BAND_GAP_PX
    return Tiles(boxes, words, top - _BAND_GAP_PX - gap)


def _dates(span: Span) -> Iterator[date]:
    for n in range((span[1] - span[0]).days + 1):
        yield span[0] + timedelta(days=n)


def _bands(span: Span, months: int) -> Iterator[_Band]:
    if (span[1] - span[0]).days < DAYS_OF_MONTHS[months]:
        yield _Band(span[0], span)
        return
    start = date(span[0].year, (span[0].month - 1) // months * months + 1, 1)
    while start <= span[1]:
        after = _months_later(start, months)
        clipped = max(start, span[0]), min(after - timedelta(days=1), span[1])
        yield _Band(start, clipped, str(start.year))
        start = after


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _around(
    row: _Band,
    names: Names,
    boxes: Mapping[date, Box],
    corner: tuple[float, float, float],
    down: float,
) -> str:
    """Write the year, the months above and the days of the week beside a row."""
    left, top, wide = corner
    year = text(0, top - _HEAD_PX + _BASE_PX, row.name, "mp-value") if row.name else ""
    starts = _month_starts(row.span)
    return year + "".join(
        group(
            f"mp-{name}",
            _months(starts, names, boxes, top, wide, size)
            + _days(names, left, top, down, size),
        )
        for name, size in SIZES
    )


def _month_starts(span: Span) -> Sequence[date]:
    return [day for day in _dates(span) if day == span[0] or day.day == 1]


def _months(
    starts: Sequence[date],
    names: Names,
    boxes: Mapping[date, Box],
    top: float,
    wide: float,
    size: float,
) -> str:
    """Write months above the weeks they begin in, from the last one on as there is room."""
    written, end = "", wide
    for day in reversed(starts):
        words = names.month(day)
        long = width(words, size)
        x = min(boxes[day][0], wide - long)
        if x + long <= end:
            written += text(x, top - _HEAD_PX + _BASE_PX, words, "mp-note")
            end = x - _APART * size
    return written


def _days(names: Names, left: float, top: float, down: float, size: float) -> str:
    step = next(n for n in (1, 2, 3, 6) if n * down >= _LEADING * size or n == 6)
    return "".join(
        text(
            left - _BESIDE_PX,
            top + (row + 0.5) * down - 1 + _MIDDLE * size,
            names.days[row],
            "mp-note mp-end",
        )
        for row in range(0, 7, step)
    )
