"""References in HTML, however an author writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.publish.references import Reference, pictures, references, replaced
from milepost.read.markup import render


def shout(url: str) -> Reference | None:
    """Resolve all but `gone`, to capitals; show words in place of a photo."""
    photo = Reference(
        "", lambda told, linked: f"[{told.get('alt')}]{'!' * linked}", "Its own caption"
    )
    return None if url == "gone" else photo if url == "photo" else Reference(url.upper())


def same(url: str) -> Reference:
    return Reference(url)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ('<a href="x">y</a>', '<a href="X">y</a>'),
        ("<a href=x>y</a>", '<a href="X">y</a>'),
        ("<A HREF='x'>y</A>", '<a href="X">y</a>'),
        ('<a title="a > b" href="x">y</a>', '<a title="a &gt; b" href="X">y</a>'),
        ('<img src="x" alt="A &amp; b">', '<img src="X" alt="A &amp; b">'),
        ('<img src="x" width="5">', '<img src="X" width="5">'),
        ('<img srcset="x 1x, gone 2x" src="x">', '<img srcset="X 1x" src="X">'),
        ('<object data="x"></object>', '<object data="X"></object>'),
        ('<video poster="x" controls></video>', '<video poster="X" controls></video>'),
        ('<a href="gone">y</a> z', "y z"),
        ('<a href="gone">y<a href="x">z</a>', 'y<a href="X">z</a>'),
        ('<a id="y" href="gone">y</a>', '<a id="y">y</a>'),
        ('<a href="gone"><img src="photo" alt="y"></a>', "[y]"),
        ('<img src="gone" alt="The &lt;lake&gt;">', "The &lt;lake&gt;"),
        ('<a href=" java&#115;cript:x">y</a>', "y"),
        ("<p>&lt;a href=x&gt; &copy; &#8212;</p>", "<p>&lt;a href=x&gt; &copy; &#8212;</p>"),
        ("<p>a<!-- a note -->b</p>", "<p>ab</p>"),
        ("<br />", "<br />"),
    ],
)
def test_references_are_replaced_however_they_are_written(written: str, published: str) -> None:
    assert replaced(written, shout) == published


def test_every_kind_of_reference_is_found() -> None:
    body = '<a href="a"><img src="b" srcset="c 1x, d 2x"><video src="e" poster="f"></video></a>'
    assert sorted(references(body)) == ["a", "b", "c", "d", "e", "f"]


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    replaced(text, same)


@given(st.text("ab *_[]()<>!`#-|&;\n\"'/=", max_size=80))
def test_rewriting_twice_changes_nothing_more(text: str) -> None:
    once = replaced(render(text), same)
    assert replaced(once, same) == once


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("![A &amp; b](x.jpg)", [("x.jpg", "A & b")]),
        ("![](x.jpg) ![Two](y.jpg)", [("x.jpg", ""), ("y.jpg", "Two")]),
        ("<IMG SRC=x.jpg ALT='A\n b'/>", [("x.jpg", "A b")]),
        ("<img alt=a>", []),
        ("`<img src=x.jpg>`", []),
        ("[![Fog](x.jpg)](y.jpg)", [("x.jpg", "Fog")]),
    ],
)
def test_pictures_are_found_with_their_words(
    written: str, found: list[tuple[str, str]]
) -> None:
    assert list(pictures(render(written))) == found
