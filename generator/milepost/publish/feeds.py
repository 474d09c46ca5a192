"""The RSS feed."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from milepost.assemble.addresses import slugify
from milepost.model.artifact import Artifact, Recipe
from milepost.model.day import Day
from milepost.model.site import Site
from milepost.publish.dates import changed, published
from milepost.publish.maps import CARD_HEIGHT, CARD_WIDTH, card_path
from milepost.publish.pictures import plain_html
from milepost.publish.press import Press
from milepost.publish.text import Words
from milepost.publish.urls import absolute

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Channel:
    """What is said of a whole feed."""

    title: str
    description: str
    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as feed readers need it; `content` is HTML with absolute links."""

    guid: str
    url: str
    title: str
    published: datetime
    changed: datetime
    summary: str
    content: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]


def feeds(press: Press) -> Iterator[Artifact]:
    """Yield `feed.xml`; none for a site without an address, as feeds need absolute links."""
    site = press.site
    if not site.url:
        return
    guids = guids_of(site)
    items = tuple(_item(day, press, guids) for day in site.days[: site.feed_limit])
    channel = Channel(site.title, site.description or site.title, site.language, site.url)
    recipe = Recipe(rss, (channel, items), "feed")
    yield Artifact(PurePosixPath("feed.xml"), recipe, "the feed")


def _item(day: Day, press: Press, guids: Mapping[str, str]) -> Item:
    return Item(
        guid=guids[day.permalink],
        url=absolute(press.site.url, day.permalink),
        title=day.title,
        published=published(day, press.site),
        changed=changed(day, press.site),
        summary=day.entry.description or day.entry.summary or press.captions.day_text(day),
        content=_content(day, press),
        tags=day.entry.tags,
        authors=tuple(athlete.name for athlete in day.athletes),
    )


def rss(channel: Channel, items: tuple[Item, ...]) -> bytes:
    """Return RSS 2.0 of items, newest first; dated by them, so the same items give its bytes.

    A recipe: feedgen is imported only when the feed has changed. It switches the locale of
    its process for a moment, so threads must not share one with it.
    """
    import nh3
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.title(_clean(channel.title))
    feed.description(_clean(channel.description))
    feed.language(channel.language)
    feed.generator("Milepost")
    # feedgen takes the channel's link from the last call.
    feed.link(href=absolute(channel.url, "feed.xml"), rel="self", type="application/rss+xml")
    feed.link(href=channel.url, rel="alternate")
    last = max((item.changed for item in items), default=datetime(2000, 1, 1, tzinfo=UTC))
    feed.lastBuildDate(last)
    feed.updated(last)
    feed.load_extension("dc")
    plain = _plain(nh3.ALLOWED_TAGS, nh3.ALLOWED_ATTRIBUTES)
    for item in items:
        entry = feed.add_entry(order="append")
        entry.guid(item.guid, permalink=False)
        entry.link(href=item.url)
        entry.title(_clean(item.title))
        entry.published(item.published)
        entry.updated(item.changed)
        entry.summary(_clean(item.summary))
        # Feed readers drop scripts, styles, forms and drawings, or show them broken.
        entry.content(_clean(nh3.clean(item.content, link_rel=None, **plain)), type="CDATA")
        for tag in item.tags:
            entry.category(term=_clean(tag))
        for author in item.authors:
            entry.dc.dc_creator(_clean(author))
    data: bytes = feed.rss_str(pretty=True)
    return data


def _plain(tags: set[str], attributes: dict[str, set[str]]) -> dict[str, Any]:
    """Return what is left of an author's HTML in a feed."""
    return {
        "tags": tags | {"figure", "figcaption", "audio", "video", "source", "picture"},
        "attributes": {
            **attributes,
            "audio": {"src", "controls"},
            "video": {"src", "controls", "poster", "width", "height"},
            "source": {"src", "type"},
        },
        "url_schemes": {"http", "https", "mailto", "geo", "tel"},
    }


def guids_of(site: Site) -> dict[str, str]:
    """Return the lasting identity of each entry, by permalink.

    It is made of the site's host, the date and the author, so that a new title or slug does
    not make an old entry look new. Several entries of one author and date add their slugs:
    none takes the identity of another, which would hide it from readers.
    """
    host = urlsplit(site.url).netloc
    plain = {day.permalink: _plain_guid(day, host) for day in site.days}
    shared = [guid for guid, count in Counter(plain.values()).items() if count > 1]
    return {
        day.permalink: f"{plain[day.permalink]}:{slugify(day.entry.slug)}"
        if plain[day.permalink] in shared
        else plain[day.permalink]
        for day in site.days
    }


def _plain_guid(day: Day, host: str) -> str:
    author = day.athletes[0].slug or slugify(day.athletes[0].name) if day.athletes else ""
    return f"tag:{host},{day.date.isoformat()}:{author or 'journal'}"


def _content(day: Day, press: Press) -> str:
    """Return an entry as readers need it: absolute links, pictures in the text, no styles."""
    link = partial(absolute, press.site.url)
    parts = []
    if press.maps.day_card(day):
        url = html.escape(link(str(card_path(day.permalink))))
        alt = html.escape(press.captions.day_text(day))
        size = f'width="{CARD_WIDTH}" height="{CARD_HEIGHT}"'
        parts.append(f'<p><img src="{url}" alt="{alt}" {size}></p>')
    parts += [_numbers(day, press.theme.words), press.album.plain_body(day.entry, link)]
    for photo in press.gallery(day):
        picture = press.album.photo(photo, link)
        below = f"<figcaption>{picture.caption}</figcaption>" if picture.caption else ""
        parts.append(f"<figure>{plain_html(picture, f'Photo: {day.title}')}{below}</figure>")
    return "\n".join(part for part in parts if part)


def _numbers(day: Day, words: Words) -> str:
    today, so_far = day.totals, day.cumulative
    if not today.distance_m and not so_far.distance_m:
        return ""
    rows = (
        (
            "Distance",
            words.roughly(today.distance_m, day.approximate),
            words.distance(so_far.distance_m),
        ),
        ("Moving time", words.duration(today.moving_s), words.duration(so_far.moving_s)),
        ("Climbed", words.elevation(today.gain_m), words.elevation(so_far.gain_m)),
    )
    body = "".join(f"<tr><th>{name}</th><td>{a}</td><td>{b}</td></tr>" for name, a, b in rows)
    head = f"<tr><th></th><th>Day {day.number}</th><th>So far</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _clean(text: str) -> str:
    """Drop what XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("", text)
