"""Activities with the totals that their devices reported, and what we and gpxpy make of them.

A folder holds `truth.csv` (id, file, sport and the device's totals; empty is unknown) and the
recordings that it names.
"""

import csv
import statistics
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import gpxpy

from milepost.measure.cleaning import in_order
from milepost.measure.sports import SPORTS, sport_of
from milepost.measure.totals import total, totals_of
from milepost.measure.way import way_of
from milepost.model.activity import Totals
from milepost.model.track import Segment
from milepost.read import RECORDINGS

FIGURES = ("distance_m", "active_s", "moving_s", "ascent_m", "descent_m", "max_speed_mps")
COLUMN = {"active_s": "timer_s"}  # of truth.csv, where it has another name
SMALL_CLIMB_M = 50.0  # below, errors are told in metres

Figures = Mapping[str, float | None]


@dataclass(frozen=True)
class Activity:
    """One row of truth.csv with its recording."""

    id: str
    sport: str
    path: Path
    told: Mapping[str, str]

    def device(self, figure: str) -> float | None:
        """Return what the device told, None if it did not."""
        text = self.told.get(COLUMN.get(figure, figure)) or ""
        return float(text) if text else None


def activities(folder: Path) -> Iterator[Activity]:
    table = folder / "truth.csv"
    if not table.is_file():
        sys.exit(
            f"{folder}: holds no truth.csv; name a folder with recordings and their totals"
        )
    with table.open(newline="") as file:
        for row in csv.DictReader(file):
            yield Activity(row["id"], row["sport"], folder / row["file"], row)


def segments_of(activity: Activity) -> tuple[Segment, ...]:
    """Return the segments of all tracks of a recording, as they were read."""
    parse = RECORDINGS[activity.path.suffix.lower()]
    recording = parse(PurePosixPath(activity.path.name), activity.path.read_bytes())
    return tuple(segment for track in recording.tracks for segment in track.segments)


def measured(segments: tuple[Segment, ...], sport: str) -> Figures:
    """Return our figures, the top speed of a walk too."""
    known = replace(SPORTS[sport_of(sport) or "other"], shows_top_speed=True)
    kept = in_order(segments, known.possible_mps)
    totals = total([totals_of(way_of(kept, known), known)]) if kept else Totals()
    return {
        "distance_m": totals.distance_m,
        "active_s": totals.active_s,
        "moving_s": totals.moving_s,
        "ascent_m": totals.gain_m,
        "descent_m": totals.loss_m,
        "max_speed_mps": totals.max_speed_mps,
    }


def by_gpxpy(gpx: gpxpy.gpx.GPX) -> Figures:
    """Return gpxpy's figures; its moving time has to stand for the active time too."""
    moving = gpx.get_moving_data()
    climb = gpx.get_uphill_downhill()
    return {
        "distance_m": gpx.length_2d(),
        "active_s": moving.moving_time,
        "moving_s": moving.moving_time,
        "ascent_m": climb.uphill,
        "descent_m": climb.downhill,
        "max_speed_mps": moving.max_speed,
    }


@dataclass(frozen=True)
class Errors:
    """The median and the 90th percentile of absolute errors, in percent or metres."""

    count: int
    median: float
    p90: float

    def __str__(self) -> str:
        return f"{self.median:6.2f} /{self.p90:7.2f}"


def errors(
    rows: list[Activity], results: Mapping[str, Figures], figure: str, *, small: bool
) -> Errors | None:
    """Compare a figure with what devices told; `small` takes climbs below 50 m, in metres."""
    found = []
    for row in rows:
        told, ours = row.device(figure), results[row.id][figure]
        if (
            told is None
            or ours is None
            or (row.sport == "ski" and figure in ("distance_m", "active_s"))
        ):
            continue  # a ski watch counts the descents alone
        climb = figure in ("ascent_m", "descent_m")
        if (climb and (told < SMALL_CLIMB_M) != small) or (told == 0 and not small):
            continue
        found.append(abs(ours - told) * (1 if small else 100 / told))
    if not found or (small and figure not in ("ascent_m", "descent_m")):
        return None
    return Errors(len(found), statistics.median(found), percentile(found, 0.9))


def percentile(values: list[float], share: float) -> float:
    """Interpolate between the two values next to a share of the sorted list."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
