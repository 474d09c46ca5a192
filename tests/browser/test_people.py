"""The pages of people and goals on a phone."""

from pathlib import Path

from playwright.sync_api import Page

from outputs import put
from trips import Files

COLOUR = "getComputedStyle(document.querySelector('.a-ann')%s).%s"


def test_pages_of_people_and_goals_fit_a_phone_and_have_the_chosen_colour(
    tab: Page, tmp_path: Path, under_way: Files
) -> None:
    complaints: list[str] = []
    put(tmp_path / "out", under_way)
    tab.on("console", lambda message: complaints.append(message.text))
    for path in ("now", "goals/five-on-foot", "athletes/ann"):
        tab.goto((tmp_path / "out" / path / "index.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") == 360, path
        if path == "now":
            dot = tab.evaluate(COLOUR % (", '::before'", "backgroundColor"))
            assert dot == "rgb(240, 208, 0)"
    assert tab.evaluate(COLOUR % ("", "borderLeftColor")) == "rgb(240, 208, 0)"
    assert not complaints
