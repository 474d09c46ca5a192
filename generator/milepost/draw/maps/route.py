"""The parts of a route, fitted into a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import dist

from milepost.draw.maps import marks
from milepost.draw.maps.legs import Leg, is_journey
from milepost.draw.maps.links import links
from milepost.draw.maps.marks import Drawn
from milepost.draw.projection import (
    MAX_LAT,
    Floats,
    Frame,
    Padding,
    fit,
    metres_along,
    to_px,
    unwrap,
)
from milepost.draw.room import Spot
from milepost.draw.svg import thin
from milepost.model.activity import Line, Marker

_SAME_PLACE_PX = 12
_THIN_PX = 0.35
_PLAN_THIN_PX = 1.2  # dots on every wriggle would be a smear


@dataclass(frozen=True, slots=True)
class DrawnLeg:
    """One leg's lines in pixels; `metres` run on from leg to leg of a kind."""

    lines: tuple[Drawn, ...]
    tone: int
    start_name: str
    end_name: str

    @property
    def first(self) -> Spot:
        """Where it begins."""
        x, y = self.lines[0].px[0].tolist()
        return x, y

    @property
    def last(self) -> Spot:
        """Where it ends."""
        x, y = self.lines[-1].px[-1].tolist()
        return x, y


@dataclass(frozen=True, slots=True)
class End:
    """A spot where the way begins, pauses for the night, or ends; "" for no name."""

    at: Spot
    name: str


@dataclass(frozen=True, slots=True)
class Route:
    """All legs of one picture by their kinds; `gaps` is what was not recorded.

    What lies beyond 85 degrees is left out, and `leaves_map` tells so. Only if nothing else
    is left, it is drawn along the edge.
    """

    frame: Frame
    done: tuple[DrawnLeg, ...]
    plan: tuple[DrawnLeg, ...]
    skipped: tuple[DrawnLeg, ...]
    transfer: tuple[DrawnLeg, ...]
    gaps: tuple[Floats, ...]  # in pixels
    sights: tuple[tuple[Spot, str], ...]  # photos and waypoints, by their kinds
    leaves_map: bool

    @property
    def in_days(self) -> bool:
        """Whether the done legs are days in turn, not parts of one day."""
        return is_journey(leg.tone for leg in self.done)

    @property
    def every(self) -> tuple[Drawn, ...]:
        """All lines of all kinds."""
        kinds = (self.done, self.plan, self.skipped, self.transfer)
        return tuple(line for legs in kinds for leg in legs for line in leg.lines)

    def ends(self) -> tuple[End, End | None, End | None]:
        """Return the start, where the way has got to on its plan, and the finish.

        A lone point has a start only.
        """
        ways = self.done or self.plan or self.transfer or self.skipped
        start = End(ways[0].first, ways[0].start_name)
        end = End(ways[-1].last, ways[-1].end_name)
        if self.done and self.plan:
            goal = End(self.plan[-1].last, self.plan[-1].end_name)
            if dist(end.at, goal.at) > _SAME_PLACE_PX:
                return start, end, goal
        moved = any(line.metres[-1] > line.metres[0] for leg in ways for line in leg.lines)
        return start, None, end if moved or start.at != end.at else None

    def stops(self) -> list[End]:
        """Return where one day ended and the next began; once if that is the same place."""
        found = []
        for leg, following in pairwise(self.done):
            found.append(End(leg.last, leg.end_name))
            if dist(leg.last, following.first) > _SAME_PLACE_PX:
                found.append(End(following.first, following.start_name))
        return found


@dataclass(frozen=True, slots=True)
class _Fitted:
    """Legs in a picture: what of their lines is shown, and the frame that holds it."""

    frame: Frame
    owners: tuple[Leg, ...]
    lines: tuple[Line, ...]
    gaps: tuple[Line, ...]
    limit_deg: float


def fitted_frame(
    legs: Sequence[Leg], width: int, height: int, padding: Padding | None = None
) -> Frame | None:
    """Return the part of the world that a picture of legs shows; None without points."""
    fitted = _fitted(legs, width, height, padding)
    return fitted.frame if fitted else None


def _fitted(
    legs: Sequence[Leg], width: int, height: int, padding: Padding | None
) -> _Fitted | None:
    parts = [(leg, line) for leg in legs for line in leg.lines if line]
    if not parts:
        return None
    gaps = links(legs)
    both = unwrap([*(line for _, line in parts), *gaps])
    lines = both[: len(parts)]
    limit_deg = MAX_LAT if any(_pieces(line, MAX_LAT) for line in lines) else 90.0
    pieces = [line[piece] for line in lines for piece in _pieces(line, limit_deg)]
    around = padding or _padding(width, height)
    frame = fit(pieces, width=width, height=height, padding=around)
    owners = tuple(leg for leg, _ in parts)
    return _Fitted(frame, owners, tuple(lines), tuple(both[len(parts) :]), limit_deg)


def route_of(
    legs: Sequence[Leg],
    width: int,
    height: int,
    markers: Sequence[Marker] = (),
    padding: Padding | None = None,
) -> Route | None:
    """Fit legs into a picture of a size in pixels; None if they have no points.

    Without a `padding` there is just enough for pins and the scale bar.
    """
    fitted = _fitted(legs, width, height, padding)
    if fitted is None:
        return None
    frame, lines, limit_deg = fitted.frame, fitted.lines, fitted.limit_deg
    drawn = partial(_drawn, frame, fitted.owners, lines, limit_deg)
    return Route(
        frame=frame,
        done=drawn(kind="done", tolerance_px=_THIN_PX),
        plan=drawn(kind="plan", tolerance_px=_PLAN_THIN_PX),
        skipped=drawn(kind="skipped", tolerance_px=_PLAN_THIN_PX),
        transfer=drawn(kind="transfer", tolerance_px=_PLAN_THIN_PX),
        gaps=tuple(
            to_px(frame, gap) for gap in fitted.gaps if _pieces(gap, limit_deg) == [slice(0, 2)]
        ),
        sights=tuple((_spot(frame, marker), marker.kind) for marker in markers),
        leaves_map=any(_pieces(line, MAX_LAT) != [slice(0, len(line))] for line in lines),
    )


def _pieces(line: Line, limit_deg: float) -> list[slice]:
    """Return where a line is on the map: points nearer to a pole would lie on its edge."""
    inside = [False, *(abs(lat) <= limit_deg for lat, _ in line), False]
    edges = [k for k, (before, after) in enumerate(pairwise(inside)) if before != after]
    return [slice(first, end) for first, end in zip(edges[::2], edges[1::2], strict=True)]


def _spot(frame: Frame, marker: Marker) -> Spot:
    """Return the pixel of a marker; its longitude may be whole turns off the frame's."""
    x, y = to_px(frame, (marker.position,))[0].tolist()
    return x % frame.scale, y


def _padding(width: int, height: int) -> Padding:
    """Leave room for pins above, and for the scale bar below."""
    side = min(44.0, width * 0.12)
    return Padding(
        top=min(marks.PIN_HEIGHT + 12, height * 0.25),
        right=side,
        bottom=min(64.0, height * 0.2),
        left=side,
    )


def _drawn(
    frame: Frame,
    owners: Sequence[Leg],
    lines: Sequence[Line],
    limit_deg: float,
    *,
    kind: str,
    tolerance_px: float,
) -> tuple[DrawnLeg, ...]:
    """Project the lines of one kind of leg; metres run on from leg to leg."""
    found: list[tuple[Leg, list[Drawn]]] = []
    before = 0.0
    for leg, line in zip(owners, lines, strict=True):
        if leg.kind != kind:
            continue
        px, metres = to_px(frame, line), metres_along(line) + before
        before = float(metres[-1])
        drawn = [
            Drawn(px[piece], metres[piece], thin(px[piece], tolerance_px))
            for piece in _pieces(line, limit_deg)
        ]
        if found and found[-1][0] is leg:
            found[-1][1].extend(drawn)
        elif drawn:
            found.append((leg, drawn))
    return tuple(DrawnLeg(tuple(own), leg.tone, leg.start, leg.end) for leg, own in found)
