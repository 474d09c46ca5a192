"""RSS 2.0 by feedgen."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from feedgen.feed import FeedGenerator

from milepost.publish.feeds.head import Head
from milepost.publish.feeds.items import Item

_HISTORY = "http://purl.org/syndication/history/1.0"
_ATOM = "http://www.w3.org/2005/Atom"


def rss(head: Head, items: tuple[Item, ...]) -> bytes:
    """Return RSS 2.0 of items, newest first; dated by them, so the same items give its bytes.

    feedgen switches the locale of its process for a moment: threads must not share one with
    it.
    """
    feed = FeedGenerator()
    feed.title(head.title)
    feed.description(head.description)
    feed.language(head.language)
    feed.generator("Milepost")
    # feedgen takes the channel's link from the last call.
    feed.link(href=head.url, rel="self", type="application/rss+xml")
    feed.link(href=head.home, rel="alternate")
    last = max((item.changed for item in items), default=datetime(2000, 1, 1, tzinfo=UTC))
    feed.updated(last)
    feed.load_extension("dc")
    feed.load_extension("geo")
    feed.register_extension("history", lambda: _History(head), _Nothing)
    for item in items:
        _add(feed, item)
    data: bytes = feed.rss_str(pretty=True)
    return data


def _add(feed: Any, item: Item) -> None:
    entry = feed.add_entry(order="append")
    entry.guid(item.guid, permalink=False)
    entry.link(href=item.url)
    entry.title(item.title)
    entry.published(item.published)
    entry.updated(item.changed)
    entry.summary(item.summary)
    entry.content(item.content, type="CDATA")
    for tag in item.tags:
        entry.category(term=tag)
    for author in item.authors:
        entry.dc.dc_creator(author.name)
    if item.line:
        entry.geo.line(" ".join(f"{lat:.5f} {lon:.5f}" for lat, lon in item.line))


@dataclass(frozen=True, slots=True)
class _History:
    """An extension of feedgen, which writes such links for Atom only: RFC 5005."""

    head: Head

    def extend_ns(self) -> dict[str, str]:
        return {"fh": _HISTORY} if self.head.archive_of else {}

    def extend_rss(self, feed: Any) -> Any:
        channel = feed[0]
        place = 1 + max(n for n, each in enumerate(channel) if each.tag != "item")
        links = (("prev-archive", self.head.older), ("current", self.head.archive_of))
        for rel, href in links:
            if href:
                element = channel.makeelement(f"{{{_ATOM}}}link", rel=rel, href=href)
                channel.insert(place, element)
        if self.head.archive_of:
            channel.insert(place, channel.makeelement(f"{{{_HISTORY}}}archive"))
        return feed


class _Nothing:
    """What the extension adds to items."""

    def extend_rss(self, item: Any) -> Any:
        return item
