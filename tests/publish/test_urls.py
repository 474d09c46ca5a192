"""Links between the files of the site."""

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.publish.urls import absolute, file_of, from_root, hashed, relative

WORD = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8)
FOLDER = st.lists(WORD, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [("", "", "./"), ("", "journal/", "journal/"), ("journal/a/", "", "../../"),
     ("journal/a/", "journal/b/", "../b/"), ("journal/a/", "feed.xml", "../../feed.xml"),
     ("stats/", "stats/", "./"), ("", "tags/चाय/", "tags/%E0%A4%9A%E0%A4%BE%E0%A4%AF/")],
)  # fmt: skip
def test_relative_links(here: str, there: str, link: str) -> None:
    assert relative(here, there) == link


@given(FOLDER, FOLDER)
def test_a_relative_link_leads_there_from_any_page(here: str, there: str) -> None:
    led = posixpath.normpath(posixpath.join("/root", here, unquote(relative(here, there))))
    assert led == posixpath.normpath(posixpath.join("/root", there))


def test_absolute_addresses_are_below_the_base() -> None:
    assert (
        absolute("https://example.org/j/", "tags/a b/") == "https://example.org/j/tags/a%20b/"
    )


def test_links_of_the_page_shown_at_any_depth_begin_at_the_base_path() -> None:
    assert from_root("https://example.org/j/", "stats/") == "/j/stats/"
    assert from_root("", "stats/") == "/stats/"


def test_a_folder_is_its_index() -> None:
    assert str(file_of("")) == "index.html"
    assert str(file_of("a/b/")) == "a/b/index.html"
    assert str(file_of("404.html")) == "404.html"


def test_a_changed_asset_has_another_name() -> None:
    assert hashed("assets/site.css", b"a") != hashed("assets/site.css", b"b")
    assert hashed("assets/site.css", b"a").endswith(".css")
