"""Read the journal: everything that comes before the Site."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from milepost.assemble.activity import Numbers
from milepost.assemble.addresses import slugify
from milepost.assemble.matching import beside
from milepost.assemble.site import Parts, Plan
from milepost.config import Config, JourneyConfig
from milepost.doubles import Job
from milepost.errors import MilepostError, Problem, did_you_mean
from milepost.measure.efforts import MILE_M
from milepost.memo import Map, Store, key_of, remembered
from milepost.model.journal import Choice, Entry, Page, Photo
from milepost.model.site import Athlete
from milepost.model.source import SourceFile
from milepost.model.track import Route
from milepost.read import markup
from milepost.read.entry import DATED, parse_entry, parse_page
from milepost.read.files import strange_folders
from milepost.read.gpx import parse_route
from milepost.read.photo import SUFFIXES, parse_photo
from milepost.read.project import Project
from milepost.read.stored import dump_value, load_texts
from milepost.recordings import Recordings, measure_all

_UNREAD = (".kml", ".kmz")
_UNSHOWN = (".heic", ".heif", ".avif", ".tif", ".tiff", ".raw", ".dng")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the journal holds; with errors, nothing of it should be published."""

    parts: Parts
    skipped: tuple[str, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    origins: Mapping[str, Job]  # how each activity came to be, by its id


def gather(
    project: Project, config: Config, choice: Choice, store: Store, pmap: Map
) -> Gathered:
    """Read everything; errors are collected, so that an author sees all of them at once."""
    return _Reader(project, config, store, pmap).read(choice)


class _Reader:
    """One pass over the journal; collects problems while it goes."""

    def __init__(self, project: Project, config: Config, store: Store, pmap: Map):
        self.project, self.config = project, config
        self.store, self.pmap = store, pmap
        self.files = project.files()
        self.problems: list[Problem] = list(strange_folders(project.source))

    def read(self, choice: Choice) -> Gathered:
        written = list(self._entries())
        wanted = [entry for entry in written if choice.takes(entry)]
        lost = any(problem.severity == "error" for problem in self.problems)
        zone = self.config.timezone or "UTC"
        place = self.project.source, self.files
        athletes = tuple(
            Athlete(athlete.slug or slugify(athlete.name), athlete.name, athlete.url)
            for athlete in self.config.athletes
        )
        numbers = _numbers(self.config)
        recordings = Recordings(*place, written, wanted, lost, zone, numbers, athletes)
        found = measure_all(recordings, self.store, self.pmap)
        pages = [page for page in self._pages() if choice.drafts or not page.draft]
        rendered = list(self._rendered([*wanted, *pages]))
        public = self._public(written, wanted)
        photos = self._photos([f for f in public if _is_picture(f)])
        parts = Parts(
            entries=[thing for thing in rendered if isinstance(thing, Entry)],
            pages=[thing for thing in rendered if isinstance(thing, Page)],
            activities=found.activities,
            photos=photos,
            albums=self._albums(wanted, photos),
            plans=[self._plan(journey) for journey in self.config.journeys],
            athletes=athletes,
            files={file.path: file.digest for file in public},
        )
        self.problems += [*found.problems, *self._unread()]
        everything: list[Entry | Page] = [*written, *pages]
        self.problems += [problem for thing in everything for problem in thing.warnings]
        located = self.project.located(self.problems)
        return Gathered(
            parts=parts,
            skipped=tuple(_skipped(written, choice)),
            errors=tuple(problem for problem in located if problem.severity == "error"),
            warnings=tuple(problem for problem in located if problem.severity == "warning"),
            origins=found.origins,
        )

    def _public(self, written: Sequence[Entry], wanted: Sequence[Entry]) -> list[SourceFile]:
        """Return the files that words may link to: all but those of unpublished entries."""
        waiting = [entry for entry in written if entry not in wanted]
        hidden = {file for entry in waiting for file in beside(entry, self.files, written)}
        return [file for file in self.files if file not in hidden]

    def _bytes(self, file: SourceFile) -> bytes:
        return (self.project.source / file.path).read_bytes()

    def _in(self, folder: str, *suffixes: str) -> list[SourceFile]:
        return [
            file
            for file in self.files
            if file.path.parts[0] == folder and file.path.suffix.lower() in suffixes
        ]

    def _entries(self) -> Iterator[Entry]:
        texts = [
            file
            for file in self._in("journal", ".md", ".markdown")
            if file.path.stem.lower() != "readme"
        ]
        for file in texts:
            alone = sum(other.path.parent == file.path.parent for other in texts) == 1
            dated = DATED.fullmatch(file.path.parent.name) is not None
            bundle = file.path.stem.lower() == "index" or (alone and dated)
            zone = self.config.timezone or "UTC"
            try:
                yield parse_entry(file.path, self._bytes(file), bundle=bundle, time_zone=zone)
            except MilepostError as error:
                self.problems += error.problems

    def _pages(self) -> Iterator[Page]:
        for file in self._in("pages", ".md", ".markdown"):
            try:
                yield parse_page(file.path, self._bytes(file))
            except MilepostError as error:
                self.problems += error.problems

    def _rendered(self, things: Sequence[Entry | Page]) -> Iterator[Entry | Page]:
        """Fill in the HTML and the first words of entries and pages."""
        texts = remembered(
            _words,
            [thing.text for thing in things],
            key=lambda text: key_of("words", text),
            dump=dump_value,
            load=load_texts,
            store=self.store,
            pmap=map,  # a few milliseconds each: less than a process costs
        )
        for thing, (html, summary) in zip(things, texts, strict=True):
            yield replace(thing, html=html, summary=summary)

    def _photos(self, files: Sequence[SourceFile]) -> dict[PurePosixPath, Photo]:
        """Return the pictures that can be shown; a warning is kept for each other."""
        sizes = remembered(
            self._size,
            files,
            key=lambda file: key_of("photo-size", file.digest),
            dump=dump_value,
            load=load_texts,
            store=self.store,
            pmap=map,
        )
        photos = {}
        for file, size in zip(files, sizes, strict=True):
            if len(size) == 2:
                photos[file.path] = Photo(file.path, file.digest, int(size[0]), int(size[1]))
            else:
                self.problems.append(Problem(size[0], str(file.path), severity="warning"))
        return photos

    def _albums(
        self, entries: Sequence[Entry], photos: Mapping[PurePosixPath, Photo]
    ) -> dict[PurePosixPath, tuple[PurePosixPath, ...]]:
        """Give each entry the photos beside it; tell of those beside none."""
        pictures = [file for file in self._in("journal", *SUFFIXES) if file.path in photos]
        albums = {
            entry.source: tuple(file.path for file in beside(entry, pictures, entries))
            for entry in entries
        }
        owned = {path for album in albums.values() for path in album}
        for file in pictures:
            if file.path not in owned:
                message = "stands beside no entry, so only a link shows it; move it to its day"
                self.problems.append(Problem(message, str(file.path), severity="warning"))
        return albums

    def _size(self, file: SourceFile) -> tuple[str, ...]:
        try:
            photo = parse_photo(file, self._bytes(file))
        except MilepostError as error:
            return (error.problems[0].message,)
        return str(photo.width), str(photo.height)

    def _plan(self, journey: JourneyConfig) -> Plan:
        routes = (self._route(journey, name) for name in journey.routes)
        return Plan(
            slug=journey.slug or slugify(journey.title) or "journey",
            title=journey.title,
            description=journey.description,
            start=journey.start,
            end=journey.end,
            routes=tuple(route for route in routes if route is not None),
        )

    def _route(self, journey: JourneyConfig, name: str) -> Route | None:
        known = self._in("routes", ".gpx")
        path = PurePosixPath("routes", name)
        file = next((file for file in known if file.path == path), None)
        if file is None:
            hint = did_you_mean(name, [str(file.path.relative_to("routes")) for file in known])
            message = f"the route '{name}' of '{journey.title}' is not in routes/{hint}"
            self.problems.append(Problem(message, "site.toml"))
            return None
        try:
            route = parse_route(path, self._bytes(file))
        except MilepostError as error:
            self.problems += error.problems
            return None
        self.problems += route.warnings
        return route

    def _unread(self) -> Iterator[Problem]:
        """Warn of files that an athlete may think are used."""
        for file in (*self._in("journal", *_UNREAD), *self._in("tracks", *_UNREAD)):
            message = f"{file.path.suffix} files are not read yet; export the activity as GPX"
            yield Problem(message, str(file.path), severity="warning")
        for file in self._in("journal", *_UNSHOWN):
            message = f"{file.path.suffix} pictures are not shown yet; save it as JPEG"
            yield Problem(message, str(file.path), severity="warning")
        for file in self._in("journal", ".txt", ".docx", ".odt", ".rtf"):
            if not file.path.stem[:4].isdigit():
                continue
            message = f"{file.path.suffix} files are not entries; save the words as .md"
            yield Problem(message, str(file.path), severity="warning")
        named = {name for journey in self.config.journeys for name in journey.routes}
        for file in self._in("routes", ".gpx", *_UNREAD):
            if str(file.path.relative_to("routes")) not in named:
                message = 'no journey uses this route; add  routes = ["…"]  under [[journeys]]'
                yield Problem(message, str(file.path), severity="warning")
        for file in self._in("tracks", *SUFFIXES, ".md"):
            message = "only recordings belong in tracks/; move it beside its entry"
            yield Problem(message, str(file.path), severity="warning")


def _numbers(config: Config) -> Numbers:
    return Numbers(
        raw=config.distance_mode == "raw",
        sensors=config.sensors,
        max_heart_rate=config.max_heart_rate,
        threshold_power=config.threshold_power,
        split_days=config.split_days,
        split_m=MILE_M if config.units == "imperial" else 1000.0,
    )


def _is_picture(file: SourceFile) -> bool:
    return file.path.parts[0] in ("journal", "pages") and file.path.suffix.lower() in SUFFIXES


def _words(text: str) -> tuple[str, ...]:
    html = markup.render(text)
    return html, markup.first_words(html)


def _skipped(entries: Sequence[Entry], choice: Choice) -> Iterator[str]:
    for entry in entries:
        if not choice.takes(entry):
            why = "draft" if entry.draft and not choice.drafts else "future"
            yield f"{why}: {entry.source}"
