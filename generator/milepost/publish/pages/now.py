"""Where athletes are now: what those at home come for, as a page and as data."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from milepost.model.artifact import Artifact
from milepost.model.day import Day
from milepost.model.journal import Photo
from milepost.model.journey import Journey
from milepost.publish.links import Links, journey_path
from milepost.publish.press import Press
from milepost.publish.urls import NOW, absolute
from milepost.publish.words.text import Words

_NOT_SURE_M = 1000.0  # from the end of a route: it may be the next one
_DECIMALS = 3  # of degrees: about 100 m


@dataclass(frozen=True, slots=True)
class Now:
    """How a journey stands, as far as its entries tell.

    `days` are the entries of its newest date, in turn. `seen` is the last day that says where
    it ended, and `date` the last one on which that still held; both are None if none does.
    The first `photo` of `days` is shown by `photo_day`, and published in the folder
    `photo_home`; `alt` says what it shows. `stage` names the part of the plan that is under
    way, "" if there is but one or nobody can tell.
    """

    journey: Journey
    days: tuple[Day, ...]
    seen: Day | None
    date: date | None
    photo: Photo | None
    photo_home: str
    photo_day: Day | None
    alt: str
    stage: str


def now_of(journey: Journey, links: Links, words: Words) -> Now:
    """Tell how a journey stands."""
    newest = journey.days[-1].date if journey.days else None
    days = tuple(day for day in journey.days if day.date == newest)
    seen = next((day for day in reversed(journey.days) if day.end_place or day.stays), None)
    photo, photo_home, photo_day, alt = _photo(days, links, words)
    return Now(
        journey=journey,
        days=days,
        seen=seen,
        date=_still_there(journey, seen) if seen else None,
        photo=photo,
        photo_home=photo_home,
        photo_day=photo_day,
        alt=alt,
        stage=_stage(journey),
    )


def _still_there(journey: Journey, seen: Day) -> date:
    """Return the last date on which nobody had left the place that a day ended at."""
    held = seen.date
    for day in journey.days:
        if day.date <= seen.date:
            continue
        if day.active or day.transfers:
            break
        held = day.date
    return held


def _photo(
    days: tuple[Day, ...], links: Links, words: Words
) -> tuple[Photo | None, str, Day | None, str]:
    """Return the first picture of some days, its folder, its day, and what it shows."""
    for day in reversed(days):
        cover = (day.cover, links.home(day.cover.source)) if day.cover else None
        if found := cover or links.first_photo(day.entry):
            photo, home = found
            alt = links.captions(day.entry).get(photo) or photo.alt
            return photo, home, day, alt or words.gettext("Photo: %(title)s", title=day.title)
    return None, "", None, ""


def _stage(journey: Journey) -> str:
    progress, end_m = journey.progress, 0.0
    if len(journey.routes) < 2 or progress is None or progress.along != "plan":
        return ""
    for route in journey.routes:
        begin_m, end_m = end_m, end_m + route.length_m
        if begin_m <= progress.done_m < end_m - _NOT_SURE_M:
            return route.name
    return ""


def now(press: Press) -> Iterator[Artifact]:
    """Yield the page `now/` and `now.json`, once there is a journey to tell of."""
    journey = press.current
    if journey is None:
        return
    found = now_of(journey, press.links, press.theme.words)
    yield press.page(
        "now.html",
        NOW,
        "the page that tells where they are",
        now=found,
        journey=journey,
        elsewhere=tuple(
            each
            for each in press.site.journeys
            if each.status == "under way" and each is not journey
        ),
        page_title=press.theme.words.gettext("Now"),
    )
    text = json.dumps(_data(found, press), ensure_ascii=False, indent=1) + "\n"
    yield Artifact(PurePosixPath("now.json"), text.encode(), "where they are now")


def _data(found: Now, press: Press) -> dict[str, Any]:
    """Return what `now.json` holds; what is not known is null."""
    site, journey = press.site, found.journey
    newest = found.days[-1] if found.days else None
    progress = journey.progress
    return {
        "v": 1,
        "title": site.title,
        "journey": journey.title,
        "status": journey.status,
        "day": newest.number if newest else None,
        "of": journey.planned_dates,
        "date": newest.date.isoformat() if newest else None,
        "place": _place(found.seen) if found.seen else None,
        "position": _position(found.seen),
        "done_km": _km(progress.done_m if progress else journey.totals.distance_m),
        "total_km": _km(progress.total_m if progress else journey.planned_m),
        "to_go_km": _km(progress.to_go_m if progress else journey.planned_m),
        "latest": _latest(newest, found, press) if newest else None,
        "next": _next(journey),
        "url": absolute(site.url, journey_path(journey, site)),
    }


def _place(day: Day) -> dict[str, str | None]:
    place, evening = day.end_place, day.evening
    return {
        "name": place.name if place else None,
        "region": evening.region or None,
        "country": evening.country or None,
    }


def _position(day: Day | None) -> list[float] | None:
    if day is None or day.position is None:
        return None
    return [round(degrees, _DECIMALS) for degrees in day.position]


def _latest(day: Day, found: Now, press: Press) -> dict[str, str | None]:
    photo, site = None, press.site
    if found.photo and found.photo_day is day:
        link = partial(absolute, site.url)
        photo = press.album.photo(found.photo, link, found.photo_home).url
    return {
        "title": day.title,
        "url": absolute(site.url, day.permalink),
        "summary": day.entry.summary or day.entry.description,
        "photo": photo,
    }


def _next(journey: Journey) -> dict[str, str | float | None] | None:
    planned = journey.next_day
    if planned is None:
        return None
    return {
        "date": planned.date.isoformat(),
        "title": planned.title or None,
        "from": planned.start or None,
        "to": planned.end or None,
        "km": _km(planned.distance_m),
    }


def _km(metres: float | None) -> float | None:
    return None if metres is None else round(metres / 1000, 1)
