import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.read.markup import first_words, hashtags_in, plain, render, render_line, tangled


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hello *there*", "<p>Hello <em>there</em></p>"),
        ("# Top", '<h2 id="top">Top</h2>'),
        ("### Deep", '<h2 id="deep">Deep</h2>'),
        ("## A\n### B", '<h2 id="a">A</h2>\n<h3 id="b">B</h3>'),
        ("a <b>bold</b> word", "<p>a <b>bold</b> word</p>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("", ""),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert render(text) == html


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |", "<td>1</td>"),
        ("A note[^1].\n\n[^1]: Below.", 'class="footnote"'),
        ("```\ncode\n```", "<pre><code>code\n</code></pre>"),
        ('She said "go" -- and went...', "&ldquo;go&rdquo; &ndash; and went&hellip;"),
    ],
)
def test_tables_notes_code_and_fine_quotes_are_known(text: str, part: str) -> None:
    assert part in render(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("From *the*\n`a<b & c`", "From <em>the</em> <code>a&lt;b &amp; c</code>"),
        (
            "See <https://a.org/?b&c>",
            'See <a href="https://a.org/?b&amp;c">https://a.org/?b&amp;c</a>',
        ),
        ("*x*{: onclick=alert(1)}", "<em>x</em>{: onclick=alert(1)}"),
        ("<b onclick=x>y</b> & z", "&lt;b onclick=x&gt;y&lt;/b&gt; &amp; z"),
        ("# Not a *heading* <b>", "# Not a *heading* &lt;b&gt;"),
    ],
)
def test_a_line_holds_emphasis_code_and_links_and_no_html(text: str, html: str) -> None:
    assert render_line(text) == html


def test_the_same_text_gives_the_same_html_again() -> None:
    text = "# A\n\n# A\n\nA note[^1].\n\n[^1]: Below."
    assert render(text) == render(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Title\n\nOne *two* & [three](x.md).\n\nFour.", "One two & three. Four."),
        ("![a picture](a.jpg)\n\nAfter.", "After."),
        ("| a |\n|---|\n| b |\n\nAfter.", "After."),
        ("- a\n- b", ""),
        ("", ""),
    ],
)
def test_the_first_words_are_those_of_the_paragraphs(text: str, words: str) -> None:
    assert first_words(render(text)) == words


def test_long_text_is_cut_at_a_word() -> None:
    assert first_words("<p>one two, three four</p>", 12) == "one two…"


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(5, 40))
def test_first_words_are_never_longer_than_asked_for(text: str, most: int) -> None:
    words = first_words(f"<p>{text}</p>", most)
    assert len(words) <= most + 1


@given(st.text("#*_`[]()<>!|-=:^~ \n\tab1&\\\"'", max_size=60))
def test_any_text_is_rendered(text: str) -> None:
    first_words(render(text))


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("with #chai, #fog.", ("chai", "fog")),
        ("#chai begins a line", ("chai",)),
        ("the last #दिल्ली-की।", ("दिल्ली-की",)),
        ("in **#bold** and (#round)", ("bold", "round")),
        ("twice #fog #fog", ("fog",)),
        ("<b>#fog</b> and #rain<br>\n#chai  \n#lake&nbsp;x", ("fog", "rain", "chai", "lake")),
        ("not #1, a#b, `#code`, \\#escaped, [a #link](x) or <http://a/#b>", ()),
        ("no letter: #🚴 and #❤️; but #🚴day", ("🚴day",)),
        ('<a href="x">an #own</a> <A href="y">and *#another*</A> but #fog', ("fog",)),
    ],
)
def test_hashtags_are_tags_where_a_site_wants_them(text: str, tags: tuple[str, ...]) -> None:
    body = render(text, tagged=True)
    assert hashtags_in(body) == tags
    assert all(f'<a class="hashtag" href="/tags/{tag}/">#{tag}</a>' in body for tag in tags)
    assert "hashtag" not in render(text)


def test_hashtags_may_stay_plain_text() -> None:
    assert render("#fog of\n#us", tagged=True, linked=False) == "<p>#fog of\n#us</p>"


def test_a_heading_has_a_space_where_hashtags_are_wanted() -> None:
    assert render("# Top\n\n#fog", tagged=True).startswith('<h2 id="top">Top</h2>\n<p><a ')


def test_the_words_of_html_are_those_that_are_read() -> None:
    body = (
        '<p>Of <em>fo</em>g&amp;<br>rain</p><img alt="A lake"><style>p {}</style><ul><li>x</ul>'
    )
    assert plain(body) == "Of fog& rain A lake x"


@pytest.mark.parametrize("part", ["[", "![", "[a](", "]]](((((((("])
def test_brackets_that_would_be_read_for_minutes_are_found(part: str) -> None:
    text = part * 9_000
    found = tangled(f"one\n\ntwo\n{text}\n\nthree")
    assert found
    assert (found[0], "brackets" in found[1]) == (3, True)
    assert render_line(text) == text


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("*t* ", 3),
        ("#t ", 3),
        ("[a](b) ", 3),
        ("- t\n", 3),
        ("*[a]: b\n", 3),
        ("a\n\n", 20_001),
    ],
)
def test_marks_that_would_be_walked_for_minutes_are_found(part: str, line: int) -> None:
    found = tangled(f"one\n\n{part * 20_000}\n\nthree")
    assert found == (line, "this text has too many marks or paragraphs; part it")


def test_a_novel_is_fine() -> None:
    dialogue = '"It\'s *far*," she said, and the [hills](x.md) went on. #hill\n' * 6
    assert tangled(f"{dialogue}\n" * 2400) is None


def test_a_hashtag_reads_no_other_one_again() -> None:
    calls: list[str] = []

    def counted(times: int) -> int:
        calls.clear()
        sys.setprofile(lambda frame, event, arg: calls.append(event))
        try:
            render("<b>#t</b>" + "#t" * times, tagged=True)
        finally:
            sys.setprofile(None)
        return len(calls)

    assert counted(400) < 2.1 * counted(200)


@pytest.mark.parametrize("begun", ["<a href=x>", "<A HREF=x><b>", "</a><a name=x>"])
def test_a_hashtag_within_an_authors_own_link_is_none(begun: str) -> None:
    body = render(f"{begun}to #fog</a> and #rain\n\n*#chai*", tagged=True)
    assert hashtags_in(body) == ("rain", "chai")


def test_brackets_of_any_other_number_are_fine() -> None:
    links = "[a](b) (c) [d\n" * 300
    assert tangled(f"{links}\n\n" * 2) is None
