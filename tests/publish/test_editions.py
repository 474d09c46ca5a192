"""Entries and pages in further languages."""

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import pytest
from PIL import Image

from builders import CONFIG, Make, Shelf, gpx, journal, northward
from milepost.build import prepare
from milepost.memo import realise
from milepost.model.journal import Choice
from milepost.read.project import find_project


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "JPEG")
    return out.getvalue()


TODAY = Choice(date(2026, 12, 31))
SITE = "https://example.org/j/"
ONE, TWO = "journal/2026-05-01-one/", "journal/2026-05-02-two/"
# Kolkata, so that there is a name to be said in Hindi.
RIDE = gpx(northward(100, step_s=10, lat=22.5, lon=88.36))
FILES: dict[str, str | bytes] = {
    f"{ONE}index.md": "---\ntitle: One\nphotos: {a.jpg: Grass}\n---\n"
    "Then [two](../2026-05-02-two.md). [In Hindi](index.hi.md).\n\n![](a.jpg)\n",
    f"{ONE}index.hi.md": "---\ntitle: एक\nphotos: {a.jpg: घास}\n---\n"
    "फिर [दो](../2026-05-02-two.md), [हम](../../pages/about.md).\n\n![](a.jpg)\n",
    f"{ONE}a.jpg": picture(),
    f"{ONE}ride.gpx": RIDE,
    "journal/2026-05-02-two.md": "# Two\n\nAfter [one](2026-05-01-one/index.md).\n",
    "pages/about.md": "# About\n\nWho we are.\n",
    "pages/about.hi.md": "# हम\n\nहम कौन हैं।\n",
    "pages/kit.md": "# Kit\n\nWhat we carry.\n",
}
LANGUAGES = CONFIG + '[[languages]]\ncode = "hi"\ntitle = "यात्रा"\ndescription = "एक यात्रा।"\n'


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made_of(tmp_path_factory.mktemp("site"), FILES, LANGUAGES)


def made_of(root: Path, content: dict[str, str | bytes], config: str) -> dict[str, bytes]:
    """Return pages and feeds, and the names of all other files: pictures are dear."""
    store = Shelf()
    ready = prepare(find_project(journal(root, content, config)), TODAY, store=store)
    feeds = [each for each in ready.artifacts if each.path.suffix == ".xml"]
    pages = [each for each in ready.artifacts if isinstance(each.content, bytes)]
    made = realise((*pages, *feeds), root / "site_src", store, map)
    others = {str(each.path): b"" for each in ready.artifacts}
    return others | {str(path): data for path, data in made}


def page(files: dict[str, bytes], path: str) -> str:
    return files[f"{path}index.html"].decode()


def links(html: str, words: str) -> list[str]:
    return re.findall(rf'<a href="([^"]+)"[^>]*>{words}</a>', html)


def test_a_translated_day_is_in_its_language_throughout(files: dict[str, bytes]) -> None:
    html = page(files, f"hi/{ONE}")
    assert '<html lang="hi">' in html
    assert '<h1 class="p-name">एक</h1>' in html
    assert "1 मई 2026" in html
    assert "कि॰मी॰" in html
    assert "कोलकाता" in html  # on the map
    assert "कोलकाता" not in page(files, ONE)
    assert '<h1 class="p-name">One</h1>' in page(files, ONE)


def test_the_front_page_of_a_language_lists_what_there_is(files: dict[str, bytes]) -> None:
    html = page(files, "hi/")
    assert '<h1 class="p-name">यात्रा</h1>' in html
    assert '<p class="lede p-summary">एक यात्रा।</p>' in html
    assert re.findall(r'<a class="item-title[^>]*href="([^"]+)">([^<]+)', html) == [
        ("journal/2026-05-01-one/", "एक")
    ]
    assert '<a class="more" href="../" hreflang="en">' in html


def test_each_version_of_a_page_names_all_of_them(files: dict[str, bytes]) -> None:
    for path in ("", ONE, "about/"):
        for version in (path, f"hi/{path}"):
            named = re.findall(
                r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">',
                page(files, version),
            )
            assert named == [
                ("en", SITE + path),
                ("hi", f"{SITE}hi/{path}"),
                ("x-default", SITE + path),
            ]
            assert f'<link rel="canonical" href="{SITE}{version}">' in page(files, version)
    assert "hreflang" not in page(files, TWO)


def test_a_switch_names_each_language_in_itself(files: dict[str, bytes]) -> None:
    switch = re.search(r'<nav class="versions".*?</nav>', page(files, f"hi/{ONE}"), re.S)
    assert switch
    assert re.findall(r'href="([^"]+)" hreflang="(\w+)" lang="(\w+)"', switch[0]) == [
        (f"../../../{ONE}", "en", "en"),
        ("./", "hi", "hi"),
    ]
    assert re.findall(r">([^<\s]+)</a>", switch[0]) == ["English", "हिन्दी"]


def test_links_stay_in_a_language_as_far_as_it_goes(files: dict[str, bytes]) -> None:
    html = page(files, f"hi/{ONE}")
    assert links(html, "दो") == [f"../../../{TWO}"]
    assert links(html, "हम")[-1] == "../../about/"
    assert links(page(files, ONE), "In Hindi") == [f"../../hi/{ONE}"]
    assert links(page(files, TWO), "one") == ["../2026-05-01-one/"]


def test_the_navigation_says_what_is_in_another_language(files: dict[str, bytes]) -> None:
    html = page(files, f"hi/{ONE}")
    assert '<p class="site-title"><a href="../../">यात्रा</a></p>' in html
    assert '<a href="../../../stats/" hreflang="en">' in html
    assert '<a href="../../../kit/" hreflang="en" lang="en">Kit</a>' in html
    assert '<a href="../../about/">हम</a>' in html


def test_what_is_no_page_is_there_once(files: dict[str, bytes]) -> None:
    assert {name for name in files if name.startswith("hi/")} == {
        "hi/index.html", "hi/feed.xml", "hi/feed.json", "hi/about/index.html",
        f"hi/{ONE}index.html",
    }  # fmt: skip
    html = page(files, f"hi/{ONE}")
    (photo,) = set(re.findall(r'<img src="([^"]+\.jpg)"', html))  # and as large as the screen
    assert photo.removeprefix("../../../") in files
    assert f'data-track="../../../{ONE}track.json"' in html
    script = re.search(r'src="\.\./\.\./\.\./(assets/live/map\.[^"]+)"', html)
    assert script and script[1] in files  # it speaks Hindi, so it is another one


def test_a_photo_has_the_caption_of_its_language(files: dict[str, bytes]) -> None:
    assert "<figcaption>घास" in page(files, f"hi/{ONE}")
    assert "<figcaption>Grass" in page(files, ONE)


def test_a_language_has_feeds_with_its_entries(files: dict[str, bytes]) -> None:
    rss = feedparser.parse(files["hi/feed.xml"], sanitize_html=False)
    told: dict[str, Any] = json.loads(files["hi/feed.json"])
    assert (rss.feed.title, rss.feed.language, told["language"]) == ("यात्रा", "hi", "hi")
    assert [(each.title, each.link) for each in rss.entries] == [("एक", f"{SITE}hi/{ONE}")]
    assert f'href="{SITE}hi/about/"' in rss.entries[0].content[0].value
    guid = told["items"][0]["id"]
    assert guid == rss.entries[0].id == "tag:example.org,2026:2026-05-01-one;hi"
    assert guid.removesuffix(";hi") in {
        each["id"] for each in json.loads(files["feed.json"])["items"]
    }


def test_feeds_of_a_language_can_be_found(files: dict[str, bytes]) -> None:
    assert 'title="यात्रा" href="../../feed.xml"' in page(files, f"hi/{ONE}")
    assert '<a href="../hi/feed.xml">' in page(files, "follow/")


def test_the_sitemap_holds_all_versions(files: dict[str, bytes]) -> None:
    places = re.findall(r"<loc>([^<]+)</loc>", files["sitemap.xml"].decode())
    assert {place for place in places if "/hi/" in place} == {
        f"{SITE}hi/", f"{SITE}hi/{ONE}", f"{SITE}hi/about/",
    }  # fmt: skip


def test_machines_are_told_what_is_translated_from_what(files: dict[str, bytes]) -> None:
    def posting(path: str) -> dict[str, Any]:
        found = re.search(r'ld\+json">(.*?)</script>', page(files, path))
        assert found
        post: dict[str, Any] = json.loads(found[1])["@graph"][0]
        return post

    assert posting(f"hi/{ONE}")["url"] == f"{SITE}hi/{ONE}"
    assert posting(f"hi/{ONE}")["inLanguage"] == "hi"
    assert posting(f"hi/{ONE}")["translationOfWork"]["url"] == SITE + ONE
    assert posting(ONE)["workTranslation"][0]["url"] == f"{SITE}hi/{ONE}"


def test_drafts_and_plans_make_no_pages_in_a_language(made: Make) -> None:
    files = made(
        {
            "journal/2026-05-01.md": "One.\n",
            "journal/2026-05-01.hi.md": "---\ndraft: yes\n---\nएक।\n",
            "journal/2026-05-02.md": "---\ndraft: yes\n---\nTwo.\n",
            "journal/2026-05-02.hi.md": "दो।\n",
            "journal/2026-05-03.md": "---\nstatus: planned\n---\nThree.\n",
            "journal/2026-05-03.hi.md": "तीन।\n",
        }
    )
    assert not [name for name in files if name.startswith("hi/")]
    assert not [name for name, data in files.items() if "एक".encode() in data]


def test_without_a_title_a_day_is_called_as_in_the_main_language(made: Make) -> None:
    files = made({"journal/2026-05-01.md": "# One\n\nA.\n", "journal/2026-05-01.hi.md": "क।\n"})
    assert '<h1 class="p-name">One</h1>' in page(files, "hi/journal/2026-05-01/")
    assert "<title>A journey · हिन्दी</title>" in page(files, "hi/")
    assert '<meta name="description" content="One">' in page(files, "hi/")


def test_only_what_is_translated_is_drawn_again(tmp_path: Path) -> None:
    drawn: list[set[str]] = []
    for number, more in enumerate(({}, {f"{ONE}index.hi.md": "# एक\n\nक।\n"})):
        store = Shelf()
        content = {
            f"{ONE}index.md": "# One\n\nA.\n",
            f"{ONE}ride.gpx": RIDE,
            f"{TWO}index.md": "# Two\n\nB.\n",
            f"{TWO}ride.gpx": RIDE.replace(b"2026-05-01", b"2026-05-02"),
            **more,
        }
        prepare(find_project(journal(tmp_path / str(number), content)), TODAY, store=store)
        drawn.append(store.kinds("drawing"))
    assert drawn[0] < drawn[1]
    assert len(drawn[1] - drawn[0]) == 2  # its map, and its shape for lists


def test_what_is_wrong_with_a_translation_is_told_of_its_file(tmp_path: Path) -> None:
    text = "---\ntags: [a]\ncolour: red\nphotos: {b.jpg: B}\n---\n[Nowhere](no.md)\n"
    content = {f"{ONE}index.md": "One.\n", f"{ONE}index.hi.md": text}
    ready = prepare(find_project(journal(tmp_path, content)), TODAY)
    told = {str(each) for each in ready.warnings if f"{ONE}index.hi.md" in str(each)}
    for wrong in (
        "'tags' stands in index.md for all languages; take it out here",
        "unknown key 'colour'",
        "there is no picture 'b.jpg' for  photos:",
        "the link 'no.md' leads nowhere",
    ):
        assert [each for each in told if wrong in each], wrong
    assert len(told) == 4
