"""The feed, as a feed reader sees it."""

import feedparser
import pytest

from builders import CONFIG, Make, gpx, northward

RIDE = gpx(northward(600, ele=[400 + n % 50 for n in range(600)]))
DAYS = {
    "journal/2026-05-01-one/index.md": "---\ntags: [lake]\n---\n# One\n\nThe *first* words.\n",
    "journal/2026-05-01-one/ride.gpx": RIDE,
    "journal/2026-05-02-two.md": "# Two & a half\n\n| a | b |\n|--|--:|\n| 1 | 2 |\n",
}
PEOPLE = CONFIG + '[[athletes]]\nname = "Ann"\n[[athletes]]\nname = "Bo"\n'


def read(data: bytes) -> feedparser.FeedParserDict:
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo
    return feed


def test_entries_are_newest_first_with_the_dates_of_their_days(made: Make) -> None:
    feed = read(made(DAYS)["feed.xml"])
    assert [entry.title for entry in feed.entries] == ["Two & a half", "One"]
    # Six in the evening in Zurich, which is two hours ahead of UTC in May.
    assert feed.entries[1].published_parsed[:5] == (2026, 5, 1, 16, 0)


def test_the_whole_entry_is_in_the_feed(made: Make) -> None:
    entry = read(made(DAYS)["feed.xml"]).entries[1]
    content = entry.content[0].value
    assert "<em>first</em>" in content
    assert "3.0&nbsp;km" in content
    assert 'src="https://example.org/j/journal/2026-05-01-one/map.png"' in content
    assert 'width="1200" height="630"' in content


def test_nothing_that_readers_strip_is_in_the_feed(made: Make) -> None:
    hostile = (
        '<script>alert(1)</script><p style="x" onclick="y()">Hi</p><iframe src="z"></iframe>\n'
    )
    content = (
        read(made({"journal/2026-05-01.md": hostile})["feed.xml"]).entries[0].content[0].value
    )
    assert "Hi" in content
    assert not [
        bad for bad in ("script", "style", "onclick", "iframe", "alert") if bad in content
    ]


def test_authors_and_tags_are_told(made: Make) -> None:
    entry = read(made(DAYS, PEOPLE)["feed.xml"]).entries[1]
    assert entry.author == "Ann"
    assert [tag.term for tag in entry.tags] == ["lake"]


@pytest.mark.parametrize(
    "renamed",
    [
        {"journal/2026-05-01-one/index.md": "# A new title\n\nThe first words.\n"},
        {"journal/2026-05-01-one/index.md": "---\nslug: elsewhere\n---\nThe first words.\n"},
    ],
)
def test_the_guid_survives_a_new_title_and_a_new_slug(made, renamed: dict[str, str]) -> None:
    before = read(made(DAYS)["feed.xml"]).entries[1].id
    assert read(made({**DAYS, **renamed})["feed.xml"]).entries[1].id == before


def test_two_entries_of_one_day_have_two_guids(made: Make) -> None:
    files = {"journal/2026-05-01-a.md": "A.\n", "journal/2026-05-01-b.md": "B.\n"}
    guids = [entry.id for entry in read(made(files)["feed.xml"]).entries]
    assert len(set(guids)) == 2


def test_a_second_entry_of_a_day_takes_nobodys_identity(made: Make) -> None:
    first = {"journal/2026-05-01-evening.md": "E.\n"}
    old = read(made(first)["feed.xml"]).entries[0].id
    both = made({**first, "journal/2026-05-01-dawn.md": "D.\n"})
    new = {entry.link: entry.id for entry in read(both["feed.xml"]).entries}
    assert new["https://example.org/j/journal/2026-05-01-dawn/"] != old


def test_the_feed_is_as_long_as_asked(made: Make) -> None:
    files = {f"journal/2026-05-{n:02}.md": "Words.\n" for n in range(1, 9)}
    feed = read(made(files, CONFIG + "[feed]\nlimit = 3\n")["feed.xml"])
    assert [entry.title for entry in feed.entries] == ["Day 8", "Day 7", "Day 6"]


def test_characters_that_xml_cannot_hold_are_dropped(made: Make) -> None:
    feed = read(
        made({"journal/2026-05-01.md": "# Bell\x07\n\nWords \x0b and ]]> more.\n"})["feed.xml"]
    )
    assert feed.entries[0].title == "Bell"
    assert "]]&gt; more" in feed.entries[0].content[0].value


def test_every_page_says_where_the_feed_is(made: Make) -> None:
    pages = {path: data for path, data in made(DAYS).items() if path.endswith(".html")}
    assert pages
    assert all(b"application/rss+xml" in data for data in pages.values())
