"""JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/."""

import json
from collections.abc import Mapping
from typing import Any

from milepost.publish.feeds.head import Head
from milepost.publish.feeds.items import Item

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(head: Head, items: tuple[Item, ...]) -> bytes:
    """Return a JSON feed of items, newest first."""
    told: dict[str, Any] = {
        "version": _VERSION,
        "title": head.title,
        "home_page_url": head.home,
        "feed_url": head.url,
        "description": head.description,
        "language": head.language,
    }
    if head.older:
        told["next_url"] = head.older
    told["items"] = [_item(item, head.about) for item in items]
    return _written(told).encode()


def json_item(item: Item, about: str) -> str:
    """Return an item as it stands in a feed."""
    return _written(_item(item, about))


def _written(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _item(item: Item, about: str) -> Mapping[str, Any]:
    told: dict[str, Any] = {
        "id": item.guid,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "date_published": item.published.isoformat(),
    }
    if item.changed != item.published:
        told["date_modified"] = item.changed.isoformat()
    if item.image:
        told["image"] = item.image
    if item.authors:
        told["authors"] = [
            {"name": author.name} | ({"url": author.url} if author.url else {})
            for author in item.authors
        ]
    if item.tags:
        told["tags"] = list(item.tags)
    if item.attachments:
        told["attachments"] = [
            {"url": each.url, "mime_type": each.kind, "size_in_bytes": each.size}
            for each in item.attachments
        ]
    if item.line:
        places = [(lon, lat) for lat, lon in item.line]
        line = {"type": "LineString", "coordinates": places}
        told["_milepost"] = {"about": about, "line": line}
    return told
