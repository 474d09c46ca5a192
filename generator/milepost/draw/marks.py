"""The small things on a route: pins, distance pills, arrows, rings.

Every mark is drawn around its own origin inside `mp-mark`, which a narrow screen enlarges;
the room it takes is counted at that size, so marks never touch there either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, degrees, dist, hypot

import numpy as np

from milepost.draw.palette import MARK_GROWTH
from milepost.draw.projection import Floats
from milepost.draw.svg import num

Spot = tuple[float, float]  # x, y in pixels
Box = tuple[float, float, float, float]  # left, top, right, bottom
PIN_HEIGHT = 28 * MARK_GROWTH
_LEAN_DEG = 36
_LEAN_WITHIN_PX = 44  # nearer pins would cover each other
_ARROW_EVERY_PX = 110


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line on the map: pixels, and metres from the start of the whole route.

    What lies between two lines counts for nothing, so the metres go on over a gap. `shown`
    are the pixels without those that nobody would see missing.
    """

    px: Floats
    metres: Floats
    shown: Floats


class Room:
    """The parts of the picture that marks have taken; a later mark must find free room."""

    def __init__(self) -> None:
        self._taken: list[Box] = []

    def take(self, x: float, y: float, half_w: float, half_h: float) -> bool:
        """Take a box around a point if all of it is free; tell whether it was."""
        box = _box(x, y, half_w, half_h)
        if any(_overlap(box, other) for other in self._taken):
            return False
        self._taken.append(box)
        return True

    def reserve(self, x: float, y: float, half_w: float, half_h: float) -> None:
        """Take a box whether or not it is free."""
        self._taken.append(_box(x, y, half_w, half_h))


def _box(x: float, y: float, half_w: float, half_h: float) -> Box:
    return x - half_w, y - half_h, x + half_w, y + half_h


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def pins(start: Spot | None, finish: Spot | None, room: Room) -> str:
    """Draw the pin with a triangle and the pin with a chequer; near ones lean apart."""
    lean_start = lean_finish = 0
    if start and finish and dist(start, finish) < _LEAN_WITHIN_PX:
        side = 1 if finish[0] >= start[0] else -1
        lean_start, lean_finish = -side * _LEAN_DEG, side * _LEAN_DEG
    start_pin = _pin(start, "start", _TRIANGLE, lean_start, room) if start else ""
    finish_pin = _pin(finish, "finish", _CHEQUER, lean_finish, room) if finish else ""
    return finish_pin + start_pin


_TRIANGLE = '<path class="mp-glyph" d="M-3.2-5.2v10.4l8.6-5.2z"/>'
_CHEQUER = (
    '<path class="mp-glyph" d="M-5.4-5.4h10.8v10.8h-10.8z"/>'
    '<path class="mp-chequer" d="M-5.4-5.4h3.6v3.6h-3.6zM1.8-5.4h3.6v3.6h-3.6z'
    'M-1.8-1.8h3.6v3.6h-3.6zM-5.4 1.8h3.6v3.6h-3.6zM1.8 1.8h3.6v3.6h-3.6z"/>'
)
_PIN = "M0 0C-2.5-6-10-9.5-10-17.5a10 10 0 0 1 20 0C10-9.5 2.5-6 0 0z"


def _pin(at: Spot, kind: str, glyph: str, lean: int, room: Room) -> str:
    x, y = at
    sideways = PIN_HEIGHT * 0.6 * (1 if lean > 0 else -1 if lean < 0 else 0)
    room.reserve(x + sideways / 2, y - PIN_HEIGHT / 2, 14 * MARK_GROWTH, PIN_HEIGHT / 2 + 4)
    upright = f" rotate({-lean})" if lean else ""
    body = (
        f'<path class="mp-{kind}" d="{_PIN}"/>'
        f'<g transform="translate(0 -17.5){upright}">{glyph}</g>'
    )
    if lean:
        body = f'<g transform="rotate({lean})">{body}</g>'
    return f'<g transform="translate({num(x)} {num(y)})"><g class="mp-mark">{body}</g></g>'


def here(at: Spot, room: Room) -> str:
    """Draw the disc that says: this far."""
    room.reserve(*at, 9 * MARK_GROWTH, 9 * MARK_GROWTH)
    return _disc(at, "here", 7.5)


def joints(spots: Sequence[Spot], room: Room) -> str:
    """Draw rings where one leg ends and the next begins; crowded ones are left out."""
    radius = 4.2 if len(spots) <= 30 else 3
    reach = radius * MARK_GROWTH
    return "".join(_disc(s, "joint", radius) for s in spots if room.take(*s, reach, reach))


def _disc(at: Spot, kind: str, radius: float) -> str:
    x, y = at
    return (
        f'<g transform="translate({num(x)} {num(y)})">'
        f'<circle class="mp-mark mp-{kind}" r="{num(radius)}"/></g>'
    )


def pills(route: Sequence[Drawn], step: float, unit_m: float, room: Room) -> str:
    """Write the distance at every step of units; one that finds no room is left out."""
    drawn = []
    for count in range(1, int(_length_m(route) / (step * unit_m)) + 1):
        words = f"{count * step:g}"
        half_w = 4.2 + 3.9 * max(2, len(words))
        x, y, _ = _place(route, count * step * unit_m)
        if room.take(x, y, half_w * MARK_GROWTH, 10 * MARK_GROWTH):
            drawn.append(
                f'<g transform="translate({num(x)} {num(y)})"><g class="mp-mark">'
                f'<rect class="mp-pill" x="{num(-half_w)}" y="-10" width="{num(2 * half_w)}"'
                f' height="20" rx="10"/><text class="mp-pill-text" y="4.5">{words}</text>'
                "</g></g>"
            )
    return "".join(drawn)


def arrows(route: Sequence[Drawn], room: Room) -> str:
    """Draw solid triangles in the direction of travel, a few, where there is room."""
    length_px = sum(float(np.hypot(*np.diff(line.px, axis=0).T).sum()) for line in route)
    count = min(10, int(length_px / _ARROW_EVERY_PX))
    drawn = []
    for k in range(count):
        x, y, angle = _place(route, _length_m(route) * (k + 0.5) / count)
        if room.take(x, y, 6 * MARK_GROWTH, 6 * MARK_GROWTH):
            drawn.append(
                f'<g transform="translate({num(x)} {num(y)}) rotate({angle:.0f})">'
                '<path class="mp-mark mp-arrow" d="M-4.6-5.6L7 0l-11.6 5.6 2-5.6z"/></g>'
            )
    return "".join(drawn)


def _length_m(route: Sequence[Drawn]) -> float:
    return float(route[-1].metres[-1]) if route else 0.0


def _place(route: Sequence[Drawn], at_m: float) -> tuple[float, float, float]:
    """Return x, y and the heading in degrees (clockwise from east) at a distance."""
    line = next((line for line in route if line.metres[-1] >= at_m), route[-1])
    length = float(line.metres[-1] - line.metres[0])
    length_px = float(np.hypot(*np.diff(line.px, axis=0).T).sum())
    # Looking 7 px back and ahead, the heading is that of the way, not of its last wriggle.
    around = 7 * length / length_px if length_px else 0.0
    (x0, y0), (x, y), (x1, y1) = _points(line, (at_m - around, at_m, at_m + around))
    if hypot(x1 - x0, y1 - y0) == 0:
        return x, y, 0.0
    return x, y, degrees(atan2(y1 - y0, x1 - x0))


def _points(line: Drawn, at_m: Iterable[float]) -> list[Spot]:
    at = list(at_m)
    xs = np.interp(at, line.metres, line.px[:, 0])
    ys = np.interp(at, line.metres, line.px[:, 1])
    return list(zip(xs.tolist(), ys.tolist(), strict=True))
