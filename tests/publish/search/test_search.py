"""What the search page knows, and where hashtags lead."""

import gzip
import json
import sys
from collections.abc import Mapping

import pytest

from builders import CONFIG, Make, gpx, northward
from milepost.errors import BuildError
from milepost.publish.search.full_text import Record, index_files
from trips import photo

DAY = "journal/2026-05-01-one/index.md"
RIDE = {DAY: "---\ntitle: One\ntags: [Lake]\nwith: [Bo]\nfrom: Zug\nto: Chur\n---\nOf *fog*.\n",
        "journal/2026-05-01-one/ride.gpx": gpx(northward(60)),
        "pages/about.md": "About us.\n"}  # fmt: skip
RECORDS = (Record("a/", "One", "Fog and <b>"), Record("b/", "Two", "camels"))


def test_the_index_holds_titles_dates_places_tags_people_and_sports(made: Make) -> None:
    rows = json.loads(made(RIDE)["search.json"])
    assert rows == [
        ["journal/2026-05-01-one/", "One", "1 May 2026", ["Zug", "Chur", "Lake", "Bo", "Ride"]],
        ["about/", "About", "", []],
    ]


def test_the_page_lets_no_engine_run_that_it_does_not_need(made: Make) -> None:
    page = made(RIDE)["search/index.html"]
    assert b"wasm" not in page and b"data-full-text" not in page


def test_all_words_are_indexed_where_a_site_wants_it(made: Make) -> None:
    files = made(RIDE, f"{CONFIG}[search]\nfull_text = true\n")
    assert b"wasm-unsafe-eval" in files["search/index.html"]
    assert b'data-full-text="../pagefind/pagefind.js"' in files["search/index.html"]
    assert b"wasm-unsafe-eval" not in files["index.html"]
    assert _texts(files) == {"One": "Of fog.", "About": "About us."}


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    fragments = [data for name, data in files.items() if name.endswith(".pf_fragment")]
    found = [
        json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd")) for data in fragments
    ]
    return {each["meta"]["title"]: each["content"] for each in found}


def test_an_index_of_the_same_words_has_the_same_bytes() -> None:
    assert index_files(RECORDS, "en") == index_files(RECORDS[::-1], "en")


@pytest.mark.parametrize("body", ["", "— 🚴\n"])
def test_without_a_word_there_is_no_index_of_all_words(made: Make, body: str) -> None:
    files = made({"journal/2026-05-01.md": body}, f"{CONFIG}[search]\nfull_text = true\n")
    assert not [name for name in files if name.startswith("pagefind/")]
    assert b"data-full-text" not in files["search/index.html"]


def test_what_pagefind_says_reaches_the_author() -> None:
    with pytest.raises(
        BuildError, match=r"full_text has no index, as Pagefind failed: .*not able"
    ):
        index_files([], "en")


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    with pytest.raises(BuildError, match=r"pip install 'milepost\[search\]'"):
        index_files(RECORDS, "en")


def test_hashtags_in_the_words_of_photos_are_tags_too(made: Make) -> None:
    config = CONFIG + "hashtags = true\n"
    words = "---\nphotos:\n  - a.jpg: 'Dawn, #fog'\n---\n![Six #chai](b.jpg)\n"
    photos = {f"journal/2026-05-01-one/{n}.jpg": photo((40, 30 + ord(n))) for n in "ab"}
    files = made({DAY: words, **photos}, config)
    page = files["journal/2026-05-01-one/index.html"].decode()
    assert '<a class="hashtag" href="../../tags/fog/">#fog</a>' in page
    assert {"tags/fog/index.html", "tags/chai/index.html"} <= files.keys()


def test_hashtags_on_pages_are_text(made: Make) -> None:
    words = {"pages/about.md": "#Fog is a tag.\n", DAY: "All #Fog.\n"}
    page = made(words, CONFIG + "hashtags = true\n")["about/index.html"].decode()
    assert "<p>#Fog is a tag.</p>" in page


def test_spellings_of_a_tag_are_one_for_all_who_read_the_site(made: Make) -> None:
    words = {DAY: "---\ntags: [Fog, '..']\n---\nAll #fog #FOG.\n"}
    config = CONFIG + "hashtags = true\n"
    files = made(words, config)
    page = files["journal/2026-05-01-one/index.html"].decode()
    assert page.count("article:tag") == 1 and '"keywords": ["Fog"]' in page.replace(
        '":[', '": ['
    )
    assert files["feed.xml"].count(b"<category") == 1
    assert json.loads(files["search.json"])[0][3] == ["Fog"]


def test_hashtags_become_tags_of_their_day(made: Make) -> None:
    config = CONFIG + "hashtags = true\n"
    files = made({DAY: "---\ntags: [lake]\n---\nOf #Fog, #lake.\n"}, config)
    page = files["journal/2026-05-01-one/index.html"].decode()
    assert '<a class="hashtag" href="../../tags/fog/">#Fog</a>' in page
    assert {name for name in files if name.startswith("tags/") and name.endswith(".html")} == {
        "tags/index.html", "tags/fog/index.html", "tags/lake/index.html",
    }  # fmt: skip
    assert page.count('class="p-category"') == 2
