"""What an athlete wrote."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from milepost.errors import Problem
from milepost.model.detail import ElevationSource


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a day that is left out of everything; times are local at the place.

    Without `begin` it is all before `end`; without `end`, all after `begin`. One of them is
    given, and `end` is after `begin`.
    """

    begin: dt.time | None
    end: dt.time | None
    line: int


@dataclass(frozen=True, slots=True)
class TrackRef:
    """A track file that an entry names, with what the entry says about it alone."""

    file: str
    line: int
    sport: str | None = None
    elevation: ElevationSource | None = None
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """Numbers that the athlete typed; they override what was measured."""

    distance_m: float | None = None
    moving_s: float | None = None
    gain_m: float | None = None

    def __bool__(self) -> bool:
        return (self.distance_m, self.moving_s, self.gain_m) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Entry:
    """One day's words and keys.

    `html` and `summary` are filled in when `text` is rendered; links in it are still as the
    author wrote them. `folder` is the bundle's folder, None for a flat file. `published` is
    aware, and set only if the front matter gives a time of day. `elevation` names the rule that
    counts the climb: "watch", "phone", "none", or None for what the recording looks like.
    `waypoints` tells whether those of its recordings are shown, None for the site's choice.
    `start_place` and `end_place` are what the author calls the places of that day's ends.
    """

    source: PurePosixPath
    folder: PurePosixPath | None
    date: dt.date
    slug: str
    title: str | None
    text: str  # Markdown
    html: str = ""
    summary: str = ""
    published: dt.datetime | None = None
    updated: dt.date | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    journey: str | None = None
    sport: str | None = None
    rest: bool = False
    draft: bool = False
    tracks: tuple[TrackRef, ...] = ()
    typed: Typed = Typed()
    elevation: ElevationSource | None = None
    cuts: tuple[Cut, ...] = ()
    waypoints: bool | None = None
    start_place: str | None = None
    end_place: str | None = None
    key_lines: Mapping[str, int] = field(default_factory=dict)  # where each key stands
    warnings: tuple[Problem, ...] = ()


def cuts_of(entry: Entry) -> tuple[Cut, ...]:
    """Return all cuts that an entry asks for: in its tracks, and in single ones."""
    return (*entry.cuts, *(cut for ref in entry.tracks for cut in ref.cuts))


@dataclass(frozen=True, slots=True)
class Page:
    """A page outside the journal, such as "About"."""

    source: PurePosixPath
    slug: str
    title: str
    text: str  # Markdown
    html: str = ""
    summary: str = ""
    description: str | None = None
    draft: bool = False
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture beside an entry: its size upright, in pixels."""

    source: PurePosixPath
    digest: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entries are wanted: those up to `today`, no drafts, unless asked for."""

    today: dt.date
    drafts: bool = False
    future: bool = False

    def takes(self, entry: Entry) -> bool:
        """Tell whether an entry is to be published."""
        return (self.drafts or not entry.draft) and (self.future or entry.date <= self.today)
