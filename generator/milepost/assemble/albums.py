"""The photos and videos of an entry: their words, their order, and one to stand for the day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from milepost.errors import Problem, did_you_mean
from milepost.model.activity import Position
from milepost.model.journal import Entry, Photo, PhotoMark, Video
from milepost.model.shot import Moment, Shot
from milepost.read import markup

Line = Callable[[str], str]
"""Turns a line of Markdown into HTML."""

_NEAR = timedelta(hours=36)  # from noon of its entry: what a clock says beyond that is wrong


@dataclass(frozen=True, slots=True)
class Album:
    """What an entry shows, photos in the order of time; `cover` is the author's choice.

    `places` and `moments` tell by their source where and when photos were taken: these are
    private. `tells_where` is whether pages may say so at all. `same` leads from files that are
    left out to those that show the same.
    """

    photos: tuple[Photo, ...] = ()
    videos: tuple[Video, ...] = ()
    cover: Photo | None = None
    places: Mapping[PurePosixPath, Position] = field(default_factory=dict)
    moments: Mapping[PurePosixPath, Moment] = field(default_factory=dict)
    tells_where: bool = True
    same: Mapping[PurePosixPath, PurePosixPath] = field(default_factory=dict)


def marks_by_file(
    entry: Entry,
    files: Sequence[PurePosixPath],
    same: Mapping[PurePosixPath, PurePosixPath],
) -> tuple[dict[PurePosixPath, PhotoMark], list[Problem]]:
    """Return what an entry says of the files beside it, and what it says of none.

    What it says of a file that is left out it says of the one that shows the `same`.
    """
    found: dict[PurePosixPath, PhotoMark] = {}
    problems: list[Problem] = []
    for mark in entry.photos:
        file = _named(mark.file, entry, files)
        if file is None:
            problems.append(_lost(mark.file, entry, files, mark.line, "photos"))
        elif file in same:
            found.setdefault(same[file], mark)
        else:
            found[file] = mark
    return found, problems


def cover_of(
    entry: Entry,
    marks: Mapping[PurePosixPath, PhotoMark],
    photos: Sequence[Photo],
    files: Sequence[PurePosixPath],
    same: Mapping[PurePosixPath, PurePosixPath],
) -> tuple[Photo | None, list[Problem]]:
    """Return the photo that the author chose to stand for the day, None without a choice.

    `files` are those beside the entry, whether they can be shown or not; see `marks_by_file`.
    """
    by_file = {photo.source: photo for photo in photos}
    if entry.cover:
        file = _named(entry.cover, entry, files)
        line = entry.key_lines.get("cover")
        wrong = [] if file else [_lost(entry.cover, entry, files, line, "cover")]
        return by_file.get(same.get(file, file)) if file else None, wrong
    chosen = (by_file.get(file) for file, mark in marks.items() if mark.cover)
    return next((photo for photo in chosen if photo), None), []


def instant_of(shot: Shot, entry: Entry, mark: PhotoMark | None, zone: str) -> datetime | None:
    """Return when a photo was taken, None if that is unknown or cannot be of this entry.

    A clock that does not say how far it is from UTC shows the time in `zone`, after it was put
    right by what the entry says. One that does is a phone's, and right by itself.
    """
    taken = shot.taken
    if taken is None:
        return None
    own_s = mark.clock_s if mark else None
    if taken.tzinfo is None:
        right_s = own_s if own_s is not None else entry.clock_s or 0.0
        taken = (taken + timedelta(seconds=right_s)).replace(tzinfo=ZoneInfo(zone))
    else:
        taken += timedelta(seconds=own_s or 0.0)
    noon = datetime.combine(entry.date, datetime.min.time(), ZoneInfo(zone))
    return taken if abs(taken - noon - timedelta(hours=12)) <= _NEAR else None


def in_order(
    photos: Iterable[Photo], instants: Mapping[PurePosixPath, datetime], day: date, zone: str
) -> list[Photo]:
    """Return photos in the order of time.

    Behind those of a local day stand those of which it is unknown, by name, and behind them
    those of another date.
    """
    last = datetime.max.replace(tzinfo=ZoneInfo("UTC"))

    def place(photo: Photo) -> tuple[int, datetime, str]:
        instant = instants.get(photo.source)
        if instant is None:
            return 1, last, str(photo.source)
        local = instant.astimezone(ZoneInfo(zone)).date()
        return 0 if local == day else 2, instant, str(photo.source)

    return sorted(photos, key=place)


def once_each(
    photos: Sequence[Photo], shots: Mapping[PurePosixPath, Shot]
) -> tuple[list[Photo], dict[PurePosixPath, PurePosixPath], list[Problem]]:
    """Leave out copies, and the second of two files of one shot, as phones upload it; say so.

    Those have one name with two endings, and were taken at the same moment. Tell of what is
    left out which file shows the same.
    """
    kept: list[Photo] = []
    known: dict[object, Photo] = {}
    others: dict[PurePosixPath, PurePosixPath] = {}
    advice: list[Problem] = []
    for photo in sorted(photos, key=lambda each: (-each.width, str(each.source))):
        taken, stem = shots[photo.source].taken, photo.source.with_suffix("")
        same = known.get(photo.digest) or known.get((stem, taken))
        if same is None:
            kept.append(photo)
            known[photo.digest] = photo
            if taken:
                known[stem, taken] = photo
        else:
            others[photo.source] = same.source
            message = f"shows the same as {same.source.name}, which is shown; delete one"
            advice.append(Problem(message, str(photo.source), severity="warning"))
    order = {photo.source: number for number, photo in enumerate(photos)}
    return sorted(kept, key=lambda photo: order[photo.source]), others, advice


def told_time(photo: Photo, instant: datetime | None, entry: Entry, zone: str) -> Photo:
    """Return a photo with its local time of day, if it was taken on the day of its entry."""
    local = instant.astimezone(ZoneInfo(zone)) if instant else None
    if local is None or local.date() != entry.date:
        return photo
    return replace(photo, taken=local.time().replace(second=0, microsecond=0))


def caption_of(own: str, mark: PhotoMark | None, line: Line) -> str:
    """Return the caption of an entry, else that of a file, as HTML."""
    return (mark and line(mark.caption)) or own


def worded(photo: Photo, mark: PhotoMark, line: Line) -> Photo:
    """Return a photo with what its entry says of it, which goes before what its file does."""
    caption = caption_of(photo.caption, mark, line)
    alt = " ".join(mark.alt.split()) or markup.plain(caption)
    return replace(photo, caption=caption, alt=alt)


def _named(name: str, entry: Entry, files: Sequence[PurePosixPath]) -> PurePosixPath | None:
    """Return the file that is meant by a name: beside the entry, or within its folder."""
    path = entry.source.parent / name
    if path in files:
        return path
    alike = [file for file in files if file.name.casefold() == name.casefold()]
    return alike[0] if len(alike) == 1 else None


def _lost(
    name: str, entry: Entry, files: Sequence[PurePosixPath], line: int | None, key: str
) -> Problem:
    known = [str(file.relative_to(entry.source.parent)) for file in files]
    hint = did_you_mean(name, known) or "; put it beside the entry or take the name out"
    message = f"there is no picture '{name}' for  {key}:{hint}"
    return Problem(message, str(entry.source), line, severity="warning")
