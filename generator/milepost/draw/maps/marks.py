"""The small things on a route: pins, distance pills, arrows, rings.

Every mark is drawn around its own origin inside `mp-mark`, which a narrow screen enlarges;
the room it takes is counted at that size, so marks never touch there either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, degrees, dist

import numpy as np

from milepost.draw.clip import Box
from milepost.draw.palette import MARK_GROWTH
from milepost.draw.projection import Floats
from milepost.draw.room import Rooms, Spot
from milepost.draw.svg import num

PIN_HEIGHT = 28 * MARK_GROWTH
_FEW_JOINTS, _MOST_JOINTS = 30, 70
_LEAN_DEG = 36
_LEAN_WITHIN_PX = 44  # nearer pins would cover each other


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line on the map: pixels, and metres from the start of the whole route.

    What lies between two lines counts for nothing, so the metres go on over a gap. `shown`
    are the pixels without those that nobody would see missing.
    """

    px: Floats
    metres: Floats
    shown: Floats


def pins(start: Spot | None, finish: Spot | None, rooms: Rooms) -> str:
    """Draw the pin with a triangle and the pin with a chequer; near ones lean apart."""
    lean_start = lean_finish = 0
    if start and finish and dist(start, finish) < _LEAN_WITHIN_PX:
        side = 1 if finish[0] >= start[0] else -1
        lean_start, lean_finish = -side * _LEAN_DEG, side * _LEAN_DEG
    start_pin = _pin(start, "start", _TRIANGLE, lean_start, rooms) if start else ""
    finish_pin = _pin(finish, "finish", _CHEQUER, lean_finish, rooms) if finish else ""
    return finish_pin + start_pin


_TRIANGLE = '<path class="mp-glyph" d="M-3.2-5.2v10.4l8.6-5.2z"/>'
_CHEQUER = (
    '<path class="mp-glyph" d="M-5.4-5.4h10.8v10.8h-10.8z"/>'
    '<path class="mp-chequer" d="M-5.4-5.4h3.6v3.6h-3.6zM1.8-5.4h3.6v3.6h-3.6z'
    'M-1.8-1.8h3.6v3.6h-3.6zM-5.4 1.8h3.6v3.6h-3.6zM1.8 1.8h3.6v3.6h-3.6z"/>'
)
_PIN = "M0 0C-2.5-6-10-9.5-10-17.5a10 10 0 0 1 20 0C10-9.5 2.5-6 0 0z"


def _pin(at: Spot, kind: str, glyph: str, lean: int, rooms: Rooms) -> str:
    x, y = at
    sideways = 8.5 * (1 if lean > 0 else -1 if lean < 0 else 0)
    rooms.reserve(at, (sideways - 13, -30, sideways + 13, 3))
    upright = f" rotate({-lean})" if lean else ""
    body = (
        f'<path class="mp-{kind}" d="{_PIN}"/>'
        f'<g transform="translate(0 -17.5){upright}">{glyph}</g>'
    )
    if lean:
        body = f'<g transform="rotate({lean})">{body}</g>'
    return f'<g transform="translate({num(x)} {num(y)})"><g class="mp-mark">{body}</g></g>'


def here(at: Spot, rooms: Rooms) -> str:
    """Draw the disc that says: this far."""
    rooms.reserve(at, _square(9))
    return _disc(at, "here", 7.5)


def sights(spots: Sequence[tuple[Spot, str]], rooms: Rooms) -> str:
    """Draw photos and waypoints, by their kinds; those that would touch others are left out."""
    return "".join(
        f'<g transform="translate({num(at[0])} {num(at[1])})">'
        f'<g class="mp-mark">{_SIGHTS[kind]}</g></g>'
        for at, kind in spots
        if rooms.take(at, _square(7))
    )


_SIGHTS = {
    "photo": (
        '<circle class="mp-sight" r="6.6"/><path class="mp-camera"'
        ' d="M-3.9-2h1.7l.9-1.4h2.6l.9 1.4h1.7v4.9h-7.8z"/>'
        '<circle class="mp-lens" cy=".4" r="1.3"/>'
    ),
    "waypoint": '<path class="mp-sight" d="M0-6.6L6.6 0 0 6.6-6.6 0z"/>',
}


def joints(spots: Sequence[Spot], rooms: Rooms) -> str:
    """Draw rings where one leg ends and the next begins; crowded ones are left out.

    So many that they would hide the way are left out altogether.
    """
    if len(spots) > _MOST_JOINTS:
        return ""
    radius = 4.2 if len(spots) <= _FEW_JOINTS else 3.2
    apart = radius if len(spots) <= _FEW_JOINTS else 5.0
    taken = (s for s in spots if rooms.take(s, _square(apart)))
    return "".join(_disc(s, "joint", radius) for s in taken)


def _square(half: float) -> Box:
    return -half, -half, half, half


def _disc(at: Spot, kind: str, radius: float) -> str:
    x, y = at
    return (
        f'<g transform="translate({num(x)} {num(y)})">'
        f'<circle class="mp-mark mp-{kind}" r="{num(radius)}"/></g>'
    )


def pills(route: Sequence[Drawn], every_m: float, step: float, rooms: Rooms) -> str:
    """Write the distance every some metres, which are `step` units; where there is room."""
    drawn = []
    for count in range(1, int(_length_m(route) / every_m) + 1):
        words = f"{count * step:g}"
        half_w = 4.2 + 3.9 * max(2, len(words))
        place = _place(route, count * every_m)
        if place and rooms.take((place.x, place.y), (-half_w, -10, half_w, 10)):
            drawn.append(
                f'<g transform="translate({num(place.x)} {num(place.y)})"><g class="mp-mark">'
                f'<rect class="mp-pill" x="{num(-half_w)}" y="-10" width="{num(2 * half_w)}"'
                f' height="20" rx="10"/><text class="mp-pill-text" y="4.5">{words}</text>'
                "</g></g>"
            )
    return "".join(drawn)


def arrows(route: Sequence[Drawn], every_m: float, rooms: Rooms) -> str:
    """Draw solid triangles in the direction of travel, half-way between the pills."""
    drawn = []
    for count in range(int(_length_m(route) / every_m) + 1):
        at_m = min((count + 0.5) * every_m, (count * every_m + _length_m(route)) / 2)
        place = _place(route, at_m)
        if place and rooms.take((place.x, place.y), _square(6)):
            moved = f"translate({num(place.x)} {num(place.y)})"
            drawn.append(
                f'<g transform="{moved} rotate({place.heading_deg:.0f})">'
                '<path class="mp-mark mp-arrow" d="M-4.6-5.6L7 0l-11.6 5.6 2-5.6z"/></g>'
            )
    return "".join(drawn)


def _length_m(route: Sequence[Drawn]) -> float:
    return float(route[-1].metres[-1]) if route else 0.0


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    heading_deg: float  # clockwise from east


def _place(route: Sequence[Drawn], at_m: float) -> _Place | None:
    """Return where a distance is reached; None where the way is off the map."""
    line = next((line for line in route if line.metres[0] <= at_m <= line.metres[-1]), None)
    if line is None:
        return None
    length = float(line.metres[-1] - line.metres[0])
    length_px = float(np.hypot(*np.diff(line.px, axis=0).T).sum())
    # Looking 7 px back and ahead, the heading is that of the way, not of its last wriggle.
    around = 7 * length / length_px if length_px else 0.0
    (x0, y0), (x, y), (x1, y1) = _points(line, (at_m - around, at_m, at_m + around))
    return _Place(x, y, degrees(atan2(y1 - y0, x1 - x0)))


def _points(line: Drawn, at_m: Iterable[float]) -> list[Spot]:
    at = list(at_m)
    xs = np.interp(at, line.metres, line.px[:, 0])
    ys = np.interp(at, line.metres, line.px[:, 1])
    return list(zip(xs.tolist(), ys.tolist(), strict=True))
