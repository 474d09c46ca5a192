"""What decides how a recording becomes activities."""

from dataclasses import dataclass, field
from datetime import date

from milepost.model.detail import ElevationSource
from milepost.model.journal import Cut, TransferMark
from milepost.model.privacy import Hiding
from milepost.model.source import SourceFile


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the whole site counts: see the table [numbers] of its settings."""

    raw: bool = False
    sensors: tuple[str, ...] = ()
    max_heart_rate: int | None = None
    threshold_power: int | None = None
    split_days: bool = False
    split_m: float = 1000.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides how a recording becomes activities.

    `sport` is the author's word for this file and wins; `usual_sport` helps out when the
    device says nothing, `usual_zone` where the map of time zones has none. So does the
    author's `elevation`, a source of elevations; `cuts` are left out, and `transfers` kept
    apart, both with no line of their file. `days` are the local days that count when others go
    to other entries: those on which a track, or the part of one that is split, starts; None
    for a track without times. Lines are drawn to `tolerance_m`, outlines of them to
    `outline_m`, profiles to `samples` steps. `waypoints` and `times` are published if asked
    for. What
    `hiding` names leaves no trace: a result that is remembered is one for just these circles.
    """

    sport: str | None = None
    usual_sport: str | None = None
    usual_zone: str = "UTC"
    elevation: ElevationSource | None = None
    cuts: tuple[Cut, ...] = ()
    transfers: tuple[TransferMark, ...] = ()
    days: tuple[date | None, ...] | None = None
    numbers: Numbers = field(default_factory=Numbers)
    waypoints: bool = False
    times: bool = False
    hiding: Hiding = field(default_factory=Hiding)
    tolerance_m: float = 2.0
    outline_m: float = 25.0
    samples: int = 400


Job = tuple[SourceFile, Rules]  # a file, and how it is measured
