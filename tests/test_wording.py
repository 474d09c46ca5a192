from pathlib import PurePosixPath

from milepost.build import NO_STORE
from milepost.model.journal import Page
from milepost.read.entry import parse_page
from milepost.wording import worded

HARMFUL = "---\ntitle: A\n---\n# A\n\nwords\n\n<p onclick=x>y</p>\n\n<Script>z()</Script>\n"


def page(text: str) -> Page:
    return parse_page(PurePosixPath("pages/a.md"), text.encode())


def test_html_of_authors_is_theirs_unless_the_site_says_otherwise() -> None:
    (made,), told = worded([page(HARMFUL)], hashtags=False, raw_html=True, store=NO_STORE)
    assert "<p onclick=x>y</p>" in made.html
    assert told == []


def test_what_a_site_does_not_want_is_told_at_its_line() -> None:
    (made,), told = worded([page(HARMFUL)], hashtags=False, raw_html=False, store=NO_STORE)
    assert "<p>y</p>" in made.html
    assert "cript" not in made.html
    reason = "is left out, as [markdown] in site.toml says  raw_html = false"
    assert [str(problem) for problem in told] == [
        f"pages/a.md:8: onclick {reason}",
        f"pages/a.md:10: <script> {reason}",
    ]


def test_lists_without_end_are_an_error_in_words() -> None:
    _, (problem,) = worded(
        [page("- " * 2000 + "x")], hashtags=False, raw_html=True, store=NO_STORE
    )
    assert problem.severity == "error"
    assert "too deep in one another" in str(problem)
