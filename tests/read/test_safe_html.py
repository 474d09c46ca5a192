import pytest

from milepost.read.markup import hashtags_in, render
from milepost.read.safe_html import safe_html


@pytest.mark.parametrize(
    ("body", "left", "taken"),
    [
        ("<p>a<script>x()</script>b</p>", "<p>ab</p>", "<script"),
        ("<p>a<style>b{}</style></p>", "<p>a</p>", "<style"),
        ('<iframe src="https://a.org/"></iframe>', "", "<iframe"),
        ("<svg><a href='javascript:x'>y</a></svg>", "", "<svg"),
        ('<form action="/"><b>send</b></form>', "<b>send</b>", "<form"),
        ("<p onclick=x>a</p>", "<p>a</p>", "onclick="),
        ('<p style="color: red">a</p>', "<p>a</p>", "style="),
        ('<p id="search">a</p>', "<p>a</p>", "id="),
        ('<p><a class="hashtag mp">b</a></p>', '<p><a class="hashtag">b</a></p>', "class="),
        ('<a href="javascript:x">b</a>', "<a>b</a>", "javascript:"),
        ('<a href=" java\tscript:x">b</a>', "<a>b</a>", "javascript:"),
        ('<a href="&#106;avascript:x">b</a>', "<a>b</a>", "javascript:"),
        ('<img src="data:text/html,x" alt="b">', '<img alt="b">', "data:"),
        ('<video src="vbscript:x"></video>', "<video></video>", "vbscript:"),
    ],
)  # fmt: skip
def test_what_could_do_harm_is_taken_out_and_named(body: str, left: str, taken: str) -> None:
    found, named = safe_html(body)
    assert found == left
    assert taken in named


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nOne *two* **three** `four` [five](../x.md#y) <https://a.org/>",
        "| a | b |\n|--:|---|\n| 1 | 2 |",
        "A note[^1].\n\n[^1]: Below.",
        "![Grass](grass.jpg 'At noon') and <mailto:a@b.org>",
        "```python\ncode < 1\n```",
        "> quoted\n\n3. a\n4. b\n\nterm\n: told\n\n*[GPS]: a system\n\nby GPS",
        "<details open><summary>More</summary><video src='a.mp4' controls></video></details>",
        "the #fog of `<script>`",
    ],
)
def test_what_markdown_makes_stays(text: str) -> None:
    body = render(text, tagged=True)
    found, named = safe_html(body)
    assert named == ()
    assert safe_html(found) == (found, ())
    assert hashtags_in(found) == hashtags_in(body)
    for part in ('class="footnote"', 'id="fn:1"', 'class="align-right"', 'title="At noon"'):
        assert (part in found) == (part in body)
