"""The whole pipeline on one page; `gather` reads, `publish` draws, `write` writes.

site_src/ --> SourceFile --> Recording --> Activity --+
                  |                                   +--> Site --> Artifact --> output/
                  +---> Entry, Page, Photo, Route ----+
"""

import time
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from milepost.advice import advise, advise_zones
from milepost.assemble.site import About, assemble
from milepost.assemble.translations import languages_of, parts_in
from milepost.check import findings, untranslated
from milepost.config import Config, load_config
from milepost.draw.raster import shipped_fonts
from milepost.errors import BuildError, MilepostError, Problem, SourceError, ThemeError
from milepost.gather import Gathered, gather
from milepost.memo import Map, Nowhere, Store, key_of, realise, remembered
from milepost.model.artifact import Artifact
from milepost.model.journal import Choice
from milepost.model.site import Counting, Site
from milepost.publish import Publisher, whole_site
from milepost.publish.blocked import blocked
from milepost.publish.cards.cards import CardChoice
from milepost.publish.maps.grounds import Grounds
from milepost.publish.maps.live import LiveChoice
from milepost.publish.maps.maps import DrawAll, MapChoice
from milepost.publish.photos.pictures import PhotoChoice
from milepost.publish.press import Press
from milepost.publish.theme import Theme, theme_folders
from milepost.publish.versions import Version, version_in
from milepost.publish.words.catalogue import catalogue_in
from milepost.publish.words.names import names_in, tag_of
from milepost.publish.words.text import Words
from milepost.read.fonts import Fonts
from milepost.read.markup import render_line
from milepost.read.project import CONFIG, Project
from milepost.read.tiles import TileArchive
from milepost.write import Report, claimed, refuse_rivals, write_site

NO_STORE = Nowhere()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A site that is ready to be written: nothing of it has touched the disk."""

    press: Press
    artifacts: tuple[Artifact, ...]
    gathered: Gathered
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, and what it has to say about it."""

    prepared: Prepared
    report: Report
    seconds: float

    @property
    def changed(self) -> int:
        """Number of files that differ from before."""
        return len(self.report.written) + len(self.report.removed)


def prepare(
    project: Project,
    choice: Choice,
    *,
    base_url: str | None = None,
    publisher: Publisher = whole_site,
    store: Store = NO_STORE,
    pmap: Map = map,
) -> Prepared:
    """Read, assemble and publish in memory. Raise MilepostError with all that is wrong."""
    config, told = load_config(project.shown(project.config), project.settings())
    gathered = gather(project, config, choice, store, pmap)
    about = _about(config, base_url, choice)
    site, warned = _assembled(project, about, gathered, told)
    languages = languages_of((*gathered.parts.entries, *gathered.parts.pages))
    versions = (Version(site.language), *(version_in(each, site) for each in languages))
    sites, line = [site], partial(render_line, tagged=config.hashtags)
    for language in languages:
        parts, wrong = parts_in(gathered.parts, language, line)
        sites.append(assemble(_about_in(language, about, config), parts)[0])
        warned += wrong
    try:
        folders = theme_folders(config.theme, project.root, project.source)
        draw_all = partial(
            remembered,
            key=lambda drawing: key_of("drawing", drawing),
            dump=str.encode,
            load=bytes.decode,
            store=store,
            pmap=pmap,
        )
        pressed = partial(_press, project, config, folders, gathered.tiles, draw_all, versions)
        press = pressed(site, tuple(pressed(each) for each in sites[1:]))
        made = tuple(publisher(press))
    except ThemeError as error:
        raise ThemeError(project.located(error.problems)) from error
    artifacts = tuple(replace(each, source=project.place(each.source)) for each in made)
    refuse_rivals(artifacts)
    each_language = (press, *press.editions)
    broken = (p for each in each_language for w in each.written() for p in each.links.broken(w))
    never = (p for each in each_language for p in blocked(each.written_on(), made, about.url))
    later = (
        *warned,
        *broken,
        *dict.fromkeys(never),
        *press.maps.lacking(site.days),
        *press.cards.lacking(),
    )
    warnings = (*told, *gathered.warnings, *project.located(later))
    return Prepared(press, artifacts, gathered, warnings)


def site_of(
    project: Project, choice: Choice, *, store: Store = NO_STORE, pmap: Map = map
) -> Site:
    """Return what the journal adds up to, whether or not its own map is there yet."""
    config, told = load_config(project.shown(project.config), project.settings())
    gathered = gather(project, replace(config, local_tiles=""), choice, store, pmap)
    return _assembled(project, _about(config, None, choice), gathered, told)[0]


def _assembled(
    project: Project, about: About, gathered: Gathered, told: tuple[Problem, ...]
) -> tuple[Site, tuple[Problem, ...]]:
    if gathered.errors:
        raise BuildError((*gathered.errors, *told, *gathered.warnings))
    try:
        return assemble(about, gathered.parts)
    except MilepostError as error:
        raise BuildError(project.located(error.problems)) from error


def build(
    project: Project,
    out: Path,
    choice: Choice,
    *,
    base_url: str | None = None,
    strict: bool = False,
    store: Store = NO_STORE,
    pmap: Map = map,
) -> Built:
    """Build the journal into `out`. Raise MilepostError; the old site then stands untouched."""
    began = time.perf_counter()
    project.refuse_output(out)
    with claimed(out, project.shown(out)):
        prepared = prepare(project, choice, base_url=base_url, store=store, pmap=pmap)
        if strict and prepared.warnings:
            raise BuildError(prepared.warnings)
        digests = prepared.gathered.parts.files
        files = realise(prepared.artifacts, project.source, store, pmap, digests=digests)
        try:
            report = write_site(out, files)
        except SourceError as error:
            raise SourceError(project.located(error.problems)) from error
    return Built(prepared, report, time.perf_counter() - began)


def inspect(
    project: Project,
    choice: Choice,
    *,
    publicly: bool = False,
    store: Store = NO_STORE,
    pmap: Map = map,
) -> tuple[Prepared, tuple[Problem, ...]]:
    """Return the prepared site and all that could be better about it; writes nothing.

    What is told `publicly` does not say where somebody seems to live.
    """
    prepared = prepare(project, choice, store=store, pmap=pmap)
    gathered = prepared.gathered
    advice = advise(
        gathered.parts.material.activities,
        gathered.origins,
        source=project.source,
        store=store,
        pmap=pmap,
    )
    homes = advise_zones(
        gathered.files,
        gathered.zones,
        CONFIG,
        publicly=publicly,
        source=project.source,
        store=store,
        pmap=pmap,
    )
    press = prepared.press
    better = chain(*(untranslated(each.theme.words) for each in (press, *press.editions)))
    found = project.located(
        (*advice, *homes, *gathered.advice, *findings(press.site, gathered.hidden), *better)
    )
    return prepared, (*prepared.warnings, *found)


def _press(
    project: Project,
    config: Config,
    folders: tuple[Path, ...],
    tiles: TileArchive | None,
    draw_all: DrawAll,
    versions: tuple[Version, ...],
    site: Site,
    editions: tuple[Press, ...] = (),
) -> Press:
    """Return what publishes a site in its language."""
    catalogue = catalogue_in(folders, site.language)
    words = Words(
        site.language, config.units == "imperial", catalogue, both=config.units == "both"
    )
    theme = Theme(folders, words)
    return Press(
        site,
        theme,
        _live(config),
        MapChoice(borders=config.borders, names=names_in(site.language)),
        draw_all,
        _grounds(tiles, config, theme),
        _cards(project, config),
        _photo_choice(config),
        versions,
        editions,
    )


def _live(config: Config) -> LiveChoice:
    return LiveChoice(
        on=config.live_maps,
        tiles=config.tiles,
        pmtiles=config.pmtiles,
        credit=config.tiles_credit,
    )


def _photo_choice(config: Config) -> PhotoChoice:
    return PhotoChoice(
        quality=config.photo_quality,
        widths=config.photo_widths,
        format=config.photo_format,
        originals=config.photo_originals,
    )


def _cards(project: Project, config: Config) -> CardChoice:
    own = [project.source / path for path in config.share_fonts]
    fonts = Fonts(shipped_fonts(), own, language=config.language)
    return CardChoice(fonts, config.share_pictures, photos=config.share_photo)


def _grounds(archive: TileArchive | None, config: Config, theme: Theme) -> Grounds | None:
    if archive is None:
        return None
    return Grounds(archive, config.local_tiles, theme.light, theme.dark)


def _about_in(language: str, about: About, config: Config) -> About:
    """Return what is said of a site in a further language."""
    said = next((row for row in config.languages if tag_of(row.code) == language), None)
    return replace(
        about,
        title=(said and said.title) or about.title,
        description=(said and said.description) or "",
        language=language,
        names=names_in(language),
    )


def _about(config: Config, base_url: str | None, choice: Choice) -> About:
    return About(
        title=config.title,
        url=config.url if base_url is None else base_url,
        description=config.description,
        language=config.language,
        time_zone=config.timezone or "UTC",
        units=config.units,
        per_page=config.per_page,
        feed_limit=config.feed_limit,
        feed_identity=config.feed_identity,
        today=choice.today,
        download=config.download,
        gpx=config.gpx,
        fediverse=config.fediverse,
        offline=config.offline,
        full_text=config.full_text,
        mail=config.mail,
        names=names_in(config.language),
        counting=Counting(
            raw=config.distance_mode == "raw",
            split_days=config.split_days,
            sensors=config.sensors,
        ),
    )
