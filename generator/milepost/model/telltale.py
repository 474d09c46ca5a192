"""What tells an owner, a device or a home from others."""

from dataclasses import dataclass
from typing import Literal

from milepost.model.activity import Position

What = Literal[
    "device", "serial number", "person", "e-mail address", "waypoint", "file name", "secret"
]


@dataclass(frozen=True, slots=True)
class Telltale:
    """Words of a file that no reader of a site is to learn; `at` is where a waypoint is."""

    what: What
    text: str
    at: Position | None = None
