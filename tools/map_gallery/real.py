"""Real cases, from a folder of recordings; those that are not there are left out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from map_gallery.case import FAR, TALL, TALL_FAR, Case, day, days
from milepost.assemble.activity import to_activities
from milepost.assemble.rules import Rules
from milepost.draw.maps.routemap import Sheet
from milepost.draw.scales import IMPERIAL
from milepost.model.activity import Activity
from milepost.read import RECORDINGS

_PICKED: tuple[tuple[str, str, Sheet], ...] = (
    ("sdenysv+2k-charity-ride/*/*/day-2.gpx", "A charity ride", Sheet()),
    ("mdivjak+planine/**/Dan1_*.gpx", "Annapurna, the first day", TALL),
    ("mdivjak+planine/**/Dan2_*.gpx", "Annapurna, the second day", Sheet()),
    ("UP941374+norwaytrip/*/day2.gpx", "A motorcycle from Bruges", TALL),
    ("UP941374+norwaytrip/*/day9.gpx", "A motorcycle in Norway", TALL),
    ("*Montpellier_Munich/*/13.gpx", "From Bologna to the Po", TALL),
    ("*Montpellier_Munich/*/20.gpx", "The coast of Liguria", Sheet()),
    ("*Montpellier_Munich/*/29.gpx", "Over the border at Menton", Sheet()),
    ("*Montpellier_Munich/*/36.gpx", "Hyères to Le Lavandou", Sheet()),
    ("*Montpellier_Munich/*/11.gpx", "Around the lagoon of Venice", Sheet()),
    ("*/Nambe_Lake.gpx", "A run up to Nambe Lake", TALL),
    ("*/Dale_Ball_Dirty_Thirty.gpx", "Thirty miles of trails", Sheet(units=IMPERIAL)),
    ("*/Concord-WaldenAndFairhaven.gpx", "Walden Pond", Sheet(units=IMPERIAL)),
    ("*/Monadnock-RedSpotLoop.gpx", "Monadnock", Sheet(units=IMPERIAL)),
    ("*/nb-301.gpx", "A bicycle tour in New Brunswick", Sheet()),
    ("*/andrychow-kocierz-porabka.gpx", "Andrychów and Porąbka", Sheet()),
    ("*/cycling_walchensee.gpx", "To the Walchensee", TALL),
    ("*/running.gpx", "A run by Freiburg", Sheet()),
    ("*/garmin_example.gpx", "A short run", Sheet()),
    ("*/2020-08-21-foo.gpx", "A ride in Finland", Sheet()),
)
_JOURNEY = "*Montpellier_Munich/*/*.gpx"


def cases(folder: Path) -> Iterator[Case]:
    """Yield a case for each picked recording in a folder, and a journey of many."""
    for pattern, title, sheet in _PICKED:
        for path in sorted(folder.rglob(pattern))[:1]:
            lines = [line for activity in _activities(path) for line in activity.lines]
            yield Case(f"real-{path.stem.lower()}", title, "", day(*lines), sheet)
    tour = sorted((a for p in folder.rglob(_JOURNEY) for a in _activities(p)), key=_started)
    if tour:
        every = days([line for activity in tour for line in activity.outline])
        yield Case("real-tour", "Montpellier to Munich", "", every, FAR)
        yield Case("real-tour-half", "Half of it", "", every[: len(every) // 2], TALL_FAR)


def _activities(path: Path) -> tuple[Activity, ...]:
    parse = RECORDINGS[path.suffix]
    return to_activities(parse(PurePosixPath(path.name), path.read_bytes()), Rules()).activities


def _started(activity: Activity) -> datetime:
    return activity.start or datetime.min.replace(tzinfo=UTC)
