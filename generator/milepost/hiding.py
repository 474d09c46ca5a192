"""What a site hides: its zones, and where people sleep until their next day is out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from milepost.assemble.days import Material, days_of
from milepost.assemble.journeys import Plan, homes, status_of
from milepost.assemble.nights import Night, last_nights
from milepost.config import Config
from milepost.doubles import Job
from milepost.measure.zones import hidden_circle
from milepost.model.journal import Entry
from milepost.model.place import Names
from milepost.model.privacy import Circle, Hiding, Zone
from milepost.read.project import Project


def hiding_of(project: Project, config: Config) -> Hiding:
    """Return what is hidden of every track. Raise ConfigError for zones without a secret."""
    zones = config.privacy_zones
    secret = project.secret() if zones else b""
    return Hiding(
        circles=tuple(hidden_circle(zone, secret) for zone in zones),
        passing=config.passing == "show",
        start_m=config.hide_start,
        end_m=config.hide_end,
        tells=config.tell_hidden,
        true_totals=config.true_totals,
    )


def without_last_nights(
    entries: Sequence[Entry],
    plans: Sequence[Plan],
    material: Material,
    origins: Mapping[str, Job],
    *,
    today: date,
    radius_m: float,
) -> list[Entry]:
    """Return entries with what is to be hidden of them, while journeys are under way.

    `material` is what days are made of before it is hidden: whether a journey is over is a
    question of its true end. `origins` tells of what recording an activity came.
    """
    found: dict[PurePosixPath, list[Circle]] = defaultdict(list)
    belongs, _ = homes(entries, plans)
    for plan in plans:
        own = [e for e in entries if belongs.get(e.source) == plan.slug and not e.planned]
        days = days_of(own, plan, material, "en", Names()).days
        if status_of(plan, days, today) == "under way":
            for night in last_nights(days, radius_m):
                zone = Zone(*night.place, radius_m)
                circle = hidden_circle(zone, _secret(night, material, origins))
                for source in night.entries:
                    found[source].append(circle)
    return [_without(entry, found.get(entry.source, ())) for entry in entries]


def hidden_anywhere(entries: Iterable[Entry], hiding: Hiding) -> Hiding:
    """Return what a site hides, with the nights of all entries."""
    circles = dict.fromkeys(circle for entry in entries for circle in entry.hidden.circles)
    return replace(hiding, circles=(*hiding.circles, *circles))


def _without(entry: Entry, circles: Sequence[Circle]) -> Entry:
    if not circles:
        return entry
    return replace(entry, hidden=replace(entry.hidden, circles=tuple(circles)))


def _secret(night: Night, material: Material, origins: Mapping[str, Job]) -> bytes:
    """Return what nobody else can know: the digests of the recordings that led there.

    It needs no setting, and it is the same for as long as somebody stays.
    """
    led = material.activities.get(night.first, ())
    digests = {origins[each.id][0].digest for each in led if each.id in origins}
    return " ".join(sorted(digests)).encode()
