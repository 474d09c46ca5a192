"""What maps cost beside parsing the track that they show: CPU time, and bytes as sent.

usage: python benchmarks/map_cost.py [FILE...]

Without files it takes the sample journal's. Each file is a day; all of them make the journey.
Lines marked with an exclamation mark are over their target.
"""

import gzip
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path, PurePosixPath

from milepost.assemble.activity import to_activities
from milepost.assemble.rules import Rules
from milepost.draw.maps.base import base
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import NO_NAMES, PAGE, Sheet, frame_of, route_map
from milepost.draw.maps.thumbnail import thumbnail
from milepost.draw.maps.world import LAYERS
from milepost.draw.palette import LIGHT, style_sheet
from milepost.model.activity import Activity
from milepost.publish.maps.maps import CARD_HEIGHT, CARD_WIDTH, Drawing, card
from milepost.read import RECORDINGS
from milepost.read.basemap import FILE, PackedBasemap, basemap

SAMPLE = Path(__file__).resolve().parent.parent / "site_src"
ROUNDS = 5
JOURNEY = Sheet(longest=26000)
CARD = Sheet(CARD_WIDTH // 2, CARD_HEIGHT // 2, narrow=False)


@dataclass(frozen=True)
class Target:
    """The most that something may take, in seconds and in bytes as sent."""

    seconds: float
    packed_bytes: int | None = None


LOADING, DAY_MAP, JOURNEY_MAP = Target(0.3), Target(0.15, 6000), Target(1.0, 15000)
NO_TARGET = Target(float("inf"))


@dataclass(frozen=True)
class Parsed:
    """A recording, and how long it took to read and measure it."""

    name: str
    activities: tuple[Activity, ...]
    seconds: float


def main() -> None:
    names = [Path(name) for name in sys.argv[1:]] or sorted(SAMPLE.rglob("*.gpx"))
    print(f"{'':44s}{'ms':>8s}{'parsing':>9s}{'bytes':>9s}")
    row("loading the whole basemap", lambda: load(packed()), LOADING)
    load(basemap())
    days = [parsed(path) for path in names]
    for day in days:
        legs = [Leg(activity.lines) for activity in day.activities]
        print(f"{day.name[-43:]:44s}{day.seconds * 1000:8.1f}{1:9.2f}")
        pictures(legs, PAGE, DAY_MAP, day.seconds)
    if len(days) > 1:
        legs = [
            Leg(activity.outline, tone=n % 2)
            for n, day in enumerate(days)
            for activity in day.activities
        ]
        together = sum(day.seconds for day in days)
        print(f"{f'a journey of {len(days)} days':44s}{together * 1000:8.1f}{1:9.2f}")
        pictures(legs, JOURNEY, JOURNEY_MAP, together)


def packed() -> PackedBasemap:
    return PackedBasemap((resources("milepost") / "data" / FILE).read_bytes())


def load(pack: PackedBasemap) -> bytes:
    for name in LAYERS:
        pack.layer(name)
    return f"{len(pack.places)} {len(pack.labels)}".encode()


def parsed(path: Path) -> Parsed:
    parse, data, name = RECORDINGS[path.suffix], path.read_bytes(), PurePosixPath(path.name)
    recording = parse(name, data)
    seconds = best(lambda: parse(name, data))
    return Parsed(path.name, to_activities(recording, Rules()).activities, seconds)


def pictures(legs: list[Leg], sheet: Sheet, target: Target, parsing_s: float) -> None:
    frame = frame_of(legs, sheet)
    assert frame is not None
    drawing = Drawing(tuple(legs), basemap().digest, "t", "", "card", CARD)
    style = style_sheet(LIGHT)

    def page_map() -> bytes:
        svg = route_map(legs, basemap(), title="", description="", ident="m", sheet=sheet)
        return svg.encode()

    def ground() -> bytes:
        return base(frame, basemap(), borders="dashed", names=NO_NAMES).encode()

    row("map", page_map, target, parsing_s)
    row("thumbnail", lambda: thumbnail(legs, basemap()).encode(), NO_TARGET, parsing_s)
    row("ground of the live map", ground, NO_TARGET, parsing_s)
    row("card, PNG", lambda: card(drawing, style), NO_TARGET, parsing_s, pack=False)


def row(
    what: str,
    work: Callable[[], bytes],
    target: Target,
    parsing_s: float = 0.0,
    *,
    pack: bool = True,
) -> None:
    seconds, made = best(work), work()
    size = len(gzip.compress(made, 9, mtime=0)) if pack else len(made)
    over = seconds > target.seconds or size > (target.packed_bytes or size)
    share = f"{seconds / parsing_s:9.2f}" if parsing_s else " " * 9
    print(f"  {what:42s}{seconds * 1000:8.1f}{share}{size:9d}{' !' if over else ''}")


def best(work: Callable[[], object]) -> float:
    """Return the shortest of some runs, in seconds of the processor."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
