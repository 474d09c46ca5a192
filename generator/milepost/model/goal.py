"""What athletes set out to do, and what each day added to it."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from milepost.model.people import Athlete

Unit = Literal["distance", "elevation_gain", "moving_time", "days", "count"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A mark on the way to a goal; `reached` is the address of the day that came to it.

    It is `early` if that was before this journal began.
    """

    name: str
    at: float
    date: dt.date | None = None
    reached: str | None = None
    early: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """What one day added to a goal.

    `added`, `total` and `target` are in the goal's unit: metres, seconds, days or activities.
    `stages` names those that the day came to; `finishes` tells that it reached the goal.
    """

    goal: str  # slug
    name: str
    unit: Unit
    added: float
    total: float
    target: float
    sports: tuple[str, ...]
    date: dt.date
    permalink: str
    title: str
    number: int
    stages: tuple[str, ...] = ()
    finishes: bool = False

    @property
    def to_go(self) -> float:
        """What was left after that day."""
        return max(self.target - self.total, 0.0)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with its history, oldest first; sums are in its unit.

    `before` was done before this journal began; it is `over` once its `end` has passed.
    Without `sports` all count, without `athletes` everybody's; what several people did
    together counts once.
    """

    slug: str
    name: str
    unit: Unit
    target: float
    description: str | None = None
    journey: str | None = None
    sports: tuple[str, ...] = ()
    athletes: tuple[Athlete, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    before: float = 0.0
    stages: tuple[Stage, ...] = ()
    credits: tuple[Credit, ...] = ()
    over: bool = False

    @property
    def done(self) -> float:
        """What is done of it by now."""
        return self.credits[-1].total if self.credits else self.before

    @property
    def to_go(self) -> float:
        """What is left, 0 once it is reached."""
        return max(self.target - self.done, 0.0)

    @property
    def finish(self) -> Credit | None:
        """The day that reached it, None before."""
        return next((credit for credit in self.credits if credit.finishes), None)


@dataclass(frozen=True, slots=True)
class Fundraiser:
    """Money for a cause, in a `currency` of ISO 4217.

    It is tied to the journey or goal whose slug is `counts`. What was `raised` was `typed`, or
    is `per_km` times its way, of `counted_m`.
    """

    title: str
    currency: str
    counts: str
    link: str | None = None
    target: float | None = None
    per_km: float | None = None
    raised: float | None = None
    counted_m: float = 0.0
    typed: bool = False
