"""The files that followers subscribe to."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact, Recipe
from milepost.publish.feeds.calendar_days import CalendarDay, calendar_days
from milepost.publish.feeds.channels import Channel
from milepost.publish.feeds.head import Head
from milepost.publish.feeds.items import Item, clean, items_of
from milepost.publish.feeds.json_feed import json_feed
from milepost.publish.feeds.paging import FeedPage, Weights, newest, paged
from milepost.publish.feeds.weight import weight
from milepost.publish.press import Press
from milepost.publish.urls import CALENDAR, FOLLOW, absolute


def feeds(press: Press) -> Iterator[Artifact]:
    """Yield RSS and JSON feeds; none for a site without an address: feeds need whole links."""
    items = items_of(press) if press.channels else {}
    about = absolute(press.site.url, FOLLOW)
    weights = {item.guid: weight(item, about) for item in items.values()}
    for channel in press.channels:
        for page in _pages(channel, items, weights):
            source = f"the feed of {channel.name}"
            path, head = _head(channel, page, "xml", press)
            yield Artifact(PurePosixPath(path), Recipe(_rss, (head, page.items), "rss"), source)
            path, head = _head(channel, page, "json", press)
            yield Artifact(PurePosixPath(path), json_feed(head, page.items), source)


def _pages(
    channel: Channel, items: Mapping[str, Item], weights: Weights
) -> tuple[FeedPage, ...]:
    own = [items[day.permalink] for day in channel.days]
    # Only a feed of all days goes back to the first: others would say it all again.
    if channel.kind in ("site", "language"):
        return paged(own, channel.limit, weights)
    return (newest(own, channel.limit, weights),)


def _head(channel: Channel, page: FeedPage, suffix: str, press: Press) -> tuple[str, Head]:
    """Return where a page of a feed stands, and what it says of itself."""

    def path(number: int | None) -> str:
        return f"{channel.folder}feed{f'/{number}' if number else ''}.{suffix}"

    base = press.site.url
    return path(page.number), Head(
        title=clean(channel.title),
        description=clean(channel.description),
        language=press.site.language,
        home=absolute(base, channel.folder),
        url=absolute(base, path(page.number)),
        about=absolute(base, FOLLOW),
        older=absolute(base, path(page.older)) if page.older else "",
        archive_of=absolute(base, path(None)) if page.number else "",
    )


def _rss(head: Head, items: tuple[Item, ...]) -> bytes:
    # feedgen takes a while to import, and is needed only when a feed has changed.
    from milepost.publish.feeds.rss import rss

    return rss(head, items)


def calendars(press: Press) -> Iterator[Artifact]:
    """Yield the calendar of all days; none for a site without an address."""
    site = press.site
    if site.url:
        about = (site.title, site.description or site.title, calendar_days(press))
        recipe = Recipe(_calendar, about, "calendar")
        yield Artifact(PurePosixPath(CALENDAR), recipe, "the calendar")


def _calendar(title: str, description: str, days: tuple[CalendarDay, ...]) -> bytes:
    from milepost.publish.feeds.calendar import calendar

    return calendar(title, description, days)
