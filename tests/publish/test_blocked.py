"""What of an author's HTML browsers do not load is told; what they do load is not."""

from datetime import date
from pathlib import Path

import pytest

from builders import CONFIG, journal
from milepost.build import prepare
from milepost.model.journal import Choice
from milepost.read.project import builtin_themes, find_project

DAY = "journal/2026-05-01/index.md"


def told(root: Path, words: str, config: str = CONFIG, **more: str) -> list[str]:
    """Build a day with some words on line 5 and return the warnings, without where."""
    files = {DAY: f"---\ntitle: A\n---\n\n{words}\n", **more}
    project = find_project(journal(root, files, config))
    found = prepare(project, Choice(date(2026, 12, 31))).warnings
    for problem in found:
        assert (problem.path, problem.line) == (f"site_src/{DAY}", 5)
    return [problem.message for problem in found]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("![Us](https://a.example/us.jpg)", "'https://a.example/us.jpg' is never shown"),
        ("![Us](//a.example/us.jpg)", "'//a.example/us.jpg' is never shown"),
        ("![Us](https://a.example/u?a=1&b=2)", "'https://a.example/u?a=1&b=2' is never shown"),
        ("<video src='http://a.example/v.mp4'></video>", "'http://a.example/v.mp4' is never"),
        ("<audio src=https://a.example/v.mp3></audio>", "'https://a.example/v.mp3' is never"),
        (
            "<video><source src='https://a.example/v.mp4'></video>",
            "'https://a.example/v.mp4' is never shown",
        ),
        ("<iframe src='https://a.example/'></iframe>", "<iframe> stays empty"),
        ("<embed src='https://a.example/a.svg'>", "<embed> stays empty"),
        ("<script>alert(1)</script>", "<script> never runs"),
        ("<p onclick='alert(1)'>A</p>", "onclick never runs"),
        ("<p style='color: red'>A</p>", "style has no effect"),
        ("<style>p { color: red }</style>", "<style> has no effect"),
        ("<form action='https://a.example/'><input></form>", "<form> sends nothing"),
    ],
)
def test_what_a_page_forbids_is_told_at_its_line(tmp_path: Path, words: str, what: str) -> None:
    (message,) = told(tmp_path, words)
    assert message.startswith(what)


def test_what_a_page_allows_is_not_told(tmp_path: Path) -> None:
    allowed = (
        "[Us](https://a.example/us.jpg) `<iframe src='https://a.example'>` "
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='> "
        "<img src='https://example.org/j/us.jpg'> <p class='a'>A</p> "
        '<script type="application/ld+json">{}</script>'
    )
    assert told(tmp_path, allowed) == []


def test_what_a_theme_allows_is_not_told(tmp_path: Path) -> None:
    base = (builtin_themes() / "default/templates/base.html").read_text("utf-8")
    assert "{{ csp }}" in base
    wider = "{{ csp }}; frame-src https://*.a.example"
    overrides = {"overrides/templates/base.html": base.replace("{{ csp }}", wider)}
    words = "<iframe src='https://b.a.example/'></iframe>"
    assert told(tmp_path, words, **overrides) == []
    (message,) = told(tmp_path, words.replace("a.example", "c.example"), **overrides)
    assert message.startswith("<iframe> stays empty")


def test_what_was_left_out_is_not_told_twice(tmp_path: Path) -> None:
    config = CONFIG + "\n[markdown]\nraw_html = false\n"
    (message,) = told(tmp_path, "<iframe src='https://a.example/'></iframe>", config)
    assert "is left out, as [markdown]" in message
