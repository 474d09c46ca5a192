"""The photos and videos of a journal: looked at once, and each given to its entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from html import escape
from pathlib import Path, PurePosixPath

from milepost.assemble.activity import moments_of
from milepost.assemble.albums import (
    Album,
    Line,
    caption_of,
    cover_of,
    in_order,
    instant_of,
    marks_by_file,
    once_each,
    told_time,
    worded,
)
from milepost.assemble.matching import beside
from milepost.assemble.moments import not_shown
from milepost.assemble.rules import Job
from milepost.errors import MilepostError, Problem, SourceError
from milepost.measure.hiding import is_hidden
from milepost.memo import Map, Store, key_of, remembered
from milepost.model.activity import Activity, Position, Unseen
from milepost.model.journal import Entry, Photo, PhotoMark, Video
from milepost.model.privacy import Hiding
from milepost.model.shot import Looked, Moment, Shot
from milepost.model.source import SourceFile
from milepost.read import RECORDINGS, markup
from milepost.read.files import content
from milepost.read.photo import SUFFIXES, parse_photo
from milepost.read.sidecars import is_sidecar
from milepost.read.stored import dump_value, load_looked, load_moments
from milepost.read.text import decode
from milepost.read.video import VIDEOS, parse_video

_FOLDERS = ("journal", "pages")


@dataclass(frozen=True, slots=True)
class Pictures:
    """All pictures and videos that can be shown, by their source, and what is wrong.

    `shots` are what the cameras wrote: private. `described` have a text of their own beside
    them.
    """

    photos: Mapping[PurePosixPath, Photo]
    videos: Mapping[PurePosixPath, Video]
    shots: Mapping[PurePosixPath, Shot]
    described: frozenset[PurePosixPath]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Albums:
    """What each entry shows, by its source; `advice` is what only `check` tells."""

    albums: Mapping[PurePosixPath, Album] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()

    def standing_in(
        self, photos: Mapping[PurePosixPath, Photo]
    ) -> Mapping[PurePosixPath, Photo]:
        """Return photos by their source; second files of a shot lead to the first."""
        same = [pair for album in self.albums.values() for pair in album.same.items()]
        return {**photos, **{other: photos[kept] for other, kept in same}}


def look_at(
    source: Path, files: Sequence[SourceFile], line: Line, store: Store, pmap: Map
) -> Pictures:
    """Look at all pictures and videos among some files of the journal."""
    shown = [file for file in files if file.path.parts[0] in _FOLDERS]
    pictures = [file for file in shown if file.path.suffix.lower() in SUFFIXES]
    words, problems = _sidecars(source, shown)
    looked = remembered(
        partial(_look, source),
        pictures,
        key=lambda file: key_of("picture", file.digest),
        dump=dump_value,
        load=load_looked,
        store=store,
        pmap=pmap,
    )
    photos: dict[PurePosixPath, Photo] = {}
    shots: dict[PurePosixPath, Shot] = {}
    for file, found in zip(pictures, looked, strict=True):
        if shot := found.shot:
            shots[file.path] = shot
            photos[file.path] = _photo(file, shot, words.get(file.path), line)
        else:
            problems.append(Problem(found.problem, str(file.path), severity="warning"))
    videos: dict[PurePosixPath, Video] = {}
    for file in (file for file in shown if file.path.suffix.lower() in VIDEOS):
        try:
            video = _video(source, file, photos)
            videos[file.path] = replace(video, caption=line(words.get(file.path, "")))
        except MilepostError as error:
            problems += error.problems
    return Pictures(photos, videos, shots, frozenset(words), tuple(problems))


def _look(source: Path, file: SourceFile) -> Looked:
    try:
        return Looked(parse_photo(file.path, content(source, file)))
    except SourceError as error:
        return Looked(None, error.problems[0].message)


def _photo(file: SourceFile, shot: Shot, words: str | None, line: Line) -> Photo:
    """Return a photo with the words that go with its file."""
    # What stands in a file is nobody's Markdown.
    caption = line(words) if words else escape(shot.description, quote=False)
    return Photo(
        file.path,
        file.digest,
        shot.width,
        shot.height,
        colour=shot.colour,
        caption=caption,
        alt=markup.plain(caption),
    )


def _video(source: Path, file: SourceFile, photos: Mapping[PurePosixPath, Photo]) -> Video:
    try:
        with (source / file.path).open("rb") as stream:
            video = parse_video(file, stream)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise SourceError(Problem(message, str(file.path))) from error
    posters = (photo for path, photo in photos.items() if _is_poster_of(path, file.path))
    return replace(video, poster=next(posters, None))


def _is_poster_of(path: PurePosixPath, video: PurePosixPath) -> bool:
    return path.parent == video.parent and path.stem == video.name


def _sidecars(
    source: Path, files: Sequence[SourceFile]
) -> tuple[dict[PurePosixPath, str], list[Problem]]:
    """Return the words beside pictures and videos, by what they belong to."""
    words: dict[PurePosixPath, str] = {}
    problems: list[Problem] = []
    known = {file.path for file in files}
    alike = {_folded(path): path for path in sorted(known, reverse=True)}
    for file in files:
        if is_sidecar(file.path):
            try:
                text = decode(file.path, content(source, file))
            except SourceError as error:
                problems += (replace(each, severity="warning") for each in error.problems)
                continue
            named = file.path.with_suffix("")
            if about := named if named in known else alike.get(_folded(named)):
                words.setdefault(about, " ".join(text.split()))
            else:
                message = f"there is no {file.path.stem} beside it for these words; rename it"
                problems.append(Problem(message, str(file.path), severity="warning"))
    return words, problems


def _folded(path: PurePosixPath) -> PurePosixPath:
    """Return a path with its name in small letters: systems differ in how they write it."""
    return path.with_name(path.name.casefold())


@dataclass(frozen=True, slots=True)
class Taste:
    """What a site wants told of its photos: where on the way, and at what time of day.

    A clock shows the time in `usual_zone` on days of which nobody knows the zone. `line` makes
    HTML of a caption. Of a photo that was taken within what `hiding` names neither is told.
    """

    usual_zone: str = "UTC"
    places: bool = True
    times: bool = True
    line: Line = markup.render_line
    hiding: Hiding = field(default_factory=Hiding)


@dataclass(frozen=True, slots=True)
class Ways:
    """What was recorded, by the source of an entry, and what of it is `hidden`.

    By its id, `origins` tell how each activity came to be.
    """

    activities: Mapping[PurePosixPath, tuple[Activity, ...]]
    origins: Mapping[str, Job]
    hidden: Mapping[PurePosixPath, tuple[Unseen, ...]]


def albums_of(
    entries: Sequence[Entry],
    pictures: Pictures,
    files: Sequence[SourceFile],
    ways: Ways,
    taste: Taste,
    *,
    source: Path,
    store: Store,
    pmap: Map,
) -> Albums:
    """Give each entry the photos and videos beside it; tell of those beside none."""
    kinds = (*SUFFIXES, *VIDEOS)
    written = [file for file in files if file.path.suffix.lower() in kinds]
    # Those that cannot be shown are among them: an author may name them all the same.
    own = beside(entries, [file for file in written if file.path.parts[0] == "journal"])
    shown = [f for f in written if f.path in pictures.photos or f.path in pictures.videos]
    making = _Making(pictures, ways, taste)
    drafts = [making.draft(entry, [f.path for f in own[entry.source]]) for entry in entries]
    work = [each for draft in drafts for each in draft.asked]
    moments = remembered(
        partial(_moments, source),
        work,
        key=lambda asked: key_of("moments", asked),
        dump=dump_value,
        load=load_moments,
        store=store,
        pmap=pmap,
    )
    told = dict(zip(work, moments, strict=True))
    albums = {draft.entry.source: making.album(draft, told) for draft in drafts}
    owned = {file.path for of_entry in own.values() for file in of_entry}
    for file in shown:
        if file.path.parts[0] == "journal" and file.path not in owned:
            message = "stands beside no entry, so only a link shows it; move it to its day"
            making.problems.append(Problem(message, str(file.path), severity="warning"))
    return Albums(albums, tuple(making.problems), tuple(making.advice))


_Asked = tuple[str, Job, tuple[float, ...]]  # an activity, how it came to be, POSIX seconds


def _moments(source: Path, asked: _Asked) -> tuple[Moment, ...]:
    ident, (file, rules), times_s = asked
    parse = RECORDINGS[file.path.suffix.lower()]
    recording = parse(file.path, content(source, file))
    return moments_of(recording, rules, ident, times_s)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry with its photos and videos, and what to ask of its recordings."""

    entry: Entry
    zone: str
    photos: tuple[Photo, ...]
    videos: tuple[Video, ...]
    files: tuple[PurePosixPath, ...]
    same: Mapping[PurePosixPath, PurePosixPath]
    marks: Mapping[PurePosixPath, PhotoMark]
    instants: Mapping[PurePosixPath, datetime]
    asked: tuple[_Asked, ...]


class _Making:
    """Makes one album after the other, collecting problems."""

    def __init__(self, pictures: Pictures, ways: Ways, taste: Taste):
        self.pictures, self.ways, self.taste = pictures, ways, taste
        self.problems: list[Problem] = []
        self.advice: list[Problem] = []

    def draft(self, entry: Entry, files: Sequence[PurePosixPath]) -> _Draft:
        """Put photos in order, and find out which recordings know where they were taken."""
        shots, videos = self.pictures.shots, self._videos(files)
        posters = {video.poster for video in self.pictures.videos.values()}
        given = [self.pictures.photos[file] for file in files if file in shots]
        kept, same, told = once_each([each for each in given if each not in posters], shots)
        photos = [self._with_words_of(each, same) for each in kept]
        self.advice += told
        marks, wrong = marks_by_file(entry, files, same)
        self.problems += wrong
        zone = self._zone(entry)
        found = {
            photo.source: instant_of(shots[photo.source], entry, marks.get(photo.source), zone)
            for photo in photos
        }
        instants = {file: instant for file, instant in found.items() if instant}
        line = self.taste.line
        ordered = tuple(
            worded(each, marks[each.source], line) if each.source in marks else each
            for each in in_order(photos, instants, entry.date, zone)
        )
        asked = tuple(self._asked(entry, instants))
        return _Draft(entry, zone, ordered, videos, tuple(files), same, marks, instants, asked)

    def _with_words_of(
        self, photo: Photo, same: Mapping[PurePosixPath, PurePosixPath]
    ) -> Photo:
        """Return a photo with the text beside its other file, if it has none itself."""
        described = self.pictures.described
        pairs = (other for other, kept in same.items() if kept == photo.source)
        other = next((each for each in pairs if each in described), None)
        if other is None or photo.source in described:
            return photo
        found = self.pictures.photos[other]
        return replace(photo, caption=found.caption, alt=found.alt)

    def _videos(self, files: Sequence[PurePosixPath]) -> tuple[Video, ...]:
        """Return the videos among some files, without those seconds that belong to a photo."""
        stills = {file.with_suffix("") for file in files if file in self.pictures.photos}
        kept: list[Video] = []
        for file in files:
            video = self.pictures.videos.get(file)
            if video is None:
                continue
            if file.suffix.lower() == ".mov" and file.with_suffix("") in stills:
                message = "belongs to the photo of its name, so only a link shows it"
                self.advice.append(Problem(message, str(file), severity="warning"))
            else:
                kept.append(video)
        return tuple(kept)

    def _zone(self, entry: Entry) -> str:
        zones = (activity.zone for activity in self._activities(entry) if activity.zone)
        return next(zones, self.taste.usual_zone)

    def _asked(
        self, entry: Entry, instants: Mapping[PurePosixPath, datetime]
    ) -> Iterator[_Asked]:
        """Yield what to ask: each activity of the day, for all times at once."""
        if not (self.taste.places or self.taste.times):
            return
        times_s = tuple(sorted({instant.timestamp() for instant in instants.values()}))
        for activity in self._activities(entry):
            job = self.ways.origins.get(activity.id)
            if times_s and job and activity.start and not activity.transfer:
                yield activity.id, job, times_s

    def album(self, draft: _Draft, told: Mapping[_Asked, Sequence[Moment]]) -> Album:
        """Put an album together; nothing is told of a moment that the author cut out."""
        carried = [each for each in self._activities(draft.entry) if each.transfer]
        unseen = self.ways.hidden.get(draft.entry.source, ())
        places = self._places(draft)
        hiding = draft.entry.hidden.of(self.taste.hiding)
        nowhere = {file for file, place in places.items() if is_hidden(place, hiding)}
        moments = {
            file: moment
            for file, instant in draft.instants.items()
            if (moment := _best(draft.asked, told, instant.timestamp()))
            or (moment := not_shown(instant, carried, unseen))
        }
        moments |= {file: Moment("", None, hidden=True) for file in nowhere}
        hidden = {file for file, moment in moments.items() if moment.hidden}
        photos = tuple(
            told_time(photo, draft.instants.get(photo.source), draft.entry, draft.zone)
            if self.taste.times and photo.source not in hidden
            else photo
            for photo in draft.photos
        )
        cover, wrong = cover_of(draft.entry, draft.marks, photos, draft.files, draft.same)
        self.problems += wrong
        places = {file: place for file, place in places.items() if file not in nowhere}
        videos = tuple(
            replace(each, caption=caption_of(each.caption, mark, self.taste.line))
            for each, mark in ((each, draft.marks.get(each.source)) for each in draft.videos)
        )
        tells_where = self.taste.places
        return Album(photos, videos, cover, places, moments, tells_where, draft.same)

    def _places(self, draft: _Draft) -> dict[PurePosixPath, Position]:
        shots = self.pictures.shots
        found = ((photo.source, shots[photo.source].place) for photo in draft.photos)
        return {file: place for file, place in found if place}

    def _activities(self, entry: Entry) -> tuple[Activity, ...]:
        return self.ways.activities.get(entry.source, ())


def _best(
    asked: Sequence[_Asked], told: Mapping[_Asked, Sequence[Moment]], time_s: float
) -> Moment | None:
    """Return what the recordings of a day know of a moment: a place, or that it is hidden."""
    found = [told[each][each[2].index(time_s)] for each in asked]
    placed = (moment for moment in found if moment.at_m is not None)
    return next(placed, next((moment for moment in found if moment.hidden), None))
