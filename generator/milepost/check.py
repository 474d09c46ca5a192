"""Findings: what is not wrong, but what an author would want to know."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath

from milepost.errors import Problem, counted
from milepost.model.activity import Activity
from milepost.model.day import Day
from milepost.model.journal import Entry, Page, Photo, cuts_of
from milepost.model.site import Site
from milepost.publish.links import Links
from milepost.publish.references import pictures
from milepost.publish.words.details import DIFFERENT
from milepost.publish.words.text import Words


def findings(site: Site, hidden: Collection[PurePosixPath] = ()) -> Iterator[Problem]:
    """Yield a warning for each thing that would make the site better. Paths are of sources.

    The `hidden` entries have a track of which not all may be shown: they lack none.
    """
    if not site.url:
        message = "[site] has no url, so there is no feed, sitemap or preview picture; add it"
        yield Problem(message, "site.toml", severity="warning")
    links = Links(site)
    for day in site.days:
        yield from _words(day.entry, links, day.photos)
        yield from _differing(day)
        entry, source = day.entry, str(day.entry.source)
        cut_away = cuts_of(entry)  # what its cuts left has been told when they were made
        done = day.activities or day.transfers or entry.typed or entry.rest
        shared = any(day is not each and each.date == day.date for each in site.days)
        if not (done or cut_away or shared or entry.source in hidden):
            message = (
                "has neither track nor numbers; add a GPX, type  distance:  or say  rest: yes"
            )
            yield Problem(message, source, severity="warning")
        if entry.typed.distance_m is not None and entry.source in hidden:
            line = entry.key_lines.get("distance")
            message = (
                "its typed distance tells how long the hidden part of its track is, and that "
                "leads to the place that you hide; take  distance:  out"
            )
            yield Problem(message, source, line, severity="warning")
        if entry.rest and (day.activities or day.active):
            line = entry.key_lines.get("rest")
            what = "the track" if day.activities else "the numbers"
            has = "it has a track" if day.activities else "numbers of a way are typed"
            message = f"is a rest day, yet {has}; take out  rest:  or {what}"
            yield Problem(message, source, line, severity="warning")
    for page in site.pages:
        yield from _words(page, links)


def untranslated(words: Words) -> Iterator[Problem]:
    """Yield a warning for what pages say in English, as nobody has translated it yet."""
    file = f"overrides/locales/{words.language.replace('-', '_')}.po"
    if not words.catalogue.known:
        message = (
            f"there is no translation into '{words.language}', so pages speak English; "
            f"a catalogue of messages goes into {file}"
        )
        yield Problem(message, "site.toml", severity="warning")
        return
    for message in words.catalogue.missing:
        said = " ".join(message.split())
        told = f"'{said}' is not translated into '{words.language}'; say it in {file}"
        yield Problem(told, "site.toml", severity="warning")


def _differing(day: Day) -> Iterator[Problem]:
    for activity in day.activities:
        told_m, measured_m = activity.device.distance_m, activity.measured.distance_m
        if told_m is not None and abs(told_m - measured_m) > DIFFERENT * told_m:
            message = (
                f"the device counted {told_m / 1000:.1f} km, its points make "
                f"{measured_m / 1000:.1f} km; the first is shown, without splits and best "
                "efforts: if it is wrong, type  distance:"
            )
            yield Problem(message, str(day.entry.source), severity="warning")


def from_devices(site: Site, words: Words) -> Iterator[str]:
    """Yield a line for each activity whose device had counted: its figures and ours."""
    for day in site.days[::-1]:
        for activity in day.activities:
            figures = list(_compared(activity, words))
            if figures:
                head = f"{day.date} {words.sport(activity.sport).lower()}"
                yield f"{head}, from the device (and as measured): {', '.join(figures)}"


def _compared(activity: Activity, words: Words) -> Iterator[str]:
    device, measured = activity.device, activity.measured
    figures = (
        ("distance", device.distance_m, measured.distance_m, words.distance),
        ("active", device.active_s, measured.active_s, words.duration),
        ("moving", device.moving_s, measured.moving_s, words.duration),
        ("climb", device.gain_m, measured.gain_m, words.elevation),
        ("descent", device.loss_m, measured.loss_m, words.elevation),
        ("top speed", device.max_speed_mps, measured.max_speed_mps, words.speed),
    )
    for name, told, ours, write in figures:
        if told is not None:
            yield f"{name} {write(told)} ({write(ours)})"


def _words(
    writer: Entry | Page, links: Links, beside: Sequence[Photo] = ()
) -> Iterator[Problem]:
    """Tell of pictures that nobody describes, in the words and `beside` them."""
    shown = [(links.target(writer, link), alt) for link, alt in pictures(writer.html)]
    bare = sum(1 for found, alt in shown if not (alt or (found and _alt(found.photo))))
    seen = {found.photo for found, _ in shown if found}
    bare += sum(1 for photo in beside if photo not in seen and not photo.alt)
    if bare:
        message = (
            f"{counted(bare, 'photo')} without words for those who cannot see them: ![words](…)"
            ", or  photos:"
        )
        yield Problem(message, str(writer.source), severity="warning")
    if not writer.text.strip():
        yield Problem("has no words yet", str(writer.source), severity="warning")


def _alt(photo: Photo | None) -> str:
    return photo.alt if photo else ""
