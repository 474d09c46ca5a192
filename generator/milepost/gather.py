"""Read the journal: everything that comes before the Site."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import TypeVar

from milepost.assemble.days import Material
from milepost.assemble.matching import beside
from milepost.assemble.rules import Numbers
from milepost.assemble.site import Parts
from milepost.config import Config
from milepost.doubles import Job
from milepost.errors import MilepostError, Problem, SourceError, did_you_mean
from milepost.measure.efforts import MILE_M
from milepost.memo import Map, Store, key_of, remembered
from milepost.model.journal import Choice, Entry, Page, Translation
from milepost.model.people import Athlete
from milepost.model.source import SourceFile
from milepost.photos import Albums, Pictures, Taste, Ways, albums_of, is_sidecar, look_at
from milepost.plans import Plans, athletes_of, fundraiser_of, goals_of, lost_fonts, lost_photos
from milepost.progress import Recorded, along_plans
from milepost.read import markup
from milepost.read.entry import DATED, parse_entry, parse_page, parse_translation
from milepost.read.files import content, files_below, strange_folders
from milepost.read.fonts import is_font
from milepost.read.photo import SUFFIXES
from milepost.read.project import Project
from milepost.read.stored import dump_value, load_texts
from milepost.read.tiles import FORMATS, TileArchive, open_tiles
from milepost.read.unread import UNREAD, UNSHOWN
from milepost.recordings import Found, Recordings, measure_all
from milepost.tongues import Written, by_language
from milepost.whereabouts import whereabouts

_Said = TypeVar("_Said", Entry, Translation)
_PUBLISHED = ("static", "journal", "pages")  # folders whose files words may link to


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the journal holds; with errors, nothing of it should be published."""

    parts: Parts
    skipped: tuple[str, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    origins: Mapping[str, Job]  # how each activity came to be, by its id
    advice: tuple[Problem, ...]  # what an author may want to know, if they ask
    tiles: TileArchive | None  # the author's own map
    files: tuple[SourceFile, ...]  # all that was found


def gather(
    project: Project, config: Config, choice: Choice, store: Store, pmap: Map
) -> Gathered:
    """Read everything; errors are collected, so that an author sees all of them at once.

    Raise SourceError at once for a file that is not as it was found a moment ago.
    """
    try:
        return _Reader(project, config, store, pmap).read(choice)
    except SourceError as error:
        raise SourceError(project.located(error.problems)) from error


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
        public = self._public(written, wanted)
        pictures = look_at(self.project.source, public, self._line(), self.store, self.pmap)
        athletes = athletes_of(self.config, pictures.photos)
        found = self._recordings(written, wanted, athletes, lost=lost)
        pages = [page for page in self._pages() if choice.drafts or not page.draft]
        both: tuple[Entry | Page, ...] = (*wanted, *pages)
        rendered = list(self._rendered([self._told_by(each, choice) for each in both]))
        plans = Plans(self.config, athletes, self._in("routes", ".gpx"), self._bytes)
        recorded = Recorded(found.activities, found.said, found.origins, found.unplaced)
        along = along_plans(wanted, plans.plans, recorded, athletes, self.store)
        where = whereabouts(found.activities, self.store)
        albums = self._albums(wanted, pictures, found)
        rendered = [_with_captions(thing, albums) for thing in rendered]
        material = Material(
            activities=found.activities,
            athletes=athletes,
            said=found.said,
            unplaced=found.unplaced,
            photos=albums.standing_in(pictures.photos),
            videos=pictures.videos,
            albums=albums.albums,
            courses=where.courses,
            stays=where.stays,
            advances=along.advances,
            told=along.told,
        )
        parts = Parts(
            entries=[thing for thing in rendered if isinstance(thing, Entry)],
            pages=[thing for thing in rendered if isinstance(thing, Page)],
            material=material,
            plans=plans.plans,
            files={file.path: file.digest for file in public},
            rulers=along.rulers,
            goals=goals_of(self.config, athletes),
            fundraiser=fundraiser_of(self.config),
        )
        self.problems += [*plans.problems, *self._lost(public)]
        tiles = self._tiles()
        self.problems += [*pictures.problems, *albums.problems]
        self.problems += [*found.problems, *self._lost_tiles(), *self._unread()]
        everything: list[Entry | Page] = [*written, *pages]
        self.problems += [problem for thing in everything for problem in thing.warnings]
        translations = [each for thing in everything for each in thing.translations]
        self.problems += [problem for each in translations for problem in each.warnings]
        located = self.project.located(self.problems)
        return Gathered(
            parts=parts,
            skipped=tuple(_skipped(written, choice)),
            errors=tuple(problem for problem in located if problem.severity == "error"),
            warnings=tuple(problem for problem in located if problem.severity == "warning"),
            origins=found.origins,
            advice=(*found.advice, *albums.advice),
            tiles=tiles,
            files=self.files,
        )

    def _recordings(
        self,
        written: Sequence[Entry],
        wanted: Sequence[Entry],
        athletes: tuple[Athlete, ...],
        *,
        lost: bool,
    ) -> Found:
        recordings = Recordings(
            source=self.project.source,
            files=self.files,
            written=written,
            wanted=wanted,
            lost=lost,
            usual_zone=self.config.timezone or "UTC",
            numbers=_numbers(self.config),
            athletes=athletes,
            waypoints=self.config.waypoints,
        )
        return measure_all(recordings, self.store, self.pmap)

    def _line(self) -> Callable[[str], str]:
        return partial(markup.render_line, tagged=self.config.hashtags)

    def _albums(self, wanted: Sequence[Entry], pictures: Pictures, found: Found) -> Albums:
        config = self.config
        zone = config.timezone or "UTC"
        taste = Taste(zone, config.photo_places, config.photo_times, self._line())
        return albums_of(
            wanted,
            pictures,
            self.files,
            Ways(found.activities, found.origins),
            taste,
            source=self.project.source,
            store=self.store,
            pmap=self.pmap,
        )

    def _public(self, written: Sequence[Entry], wanted: Sequence[Entry]) -> list[SourceFile]:
        """Return the files that words may link to: all but those of unpublished entries."""
        shown = {entry.source for entry in wanted}
        own = beside(written, self.files).items()
        hidden = {file for source, files in own if source not in shown for file in files}
        return [file for file in self.files if file not in hidden]

    def _bytes(self, file: SourceFile) -> bytes:
        return content(self.project.source, file)

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
            if file.path.stem.lower() != "readme" and not is_sidecar(file.path)
        ]
        written = by_language(texts, self.config.language)
        self.problems += written.problems
        in_folder = Counter(file.path.parent for file in written.mains)
        for file in written.mains:
            alone = in_folder[file.path.parent] == 1
            dated = DATED.fullmatch(file.path.parent.name) is not None
            bundle = file.path.stem.lower() == "index" or (alone and dated)
            zone = self.config.timezone or "UTC"
            try:
                data = self._bytes(file)
                entry = parse_entry(file.path, data, bundle=bundle, time_zone=zone)
            except MilepostError as error:
                self.problems += error.problems
            else:
                yield replace(entry, translations=self._translations(file, written))

    def _pages(self) -> Iterator[Page]:
        written = by_language(self._in("pages", ".md", ".markdown"), self.config.language)
        self.problems += written.problems
        for file in written.mains:
            try:
                page = parse_page(file.path, self._bytes(file))
            except MilepostError as error:
                self.problems += error.problems
            else:
                yield replace(page, translations=self._translations(file, written))

    def _translations(self, main: SourceFile, written: Written) -> tuple[Translation, ...]:
        found: list[Translation] = []
        for language, file in written.translations.get(main.path, {}).items():
            try:
                data = self._bytes(file)
                found.append(
                    parse_translation(file.path, data, language=language, of=main.path)
                )
            except MilepostError as error:
                self.problems += error.problems
        return tuple(found)

    def _told_by(self, thing: Entry | Page, choice: Choice) -> Entry | Page:
        """Return an entry or page without drafts of translations, and changes still to come."""
        wanted = (each for each in thing.translations if choice.drafts or not each.draft)
        said = tuple(self._changed(each, choice.today) for each in wanted)
        if isinstance(thing, Entry):
            thing = self._changed(thing, choice.today)
        return replace(thing, translations=said)

    def _changed(self, said: _Said, today: date) -> _Said:
        if said.updated is None or said.updated <= today:
            return said
        message = f"was changed on {said.updated}, which is still to come; put  updated:  right"
        line = said.key_lines.get("updated") if isinstance(said, Entry) else None
        self.problems.append(Problem(message, str(said.source), line, severity="warning"))
        return replace(said, updated=None)

    def _rendered(self, things: Sequence[Entry | Page]) -> Iterator[Entry | Page]:
        """Fill in the HTML and the first words of entries and pages."""
        hashtags = self.config.hashtags
        translations = [each for thing in things for each in thing.translations]
        # Pages have no tags, so nothing leads to one there.
        linked = [isinstance(thing, Entry) for thing in things for _ in thing.translations]
        linked += [isinstance(thing, Entry) for thing in things]
        written = [each.text for each in (*translations, *things)]
        texts = remembered(
            partial(_words, tagged=hashtags),
            list(zip(written, linked, strict=True)),
            key=lambda text: key_of("words", text, hashtags),
            dump=dump_value,
            load=load_texts,
            store=self.store,
            pmap=map,  # a few milliseconds each: less than a process costs
        )
        done = iter(texts)
        said = {
            each.source: replace(each, html=html, summary=summary)
            for each, (html, summary, *_) in zip(translations, done, strict=False)
        }
        for thing, (html, summary, *tags) in zip(things, done, strict=True):
            spoken = tuple(said[each.source] for each in thing.translations)
            rendered = replace(thing, html=html, summary=summary, translations=spoken)
            if isinstance(rendered, Entry) and tags:
                rendered = replace(rendered, tags=(*rendered.tags, *tags))
            yield rendered

    def _tiles(self) -> TileArchive | None:
        """Open the author's own map; tell of one that cannot be used."""
        wanted, source = self.config.local_tiles, self.project.source
        if not wanted:
            return None
        if wanted.split("/")[0] in _PUBLISHED:
            message = f"the map '{wanted}' lies where files are published; move it to maps/"
            self.problems.append(Problem(message, "site.toml"))
            return None
        try:
            if (source / wanted).is_file():
                return open_tiles(source / wanted, self.project.place(wanted))
        except MilepostError as error:
            self.problems += error.problems
            return None
        archives = (path for path in files_below(source) if path.suffix.lower() in FORMATS)
        known = [path.relative_to(source).as_posix() for path in archives]
        message = f"the map '{wanted}' is not in {source.name}/{did_you_mean(wanted, known)}"
        self.problems.append(Problem(message, "site.toml"))
        return None

    def _lost(self, public: Sequence[SourceFile]) -> list[Problem]:
        """Tell of pictures and fonts that the settings name, but that are not there."""
        return [
            *lost_photos(self.config, self.files, public),
            *lost_fonts(
                self.config, self.files, lambda path: is_font(self.project.source / path)
            ),
        ]

    def _lost_tiles(self) -> Iterator[Problem]:
        """Tell of a file of tiles that is named, but not there."""
        wanted = self.config.pmtiles
        if wanted and PurePosixPath("static", wanted) not in {file.path for file in self.files}:
            known = [
                str(file.path.relative_to("static")) for file in self._in("static", ".pmtiles")
            ]
            message = f"the tiles '{wanted}' are not in static/{did_you_mean(wanted, known)}"
            yield Problem(message, "site.toml")

    def _unread(self) -> Iterator[Problem]:
        """Warn of files that an athlete may think are used."""
        for folder, kinds in (("journal", UNREAD), ("tracks", UNREAD), ("journal", UNSHOWN)):
            for file in self._in(folder, *kinds):
                message = f"{file.path.suffix} {kinds[file.path.suffix.lower()]}"
                yield Problem(message, str(file.path), severity="warning")
        for file in self._in("journal", ".txt", ".docx", ".odt", ".rtf"):
            if not file.path.stem[:4].isdigit() or is_sidecar(file.path):
                continue
            message = f"{file.path.suffix} files are not entries; save the words as .md"
            yield Problem(message, str(file.path), severity="warning")
        named = {name for journey in self.config.journeys for name in journey.routes}
        for file in self._in("routes", ".gpx", *UNREAD):
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


def _words(text: tuple[str, bool], *, tagged: bool) -> tuple[str, ...]:
    html = markup.render(text[0], tagged=tagged, linked=text[1])
    return html, markup.first_words(html), *markup.hashtags_in(html)


def _with_captions(thing: Entry | Page, albums: Albums) -> Entry | Page:
    """Return an entry with the hashtags that its captions hold among its tags."""
    album = albums.albums.get(thing.source)
    if album is None or not isinstance(thing, Entry):
        return thing
    captions = [photo.caption for photo in album.photos]
    captions += [video.caption for video in album.videos]
    found = [tag for caption in captions for tag in markup.hashtags_in(caption)]
    return replace(thing, tags=(*thing.tags, *found)) if found else thing


def _skipped(entries: Sequence[Entry], choice: Choice) -> Iterator[str]:
    for entry in entries:
        if not choice.takes(entry):
            why = "draft" if entry.draft and not choice.drafts else "future"
            yield f"{why}: {entry.source}"
