"""The RSS feed."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from feedgen.feed import FeedGenerator

from milepost.assemble.addresses import slugify
from milepost.model.artifact import Artifact
from milepost.model.site import Day, Site
from milepost.publish.dates import changed, published
from milepost.publish.links import photo_name, published_size
from milepost.publish.maps import CARD_HEIGHT, CARD_WIDTH, card_path
from milepost.publish.press import Press
from milepost.publish.text import Words
from milepost.publish.urls import absolute

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feeds(press: Press) -> Iterator[Artifact]:
    """Yield `feed.xml`; none for a site without an address, as feeds need absolute links."""
    site = press.site
    if not site.url:
        return
    newest = site.days[: site.feed_limit]
    feed = FeedGenerator()
    feed.title(_clean(site.title))
    feed.description(_clean(site.description or site.title))
    feed.language(site.language)
    feed.generator("Milepost")
    # feedgen takes the channel's link from the last call.
    feed.link(href=absolute(site.url, "feed.xml"), rel="self", type="application/rss+xml")
    feed.link(href=site.url, rel="alternate")
    last = max((changed(day, site) for day in newest), default=datetime(2000, 1, 1, tzinfo=UTC))
    feed.lastBuildDate(last)
    feed.updated(last)
    feed.load_extension("dc")
    guids = guids_of(site)
    for day in newest:
        item = feed.add_entry(order="append")
        item.guid(guids[day.permalink], permalink=False)
        item.link(href=absolute(site.url, day.permalink))
        item.title(_clean(day.title))
        item.published(published(day, site))
        item.updated(changed(day, site))
        summary = day.entry.description or day.entry.summary or press.maps.day_text(day)
        item.summary(_clean(summary))
        item.content(_clean(_content(day, press)), type="CDATA")
        for tag in day.entry.tags:
            item.category(term=_clean(tag))
        for athlete in day.athletes:
            item.dc.dc_creator(_clean(athlete.name))
    yield Artifact(PurePosixPath("feed.xml"), feed.rss_str(pretty=True), "the feed")


def guids_of(site: Site) -> dict[str, str]:
    """Return the lasting identity of each entry, by permalink.

    It is made of the site's host, the date and the author, so that a new title or slug does
    not make an old entry look new. A second entry of one author and date adds its slug.
    """
    host = urlsplit(site.url).netloc
    found: dict[str, str] = {}
    taken: set[str] = set()
    for day in sorted(site.days, key=lambda day: (day.date, str(day.entry.source))):
        author = day.athletes[0].slug or slugify(day.athletes[0].name) if day.athletes else ""
        guid = f"tag:{host},{day.date.isoformat()}:{author or 'journal'}"
        guid = f"{guid}:{slugify(day.entry.slug)}" if guid in taken else guid
        taken.add(guid)
        found[day.permalink] = guid
    return found


def _content(day: Day, press: Press) -> str:
    """Return an entry as readers need it: absolute links, pictures in the text, no styles."""
    link = partial(absolute, press.site.url)
    parts = []
    if press.maps.day_card(day):
        url = html.escape(link(str(card_path(day.permalink))))
        alt = html.escape(press.maps.day_text(day))
        size = f'width="{CARD_WIDTH}" height="{CARD_HEIGHT}"'
        parts.append(f'<p><img src="{url}" alt="{alt}" {size}></p>')
    parts += [_numbers(day, press.theme.words), press.links.rewrite(day.entry, link)]
    used = {target.photo for target in press.links.used(day.entry) if target.photo}
    for photo in day.photos:
        if photo not in used:
            width, height = published_size(photo)
            src = html.escape(link(day.permalink + photo_name(photo)))
            alt = html.escape(f"Photo: {day.title}")
            parts.append(
                f'<p><img src="{src}" alt="{alt}" width="{width}" height="{height}"></p>'
            )
    # Readers that fetch pictures lazily do it themselves.
    return "\n".join(part for part in parts if part).replace(' loading="lazy"', "")


def _numbers(day: Day, words: Words) -> str:
    today, so_far = day.totals, day.cumulative
    if not today.distance_m and not so_far.distance_m:
        return ""
    rows = (
        ("Distance", words.distance(today.distance_m), words.distance(so_far.distance_m)),
        ("Moving time", words.duration(today.moving_s), words.duration(so_far.moving_s)),
        ("Climbed", words.elevation(today.gain_m), words.elevation(so_far.gain_m)),
    )
    body = "".join(f"<tr><th>{name}</th><td>{a}</td><td>{b}</td></tr>" for name, a, b in rows)
    head = f"<tr><th></th><th>Day {day.number}</th><th>So far</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _clean(text: str) -> str:
    """Drop what XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("", text)
