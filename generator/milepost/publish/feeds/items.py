"""Entries as feed readers need them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from milepost.model.activity import Line
from milepost.model.day import Day
from milepost.model.people import Athlete
from milepost.publish.dates import changed, published
from milepost.publish.feeds.content import content
from milepost.publish.feeds.identity import guid
from milepost.publish.feeds.line import feed_line
from milepost.publish.links import athlete_path
from milepost.publish.maps.maps import picture_path
from milepost.publish.press import Press
from milepost.publish.urls import absolute

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote: a name, and an address or ""."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to an item: where it is, what it is, how many bytes."""

    url: str
    kind: str  # a media type
    size: int


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as feed readers need it; `content` is clean HTML with absolute links.

    `image` is the address of its map, "" for none.
    """

    guid: str
    url: str
    title: str
    published: datetime
    changed: datetime
    summary: str
    content: str
    tags: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    image: str = ""
    line: Line = ()
    attachments: tuple[Attachment, ...] = ()


def items_of(press: Press) -> Mapping[str, Item]:
    """Return the items of all days by permalink. An item is the same in every feed."""
    return {day.permalink: _item(day, press) for day in press.days}


def _item(day: Day, press: Press) -> Item:
    site = press.site
    url = press.address(day.permalink)
    pictured = bool(press.maps.day_card(day))
    return Item(
        guid=guid(day.entry, site, "" if press.version.is_main else site.language),
        url=url,
        title=clean(day.title),
        published=published(day, site),
        changed=changed(day, site),
        summary=clean(
            day.entry.description or day.entry.summary or press.captions.day_text(day)
        ),
        content=clean(content(day, press, url)),
        tags=tuple(clean(tag) for tag in day.entry.tags),
        authors=tuple(_author(person, site.url) for person in day.athletes),
        image=absolute(site.url, str(picture_path(day.permalink))) if pictured else "",
        line=feed_line(day),
        attachments=_attachments(day, press),
    )


def _author(person: Athlete, base: str) -> Author:
    page = absolute(base, athlete_path(person)) if person.slug else ""
    return Author(clean(person.name), person.url or page)


def _attachments(day: Day, press: Press) -> tuple[Attachment, ...]:
    found = press.downloads.of(day)
    if found is None:
        return ()
    url = absolute(press.site.url, found.path)
    return (Attachment(url, "application/geo+json", found.bytes),)


def clean(text: str) -> str:
    """Drop what XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("", text)
