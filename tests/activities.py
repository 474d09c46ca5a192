"""Recordings that become activities, as an author wants them."""

from pathlib import PurePosixPath
from typing import Any

import numpy as np

from builders import northward
from milepost.assemble.activity import to_activities
from milepost.assemble.rules import Rules
from milepost.model.activity import Activity, Measured
from milepost.model.track import DeviceTotals, Recording, Segment, Track

USUAL = Rules()
DEVICE = DeviceTotals(2000.0, 500.0, 550.0, 600.0, 300.0, 200.0, 9.0, 120.0)


def measured(*tracks: Track, name: str = "ride.gpx", rules: Rules = USUAL) -> Measured:
    return to_activities(Recording(PurePosixPath("journal", name), "test", tracks), rules)


def climbing(points: int = 1201, **more: Any) -> Segment:
    return northward(points, ele=500 + np.arange(points) * 0.5, **more)


def told(*segments: Segment, device: DeviceTotals = DEVICE, **rules: Any) -> Activity:
    (made,) = measured(Track("", "cycling", segments, device), rules=Rules(**rules)).activities
    return made
