"""How far along its plan the sample journal is after each day, beside what is true.

The script that made the sample's tracks knows where on the planned route each day ended.
usage: python benchmarks/sample_progress.py
"""

import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

from milepost.build import site_of
from milepost.model.journal import Choice
from milepost.read.project import find_project

ROOT = Path(__file__).resolve().parent.parent
# Where each day ended; the ones after Manor and Vapi were ridden beyond a train.
ENDS = {
    date(2021, 11, 29): "Manor",
    date(2021, 11, 30): "Vapi",
    date(2021, 12, 1): "Shamlaji",
    date(2021, 12, 2): "Udaipur",
    date(2021, 12, 3): "Udaipur",
    date(2021, 12, 4): "Bhim",
    date(2021, 12, 5): "Kishangarh",
    date(2021, 12, 6): "Chandwaji",
    date(2021, 12, 7): "Shahjahanpur",
    date(2021, 12, 8): "Delhi",
}


def makers() -> ModuleType:
    """Return the script of the sample's tracks as a module."""
    spec = importlib.util.spec_from_file_location(
        "make_tracks", ROOT / "site_src" / "make_tracks.py"
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print a row a day and the largest error."""
    made = makers()
    roads = made.both_roads()
    total_km = sum(
        float(made.lengths(road.lat[kept], road.lon[kept])[-1]) / 1000
        for road in roads
        for kept in [made.thin(road, made.ROUTE_TOLERANCE_M)]
    )
    worst = 0.0
    print("date        true km  found km  off m  ridden km  off the plan  left out")
    for day in site_of(find_project(ROOT), Choice(date(2022, 1, 1))).journeys[0].days:
        progress = day.progress
        if progress is None or (day.entry.authors and not day.activities):
            continue
        scale = progress.total_m / (1000 * total_km)
        true_m = made.along_route(roads, ENDS[day.date]) * scale
        error = progress.done_m - true_m
        worst = max(worst, abs(error) / true_m)
        print(
            f"{day.date}  {true_m / 1000:7.1f}  {progress.done_m / 1000:8.1f}  {error:5.0f}"
            f"  {day.share.distance_m / 1000:9.1f}  {progress.detour_m / 1000:12.1f}"
            f"  {progress.skipped_m / 1000:8.1f}"
        )
    print(f"largest error: {100 * worst:.2f} %")


if __name__ == "__main__":
    main()
