"""What injuries of a recording do to its figures, ours and gpxpy's.

usage: python benchmarks/traps.py FOLDER

Takes the one-second tracks of FOLDER (see truth.py), injures each in turn and prints the median
change against the clean track in percent: distance / moving time / elevation gain.
"""

import statistics
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import gpxpy.gpx
import numpy as np

from milepost.measure.cleaning import select
from milepost.measure.geo import between_m
from milepost.model.track import Segment
from truth import Activity, Figures, activities, by_gpxpy, measured, segments_of

METRES_A_DEGREE = 111_195.0
SHOWN = ("distance_m", "moving_s", "ascent_m")
Injury = Callable[[Segment, np.random.Generator], Segment]


def thinned(interval_s: float) -> Injury:
    def injury(track: Segment, _: np.random.Generator) -> Segment:
        kept, last = [], -np.inf
        for n, at in enumerate(track.time_s.tolist()):
            if at - last >= interval_s or n == len(track) - 1:
                kept.append(n)
                last = at
        return select(track, np.array(kept))

    return injury


def joined(*parts: Segment) -> Segment:
    columns = ("lat_deg", "lon_deg", "ele_m", "time_s")
    return Segment(*(np.concatenate([getattr(p, name) for p in parts]) for name in columns))


def doubled(track: Segment, rng: np.random.Generator) -> Segment:
    places = np.sort(rng.integers(0, len(track), 100))
    return select(track, np.sort(np.concatenate([np.arange(len(track)), places])))


def shuffled(track: Segment, rng: np.random.Generator) -> Segment:
    order = np.arange(len(track))
    for n in rng.integers(0, len(track) - 1, 40):
        order[[n, n + 1]] = order[[n + 1, n]]
    return select(track, order)


def null_island(track: Segment, _: np.random.Generator) -> Segment:
    lat, lon = track.lat_deg.copy(), track.lon_deg.copy()
    lat[len(track) // 3] = lon[len(track) // 3] = 0.0
    return replace(track, lat_deg=lat, lon_deg=lon)


def leaping(track: Segment, rng: np.random.Generator) -> Segment:
    lat = track.lat_deg.copy()
    lat[rng.integers(10, len(track) - 10, 4)] += 2000 / METRES_A_DEGREE
    return replace(track, lat_deg=lat)


def towering(track: Segment, rng: np.random.Generator) -> Segment:
    ele = track.ele_m.copy()
    ele[rng.integers(10, len(track) - 10, 4)] += 300
    return replace(track, ele_m=ele)


def sunken(seconds: int) -> Injury:
    def injury(track: Segment, _: np.random.Generator) -> Segment:
        ele = track.ele_m.copy()
        ele[len(track) // 2 : len(track) // 2 + seconds] = 0.0
        return replace(track, ele_m=ele)

    return injury


def patchy(track: Segment, rng: np.random.Generator) -> Segment:
    return replace(track, ele_m=np.where(rng.random(len(track)) < 0.3, np.nan, track.ele_m))


def drifting(track: Segment, rng: np.random.Generator) -> Segment:
    """Stand for 20 minutes with an error of 6 m that is new each half minute."""
    at, seconds = len(track) // 2, 1200
    keep = np.exp(-1 / 30)
    noise = np.empty((seconds, 2))
    noise[0] = rng.normal(0, 6, 2)
    for n in range(1, seconds):
        noise[n] = keep * noise[n - 1] + rng.normal(0, 6 * np.sqrt(1 - keep**2), 2)
    lat, lon = track.lat_deg[at], track.lon_deg[at]
    stand = Segment(
        lat + noise[:, 0] / METRES_A_DEGREE,
        lon + noise[:, 1] / METRES_A_DEGREE / np.cos(np.radians(lat)),
        np.full(seconds, track.ele_m[at]),
        track.time_s[at] + 1 + np.arange(seconds),
    )
    rest = select(track, slice(at + 1, None))
    later = replace(rest, time_s=rest.time_s + seconds)
    return joined(select(track, slice(0, at + 1)), stand, later)


def tunnel(track: Segment, _: np.random.Generator) -> Segment:
    middle = len(track) // 2
    return select(track, np.r_[0 : middle - 30, middle + 30 : len(track)])


def driven(track: Segment, _: np.random.Generator) -> Segment:
    """Pause for 40 minutes, and go on 3 km further north."""
    middle = len(track) // 2
    rest = select(track, slice(middle, None))
    moved = replace(
        rest, lat_deg=rest.lat_deg + 3000 / METRES_A_DEGREE, time_s=rest.time_s + 2400
    )
    return joined(select(track, slice(0, middle)), moved)


def ferry(track: Segment, _: np.random.Generator) -> Segment:
    """Cross 20 minutes of water at 25 km/h with the recorder running."""
    at, seconds = len(track) // 2, 1200
    north = np.arange(1, seconds + 1) * 25 / 3.6 / METRES_A_DEGREE
    lat, lon, ele = track.lat_deg[at], track.lon_deg[at], track.ele_m[at]
    water = Segment(
        lat + north,
        np.full(seconds, lon),
        np.full(seconds, ele),
        track.time_s[at] + 1 + np.arange(seconds),
    )
    rest = select(track, slice(at + 1, None))
    later = replace(rest, lat_deg=rest.lat_deg + north[-1], time_s=rest.time_s + seconds)
    return joined(select(track, slice(0, at + 1)), water, later)


INJURIES: dict[str, Injury] = {
    "thinned to 5 s": thinned(5),
    "thinned to 10 s": thinned(10),
    "thinned to 30 s": thinned(30),
    "thinned to 60 s": thinned(60),
    "100 doubled points": doubled,
    "40 points out of order": shuffled,
    "one point at 0/0": null_island,
    "4 leaps of 2 km": leaping,
    "4 elevations 300 m too high": towering,
    "elevation 0 for 3 s": sunken(3),
    "elevation 0 for 60 s": sunken(60),
    "30 % of elevations missing": patchy,
    "20 min stand with drift": drifting,
    "60 s tunnel": tunnel,
    "40 min pause, 3 km driven": driven,
    "20 min ferry, recorded": ferry,
}


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tracks = [
        (row, track) for row in activities(Path(sys.argv[1])) if (track := one_hertz(row))
    ]
    print(f"{len(tracks)} tracks; median change in %: distance / moving time / elevation gain")
    print(f"{'':30s}{'milepost':^26s}{'gpxpy':^26s}")
    ours = [figures(row, track) for row, track in tracks]
    theirs = [by_gpxpy(as_gpx(track)) for _, track in tracks]
    for name, injury in INJURIES.items():
        rng = np.random.default_rng(7)
        injured = [(row, injury(track, rng)) for row, track in tracks]
        now = [figures(row, track) for row, track in injured]
        then = [by_gpxpy(as_gpx(track)) for _, track in injured]
        print(f"{name:30s}{changes(ours, now)}    {changes(theirs, then)}")


def one_hertz(row: Activity) -> Segment | None:
    segments = segments_of(row)
    if len(segments) != 1 or np.median(np.diff(segments[0].time_s)) > 1:
        return None
    return segments[0] if between_m_long(segments[0]) else None


def between_m_long(track: Segment) -> bool:
    """Leave out what never goes anywhere: a percentage of it would tell nothing."""
    far = between_m(
        float(track.lat_deg.min()), float(track.lon_deg.min()),
        float(track.lat_deg.max()), float(track.lon_deg.max()),
    )  # fmt: skip
    return far > 200


def figures(row: Activity, track: Segment) -> Figures:
    # The reader drops positions at 0/0 before anything is measured.
    nowhere = (np.abs(track.lat_deg) < 1e-6) & (np.abs(track.lon_deg) < 1e-6)
    return measured((select(track, ~nowhere),), row.sport)


def as_gpx(track: Segment) -> gpxpy.gpx.GPX:
    from datetime import UTC, datetime

    segment = gpxpy.gpx.GPXTrackSegment(
        [
            gpxpy.gpx.GPXTrackPoint(
                lat, lon, None if np.isnan(ele) else ele, datetime.fromtimestamp(at, UTC)
            )
            for lat, lon, ele, at in zip(
                track.lat_deg.tolist(), track.lon_deg.tolist(), track.ele_m.tolist(),
                track.time_s.tolist(), strict=True,
            )
        ]
    )  # fmt: skip
    whole = gpxpy.gpx.GPX()
    whole.tracks.append(gpxpy.gpx.GPXTrack())
    whole.tracks[0].segments.append(segment)
    return whole


def changes(before: list[Figures], after: list[Figures]) -> str:
    parts = []
    for figure in SHOWN:
        pairs = [(a[figure], b[figure]) for a, b in zip(before, after, strict=True)]
        least = 50 if figure == "ascent_m" else 0
        told = [100 * ((b or 0) / a - 1) for a, b in pairs if a and a > least]
        parts.append(f"{statistics.median(told):+8.2f}")
    return "".join(parts)


if __name__ == "__main__":
    main()
