"""How many bytes an entry takes of a feed."""

import html

from milepost.publish.feeds.items import Item
from milepost.publish.feeds.json_feed import json_item

_TAGS = 400  # bytes of RSS around what it holds, with both dates
_TAG = 60  # and around a name in it


def weight(item: Item, about: str) -> int:
    """Return how many bytes an item takes in the format that needs more, or a few more.

    `about` is as in a Head.
    """
    # To ask feedgen takes as long as to write the feed.
    names = (*item.tags, *(author.name for author in item.authors))
    words = (item.guid, item.url, item.title, item.summary, *names)
    rss = (
        _TAGS
        + sum(len(html.escape(each).encode()) for each in words)
        + _TAG * len(names)
        + len(item.content.replace("]]>", "]]]]><![CDATA[>").encode())
        + sum(len(f"{lat:.5f} {lon:.5f} ") for lat, lon in item.line)
    )
    return max(rss, len(json_item(item, about).encode()) + 1)  # and a comma
