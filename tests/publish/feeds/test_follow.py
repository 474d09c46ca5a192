"""The page for people who want to follow."""

import re

from builders import CONFIG, Make

DAY = {"journal/2026-05-01.md": "---\ntags: [lake]\n---\nWords.\n"}


def test_the_page_shows_whole_addresses_to_copy(made: Make) -> None:
    page = made(DAY)["follow/index.html"].decode()
    shown = re.findall(r"<code[^>]*>([^<]+)</code>", page)
    assert shown == [
        "https://example.org/j/feed.xml",
        "https://example.org/j/feed.json",
        "https://example.org/j/calendar.ics",
    ]


def test_it_lists_every_feed_and_loads_nothing_from_elsewhere(made: Make) -> None:
    files = made(DAY, CONFIG + '[[athletes]]\nname = "Ann"\n')
    page = files["follow/index.html"].decode()
    links = re.findall(r'<a href="\.\./([^"]+\.(?:xml|json|ics))"', page)
    assert links == [
        "calendar.ics",
        *("athletes/ann/feed.xml", "athletes/ann/feed.json"),
        *("tags/lake/feed.xml", "tags/lake/feed.json"),
    ]
    assert set(links) <= set(files)
    outside = re.findall(r'(?:href|src)="https?://([^"/]+)', page)
    assert set(outside) == {"example.org"}  # the canonical address


def test_every_page_leads_there_and_none_does_without_an_address(made: Make) -> None:
    files = made(DAY)
    pages = {path: data for path, data in files.items() if path.endswith(".html")}
    assert all(
        b"follow/" in data or path == "follow/index.html" for path, data in pages.items()
    )
    assert b"https://example.org/j/follow/" in files["sitemap.xml"]
    files = made(DAY, '[site]\ntitle = "A"\n')
    assert not [path for path in files if re.match(r"follow|feed|calendar", path)]
    assert b"follow" not in files["index.html"]
