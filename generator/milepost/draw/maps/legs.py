"""The parts of a route that a map shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from milepost.model.activity import Line, Position


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a route; between two of its lines nothing was recorded, or it is hidden.

    What is "done" and what a "plan" has still to come make the way; "skipped" parts of a
    plan and a "transfer" by ferry or train belong to none. `tone` 0 and 1 take turns over
    the days of a journey. `start` and `end` name the places there, if they are known. The
    `brinks` are those ends of lines beyond which something is hidden.
    """

    lines: tuple[Line, ...]
    kind: Literal["done", "plan", "skipped", "transfer"] = "done"
    tone: int = 0
    start: str = ""
    end: str = ""
    brinks: tuple[Position, ...] = ()


def is_journey(tones: Iterable[int]) -> bool:
    """Tell by the tones of done legs whether they are days in turn, not parts of one day."""
    return len(set(tones)) > 1
