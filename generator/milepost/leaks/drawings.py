"""Maps drawn as SVG, projected back: what they say of their frame tells where a pixel is."""

import re
from collections.abc import Iterator

from milepost.draw.projection import Frame, latitude_at, longitude_at, metres_per_px
from milepost.leaks.circles import Point

_TAG = re.compile(r"<(/?)([a-zA-Z]+)([^>]*?)(/?)>")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_TRANSLATE = re.compile(r"translate\((-?\d*\.?\d+)[ ,]+(-?\d*\.?\d+)\)")
_STEP = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)")
_NUMBERS = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "S": 4, "Q": 4, "C": 6, "A": 7}
_TURNS = 3  # round the world: lines go on beyond the antimeridian
_TENTH_PX = 0.0708  # by how much half a tenth of a pixel both ways is off
# The ground is the same for everybody, and a name stands beside its place. What a mark looks
# like says nothing: the origin that it is moved to is a point.
_GROUND = {"mp-world", "mp-words", "mp-dot", "mp-dot-rim", "mp-locator", "mp-mark", "mp-grid"}
_GROUND |= {"mp-water", "mp-ground", "mp-scale", "mp-backing", "mp-graticule", "mp-edge"}
_NO_SHAPES = {"text", "title", "desc", "defs", "use", "style", "rect"}


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
    told = dict(_ATTRIBUTE.findall(head[3])) if head else {}
    try:
        west, north, scale = (float(told[f"data-{key}"]) for key in ("west", "north", "scale"))
    except (KeyError, ValueError):
        return None
    return Frame(west, north, scale, 0, 0) if scale > 0 else None


def _spots(svg: str) -> Iterator[tuple[float, float]]:
    """Yield the pixels of lines and marks."""
    skipped: list[str] = []  # names of the elements that are open within what is not looked at
    moved: list[tuple[float, float]] = [(0.0, 0.0)]  # by the groups that are open
    for close, name, rest, empty in _TAG.findall(svg):
        if skipped:
            if close:
                skipped.pop()
            elif not empty:
                skipped.append(name)
            continue
        if close:
            if name == "g" and len(moved) > 1:
                moved.pop()
            continue
        told = dict(_ATTRIBUTE.findall(rest))
        if name in _NO_SHAPES or not _GROUND.isdisjoint(told.get("class", "").split()):
            if not empty:
                skipped.append(name)
            continue
        x, y = moved[-1]
        if found := _TRANSLATE.match(told.get("transform", "")):
            x, y = x + float(found[1]), y + float(found[2])
            yield x, y
        if name == "g" and not empty:
            moved.append((x, y))
        yield from ((x + east, y + south) for east, south in _shape(name, told))


def _shape(name: str, told: dict[str, str]) -> Iterator[tuple[float, float]]:
    if name == "path":
        yield from _path(told.get("d", ""))
    elif name in ("polyline", "polygon"):
        numbers = [
            float(found[2]) for found in _STEP.finditer(told.get("points", "")) if found[2]
        ]
        yield from zip(numbers[::2], numbers[1::2], strict=False)
    elif name in ("circle", "ellipse") and "cx" in told:
        yield _px(told, "cx"), _px(told, "cy")
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
