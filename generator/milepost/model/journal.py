"""What an athlete wrote."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from milepost.errors import Problem
from milepost.model.delay import Delay
from milepost.model.detail import ElevationSource
from milepost.model.privacy import Ends

# Where a day begins first on earth, and where it ends last.
FIRST_ZONE, LAST_ZONE = (dt.timezone(dt.timedelta(hours=hours)) for hours in (14, -12))
TRANSFERS = ("ferry", "train", "bus", "car", "lift", "plane")


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
class TransferMark:
    """A part of a day on which something else did the work; `mode` is one of TRANSFERS.

    It lies between two times, local at the place and as in a Cut, or between the points of
    a track nearest to two places, (latitude, longitude) in degrees. With neither it is all.
    """

    mode: str
    line: int
    begin: dt.time | None = None
    end: dt.time | None = None
    from_place: tuple[float, float] | None = None
    to_place: tuple[float, float] | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether it has no ends, so that all of a track is meant."""
        return not (self.begin or self.end or self.from_place)

    @property
    def seconds(self) -> float | None:
        """How long it took, if it is said when it began and ended."""
        if not (self.begin and self.end):
            return None
        begin, end = (dt.datetime.combine(dt.date.min, at) for at in (self.begin, self.end))
        return (end - begin).total_seconds()


@dataclass(frozen=True, slots=True)
class TrackRef:
    """A track file that an entry names, with what the entry says about it alone.

    `athlete` is whose track it is, `companions` are those who shared it.
    """

    file: str
    line: int
    sport: str | None = None
    elevation: ElevationSource | None = None
    cuts: tuple[Cut, ...] = ()
    transfers: tuple[TransferMark, ...] = ()
    athlete: str | None = None
    companions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoMark:
    """What an entry says of one of its photos or videos.

    `file` is its name, `caption` a line of Markdown. `clock_s` are the seconds to add to the
    time that its camera wrote, None if nothing is said of it.
    """

    file: str
    line: int
    caption: str = ""
    alt: str = ""
    cover: bool = False
    clock_s: float | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """Numbers that the athlete typed; they override what was measured."""

    distance_m: float | None = None
    moving_s: float | None = None
    gain_m: float | None = None

    def __bool__(self) -> bool:
        return (self.distance_m, self.moving_s, self.gain_m) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Race:
    """A race that an entry tells of, with what its organisers say of the author.

    `link` is its web address, `bib` the number on the chest, `rank` words such as "214 of
    3512". Each is "" if it is not given; `time_s` is the official time.
    """

    name: str
    link: str = ""
    bib: str = ""
    rank: str = ""
    time_s: float | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """The words of an entry or page in another language, from a file of their own.

    `language` is a tag such as "pt-BR". `photos` tell what its pictures show. Everything else
    is as in the main file.
    """

    language: str
    source: PurePosixPath
    title: str | None
    text: str  # Markdown
    html: str = ""
    summary: str = ""
    description: str | None = None
    updated: dt.date | None = None
    draft: bool = False
    photos: tuple[PhotoMark, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One day's words and keys.

    `html` and `summary` are filled in when `text` is rendered; links in it are still as the
    author wrote them. `folder` is the bundle's folder, None for a flat file. `published` is
    aware, and set only if the front matter gives a time of day. `elevation` names the rule that
    counts the climb: "watch", "phone", "none", or None for what the recording looks like.
    `waypoints` tells whether those of its recordings are shown, None for the site's choice.
    `start_place` and `end_place` are what the author calls the places of that day's ends.
    A `planned` entry tells of a day to come, and counts for nothing. `night` says how its
    author slept, in a word; `counters` are whatever else they count. `photos` tell of some
    pictures beside it, `cover` names the one that stands for the day, and `clock_s` are the
    seconds to add to what its cameras wrote. `thread` is where readers talk about it.
    `share_photo` tells whether that photo fills its share pictures, or its map does; None for
    the site's choice. So is `delay`, how long it waits; an `until` in it is aware. `hidden` is
    what it hides of its tracks' ends.
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
    planned: bool = False
    tracks: tuple[TrackRef, ...] = ()
    typed: Typed = Typed()
    elevation: ElevationSource | None = None
    cuts: tuple[Cut, ...] = ()
    waypoints: bool | None = None
    start_place: str | None = None
    end_place: str | None = None
    transfers: tuple[TransferMark, ...] = ()
    night: str | None = None
    counters: tuple[tuple[str, float], ...] = ()
    photos: tuple[PhotoMark, ...] = ()
    cover: str | None = None
    clock_s: float | None = None
    race: Race | None = None
    thread: str | None = None
    share_photo: bool | None = None
    delay: Delay | None = None
    hidden: Ends = field(default_factory=Ends)
    translations: tuple[Translation, ...] = ()
    key_lines: Mapping[str, int] = field(default_factory=dict)  # where each key stands
    warnings: tuple[Problem, ...] = ()


def counted_as(name: str) -> str:
    """Return what something counted is known by, however it is written.

    >>> counted_as("Ice_Creams")
    'ice creams'
    """
    return name.casefold().replace("_", " ")


def cuts_of(entry: Entry) -> tuple[Cut, ...]:
    """Return all cuts that an entry asks for: in its tracks, and in single ones."""
    return (*entry.cuts, *(cut for ref in entry.tracks for cut in ref.cuts))


def marks_of(entry: Entry) -> tuple[TransferMark, ...]:
    """Return all transfers that an entry tells of: in its tracks, and in single ones."""
    return (*entry.transfers, *(mark for ref in entry.tracks for mark in ref.transfers))


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
    translations: tuple[Translation, ...] = ()
    warnings: tuple[Problem, ...] = ()


def translation_of(writer: Entry | Page, language: str) -> Translation | None:
    """Return the words of an entry or page in another language, None if there are none."""
    return next((each for each in writer.translations if each.language == language), None)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of the journal: its size upright in pixels, and its mean colour, "#rrggbb".

    It is the same photo whoever shows it. What is said of it differs from entry to entry, and
    with it what only an entry knows: `caption` is HTML within a line, `alt` plain words for
    those who cannot see it, `at_m` how far along the day's way it was taken, and `taken` the
    local time of day. Neither of the two is there unless it may be published.
    """

    source: PurePosixPath
    digest: str
    width: int
    height: int
    colour: str = field(default="", compare=False)
    caption: str = field(default="", compare=False)
    alt: str = field(default="", compare=False)
    at_m: float | None = field(default=None, compare=False)
    taken: dt.time | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Video:
    """A short film beside an entry; its size in pixels is 0 by 0 if it does not say.

    `overwrite` are the places of its bytes that tell where, when or by what it was taken, and
    what to write there instead. `bytes_` is how large the file is.
    """

    source: PurePosixPath
    digest: str
    bytes_: int
    width: int = 0
    height: int = 0
    overwrite: tuple[tuple[int, bytes], ...] = field(default=(), repr=False)
    poster: Photo | None = None
    caption: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entries are wanted: those up to `today`, no drafts, unless asked for.

    Those that wait are left out before `now`, which is aware, unless the `future` is asked for.
    Without it `today` has only just begun, and nowhere but in the first zone on earth.
    """

    today: dt.date
    drafts: bool = False
    future: bool = False
    now: dt.datetime | None = None

    def takes(self, entry: Entry) -> bool:
        """Tell whether an entry is to be published; a planned one is so in advance."""
        due = self.future or entry.planned or entry.date <= self.today
        return due and (self.drafts or not entry.draft)

    @property
    def moment(self) -> dt.datetime:
        """The moment up to which everything is past."""
        return self.now or dt.datetime.combine(self.today, dt.time(), FIRST_ZONE)
