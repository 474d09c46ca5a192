"""What all publishers share: templates filled for one site, with its links and maps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from milepost.draw.raster import shipped_fonts
from milepost.model.artifact import Artifact
from milepost.model.day import Day
from milepost.model.goal import Goal
from milepost.model.journal import Entry, Page, Photo, Video, translation_of
from milepost.model.journey import Journey
from milepost.model.site import Site
from milepost.publish.cards.cards import WIDE, CardChoice, Cards, card_path
from milepost.publish.colours import colours_of
from milepost.publish.feeds.channels import channels, channels_of, language_channel
from milepost.publish.links import Links, athlete_path, goal_path, journey_path, page_path
from milepost.publish.machines.icons import SIZES, masked_path
from milepost.publish.machines.linked_data import breadcrumbs, graph
from milepost.publish.maps.captions import Captions
from milepost.publish.maps.downloads import Downloads
from milepost.publish.maps.grounds import Ground, Grounds
from milepost.publish.maps.legs import journey_legs
from milepost.publish.maps.live import NOT_CHOSEN, LiveChoice
from milepost.publish.maps.maps import (
    CARD_HEIGHT,
    CARD_WIDTH,
    PLAIN,
    DrawAll,
    MapChoice,
    Maps,
    picture_path,
)
from milepost.publish.maps.profiles import Profiles
from milepost.publish.numbers.charts import Charts
from milepost.publish.photos.album import Album, opener
from milepost.publish.photos.pictures import USUAL, PhotoChoice, Picture, picture_html
from milepost.publish.photos.videos import video_html
from milepost.publish.policies import narrowed, policy
from milepost.publish.theme import Theme
from milepost.publish.urls import (
    ATHLETES,
    FAVICON,
    GOALS,
    MANIFEST,
    NOT_FOUND,
    STATS,
    absolute,
    file_of,
    from_root,
    relative,
)
from milepost.publish.versions import Spoken, Version, spoken
from milepost.publish.words.details import details
from milepost.publish.words.sayings import Sayings
from milepost.publish.words.text import N_
from milepost.read.fonts import Fonts

# Pages that others stand below.
_ABOVE = {
    "journal/": N_("Journal"),
    "tags/": N_("Tags"),
    "years/": N_("Years"),
    STATS: N_("Stats"),
    GOALS: N_("Goals"),
    ATHLETES: N_("Athletes"),
}


@dataclass(frozen=True, slots=True)
class GroundPicture:
    """The picture under a map as a template needs it: two links, and the map's size."""

    light: str
    dark: str
    width: int
    height: int


class Press:
    """Fills templates for one site: links, maps and words as each page sees them."""

    def __init__(
        self,
        site: Site,
        theme: Theme,
        live: LiveChoice = NOT_CHOSEN,
        choice: MapChoice = PLAIN,
        draw_all: DrawAll = map,
        grounds: Grounds | None = None,
        cards: CardChoice | None = None,
        photo_choice: PhotoChoice = USUAL,
        versions: Sequence[Version] = (),
        editions: "Sequence[Press]" = (),
    ):
        """Take a site in the language of a theme.

        `versions` are all languages that it has pages in, the main one first, and `editions`
        are the others, if this is the main one.
        """
        self.site, self.theme, self.live = site, theme, live
        self.versions = tuple(versions) or (Version(site.language),)
        self.version = next(v for v in self.versions if v.language == site.language)
        self.editions = tuple(editions)
        self.days = tuple(day for day in site.days if self.version.has(day.permalink))
        self.pages = tuple(page for page in site.pages if self.version.has(page_path(page)))
        self.photo_choice = photo_choice
        self.links = Links(site, photo_choice)
        self.album = Album(self.links, theme.words, photo_choice)
        self.say = Sayings(theme.words, choice.names)
        self.captions = Captions(theme.words, self.say)
        mapped = (
            site
            if self.version.is_main
            else replace(site, days=self.days, journeys=(), by_athlete=())
        )
        self.maps = Maps(mapped, self.captions, theme.light, choice, draw_all, grounds)
        self.grounds = grounds
        choice_of_cards = cards or CardChoice(Fonts(shipped_fonts()))
        self.cards = Cards(site, theme, self.maps, self.say, self.captions, choice_of_cards)
        self.profiles = Profiles(theme.words)
        self.charts = Charts(theme.words, self.say)
        self.downloads = Downloads(site, theme.words)
        self.channels = (
            channels(site, theme.words)
            if self.version.is_main
            else language_channel(site, self.version, self.days)
        )
        self._front_image = self._front_picture()
        self.writers: tuple[Entry | Page, ...] = (*(d.entry for d in self.days), *self.pages)
        self.colours = colours_of(site.athletes)
        self._several = len({person for day in site.days for person in day.athletes}) > 1

    @property
    def current(self) -> Journey | None:
        """The journey that the site leads with, None before there is anything to tell of it."""
        first = self.site.journeys[0]
        told = first.days or first.routes or first.planned_days or first.planned_start
        return first if told else None

    def page(self, template: str, path: str, source: str, **context: Any) -> Artifact:
        """Return the page at a path below the root; `context` goes to the template."""
        everything = {**self._defaults(path), **context}
        if everything["live"]:
            everything["csp"] = policy(self.live.origin)
        everything["linked_data"] = self._linked_data(everything)
        place = self.version.path(path)
        made = self.theme.render(template, place, everything)
        return Artifact(file_of(place), narrowed(made, self.theme.script_needs), source)

    def written(self) -> Iterator[Entry | Page]:
        """Yield the writers with the files that their words are in."""
        for writer in self.writers:
            said = translation_of(writer, self.site.language)
            yield replace(writer, source=said.source, line=said.line) if said else writer

    def written_on(self) -> Iterator[tuple[Entry | Page, PurePosixPath]]:
        """Yield the same writers, each with the page that it is published as."""
        for writer, own in zip(self.writers, self.written(), strict=True):
            yield own, file_of(self.version.path(self.links.home(writer.source)))

    def spoken(self, path: str) -> tuple[Spoken, ...]:
        """Return the languages that a page exists in, the main one first; () for a single one.

        `path` is that of the page in the main language.
        """
        return spoken(path, self.versions, self.version, self.site.url)

    def language_of(self, path: str) -> str:
        """Return the language of a page if it is another than that of this one, else ""."""
        main = self.versions[0].language
        return "" if self.version.has(path) or main == self.version.language else main

    def address(self, path: str) -> str:
        """Return the whole address of a page or file, of a page in this language if it is."""
        return absolute(self.site.url, self.version.path(path))

    def _defaults(self, path: str) -> Mapping[str, Any]:
        # One is shown at any depth: its links begin at the root.
        begin = (
            partial(from_root, self.site.url)
            if path == NOT_FOUND
            else partial(relative, self.version.path(path))
        )

        def url(to: str) -> str:
            return begin(self.version.path(to))

        return {
            "site": self.site,
            "direction": self.theme.words.direction,
            "csp": policy(),
            "authors": self.site.athletes if len(self.site.athletes) == 1 else (),
            "linked_data": (),
            "live": None,
            "page_path": path,
            "page_title": None,
            "page_description": None,
            "share_image": self._front_image,
            "noindex": False,
            "og_type": "website",
            "feeds": channels_of(path, self.channels),
            "versions": self.spoken(path),
            "language_of": self.language_of,
            "url": url,
            "absurl": self.address,
            "manifest": url(MANIFEST),
            "favicon": url(FAVICON),
            "touch_icon": url(masked_path(self.theme)),
            "theme_colours": (self.theme.light.ground, self.theme.dark.ground),
            "asset": lambda name: url(self.theme.asset_path(name)),
            "body": lambda writer, **how: self.album.body(writer, url, **how),
            "photo": lambda photo, home=None: self.album.photo(photo, url, home),
            "photo_name": self.album.name,
            "views": lambda day: self.album.views(day, self.gallery(day), url),
            "opener": opener,
            "picture": picture_html,
            "video": lambda video: self.album.video(video, url),
            "video_player": video_html,
            "colours": url(self.colours[0]) if self.colours else None,
            "several_authors": self._several,
            "map_credit": self.maps.credit,
            "day_map": self.maps.day_map,
            "day_ground": lambda day: self._ground(
                self.maps.day_ground(day), day.permalink, url
            ),
            "journey_ground": lambda journey: self._ground(
                self.maps.journey_ground(journey), journey_path(journey, self.site), url
            ),
            "athlete_ground": lambda own: self._ground(
                self.maps.athlete_ground(own), athlete_path(own.athlete), url
            ),
            "day_thumb": self.maps.day_thumb,
            "athlete_map": self.maps.athlete_map,
            "athlete_text": self.captions.athlete_text,
            "day_profile": self.profiles.day_profile,
            "details": lambda activity, typed: details(activity, self.theme.words, typed),
            "journey_map": self.maps.journey_map,
            "day_profile_text": self.profiles.day_profile_text,
            "journey_profile": self.profiles.journey_profile,
            "journey_profile_text": self.profiles.journey_profile_text,
            "map_text": self.captions.day_caption,
            "journey_text": self.captions.journey_caption,
            "where": self.captions.where,
            "say": self.say,
        }

    def _linked_data(self, page: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return what a page tells machines; None without an address, or if it is hidden."""
        if not self.site.url or page["noindex"]:
            return None
        nodes = list(page["linked_data"])
        above = [*self._above(page["page_path"]), (page["page_title"], page["page_path"])]
        steps = [(name, self.version.path(path)) for name, path in above]
        if len(steps) > 2:
            nodes.append(breadcrumbs(self.site, steps))
        return graph(nodes) if nodes else None

    def _above(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield the names and paths of the pages above one, the front page first."""
        if not path:
            return
        yield self.site.title, ""
        several = [journey_path(each, self.site) for each in self.site.journeys]
        titles = {
            place: each.title for place, each in zip(several, self.site.journeys, strict=True)
        }
        known = {place: self.theme.words.gettext(name) for place, name in _ABOVE.items()}
        if len(self.site.athletes) < 2:
            known.pop(ATHLETES)  # there is no list of one
        for end, letter in enumerate(path[:-1], 1):
            if letter == "/" and (name := {**titles, **known}.get(path[:end])):
                yield name, path[:end]

    def _ground(self, ground: Ground | None, folder: str, url: Any) -> GroundPicture | None:
        if ground is None:
            return None
        light, dark = ground.paths(folder)
        frame = ground.layout.frame
        return GroundPicture(url(light), url(dark), frame.width, frame.height)

    def gallery(self, day: Day) -> tuple[Photo, ...]:
        """Return the photos of a day that its words do not show already."""
        shown = {target.photo for target in self.links.used(day.entry)}
        return tuple(photo for photo in day.photos if photo not in shown)

    def films(self, day: Day) -> tuple[Video, ...]:
        """Return the videos of a day that its words do not show already."""
        shown = {target.video for target in self.links.used(day.entry)}
        return tuple(video for video in day.videos if video not in shown)

    def day_image(self, day: Day) -> Picture | None:
        """Return a day's picture for previews, the front page's for a day without one."""
        if not (self.cards.on or self.maps.day_map(day)):
            return self._front_image
        return self._picture(day.permalink, day.title)

    def journey_image(self, journey: Journey) -> Picture | None:
        """Return a journey's picture for previews, the front page's for one without."""
        if not (self.cards.on or self.maps.journey_map(journey)):
            return self._front_image
        return self._picture(journey_path(journey, self.site), journey.title)

    def goal_image(self, goal: Goal) -> Picture | None:
        """Return a goal's picture for previews, the front page's before it is reached."""
        if not (self.cards.on and goal.finish):
            return self._front_image
        return self._picture(goal_path(goal), goal.name)

    def _front_picture(self) -> Picture | None:
        first = self.site.journeys[0]
        # Its map is drawn for the main language only.
        mapped = any(line for leg in journey_legs(first) for line in leg.lines)
        shown = self.current if self.cards.on else mapped
        return self._picture("", first.title) if shown else self._sign()

    def _sign(self) -> Picture | None:
        """Return the icon for previews, as long as there is nothing to draw."""
        if not self.site.url:
            return None
        size = max(SIZES)
        url = absolute(self.site.url, masked_path(self.theme, size))
        return Picture(url, size, size, self.site.title)

    def _picture(self, folder: str, title: str) -> Picture | None:
        if not self.site.url:
            return None  # networks want absolute addresses
        if self.cards.on:
            url = absolute(self.site.url, str(card_path(folder)))
            return Picture(url, WIDE.width, WIDE.height, self.card_alt(title))
        url = absolute(self.site.url, str(picture_path(folder)))
        alt = self.theme.words.gettext("Route map: %(title)s", title=title)
        return Picture(url, CARD_WIDTH, CARD_HEIGHT, alt)

    def card_alt(self, title: str) -> str:
        """Say what a share picture shows to those who cannot see it."""
        return self.theme.words.gettext("Share picture: %(title)s", title=title)
