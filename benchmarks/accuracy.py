"""How far our figures are from what devices counted, with gpxpy's beside them.

usage: python benchmarks/accuracy.py FOLDER [RESULTS.csv] [--rows]

FOLDER holds truth.csv and the recordings it names. RESULTS.csv gets our figures, a row for each
activity: id, distance_m, active_s, moving_s, ascent_m, descent_m, max_speed_mps. With --rows
the table is printed as milepost/publish/numbers/accuracy.py holds it.
"""

import csv
import sys
from pathlib import Path

import gpxpy

from milepost.measure.sports import sport_of
from truth import (
    FIGURES,
    Activity,
    Figures,
    activities,
    by_gpxpy,
    errors,
    measured,
    segments_of,
)

# What the site tells its readers: quantity, figure, sport of truth.csv, small climbs only.
TOLD = (
    ("Distance", "distance_m", "ALL", False),
    *(("Distance", "distance_m", sport, False) for sport in
      ("run", "trail", "hike", "walk", "ride", "paddle")),
    ("Active time", "active_s", "ALL", False),
    ("Moving time", "moving_s", "run", False),
    ("Climb of 50\\u00a0m and more", "ascent_m", "ALL", False),
    ("Climb below 50\\u00a0m", "ascent_m", "ALL", True),
    ("Top speed", "max_speed_mps", "ride", False),
)  # fmt: skip


def main() -> None:
    names = [argument for argument in sys.argv[1:] if argument != "--rows"]
    if len(names) not in (1, 2):
        sys.exit(__doc__)
    rows = list(activities(Path(names[0])))
    ours = {row.id: measured(segments_of(row), row.sport) for row in rows}
    if len(names) == 2:
        write(Path(names[1]), ours)
    theirs = {row.id: gpxpy_figures(row) for row in rows}
    (print_rows if "--rows" in sys.argv else print_table)(rows, ours, theirs)


def print_rows(
    rows: list[Activity], ours: dict[str, Figures], theirs: dict[str, Figures]
) -> None:
    for quantity, figure, sport, small in TOLD:
        some = [row for row in rows if sport in ("ALL", row.sport)]
        mine, other = (errors(some, each, figure, small=small) for each in (ours, theirs))
        if mine and other:
            key = "" if sport == "ALL" else sport_of(sport)
            numbers = f"{mine.count}, {mine.median:.2f}, {mine.p90:.2f}"
            beside = f"{other.median:.2f}, {other.p90:.2f}"
            unit = "m" if small else "%"
            print(f'    Error("{quantity}", "{key}", {numbers}, "{unit}", {beside}),')


def print_table(
    rows: list[Activity], ours: dict[str, Figures], theirs: dict[str, Figures]
) -> None:
    print(f"{len(rows)} activities; median / 90th percentile of the absolute error")
    print(f"{'':28s}{'n':>4s}  {'milepost':>15s}  {'gpxpy':>15s}")
    for figure in FIGURES:
        for sport in ("ALL", *sorted({row.sport for row in rows})):
            some = [row for row in rows if sport in ("ALL", row.sport)]
            report(f"{figure:14s}{sport:7s}%", some, ours, theirs, figure, small=False)
            if sport == "ALL":
                report(f"{figure:14s}<50 m  m", some, ours, theirs, figure, small=True)


def gpxpy_figures(row: Activity) -> Figures:
    with row.path.open(encoding="utf-8") as file:
        return by_gpxpy(gpxpy.parse(file))


def write(path: Path, results: dict[str, Figures]) -> None:
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", *FIGURES])
        for ident, figures in results.items():
            values = (figures[figure] for figure in FIGURES)
            table.writerow([ident, *("" if value is None else value for value in values)])


def report(
    label: str, rows: list[Activity], ours: dict[str, Figures], theirs: dict[str, Figures],
    figure: str, *, small: bool,
) -> None:  # fmt: skip
    mine = errors(rows, ours, figure, small=small)
    if mine:
        other = errors(rows, theirs, figure, small=small)
        print(f"{label:28s}{mine.count:4d}  {mine}  {other}")


if __name__ == "__main__":
    main()
