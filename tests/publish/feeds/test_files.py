"""The feeds, as a feed reader sees them."""

import json
import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import feedparser
import pytest
from PIL import Image

from builders import CONFIG, Make, Shelf, gpx, northward
from photographs import photograph
from sites import site_files
from videos import film


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "JPEG")
    return out.getvalue()


RIDE = gpx(northward(600, ele=[400 + n % 50 for n in range(600)]))
ONE = "---\ntags: [lake]\nwith: [Bo]\n---\n# One\n\nThe *first* words.[^1]\n\n[^1]: A note.\n"
DAYS: dict[str, str | bytes] = {
    "journal/2026-05-01-one/index.md": ONE,
    "journal/2026-05-01-one/ride.gpx": RIDE,
    "journal/2026-05-01-one/IMG_1.jpg": picture(),
    "journal/2026-05-02-two.md": "# Two & a half\n\n| a | b |\n|--|--:|\n| 1 | 2 |\n",
}
PEOPLE = CONFIG + '[[athletes]]\nname = "Ann"\n[[athletes]]\nname = "Bo"\n'
GOALS = (
    '[[goals]]\nname = "Far"\ndistance = "4 km"\nstages = [{ name = "Half", at = "2 km" }]\n'
)
JOURNEY = (
    "[privacy]\nhide_last_night = false\n"
    '[[journeys]]\nslug = "j"\ntitle = "Journey"\ngoal = "10 km"\n'
)
ALL = PEOPLE + JOURNEY + GOALS
TEN = {f"journal/2026-05-{n:02}.md": f"Words {n}.\n" for n in range(1, 11)}
BY_THREE = CONFIG + "[feed]\nlimit = 3\n"
SITE = "https://example.org/j/"
MAP = "journal/2026-05-01/map.png"


def read(data: bytes) -> feedparser.FeedParserDict:
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo
    return feed


def read_json(data: bytes) -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(data)
    return feed


def content(entry: feedparser.FeedParserDict) -> str:
    return str(entry.content[0].value).replace("&nbsp;", " ")


def offered(page: bytes) -> list[str]:
    """The addresses of the feeds that a page names in its head."""
    return re.findall(r'<link rel="alternate" [^>]*href="([^"]+)"', page.decode())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> Mapping[str, bytes]:
    return site_files(tmp_path_factory.mktemp("feeds"), DAYS, ALL, store=shelf)


def test_entries_are_newest_first_with_the_dates_of_their_days(site) -> None:
    feed = read(site["feed.xml"])
    assert [entry.title for entry in feed.entries] == ["Two & a half", "One"]
    # Six in the morning in Zurich, which is two hours ahead of UTC in May.
    assert feed.entries[1].published_parsed[:5] == (2026, 5, 1, 4, 0)


def test_the_feed_holds_what_the_page_holds(site) -> None:
    said = content(read(site["feed.xml"]).entries[1])
    page = site["journal/2026-05-01-one/index.html"].decode()
    assert "<em>first</em>" in said
    assert "By Ann, with Bo" in said
    for number in ("3.0 km", "10 min"):
        assert number in said
        assert number in re.sub(r"<[^>]+>", "", page)
    assert '<th scope="col">So far</th>' in said
    assert "Of the goal 3 of 10 km, 7 km to go." in said
    assert (
        f'<a href="{SITE}goals/far/">Far</a>: 3.0 km ride, 3.0 of 4.0 km. Half reached.' in said
    )
    assert f'<a href="{SITE}journal/2026-05-01-one/track.geojson">' in said


def test_pictures_stand_in_the_text_with_their_size_and_words(site) -> None:
    said = content(read(site["feed.xml"]).entries[1])
    map_, photo = re.findall(r"<img [^>]+>", said)
    assert f'src="{SITE}journal/2026-05-01-one/map.png"' in map_
    assert 'width="1200" height="630"' in map_
    assert 'alt="' in map_
    assert 'alt="Photo 1 of 1: One"' in photo
    path = re.search(rf'src="{SITE}([^"]+)"', photo)
    assert path
    assert path[1] in site
    assert "width=" in photo


def test_a_photo_has_the_size_for_a_reader_and_its_words(made: Make) -> None:
    marks = (
        "- {file: a.jpg, alt: A cow, caption: On the *road*}\n  - {file: b.jpg, alt: A sheep}"
    )
    files = made(
        {
            "journal/2026-05-01/index.md": f"---\nphotos:\n  {marks}\n---\n![](b.jpg)\n",
            "journal/2026-05-01/ride.gpx": RIDE,
            "journal/2026-05-01/a.jpg": photograph("2026:05:01 08:05:00", size=(1920, 960)),
            "journal/2026-05-01/b.jpg": photograph("2026:05:01 08:06:00"),
        }
    )
    said = content(read(files["feed.xml"]).entries[0]).replace("\xa0", " ")
    assert re.search(
        r'<figure><img src="[^"]+\.jpg" alt="A cow" width="960" height="480">'
        r"<figcaption><span>On the <em>road</em></span> <span>at 1.5 km, 08:05</span>"
        r"</figcaption></figure>",
        said,
    )
    assert "<span>at 1.8 km, 08:06</span></figcaption>" in said
    assert "srcset" not in said


def test_a_video_loads_nothing_by_itself_and_has_its_words(made: Make) -> None:
    marks = "---\nphotos:\n  - {file: a.mp4, caption: On the *road*}\n---\nWords.\n"
    files = made({"journal/2026-05-01/index.md": marks, "journal/2026-05-01/a.mp4": film()})
    said = content(read(files["feed.xml"]).entries[0])
    assert re.search(r'<figure><video controls[^>]+ preload="none"', said)
    assert "</video><figcaption>On the <em>road</em></figcaption></figure>" in said


def test_of_a_picture_that_readers_would_not_show_the_words_stay(made: Make) -> None:
    data = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    words = f"<p><img alt='A <b> & \"c\"' src='{data}'>.</p><p><img src='cid:x' width=5></p>\n"
    day = {"journal/2026-05-01.md": words, "journal/2026-05-01.gpx": RIDE}
    said = content(read(made(day)["feed.xml"]).entries[0])
    assert '<p>A &lt;b&gt; &amp; "c".</p>' in said
    assert [*re.findall(r"<img [a-z]+=\"[^\"]*", said)] == [f'<img src="{SITE}{MAP}']


def test_both_formats_hold_the_same(site) -> None:
    rss, told = read(site["feed.xml"]), read_json(site["feed.json"])
    assert told["title"] == rss.feed.title
    assert told["language"] == rss.feed.language
    for entry, item in zip(rss.entries, told["items"], strict=True):
        assert (item["id"], item["url"]) == (entry.id, entry.link)
        assert (item["title"], item["summary"]) == (entry.title, entry.summary)
        assert item["content_html"] == entry.content[0].value
        assert [author["name"] for author in item["authors"]] == [entry.author]
        assert item.get("tags", []) == [tag.term for tag in entry.get("tags", [])]


def test_the_line_of_a_day_goes_along(site) -> None:
    item = read_json(site["feed.json"])["items"][1]
    line = item["_milepost"]["line"]
    assert item["_milepost"]["about"] == f"{SITE}follow/"
    assert line["type"] == "LineString"
    told = re.search(r"<georss:line>([^<]+)<", site["feed.xml"].decode())
    assert told
    numbers = told[1].split()
    assert all(re.fullmatch(r"-?\d+\.\d{5}", number) for number in numbers)
    pairs = [list(map(float, pair)) for pair in zip(numbers[1::2], numbers[::2], strict=True)]
    assert pairs == line["coordinates"]


def test_a_file_to_a_day_is_attached_with_its_size(site) -> None:
    (file,) = read_json(site["feed.json"])["items"][1]["attachments"]
    path = file["url"].removeprefix(SITE)
    assert file["mime_type"] == "application/geo+json"
    assert file["size_in_bytes"] == len(site[path])


def test_a_footnote_leads_to_the_page(site) -> None:
    assert f'href="{SITE}journal/2026-05-01-one/#fn:1"' in content(
        read(site["feed.xml"]).entries[1]
    )


def test_nothing_that_readers_strip_is_in_the_feed(made: Make) -> None:
    hostile = (
        '<script>alert(1)</script><p style="x" onclick="y()">Hi</p><iframe src="z"></iframe>\n'
        '<svg><title>drawn</title></svg><a href="//b.org/">out</a><a href="http://[::1">x</a>\n'
    )
    said = content(read(made({"journal/2026-05-01.md": hostile})["feed.xml"]).entries[0])
    assert "Hi" in said
    bad = ("script", "style", "onclick", "iframe", "alert", "svg", "drawn", "[::1")
    assert not [word for word in bad if word in said]
    assert '<a href="https://b.org/">' in said


def test_drafts_plans_and_days_to_come_are_in_no_feed(made: Make) -> None:
    secret = {
        "journal/2026-05-03.md": "---\ndraft: yes\ntags: [lake]\n---\nSecret.\n",
        "journal/2026-05-04.md": "---\nstatus: planned\n---\nSecret.\n",
        "journal/2027-05-04.md": "Secret.\n",
    }
    files = made({**DAYS, **secret}, ALL)
    feeds = [path for path in files if re.search(r"feed\.(xml|json)$", path)]
    assert len(feeds) == 10  # the site, two athletes, a goal and a tag, in two formats each
    assert not [path for path in feeds if b"Secret" in files[path]]
    assert b"Secret" not in files["calendar.ics"]
    assert b"2027" not in files["calendar.ics"]


@pytest.mark.parametrize("front", ["title: New", "slug: elsewhere", "updated: 2026-05-09"])
def test_an_edited_entry_is_no_new_one(made: Make, front: str) -> None:
    before = read(made(TEN)["feed.xml"]).entries[0]
    edited = f"---\n{front}\n---\nOther words.\n"
    after = read(made({**TEN, "journal/2026-05-10.md": edited})["feed.xml"]).entries[0]
    assert (after.id, after.published) == (before.id, before.published)


def test_a_correction_is_told_where_it_does_no_harm(made: Make) -> None:
    edited = "---\nupdated: 2026-05-19\n---\nOther words.\n"
    files = made({**TEN, "journal/2026-05-10.md": edited})
    item = read_json(files["feed.json"])["items"][0]
    assert item["date_published"] == "2026-05-10T06:00:00+02:00"
    assert item["date_modified"] == "2026-05-19T06:00:00+02:00"
    assert b"<lastBuildDate>Tue, 19 May 2026 06:00:00 +0200<" in files["feed.xml"]


def test_a_rebuild_leaves_every_byte_as_it_was(made: Make, shelf: Shelf) -> None:
    def feeds() -> dict[str, bytes]:
        files = made(TEN, BY_THREE + "[[athletes]]\nname = 'Ann'\n")
        return {
            path: data for path, data in files.items() if "feed" in path or "calendar" in path
        }

    first = feeds()
    for kind in ("rss", "calendar"):
        for key in shelf.kinds(kind):
            del shelf.rows[key]
    assert feeds() == first


def test_the_newest_stand_in_the_feed_and_all_others_in_archives(made: Make) -> None:
    files = made(TEN, BY_THREE)
    assert [entry.title for entry in read(files["feed.xml"]).entries] == [
        "Day 10",
        "Day 9",
        "Day 8",
    ]
    feeds = [path for path in files if path.startswith("feed")]
    assert sorted(feeds) == [
        *("feed.json", "feed.xml", "feed/1.json", "feed/1.xml"),
        *("feed/2.json", "feed/2.xml", "feed/3.json", "feed/3.xml"),
    ]
    first = read(files["feed/1.xml"])
    assert [entry.title for entry in first.entries] == ["Day 3", "Day 2", "Day 1"]


def test_archives_lead_to_each_other_and_say_that_they_are_archives(made: Make) -> None:
    files = made(TEN, BY_THREE)
    links = {
        path: {link.rel: link.href for link in read(files[path]).feed.links if link.rel}
        for path in ("feed.xml", "feed/2.xml", "feed/1.xml")
    }
    assert links["feed.xml"]["prev-archive"] == f"{SITE}feed/3.xml"
    assert links["feed/2.xml"]["prev-archive"] == f"{SITE}feed/1.xml"
    assert links["feed/2.xml"]["self"] == f"{SITE}feed/2.xml"
    assert links["feed/2.xml"]["current"] == f"{SITE}feed.xml"
    assert "prev-archive" not in links["feed/1.xml"]
    assert b"<fh:archive/>" in files["feed/1.xml"]
    assert b"fh:" not in files["feed.xml"]
    assert read_json(files["feed.json"])["next_url"] == f"{SITE}feed/3.json"
    assert "next_url" not in read_json(files["feed/1.json"])


def test_a_new_day_changes_no_archive(made: Make) -> None:
    old = made(TEN, BY_THREE)
    new = made({**TEN, "journal/2026-05-11.md": "Words.\n"}, BY_THREE)
    archives = [path for path in old if path.startswith("feed/")]
    assert archives
    assert all(new[path] == old[path] for path in archives)


def test_an_entry_is_the_same_in_every_feed(site) -> None:
    paths = (
        "feed",
        "athletes/ann/feed",
        "athletes/bo/feed",
        "goals/far/feed",
        "tags/lake/feed",
    )
    ones = [
        next(
            item for item in read_json(site[f"{path}.json"])["items"] if item["title"] == "One"
        )
        for path in paths
    ]
    assert all(one == ones[0] for one in ones)


def test_feeds_of_tags_hold_the_newest_ten(made: Make) -> None:
    tagged = {
        f"journal/2026-05-{n:02}.md": "---\ntags: [sea]\n---\nWords.\n" for n in range(1, 13)
    }
    files = made(tagged)
    entries = read(files["tags/sea/feed.xml"]).entries
    assert [entry.title for entry in entries] == [f"Day {n}" for n in range(12, 2, -1)]
    assert "tags/sea/feed/1.xml" not in files


def test_each_page_offers_the_feed_of_its_part_first(site) -> None:
    for path in ("goals/far", "tags/lake", "athletes/bo"):
        assert offered(site[f"{path}/index.html"]) == [
            *("feed.xml", "feed.json", "../../feed.xml", "../../feed.json"),
        ]
    pages = {path: data for path, data in site.items() if path.endswith(".html")}
    assert all("feed.json" in " ".join(offered(data)) for data in pages.values())
    assert offered(site["journal/index.html"]) == ["../feed.xml", "../feed.json"]


def test_journeys_have_feeds_if_there_are_several(made: Make) -> None:
    two = CONFIG + "".join(
        f'[[journeys]]\nslug = "{slug}"\ntitle = "{slug}"\nstart = {start}\nend = {end}\n'
        for slug, start, end in (
            ("a", "2026-05-01", "2026-05-05"),
            ("b", "2026-05-06", "2026-05-10"),
        )
    )
    files = made(TEN, two)
    feed = read(files["journeys/a/feed.xml"])
    assert feed.feed.title == "a · A journey"
    assert feed.feed.link == f"{SITE}journeys/a/"
    assert [entry.title for entry in feed.entries] == [f"Day {n}" for n in range(5, 0, -1)]
    assert offered(files["journeys/b/stats/index.html"])[:2] == ["../feed.xml", "../feed.json"]


def test_words_from_right_to_left_are_told_to_be_so(made: Make) -> None:
    hebrew = CONFIG.replace("[site]\n", '[site]\nlanguage = "he"\n')
    files = made({"journal/2026-05-01.md": "Words.\n"}, hebrew)
    assert content(read(files["feed.xml"]).entries[0]).startswith('<div dir="rtl">')


def test_characters_that_xml_cannot_hold_are_dropped(made: Make) -> None:
    feed = read(
        made({"journal/2026-05-01.md": "# Bell\x07\n\nWords \x0b and ]]> more.\n"})["feed.xml"]
    )
    assert feed.entries[0].title == "Bell"
    assert "]]&gt; more" in feed.entries[0].content[0].value
