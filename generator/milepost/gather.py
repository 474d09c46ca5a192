"""Read the journal: everything that comes before the Site."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import TypeVar

from milepost.assemble.days import Material
from milepost.assemble.delays import (
    End,
    Part,
    Waiting,
    goes_on,
    waiting,
    with_parts,
    without_cuts,
)
from milepost.assemble.journeys import Plan
from milepost.assemble.matching import beside
from milepost.assemble.rules import Job
from milepost.assemble.site import Parts
from milepost.config import Config
from milepost.errors import MilepostError, Problem, SourceError, did_you_mean
from milepost.hiding import Evening, hidden_anywhere, hiding_of, without_last_nights
from milepost.memo import Map, Nowhere, Scratch, Store
from milepost.model.journal import Choice, Entry, Page, Translation
from milepost.model.privacy import Hiding, Zone
from milepost.model.source import SourceFile
from milepost.photos import Albums, Pictures, Taste, Ways, albums_of, look_at
from milepost.plans import (
    Plans,
    athletes_of,
    fundraiser_of,
    goals_of,
    lost_in,
    numbers_of,
)
from milepost.progress import Along, Recorded, along_plans
from milepost.read import markup
from milepost.read.entry import DATED, parse_entry, parse_page, parse_translation
from milepost.read.files import content, files_below, strange_folders
from milepost.read.fonts import is_font
from milepost.read.project import Project
from milepost.read.sidecars import is_sidecar
from milepost.read.tiles import FORMATS, TileArchive, open_tiles
from milepost.recordings import Found, Recordings, measure_all
from milepost.tongues import Written, by_language
from milepost.unused import unused
from milepost.whereabouts import whereabouts
from milepost.wording import with_captions, worded

_Said = TypeVar("_Said", Entry, Translation)
_PUBLISHED = ("static", "journal", "pages")  # folders whose files words may link to


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the journal holds; with errors, nothing of it should be published."""

    parts: Parts
    skipped: tuple[str, ...]
    waiting: Waiting
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    origins: Mapping[str, Job]  # how each activity came to be, by its id
    advice: tuple[Problem, ...]  # what an author may want to know, if they ask
    tiles: TileArchive | None  # the author's own map
    zones: tuple[Zone, ...]  # true places, for messages to the author
    hidden: frozenset[PurePosixPath]  # entries with a track of which not all may be shown
    files: tuple[SourceFile, ...]  # all that was found


def gather(
    project: Project, config: Config, choice: Choice, store: Store, pmap: Map
) -> Gathered:
    """Read everything; errors are collected, so that an author sees all of them at once.

    Raise SourceError at once for a file that is not as it was found a moment ago.
    """
    # First of all: nothing is measured while it is not known what must be left out.
    hiding = hiding_of(project, config)
    try:
        return _Reader(project, config, hiding, store, pmap).read(choice)
    except SourceError as error:
        raise SourceError(project.located(error.problems)) from error


class _Reader:
    """One pass over the journal; collects problems while it goes."""

    def __init__(
        self, project: Project, config: Config, hiding: Hiding, store: Store, pmap: Map
    ):
        self.project, self.config, self.hiding = project, config, hiding
        self.store, self.pmap = store, pmap
        # What is held back or hidden depends on recordings, which are then asked for again.
        self.measured: Store = Scratch() if isinstance(store, Nowhere) else store
        self.people = athletes_of(config, {})  # without their pictures
        self.files = project.files()
        self.waiting = Waiting()
        self.problems: list[Problem] = list(
            strange_folders(project.source, project.root / "themes")
        )

    def read(self, choice: Choice) -> Gathered:
        written = list(self._entries())
        self.waiting = waiting = self._waiting(written, choice)
        wanted = [e for e in written if choice.takes(e) and e.source not in waiting.held]
        lost = any(problem.severity == "error" for problem in self.problems)
        public = self._public(written, wanted)
        pictures = look_at(self.project.source, public, self._line(), self.store, self.pmap)
        athletes = athletes_of(self.config, pictures.photos)
        files = self._in("routes", ".gpx")
        plans = Plans(self.config, athletes, files, self._bytes, self.hiding)
        shown, found, along = self._ways(written, wanted, plans.plans, choice, lost=lost)
        pages = [page for page in self._pages() if choice.drafts or not page.draft]
        both: tuple[Entry | Page, ...] = (*wanted, *pages)
        rendered, taken_out = worded(
            [self._told_by(each, choice) for each in both],
            hashtags=self.config.hashtags,
            raw_html=self.config.raw_html,
            store=self.store,
        )
        self.problems += taken_out
        where = whereabouts(found.activities, self.store)
        albums = self._albums(shown, pictures, found)
        rendered = [with_captions(thing, albums.albums.get(thing.source)) for thing in rendered]
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
            hiding=hidden_anywhere(shown, self.hiding),
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
        source = self.project.source
        lost_files = lost_in(self.config, self.files, public, lambda p: is_font(source / p))
        self.problems += [*plans.problems, *lost_files]
        tiles = self._tiles()
        self.problems += [*pictures.problems, *albums.problems]
        self.problems += [*found.problems, *unused(self.files, self.config)]
        everything: list[Entry | Page] = [*written, *pages]
        self.problems += [problem for thing in everything for problem in thing.warnings]
        translations = [each for thing in everything for each in thing.translations]
        self.problems += [problem for each in translations for problem in each.warnings]
        located = self.project.located(self.problems)
        return Gathered(
            parts=parts,
            skipped=tuple(_skipped(written, choice)),
            waiting=self.waiting,
            errors=tuple(problem for problem in located if problem.severity == "error"),
            warnings=tuple(problem for problem in located if problem.severity == "warning"),
            origins=found.origins,
            advice=(*found.advice, *albums.advice),
            tiles=tiles,
            zones=self.config.privacy_zones,
            hidden=frozenset(found.hidden),
            files=self.files,
        )

    def _waiting(self, written: Sequence[Entry], choice: Choice) -> Waiting:
        """Tell what is held back; that takes the recordings of newer entries."""

        def ends_of(entries: Sequence[Entry]) -> dict[PurePosixPath, list[End]]:
            whole = self._whole(written, entries)
            return {source: [end for _, end in parts] for source, parts in whole.items()}

        taken = [entry for entry in written if choice.takes(entry)]
        config = self.config
        return waiting(taken, choice, config.publish_after, config.timezone, ends_of)

    def _whole(
        self, written: Sequence[Entry], entries: Sequence[Entry]
    ) -> dict[PurePosixPath, list[tuple[Part, End]]]:
        """Return what was recorded for entries, with what they cut out, and when it ended."""
        whole = [without_cuts(entry) for entry in entries]
        found = self._recordings(written, whole, lost=True)
        return {
            source: [
                ((each.source, each.day), (found.ends.get(each.id), each.zone)) for each in made
            ]
            for source, made in found.activities.items()
        }

    def _ways(
        self,
        written: Sequence[Entry],
        wanted: Sequence[Entry],
        plans: Sequence[Plan],
        choice: Choice,
        *,
        lost: bool,
    ) -> tuple[Sequence[Entry], Found, Along]:
        """Measure what was recorded, and how far it leads, without where somebody sleeps now.

        Return the entries with what is hidden of them too.
        """
        config = self.config
        found = self._recordings(written, wanted, lost=lost)
        if late := [e for e in wanted if goes_on(e, _ends_of(found, e))]:
            delay, parts = config.publish_after, self._whole(written, late)
            self.waiting = with_parts(self.waiting, late, choice, delay, config.timezone, parts)
            found = self._recordings(written, wanted, lost=lost)
        along = self._along(wanted, plans, found)
        if not config.night_radius_m:
            return wanted, found, along
        evening = Evening(
            Material(
                activities=found.activities,
                athletes=self.people,
                said=found.said,
                unplaced=found.unplaced,
                advances=along.advances,
                told=along.told,
                hiding=self.hiding,
            ),
            found.origins,
            found.ends,
            choice,
            config.timezone,
        )
        hidden, mornings = without_last_nights(
            wanted, plans, evening, radius_m=config.night_radius_m
        )
        self.waiting = self.waiting.knowing(mornings, choice.moment)
        if hidden == wanted:
            return wanted, found, along
        found = self._recordings(written, hidden, lost=lost)
        return hidden, found, self._along(hidden, plans, found)

    def _along(self, entries: Sequence[Entry], plans: Sequence[Plan], found: Found) -> Along:
        recorded = Recorded(found.activities, found.said, found.origins, found.unplaced)
        return along_plans(entries, plans, recorded, self.people, self.measured)

    def _recordings(
        self, written: Sequence[Entry], wanted: Sequence[Entry], *, lost: bool
    ) -> Found:
        recordings = Recordings(
            source=self.project.source,
            files=self.files,
            written=written,
            wanted=wanted,
            lost=lost,
            usual_zone=self.config.timezone or "UTC",
            numbers=numbers_of(self.config),
            athletes=self.people,
            waypoints=self.config.waypoints,
            times=self.config.gpx and self.config.gpx_times,
            hiding=self.hiding,
            held=frozenset(self.waiting.parts),
        )
        return measure_all(recordings, self.measured, self.pmap)

    def _line(self) -> Callable[[str], str]:
        return partial(markup.render_line, tagged=self.config.hashtags)

    def _albums(self, wanted: Sequence[Entry], pictures: Pictures, found: Found) -> Albums:
        config = self.config
        zone = config.timezone or "UTC"
        taste = Taste(zone, config.photo_places, config.photo_times, self._line(), self.hiding)
        return albums_of(
            wanted,
            pictures,
            self.files,
            Ways(found.activities, found.origins, found.hidden),
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
            if os.path.isfile(source / wanted):  # noqa: PTH113 - any length will do
                return open_tiles(source / wanted, self.project.place(wanted))
        except MilepostError as error:
            self.problems += error.problems
            return None
        archives = (path for path in files_below(source) if path.suffix.lower() in FORMATS)
        known = [path.relative_to(source).as_posix() for path in archives]
        message = f"the map '{wanted}' is not in {source.name}/{did_you_mean(wanted, known)}"
        self.problems.append(Problem(message, "site.toml"))
        return None


def _ends_of(found: Found, entry: Entry) -> Iterator[datetime | None]:
    return (found.ends.get(each.id) for each in found.activities.get(entry.source, ()))


def _skipped(entries: Sequence[Entry], choice: Choice) -> Iterator[str]:
    for entry in entries:
        if not choice.takes(entry):
            why = "draft" if entry.draft and not choice.drafts else "future"
            yield f"{why}: {entry.source}"
