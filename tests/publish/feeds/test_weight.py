"""How many bytes an entry takes of a feed."""

from datetime import UTC, datetime

import pytest

from milepost.publish.feeds.head import Head
from milepost.publish.feeds.items import Attachment, Author, Item
from milepost.publish.feeds.json_feed import json_feed
from milepost.publish.feeds.paging import paged
from milepost.publish.feeds.rss import rss
from milepost.publish.feeds.weight import weight

DAY = datetime(2026, 5, 1, tzinfo=UTC)
HEAD = Head("A", "B", "en", *("https://example.org/",) * 3)


def item(name: str, content: str) -> Item:
    people = tuple(Author(f"{name} {n}", f"https://example.org/{n}/") for n in range(4))
    line = tuple((46 + n / 1000, -107.5 - n / 1000) for n in range(150))
    file = Attachment("https://example.org/track.geojson", "application/geo+json", 4000)
    summary = f"{content[:90]}&"
    tags = tuple(f"{name}{n}" for n in range(20))
    return Item(
        f"tag:{name}", "https://example.org/", name, DAY, DAY, summary, content, tags, people,
        "https://example.org/map.png", line, (file,),
    )  # fmt: skip


@pytest.mark.parametrize("words", ['"', "\\\n", "]]>", "& < >", "x", "\N{OM SYMBOL}"])
def test_a_page_stays_below_a_megabyte_in_both_formats(words: str) -> None:
    long = words * (150_000 // len(words))
    entries = [item(f"A&{n}", long) for n in range(9)]
    weights = {each.guid: weight(each, HEAD.about) for each in entries}
    page = paged(entries, 20, weights)[0]
    written = (rss(HEAD, page.items), json_feed(HEAD, page.items))
    told = sum(weights[each.guid] for each in page.items)
    assert max(map(len, written)) < 1_000_000
    assert max(map(len, written)) == pytest.approx(told, rel=0.01)


def test_short_ones_weigh_what_is_written_of_them() -> None:
    for content in ("", "Words."):
        many = tuple(item(f'"A&{n}', content) for n in range(50))
        told = sum(weight(each, HEAD.about) for each in many)
        assert len(rss(HEAD, many)) < told + 1500
        assert len(json_feed(HEAD, many)) < told + 1500
