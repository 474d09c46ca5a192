"""How far along a planned route athletes are."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Span = tuple[float, float]  # (from_m, to_m) along a route, from_m < to_m


@dataclass(frozen=True, slots=True)
class Advance:
    """What the tracks of one day have done along a route; metres along the route.

    `position_m` is where the last matched point lies, None if nothing lies on or near it.
    `reached_m` is the furthest place reached travelling forward, that of the days before
    included. `covered` is sorted and disjoint: really travelled, in either direction. Of the
    track's own length, `on_m` is on the route and forward, `off_m` off it: detours; and
    `back_m` on it against its direction.
    """

    position_m: float | None
    reached_m: float
    covered: tuple[Span, ...] = ()
    on_m: float = 0.0
    off_m: float = 0.0
    back_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a journey has come by the end of one of its days, in metres.

    `total_m` makes it complete. `along` a plan, `done_m` is how far along the route the
    athletes are, and `covered_m` what of that they have really travelled; otherwise both are
    the sum of the ways that count. `added_m` and the `detour_m` off the route are the day's.
    """

    total_m: float
    done_m: float
    added_m: float
    covered_m: float
    detour_m: float = 0.0
    along: Literal["plan", "sum"] = "plan"
    complete: bool = False

    @property
    def to_go_m(self) -> float:
        """What is left of the way, 0 once it is complete."""
        return 0.0 if self.complete else max(self.total_m - self.done_m, 0.0)

    @property
    def skipped_m(self) -> float:
        """What lies behind of the plan and was not travelled."""
        return max(self.done_m - self.covered_m, 0.0)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What it takes to arrive, as of the newest day; None where it would mean nothing.

    `needed_m` a day reaches the end on the planned date, with `days_left` of them: 0 once it
    has passed. At the pace of the last days the end comes between `early` and `late`.
    `ahead_m` of the even pace that the dates ask for, or behind if negative; `ahead_days` is
    the same in days of it.
    """

    needed_m: float | None = None
    days_left: int | None = None
    early: date | None = None
    late: date | None = None
    ahead_m: float | None = None
    ahead_days: float | None = None
