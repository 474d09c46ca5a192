"""What matching a journey to its plan costs beside reading its recordings: CPU time.

usage: python benchmarks/progress.py [DAYS | FOLDER]

A plan of 5,000 km and 85 km a day with a point each second, 60 days or DAYS, made by the same
rule each time: a winding road, a receiver some metres wrong, a detour each fourth day.

FOLDER holds route_cases.json: routes, tracks along them, and what is true of these. Each is
matched as it stands there, and as a site holds it, with the plan thinned to 25 m and the track
to 2 m.
"""

import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from milepost.assemble.activity import Rules, to_activities
from milepost.measure.geo import steps_m
from milepost.measure.local_time import zone_at
from milepost.measure.progress import Part, advance
from milepost.measure.route_line import ruler_of
from milepost.measure.simplify import simplify
from milepost.model.activity import Line
from milepost.model.track import Column
from milepost.read.gpx import ROUTE_TOLERANCE_M, parse_gpx, parse_route

SEED, DAYS, PLAN_KM, DAY_KM = 20211207, 60, 5000, 85
FROM, METRES_A_DEGREE = (46.0, 7.0), 111_195.0
SECOND_M, ROAD_M, NOISE_M = 5.5, 50.0, 3.0
START = datetime(2026, 5, 1, 6, 0, tzinfo=UTC)
DETOUR_DAYS, DETOUR_M = 4, 3000.0

Points = NDArray[np.float64]


def main() -> None:
    words = sys.argv[1:]
    if len(words) > 1:
        sys.exit(__doc__)
    if not words or words[0].isdigit():
        cost(max(int(words[0]), 1) if words else DAYS)
        return
    cases = Path(words[0]) / "route_cases.json"
    if not cases.is_file():
        sys.exit(f"{words[0]}: holds no route_cases.json; name a folder with routes")
    table(json.loads(cases.read_text("utf-8")))


def cost(days: int) -> None:
    rng = np.random.default_rng(SEED)
    road = winding(rng)
    vertices_m = np.concatenate([[0.0], np.cumsum(np.hypot(*steps_m(*road.T)))])
    plan = parse_route(PurePosixPath("plan.gpx"), gpx(road))
    zone_at(*FROM)  # its map is loaded once a build
    began = time.process_time()
    ruler = ruler_of(plan.lines, plan.length_m)
    reading, matching = 0.0, time.process_time() - began
    points, worst_m, at_m, reached_m, true_m = 0, 0.0, 0.0, 0.0, 0.0
    for day in range(days):
        along_m = np.arange(true_m, true_m + DAY_KM * 1000, SECOND_M)
        along_m = along_m[along_m <= vertices_m[-1]]
        track = np.column_stack([np.interp(along_m, vertices_m, c) for c in road.T])
        track += aside(along_m, rng, detour=day % DETOUR_DAYS == DETOUR_DAYS - 1)
        data = gpx(track, START + timedelta(days=day))
        began = time.process_time()
        recording = parse_gpx(PurePosixPath(f"{day}.gpx"), data)
        activities = to_activities(recording, Rules()).activities
        read = time.process_time()
        parts = [Part(activity.lines) for activity in activities]
        done = advance(ruler, parts, start_m=at_m, reached_m=reached_m)
        matching += time.process_time() - read
        reading += read - began
        at_m, reached_m = done.position_m or at_m, done.reached_m
        true_m, points = float(along_m[-1]), points + len(track)
        worst_m = max(worst_m, abs(at_m - true_m), abs(reached_m - true_m))
    print(f"a plan of {ruler.length_m / 1000:.0f} km, {days} days of {points // days} points")
    print(f"reading the recordings  {reading:7.2f} s")
    print(f"matching them           {matching:7.2f} s, {matching / reading:.3f} of reading")
    print(f"the place after a day is off by {worst_m:.0f} m at most")


def winding(rng: np.random.Generator) -> Points:
    """Return the places of a road; by and by it leads east."""
    bends = rng.normal(0.0, 0.35, int(PLAN_KM * 1000 / ROAD_M))
    heading, headings = 0.0, []
    for bend in bends.tolist():
        heading = 0.95 * heading + bend
        headings.append(heading)
    lat = FROM[0] + np.cumsum(ROAD_M * np.sin(headings)) / METRES_A_DEGREE
    east = ROAD_M * np.cos(headings) / np.cos(np.radians(lat))
    return np.column_stack([lat, FROM[1] + np.cumsum(east) / METRES_A_DEGREE])


def aside(along_m: Column, rng: np.random.Generator, *, detour: bool) -> Points:
    """Return how far a day's points are from the road, in degrees."""
    drift = rng.normal(0.0, NOISE_M / 6, (len(along_m) + 40, 2))
    metres = np.column_stack([np.convolve(c, np.ones(41), "valid") for c in drift.T])
    if detour:
        from_middle_m = np.abs(along_m - along_m.mean())
        metres[:, 0] += np.clip(2 * DETOUR_M - from_middle_m, 0.0, DETOUR_M)
    return metres / METRES_A_DEGREE


def gpx(points: Points, start: datetime | None = None) -> bytes:
    """Return a track with a point each second, or without times."""
    rows = []
    for second, (lat, lon) in enumerate(points.tolist()):
        at = start and (start + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")
        time_of = f"<time>{at}</time>" if at else ""
        rows.append(f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>200.0</ele>{time_of}</trkpt>')
    body = "\n".join(rows)
    return (
        '<gpx version="1.1" creator="made" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><type>cycling</type><trkseg>{body}</trkseg></trk></gpx>"
    ).encode()


def table(cases: Sequence[dict[str, Any]]) -> None:
    """Print where each track is said to end, and how much of the route it has covered."""
    print(f"{'km':40s}{'place':>8s}{'found':>8s}{'found*':>8s}", end="")
    print(f"{'covered':>10s}{'found':>8s}{'found*':>8s}")
    right = 0
    for case in cases:
        places, lengths = [], []
        for route_m, track_m in ((0.0, 0.0), (ROUTE_TOLERANCE_M, Rules().tolerance_m)):
            ruler = ruler_of([thinned(case["route"], route_m)])
            part = Part(tuple(thinned(line, track_m) for line in case["segments"]))
            done = advance(ruler, [part], start_m=case["start_km"] * 1000)
            places.append((done.position_m or 0.0) / 1000)
            lengths.append(sum(end - begin for begin, end in done.covered) / 1000)
        place, length = case["expect_position_km"], case["expect_covered_km"]
        errors = [*(abs(p - place) for p in places), *(abs(m - length) for m in lengths)]
        fine = max(errors) <= case["tolerance_km"]
        right += fine
        print(f"{case['name']:40s}{place:8.2f}{places[0]:8.2f}{places[1]:8.2f}", end="")
        print(f"{length:10.2f}{lengths[0]:8.2f}{lengths[1]:8.2f}{'' if fine else ' !'}")
    print(f"{right} of {len(cases)} are right; * thinned as a site holds them")


def thinned(points: Sequence[Sequence[float]], tolerance_m: float) -> Line:
    places = np.array(points)
    kept = simplify(places[:, 0], places[:, 1], tolerance_m).tolist() if tolerance_m else ()
    return tuple((lat, lon) for lat, lon in (places[kept] if kept else places).tolist())


if __name__ == "__main__":
    main()
