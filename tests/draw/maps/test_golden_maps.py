"""Typical maps to the byte: tests/draw/maps/golden/<case>.svg.

UPDATE_GOLDEN=1 records; a person looks at the pictures. All but one are drawn over the basemap
made by hand, so that a new edition of the real one touches only that one.
"""

import os
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path

import pytest

from basemaps import CITY, FAR_NORTH, HANDMADE, OVER_180, VALLEY
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import PAGE, Sheet, route_map
from milepost.draw.scales import IMPERIAL
from milepost.read.basemap import basemap

GOLDEN = Path(__file__).parent / "golden"
LOOP = tuple(
    (45.5 + 0.02 * sin(radians(a)), 9.5 + 0.03 * cos(radians(a))) for a in range(0, 361, 5)
)
JOURNEY = (
    Leg((VALLEY,), "plan", end="Hilltop"),
    Leg((VALLEY[:12],), tone=0, start="Great Haven", end="Mill End"),
    Leg((VALLEY[11:20],), tone=1, start="Mill End", end="Old Mill"),
    Leg((VALLEY[19:24],), "transfer"),
    Leg((VALLEY[23:27],), "skipped"),
    Leg((VALLEY[26:38],), tone=0, start="Fork", end="Żółw-am-Wąż"),
)


@dataclass(frozen=True)
class Case:
    """A map to record."""

    legs: tuple[Leg, ...]
    sheet: Sheet = PAGE
    real: bool = False


CASES = {
    "day": Case((Leg((VALLEY,), start="Great Haven"),), Sheet(height=700)),
    "journey": Case(JOURNEY, Sheet(height=700)),
    "city": Case((Leg((CITY,)),), Sheet(units=IMPERIAL)),
    "loop": Case((Leg((LOOP,)),)),
    "gap": Case((Leg((VALLEY[:20], VALLEY[35:])),), Sheet(borders="hide")),
    "antimeridian": Case((Leg((OVER_180,)),)),
    "far_north": Case((Leg((FAR_NORTH,)),)),
    "card": Case(JOURNEY, Sheet(600, 315, narrow=False)),
    "alps": Case(
        (Leg((((47.38, 8.54), (46.85, 8.6), (46.5, 8.6), (46.0, 8.95)),), start="Zürich"),),
        real=True,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_map_is_the_recorded_one(name: str) -> None:
    case, path = CASES[name], GOLDEN / f"{name}.svg"
    drawn = route_map(
        case.legs,
        basemap() if case.real else HANDMADE,
        title=f"Map: {name}",
        description="A map to compare.",
        ident=name,
        sheet=case.sheet,
    )
    # A line an element: a difference can then be read.
    text = drawn.replace("><", ">\n<") + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as file:
        assert text == file.read()


def test_there_is_nothing_but_these() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == CASES.keys()
