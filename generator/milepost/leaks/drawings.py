"""Maps drawn as SVG, projected back: what they say of their frame tells where a pixel is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import NamedTuple

from milepost.draw.projection import Frame, latitude_at, longitude_at, metres_per_px
from milepost.leaks.circles import Point

_TAG = re.compile(r"<(/?)([a-zA-Z]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_MOVES = re.compile(r"(translate|scale|rotate|matrix)\s*\(([^)]*)\)")
_STEP = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)")
_ARCS = re.compile(r"[Aa][^A-DF-Za-df-z]*")
# The two flags of an arc may stand right before the next number.
_ARC = re.compile(
    r"((?:[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?[\s,]*){3})([01])[\s,]*([01])[\s,]*"
    r"((?:[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?[\s,]*){2})"
)
_NUMBERS = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "S": 4, "Q": 4, "C": 6, "A": 7}
_TURNS = 3  # round the world: lines go on beyond the antimeridian
_TENTH_PX = 0.0708  # by how much half a tenth of a pixel both ways is off
# The ground is the same for everybody, and what stands in a corner says nothing of a place.
_GROUND = {
    "mp-world",
    "mp-locator",
    "mp-grid",
    "mp-water",
    "mp-ground",
    "mp-scale",
    "mp-credit",
}
_GROUND |= {"mp-backing", "mp-graticule", "mp-edge", "mp-label"}
_NO_SHAPES = {"title", "desc", "defs", "style"}
_BOXES = {"rect", "use", "image", "text", "tspan", "foreignObject"}
# What a mark looks like says nothing: the origin that it is moved to is a point.
_MARK_PX = 40.0


class _Moved(NamedTuple):
    """How pixels are moved: the six numbers of an SVG `matrix`."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, inner: "_Moved") -> "_Moved":
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return _Moved(a, b, c, d, *self.at(inner.e, inner.f))


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: how it is moved, and what it is part of."""

    moved: _Moved
    hidden: bool = False  # the ground, and whatever else tells no place
    words: bool = False  # names, which stand beside their places
    mark: tuple[float, float] | None = None  # the origin of the mark it belongs to


def in_map(svg: str) -> Iterator[Point]:
    """Yield the places of what is drawn on a map's ground; nothing of other drawings.

    `svg` is one whole element. A map says where its frame is in `data-west`, `data-north` and
    `data-scale`; see `draw.projection.Frame`.
    """
    frame = _frame(svg)
    if frame is None:
        return
    for x, y in _spots(svg):
        yield from _on_earth(frame, x, y)


def in_path(data: str, frame: Frame) -> Iterator[Point]:
    """Yield the places of the data of an SVG path in a frame."""
    if frame.scale > 0:
        for x, y in _path(data):
            yield from _on_earth(frame, x, y)


def _on_earth(frame: Frame, x: float, y: float) -> Iterator[Point]:
    if abs(frame.north + y / frame.scale) <= 1 and abs(frame.west + x / frame.scale) <= _TURNS:
        off_m = metres_per_px(frame, y) * _TENTH_PX
        yield Point(latitude_at(frame, y), longitude_at(frame, x), off_m)


def _frame(svg: str) -> Frame | None:
    head = _TAG.match(svg)
    told = _told(head[3]) if head else {}
    try:
        west, north, scale = (float(told[f"data-{key}"]) for key in ("west", "north", "scale"))
    except (KeyError, ValueError):
        return None
    return Frame(west, north, scale, 0, 0) if scale > 0 else None


def _told(attributes: str) -> dict[str, str]:
    return {name: one or other for name, one, other in _ATTRIBUTE.findall(attributes)}


def _spots(svg: str) -> Iterator[tuple[float, float]]:
    """Yield the pixels of lines, shapes and marks."""
    opened: list[_Open] = []
    for close, name, rest, empty in _TAG.findall(svg):
        if close:
            if opened:
                opened.pop()
            continue
        if not opened:
            opened.append(_Open(_Moved()))
            continue
        around = opened[-1]
        if around.hidden:
            inside = around
        else:
            told = _told(rest)
            inside = _within(around, name, told)
            if not inside.hidden:
                yield from _shown(around, inside, name, told)
        if not empty:
            opened.append(inside)


def _within(around: _Open, name: str, told: dict[str, str]) -> _Open:
    """Return what an element is that opens within another one."""
    classes = told.get("class", "").split()
    if name in _NO_SHAPES or not _GROUND.isdisjoint(classes):
        return _Open(around.moved, hidden=True)
    moved = around.moved.then(_move(told.get("transform", "")))
    if name == "svg":
        moved = moved.then(_nested(told))
    mark = around.mark
    if mark is None and "mp-mark" in classes:
        mark = around.moved.at(0, 0)
    return _Open(moved, words=around.words or "mp-words" in classes, mark=mark)


def _shown(
    around: _Open, inside: _Open, name: str, told: dict[str, str]
) -> Iterator[tuple[float, float]]:
    """Yield the pixels of an element itself, and where it is moved to."""
    spots = [inside.moved.at(x, y) for x, y in _shape(name, told)]
    if inside.moved[4:] != around.moved[4:]:
        spots.append(inside.moved.at(0, 0))
    if inside.words and name in ("text", "tspan"):
        return
    if inside.mark:
        x, y = inside.mark
        spots = [each for each in spots if hypot(each[0] - x, each[1] - y) > _MARK_PX]
    yield from spots


def _move(transform: str) -> _Moved:
    moved = _Moved()
    for name, listed in _MOVES.findall(transform):
        numbers = [float(found[2]) for found in _STEP.finditer(listed) if found[2]]
        first, second, *_ = (*numbers, 0.0, 0.0)
        match name:
            case "translate":
                moved = moved.then(_Moved(e=first, f=second))
            case "scale":
                moved = moved.then(_Moved(a=first, d=second if len(numbers) > 1 else first))
            case "rotate":
                x, y, *_ = (*numbers[1:], 0.0, 0.0)
                turn = cos(radians(first)), sin(radians(first))
                turned = _Moved(turn[0], turn[1], -turn[1], turn[0], x, y)
                moved = moved.then(turned).then(_Moved(e=-x, f=-y))
            case _ if len(numbers) == 6:
                moved = moved.then(_Moved(*numbers))
    return moved


def _nested(told: dict[str, str]) -> _Moved:
    """Return how a drawing within a drawing is moved, its sides alike."""
    moved = _Moved(e=_px(told, "x"), f=_px(told, "y"))
    box = [float(found[2]) for found in _STEP.finditer(told.get("viewBox", "")) if found[2]]
    if len(box) == 4 and (width := _px(told, "width")) and box[2]:
        scale = width / box[2]
        moved = moved.then(_Moved(scale, 0, 0, scale, -box[0] * scale, -box[1] * scale))
    return moved


def _shape(name: str, told: dict[str, str]) -> Iterator[tuple[float, float]]:
    if name == "path":
        yield from _path(told.get("d", ""))
    elif name in ("polyline", "polygon"):
        numbers = [
            float(found[2]) for found in _STEP.finditer(told.get("points", "")) if found[2]
        ]
        yield from zip(numbers[::2], numbers[1::2], strict=False)
    elif name in ("circle", "ellipse"):
        yield _px(told, "cx"), _px(told, "cy")
    elif name in _BOXES and not {"x", "y"}.isdisjoint(told):
        yield _px(told, "x"), _px(told, "y")
    elif name == "line":
        yield _px(told, "x1"), _px(told, "y1")
        yield _px(told, "x2"), _px(told, "y2")


def _px(told: dict[str, str], key: str) -> float:
    found = _STEP.match(told.get(key, ""))
    return float(found[2]) if found and found[2] else 0.0


def _path(data: str) -> Iterator[tuple[float, float]]:
    """Yield where each command of a path leads to."""
    x = y = start_x = start_y = 0.0
    command, numbers = "", list[float]()
    if "a" in data or "A" in data:
        data = _ARCS.sub(lambda found: _ARC.sub(r"\1 \2 \3 \4 ", found[0]), data)
    for letter, number in _STEP.findall(data):
        if letter:
            command, numbers = letter, []
            if letter in "Zz":
                x, y = start_x, start_y
            continue
        numbers.append(float(number))
        if len(numbers) < _NUMBERS.get(command.upper(), 2):
            continue
        from_x, from_y = (x, y) if command.islower() else (0.0, 0.0)
        match command.upper():
            case "H":
                x = from_x + numbers[-1]
            case "V":
                y = from_y + numbers[-1]
            case _:
                x, y = from_x + numbers[-2], from_y + numbers[-1]
        if command in "Mm":
            start_x, start_y = x, y
            command = "L" if command == "M" else "l"
        numbers = []
        yield x, y
