"""What measuring a recording costs beside reading it, and beside gpxpy doing both: CPU time.

usage: python benchmarks/measure_cost.py FILE.gpx...
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import gpxpy

from milepost.assemble.activity import to_activities
from milepost.assemble.rules import Rules
from milepost.measure.local_time import zone_at
from milepost.read.gpx import parse_gpx

ROUNDS = 5


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    zone_at(46.0, 7.0)  # its map is loaded once a build
    print(f"{'':36s}{'points':>8s}{'read ms':>9s}{'measure':>9s}{'share':>7s}{'gpxpy ms':>10s}")
    sums = [0.0, 0.0]
    for name in sys.argv[1:]:
        data = Path(name).read_bytes()
        path = PurePosixPath(Path(name).name)
        recording = parse_gpx(path, data)
        points = sum(len(part) for track in recording.tracks for part in track.segments)
        reading = best(lambda path=path, data=data: parse_gpx(path, data))
        measuring = best(lambda recording=recording: to_activities(recording, Rules()))
        theirs = best(lambda data=data: by_gpxpy(data), 1)
        sums[0] += reading
        sums[1] += measuring
        print(
            f"{path.name[-36:]:36s}{points:8d}{reading * 1e3:9.1f}{measuring * 1e3:9.1f}"
            f"{measuring / reading:7.2f}{theirs * 1e3:10.0f}"
        )
    print(f"all: measuring takes {sums[1] / sums[0]:.2f} of reading")


def by_gpxpy(data: bytes) -> None:
    gpx = gpxpy.parse(data.decode())
    gpx.get_moving_data()
    gpx.length_2d()
    gpx.get_uphill_downhill()


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
