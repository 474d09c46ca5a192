"""The dates below a chart over days."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from milepost.draw.palette import NARROW_NOTE_PX, NOTE_PX
from milepost.draw.plots.axes import Plot, below
from milepost.draw.svg import group
from milepost.draw.type import width

SIZES = (("wide", NOTE_PX), ("narrow", NARROW_NOTE_PX))
Span = tuple[date, date]  # both included
_DAY_STEPS = (1, 2, 4, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_MOST = 60  # more dates than could ever stand side by side
_APART = 0.9  # of the size of words: between dates


class Dates:
    """Dates laid out from left to right over a plot, each as wide as the others."""

    def __init__(self, plot: Plot, span: Span):
        self.plot, (self.first, self.last) = plot, span
        self.count = (self.last - self.first).days + 1
        self.day_px = (plot.right - plot.left) / self.count

    def start(self, day: date) -> float:
        """Return the column in pixels where a date begins."""
        return self.plot.left + (day - self.first).days * self.day_px

    def middle(self, day: date) -> float:
        """Return the column in pixels of a date's noon."""
        return self.start(day) + self.day_px / 2

    def written(self, label: Callable[[date], str]) -> str:
        """Write as many dates as there is room for, under the middle of their days."""
        return "".join(
            group(
                f"mp-{name}",
                "".join(
                    below(self.plot, self.middle(day), label(day), size)
                    for day in self._fitting(label, size)
                ),
            )
            for name, size in SIZES
        )

    def _fitting(self, label: Callable[[date], str], size: float) -> Sequence[date]:
        for days in self._choices():
            if 0 < len(days) <= _MOST and self._fit(days, label, size):
                return days
        return [self.first]

    def _fit(self, days: Sequence[date], label: Callable[[date], str], size: float) -> bool:
        widest = max(width(label(day), size) for day in days)
        steps = [self.start(later) - self.start(day) for day, later in pairwise(days)]
        return not steps or widest + _APART * size <= min(steps)

    def _choices(self) -> Iterator[list[date]]:
        for step in _DAY_STEPS:
            if self.count <= step * _MOST:
                yield [self.first + timedelta(days=k) for k in range(0, self.count, step)]
        months = range(
            self.first.year * 12 + self.first.month, self.last.year * 12 + self.last.month
        )
        for step in _MONTH_STEPS:
            yield [date(n // 12, n % 12 + 1, 1) for n in months if n % step == 0]
