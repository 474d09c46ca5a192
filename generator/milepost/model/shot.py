"""What a camera wrote into a picture, and what that means: private, never part of a Site."""

from dataclasses import dataclass
from datetime import datetime

from milepost.model.activity import Position


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture file: its size upright in pixels, its mean colour, and what it tells.

    `taken` is aware if the file says how far that clock was from UTC, else it is what the
    clock of the camera showed. `description` is plain text on one line, "" if the camera wrote
    the same into all its pictures.
    """

    width: int
    height: int
    colour: str
    place: Position | None = None
    taken: datetime | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking at a picture brought: what it tells, or why it cannot be shown."""

    shot: Shot | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where somebody was at a moment: so far along the way of an activity, by its id.

    `at_m` is None if nobody knows. It is `hidden` if it lies in what the author cut out or was
    carried over: nothing of such a moment is told.
    """

    activity: str
    at_m: float | None
    hidden: bool = False
