"""A route on plain ground: one day's, or a journey's with its days in turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from milepost.draw import ground, marks
from milepost.draw.legs import Leg, is_journey
from milepost.draw.links import links
from milepost.draw.marks import Drawn, Room, Spot
from milepost.draw.projection import Frame, Padding, fit, metres_along, to_px, unwrap
from milepost.draw.scales import distance_unit
from milepost.draw.svg import path, path_data, picture, thin
from milepost.model.activity import Line

_SAME_PLACE_PX = 12
_MOST_PILLS = 9.5
_THIN_PX = 0.35
_PLAN_THIN_PX = 1.2  # dots on every wriggle would be a smear
_PILL_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class _DrawnLeg:
    lines: tuple[Drawn, ...]
    tone: int


def route_map(
    legs: Sequence[Leg],
    *,
    title: str,
    description: str,
    ident: str,
    width: int = 800,
    height: int = 520,
    imperial: bool = False,
) -> str:
    """Return a complete `<svg>` of the legs in their order, or "" if they have no points.

    Done legs of different tones make a journey: rings where legs meet. Legs of one tone make
    a day: numbered distances and arrows. The chequered pin stands at the end of the way; if
    a plan leads on from there, it stands at the plan's end and a disc says how far it went.
    Dashes lead over what was not recorded. `ident` must be unique on the page.
    """
    parts = [(leg, line) for leg in legs for line in leg.lines if line]
    if not parts:
        return ""
    lines, gaps = _unwrapped([line for _, line in parts], links(legs))
    frame = fit(lines, width=width, height=height, padding=_padding(width, height))
    done = _drawn(frame, [leg for leg, _ in parts], lines, "done", _THIN_PX)
    plan = _drawn(frame, [leg for leg, _ in parts], lines, "plan", _PLAN_THIN_PX)
    layers = (
        ground.grid(frame, imperial=imperial),
        path("mp-plan", _data([line for leg in plan for line in leg.lines])),
        path("mp-link", path_data(to_px(frame, gap) for gap in gaps)),
        path("mp-case", _data([line for leg in done for line in leg.lines])),
        *_ways(done),
        *_marks(done, plan, imperial),
        ground.scale_bar(frame, imperial=imperial),
    )
    return picture(
        layers,
        kind="map",
        title=title,
        description=description,
        ident=ident,
        width=width,
        height=height,
    )


def _unwrapped(
    lines: Sequence[Line], gaps: Sequence[Line]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Put the lines, and the links between them, on one side of the world."""
    both = unwrap([*lines, *gaps])
    return both[: len(lines)], both[len(lines) :]


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
    frame: Frame, owners: Sequence[Leg], lines: Sequence[Line], kind: str, tolerance_px: float
) -> list[_DrawnLeg]:
    """Project the lines of one kind of leg; metres run on from leg to leg."""
    result: list[_DrawnLeg] = []
    before, last = 0.0, None
    for leg, line in zip(owners, lines, strict=True):
        if leg.kind != kind:
            continue
        px = to_px(frame, line)
        drawn = Drawn(px, metres_along(line) + before, thin(px, tolerance_px))
        before = float(drawn.metres[-1])
        if leg is last:
            result[-1] = _DrawnLeg((*result[-1].lines, drawn), leg.tone)
        else:
            result.append(_DrawnLeg((drawn,), leg.tone))
        last = leg
    return result


def _data(lines: Sequence[Drawn]) -> str:
    return path_data(line.shown for line in lines)


def _ways(done: Sequence[_DrawnLeg]) -> list[str]:
    if not is_journey(leg.tone for leg in done):
        return [path("mp-route", _data([line for leg in done for line in leg.lines]))]
    return [
        path(
            f"mp-tone mp-tone-{tone}",
            _data([line for leg in done if leg.tone % 2 == tone for line in leg.lines]),
        )
        for tone in (0, 1)
    ]


def _marks(
    done: Sequence[_DrawnLeg], plan: Sequence[_DrawnLeg], imperial: bool
) -> tuple[str, ...]:
    """Draw all marks, lowest first; pins take their room first."""
    room = Room()
    start, now, finish = _ends(done, plan)
    pins = marks.pins(start, finish, room)
    disc = marks.here(now, room) if now else ""
    route = [line for leg in done for line in leg.lines]
    if is_journey(leg.tone for leg in done):
        return marks.joints(_meetings(done), room), disc, pins
    unit = distance_unit(imperial)
    total = float(route[-1].metres[-1]) / unit.metres if route else 0.0
    step = next((s for s in _PILL_STEPS if total / s <= _MOST_PILLS), _PILL_STEPS[-1])
    pills = marks.pills(route, step, unit.metres, room)
    return marks.arrows(route, room), pills, disc, pins


def _ends(
    done: Sequence[_DrawnLeg], plan: Sequence[_DrawnLeg]
) -> tuple[Spot, Spot | None, Spot | None]:
    """Return the start, where the way has got to on its plan, and the finish.

    A lone point has a start only.
    """
    ways = done or plan
    start, end = _first(ways[0]), _last(ways[-1])
    if done and plan:
        goal = _last(plan[-1])
        if dist(end, goal) > _SAME_PLACE_PX:
            return start, end, goal
    moved = any(line.metres[-1] > line.metres[0] for leg in ways for line in leg.lines)
    return start, None, end if moved or start != end else None


def _meetings(done: Sequence[_DrawnLeg]) -> list[Spot]:
    spots = []
    for leg, following in pairwise(done):
        end, begin = _last(leg), _first(following)
        spots += [end] if dist(end, begin) <= _SAME_PLACE_PX else [end, begin]
    return spots


def _first(leg: _DrawnLeg) -> Spot:
    x, y = leg.lines[0].px[0].tolist()
    return x, y


def _last(leg: _DrawnLeg) -> Spot:
    x, y = leg.lines[-1].px[-1].tolist()
    return x, y
