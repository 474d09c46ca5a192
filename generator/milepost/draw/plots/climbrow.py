"""The row of words above a profile that tells how hard its climbs are."""

from collections.abc import Mapping
from dataclasses import dataclass

from milepost.draw.clip import Box
from milepost.draw.labels import Label
from milepost.draw.lettering import Type
from milepost.draw.plots.axes import Plot
from milepost.draw.plots.sections import Rise
from milepost.draw.room import Room, Spot
from milepost.draw.svg import num, path, text

MIDDLE = 0.36  # of the size of words: from their line to the middle of their digits
EDGE_PX = 4.0  # between words and the end of the picture
SUMMIT_PX = 12.0  # that the mark of a top reaches up
_APART_PX = 3.0
_CATEGORY = 0.92  # of the size of other words
_ASIDE = (0.0, -1.0, 1.0, -2.0, 2.0)  # for each pixel of the size of words


@dataclass(frozen=True, slots=True)
class _Mark:
    """A climb's category in the row, with what a line from there to its top covers."""

    rise: Rise
    box: Box
    line: Box | None

    @property
    def x(self) -> float:
        return (self.box[0] + self.box[2]) / 2


@dataclass(frozen=True, slots=True)
class ClimbRow:
    """A row around `middle` pixels from the top of a plot, and what is taken in its room.

    `tops` are the spots where climbs with a category end; `type` is how words are written.
    """

    plot: Plot
    room: Room
    type: Type
    middle: float
    tops: Mapping[Rise, Spot]

    def written(self) -> str:
        """Write categories first, then lengths and gradients; the hardest climb first."""
        hardest_first = sorted(self.tops, key=lambda rise: -rise.climb.gain_m)
        marks = [mark for rise in hardest_first if (mark := self._mark(rise))]
        leaders = path("mp-leader", "".join(self._leader(mark) for mark in marks))
        categories = "".join(self._category(mark) for mark in marks)
        return leaders + categories + "".join(self._beside(mark) for mark in marks)

    def _mark(self, rise: Rise) -> _Mark | None:
        """Take room near above a top, where the line down to it meets nothing."""
        size = _CATEGORY * self.type.size
        wide = Type("", size, bold=True).width(rise.climb.category) + 0.7 * size
        half_w, half_h = max(0.85 * size, wide / 2), 0.68 * size
        for aside in _ASIDE:
            x = self.tops[rise][0] + aside * self.type.size
            box = (x - half_w, self.middle - half_h, x + half_w, self.middle + half_h)
            mark = _Mark(rise, box, self._line(rise, box))
            if (mark.line is None or self.room.is_free(mark.line)) and self._take(box):
                self.room.fill(mark.line or box)
                return mark
        return None

    def _line(self, rise: Rise, box: Box) -> Box | None:
        (x, y), at, bottom = self.tops[rise], (box[0] + box[2]) / 2, box[3] + 1
        end = y - SUMMIT_PX * self.room.growth
        return (min(x, at) - 1, bottom, max(x, at) + 1, end) if end > bottom else None

    def _take(self, box: Box) -> bool:
        left, top, right, bottom = box
        inside = left >= self.plot.left and right <= self.plot.width - EDGE_PX
        wider = (left - _APART_PX, top, right + _APART_PX, bottom)
        if not inside or not self.room.is_free(wider):
            return False
        self.room.fill(box)
        return True

    def _leader(self, mark: _Mark) -> str:
        if mark.line is None:
            return ""
        _, top, _, bottom = mark.line
        return f"M{num(mark.x)} {num(top)}L{num(self.tops[mark.rise][0])} {num(bottom)}"

    def _category(self, mark: _Mark) -> str:
        left, top, right, bottom = mark.box
        y = self.middle + MIDDLE * _CATEGORY * self.type.size
        return (
            f'<rect class="mp-category" x="{num(left)}" y="{num(top)}"'
            f' width="{num(right - left)}" height="{num(bottom - top)}"'
            f' rx="{num((bottom - top) / 2)}"/>'
            + text(mark.x, y, mark.rise.climb.category, "mp-category-text mp-middle")
        )

    def _beside(self, mark: _Mark) -> str:
        """Write how long and steep a climb is to the right or left of its category."""
        y = self.middle + MIDDLE * self.type.size
        left, _, right, _ = mark.box
        gap = _APART_PX + 1
        choices = (
            Label(mark.rise.words, self.type, right + gap, y, "start"),
            Label(mark.rise.words, self.type, left - gap, y, "end"),
        )
        found = (label for label in choices if label.words and self._take(label.box))
        return next((label.svg() for label in found), "")
