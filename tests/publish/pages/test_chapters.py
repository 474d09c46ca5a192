"""Words of several entries on one page."""

import pytest

from milepost.publish.pages.chapters import chapter


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ('<h2 id="a">A &amp; B</h2>', '<h3 id="d1-a">A &amp; B</h3>'),
        ("<h4>A</h4><h5>B</h5>", "<h3>A</h3><h4>B</h4>"),
        ("<h2>A</h2><h6>B</h6>", "<h3>A</h3><h6>B</h6>"),
        ('<a href="#a">A</a>', '<a href="#d1-a">A</a>'),
        ('<a href="../b/#a">B</a>', '<a href="../b/#a">B</a>'),
        ('<p aria-labelledby="a b">C</p>', '<p aria-labelledby="d1-a d1-b">C</p>'),
        (
            '<img loading="lazy" src="a.jpg" alt="x > y" />',
            '<img src="a.jpg" alt="x &gt; y" />',
        ),
        ('<code>&lt;p id="a"&gt;</code>', '<code>&lt;p id="a"&gt;</code>'),
    ],
)
def test_names_begin_with_the_chapter_and_headings_follow_its_title(
    given: str, made: str
) -> None:
    assert chapter(given, "d1") == made


def test_a_picture_that_is_loaded_at_once_says_its_own_width() -> None:
    told = chapter('<img src="a.jpg" sizes="auto, 90vw" loading="lazy">', "d1")
    assert told == '<img src="a.jpg" sizes="90vw">'
