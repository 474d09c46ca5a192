"""Short ways to say a site in a test, without reading or drawing anything."""

from datetime import date
from pathlib import PurePosixPath
from typing import Any

from milepost.assemble.days import Material
from milepost.assemble.journeys import Plan
from milepost.assemble.site import About, Parts, assemble
from milepost.errors import Problem
from milepost.model.activity import Activity, Line, Totals
from milepost.model.goal import Fundraiser, Goal
from milepost.model.journal import Entry, TransferMark, Typed
from milepost.model.people import Athlete
from milepost.model.place import Course
from milepost.model.progress import Advance
from milepost.model.site import Site
from milepost.model.territory import Stay
from milepost.model.track import Route

ASHA, KABIR = Athlete("asha-rao", "Asha Rao"), Athlete("kabir", "Kabir")
LINE: Line = ((46.0, 7.0), (46.1, 7.0))

Told = tuple[Entry, tuple[Activity, ...], Advance | None, tuple[Stay, ...]]


def ride(
    metres: float, *, sport: str = "ride", gain_m: float | None = 10.0,
    lines: tuple[Line, ...] = (), **more: Any,
) -> Activity:  # fmt: skip
    """Return an activity at 5 m/s."""
    totals = Totals(metres, metres, metres / 5, metres / 4, gain_m=gain_m, activities=1)
    path = PurePosixPath(f"tracks/{sport}-{metres}.gpx")
    more = {"along_m": tuple((0.0, metres) for _ in lines), **more}
    return Activity(f"{path}#1", path, sport, None, None, None, totals, lines, None, **more)


def day(
    name: str, *activities: Activity, distance_m: float | None = None,
    moving_s: float | None = None, transfer: str = "", advance: Advance | None = None,
    stays: tuple[Stay, ...] = (), **keys: Any,
) -> Told:  # fmt: skip
    """Return an entry of a date with what was recorded, or with a typed distance."""
    keys = {"title": None, "typed": Typed(distance_m, moving_s), **keys}
    if transfer:
        keys["transfers"] = (TransferMark(transfer, 2),)
    source = PurePosixPath("journal", f"{name}.md")
    entry = Entry(source, None, date.fromisoformat(name[:10]), name[11:], text="", **keys)
    return entry, activities, advance, stays


def plan(
    slug: str = "journey", start: str | None = None, end: str | None = None,
    length_m: float = 0.0, **keys: Any,
) -> Plan:  # fmt: skip
    """Return a journey, with a planned route of a length."""
    begin, last = (date.fromisoformat(day) if day else None for day in (start, end))
    route = Route(PurePosixPath("routes/a.gpx"), "A", (LINE,), length_m)
    return Plan(slug, slug.title(), None, begin, last, (route,) if length_m else (), **keys)


def assembled(
    *days: Told, plans: tuple[Plan, ...] = (), athletes: tuple[Athlete, ...] = (),
    goals: tuple[Goal, ...] = (), fundraiser: Fundraiser | None = None,
    today: str = "2026-06-01", units: str = "metric",
    courses: dict[PurePosixPath, Course] | None = None,
) -> tuple[Site, tuple[Problem, ...]]:  # fmt: skip
    """Return the site of some days, and the warnings."""
    place = "https://example.org/", "", "en", "UTC", units, 10, 20
    material = Material(
        {entry.source: made for entry, made, _, _ in days if made},
        athletes,
        unplaced={entry.source: entry.transfers for entry, made, _, _ in days if not made},
        courses=courses or {},
        advances={entry.source: each for entry, _, each, _ in days if each},
        stays={entry.source: each for entry, _, _, each in days if each},
    )
    parts = Parts(
        [entry for entry, _, _, _ in days],
        (),
        material,
        plans,
        {},
        goals=goals,
        fundraiser=fundraiser,
    )
    return assemble(About("A journey", *place, date.fromisoformat(today)), parts)


def site_of(*days: Told, **more: Any) -> Site:
    """Return the site of some days."""
    return assembled(*days, **more)[0]
