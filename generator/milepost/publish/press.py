"""What all publishers share: templates filled for one site, with its links and maps."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from milepost.model.artifact import Artifact
from milepost.model.journal import Entry, Page, Photo
from milepost.model.site import Day, Site
from milepost.publish.captions import Captions
from milepost.publish.details import details
from milepost.publish.links import Links, photo_name, published_size
from milepost.publish.maps import CARD_HEIGHT, CARD_WIDTH, Maps, card_path
from milepost.publish.profiles import Profiles
from milepost.publish.theme import Theme
from milepost.publish.urls import NOT_FOUND, absolute, file_of, from_root, relative

# Nothing from elsewhere, nothing inline. Media and pictures of the author's come from here.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self' data:",
        "media-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    )
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a template needs it: a link and its size in pixels."""

    url: str
    width: int
    height: int
    alt: str = ""


class Press:
    """Fills templates for one site: links, maps and words as each page sees them."""

    def __init__(self, site: Site, theme: Theme):
        self.site, self.theme = site, theme
        self.links = Links(site)
        self.captions = Captions(theme.words)
        self.maps = Maps(self.captions, theme.light, imperial=theme.words.imperial)
        self.profiles = Profiles(theme.words)
        self._front_image = self._front_picture()
        self.writers: tuple[Entry | Page, ...] = (*(d.entry for d in site.days), *site.pages)

    def page(self, template: str, path: str, source: str, **context: Any) -> Artifact:
        """Return the page at a path below the root; `context` goes to the template."""
        everything = {**self._defaults(path), **context}
        return Artifact(file_of(path), self.theme.render(template, path, everything), source)

    def _defaults(self, path: str) -> Mapping[str, Any]:
        if path == NOT_FOUND:  # shown at any depth: links begin at the root
            url = partial(from_root, self.site.url)
        else:
            url = partial(relative, path)
        return {
            "site": self.site,
            "csp": POLICY,
            "page_path": path,
            "page_title": None,
            "page_description": None,
            "share_image": self._front_image,
            "noindex": False,
            "og_type": "website",
            "has_feed": bool(self.site.url),
            "url": url,
            "absurl": partial(absolute, self.site.url),
            "asset": lambda name: url(self.theme.asset_path(name)),
            "body": lambda writer: self._body(writer, url),
            "photo": lambda photo: self._photo(photo, url),
            "day_map": self.maps.day_map,
            "day_profile": self.profiles.day_profile,
            "details": lambda activity, typed: details(activity, self.theme.words, typed),
            "journey_map": self.maps.journey_map,
            "journey_chart": self.profiles.journey_chart,
            "map_text": self.captions.day_caption,
            "journey_text": self.captions.journey_text,
        }

    def _body(self, writer: Entry | Page, url: Any) -> Markup:
        return Markup(self.links.rewrite(writer, url))

    def _photo(self, photo: Photo, url: Any) -> Picture:
        folder = self.links.home(photo.source)
        return Picture(url(folder + photo_name(photo)), *published_size(photo))

    def gallery(self, day: Day) -> tuple[Photo, ...]:
        """Return the photos of a day that its words do not show already."""
        shown = {target.photo for target in self.links.used(day.entry)}
        return tuple(photo for photo in day.photos if photo not in shown)

    def day_image(self, day: Day) -> Picture | None:
        """Return a day's map picture for previews, the front page's for a day without one."""
        if self.maps.day_card(day) is None:
            return self._front_image
        return self._picture(day.permalink, day.title)

    def _front_picture(self) -> Picture | None:
        current = self.site.journeys[0]
        return self._picture("", current.title) if self.maps.journey_card(current) else None

    def _picture(self, folder: str, title: str) -> Picture | None:
        if not self.site.url:
            return None  # networks want absolute addresses
        url = absolute(self.site.url, str(card_path(folder)))
        return Picture(url, CARD_WIDTH, CARD_HEIGHT, f"Route map: {title}")
