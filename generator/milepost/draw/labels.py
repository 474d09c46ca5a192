"""Words on a map, so that none touches another, a mark, or the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from milepost.draw.clip import Box
from milepost.draw.lettering import Type
from milepost.draw.room import Room
from milepost.draw.svg import num, text

Anchor = Literal["start", "middle", "end"]
_ANCHORS = {"start": "", "middle": " mp-middle", "end": " mp-end"}
# Of the size: how far letters reach above and below their line.
_ASCENT, _DESCENT = 0.8, 0.25
_LINE_PX = 2.0  # around words: what their halo and the next word need
_WAY_PX = 3.0  # half of the way's line, with its casing


@dataclass(frozen=True, slots=True)
class Label:
    """Words with their place on the picture; `x`, `y` as an SVG text has them."""

    words: str
    type: Type
    x: float
    y: float
    anchor: Anchor

    @property
    def box(self) -> Box:
        """What the words cover."""
        wide = self.type.width(self.words)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        size = self.type.size
        return left, self.y - _ASCENT * size, left + wide, self.y + _DESCENT * size

    def svg(self) -> str:
        """Return the `<text>`."""
        return text(self.x, self.y, self.words, f"mp-{self.type.name}{_ANCHORS[self.anchor]}")


def beside(
    room: Room, words: str, type_: Type, at: tuple[float, float], off: float
) -> Label | None:
    """Return words beside a spot, `off` pixels away, where they cover nothing; and take it.

    To the right is best, then to the left, below, above, and the corners between; then all
    of them from a little farther off, where a way runs past.
    """
    for label in chain(*(_around(words, type_, *at, far * off) for far in (1.0, 1.6))):
        box = with_margin(label.box, _LINE_PX)
        free = room.is_inside(label.box) and room.is_free(box)
        if free and not room.way_in(with_margin(label.box, _WAY_PX * room.growth)):
            room.fill(box)
            return label
    return None


def _around(words: str, type_: Type, x: float, y: float, off: float) -> Iterator[Label]:
    size = type_.size
    middle, below, above = y + 0.35 * size, y + _ASCENT * size + off, y - off - 0.1 * size
    near = 0.75 * off
    places: tuple[tuple[float, float, Anchor], ...] = (
        (x + off, middle, "start"),
        (x - off, middle, "end"),
        (x, below, "middle"),
        (x, above, "middle"),
        (x + near, above + 0.3 * off, "start"),
        (x + near, below - 0.3 * off, "start"),
        (x - near, above + 0.3 * off, "end"),
        (x - near, below - 0.3 * off, "end"),
    )
    return (Label(words, type_, *place) for place in places)


def across(
    room: Room, words: str, type_: Type, at: tuple[float, float], reach: float
) -> Label | None:
    """Return words over an area, near its middle, where they cover nothing; and take it.

    They may move `reach` pixels up or down, and aside as far as the picture's edge asks.
    """
    x, y = at
    half = type_.width(words) / 2
    inner = min(max(x, half + 8), room.width - half - 8)
    if abs(inner - x) > reach:
        return None
    for step in (0.0, -0.4, 0.4, -0.8, 0.8):
        label = Label(words, type_, inner, y + step * reach, "middle")
        box = with_margin(label.box, 2 * _LINE_PX)
        free = room.is_inside(box) and room.is_free(box)
        if free and not room.way_in(with_margin(label.box, _WAY_PX * room.growth)):
            room.fill(box)
            return label
    return None


def with_margin(box: Box, margin: float) -> Box:
    """Return a box with some pixels more on every side."""
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def dots(spots: list[tuple[float, float]]) -> str:
    """Return path data of spots: a line of no length, which a round cap shows as a dot."""
    return "".join(f"M{num(x)} {num(y)}h0" for x, y in spots)
