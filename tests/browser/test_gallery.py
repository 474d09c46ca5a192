"""Photos as large as the screen, with a script and without."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

import live_maps
import readers
from builders import journal
from live_maps import until
from milepost.build import build
from milepost.model.journal import Choice
from milepost.read.project import find_project
from photographs import photograph

pytestmark = pytest.mark.browser

Served = tuple[str, list[tuple[str, str]]]

_DAY = "journal/2026-05-02-lake/"
_COLOURS = ("red", "green", "blue", "black")
_IS_AT = "location.hash === '{0}' && !document.querySelector('.view:target:not([open])')"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The address of a day with four photos, one within its words; and what was asked for."""
    root = tmp_path_factory.mktemp("gallery")
    photos = {
        f"{_DAY}{n}.jpg": photograph(f"2026:05:02 0{n + 6}:00:00", size=(640, 480), colour=each)
        for n, each in enumerate(_COLOURS)
    }
    words = "![Dawn](0.jpg)\n" + "\n\nWords.\n" * 60
    days = {
        "journal/2026-05-01.md": ".",
        "journal/2026-05-03.md": ".",
        f"{_DAY}index.md": words,
    }
    journal(root, {**days, **photos})
    build(find_project(root), root / "public", Choice(date(2026, 6, 1)))
    with live_maps.serving(root / "public") as (address, asked):
        yield f"{address}{_DAY}", asked


@pytest.fixture
def day(tab: Page, lake: Served) -> Page:
    tab.goto(lake[0])
    return tab


def press(page: Page, key: str, shown: str) -> None:
    """Press a key, and wait until the address names what is shown then."""
    page.keyboard.press(key)
    until(page, _IS_AT.format(shown))


def opened(page: Page, number: int) -> int:
    """Open the large view of a photo; return how far the page was scrolled before."""
    thumb = page.locator(f"#mp-photo-{number}-here")
    thumb.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    thumb.click()
    page.locator(f"#mp-photo-{number}[open]").wait_for()
    return int(place)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.className"))


def test_keys_lead_from_photo_to_photo_and_back_to_the_page(day: Page) -> None:
    place = opened(day, 2)
    assert focused(day) == "close"
    press(day, "ArrowRight", "#mp-photo-3")
    press(day, "ArrowLeft", "#mp-photo-2")
    press(day, "End", "#mp-photo-4")
    press(day, "ArrowRight", "#mp-photo-4")  # there is none behind it
    press(day, "Home", "#mp-photo-1")
    press(day, "ArrowRight", "#mp-photo-2")
    assert day.locator("dialog[open]").get_attribute("aria-label") == "Photo 2 of 4: Lake"
    press(day, "Escape", "")
    assert focused(day) == "mp-photo-2-here"
    assert day.evaluate("scrollY") == place
    assert day.locator(".view:visible").count() == 0
    assert day.evaluate("[broken.length, shifts]") == [0, 0]


def test_going_back_closes_the_view_however_many_photos_were_seen(day: Page) -> None:
    opened(day, 2)
    later = day.locator("dialog[open] .later")
    later.click()
    until(day, _IS_AT.format("#mp-photo-3"))
    assert focused(day) == "later"
    later.click()
    until(day, _IS_AT.format("#mp-photo-4"))
    day.go_back()
    until(day, _IS_AT.format(""))
    assert focused(day) == "mp-photo-4-here"
    assert day.url.endswith(_DAY)


def test_a_photo_that_was_passed_on_is_shown_and_closes(tab: Page, lake: Served) -> None:
    tab.goto(f"{lake[0]}#mp-photo-3")
    tab.locator("#mp-photo-3[open]").wait_for()
    tab.emulate_media(media="print")
    assert tab.locator(".view:visible").count() == 0  # paper has the page
    tab.emulate_media(media="screen")
    press(tab, "Escape", "#mp-photo-3-here")
    assert tab.locator("dialog[open]").count() == 0
    expect(tab.locator("#mp-photo-3-here")).to_be_in_viewport()


def test_a_swipe_turns_to_the_next_photo(tab: Page, lake: Served) -> None:
    tab.goto(f"{lake[0]}#mp-photo-2")
    tab.locator("#mp-photo-2[open]").wait_for()
    device = tab.context.new_cdp_session(tab)

    def swipe(*across: int) -> None:
        for n, x in enumerate(across):
            kind = "touchMove" if n else "touchStart"
            at = [{"x": x, "y": 300}]
            device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
        device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(300, 240, 120)
    until(tab, _IS_AT.format("#mp-photo-3"))
    swipe(100, 180, 290)
    until(tab, _IS_AT.format("#mp-photo-2"))


def test_without_a_script_links_do_it(browser: Browser, lake: Served) -> None:
    with readers.opened(browser, java_script_enabled=False) as page:
        page.goto(lake[0])
        assert page.locator(".view:visible").count() == 0
        page.locator("#mp-photo-1-here").click()
        view = page.locator("#mp-photo-1")
        expect(view).to_be_in_viewport(ratio=1)
        expect(page.locator("h1")).to_be_hidden()  # nor can it be reached
        view.locator(".later").click()
        expect(page.locator("#mp-photo-2 .count")).to_have_text("2 of 4")
        expect(view).to_be_hidden()
        page.locator("#mp-photo-2 .close").click()
        expect(page.locator("#mp-photo-2-here")).to_be_in_viewport()
        expect(page.locator("#mp-photo-2")).to_be_hidden()


def test_a_large_photo_comes_with_those_beside_it_and_not_before(day: Page) -> None:
    assert day.locator(".view img").count() == 0
    day.locator("#mp-photo-2-here").click()
    # None would be complete too, until the script has heard of the new address.
    until(day, "document.querySelector('.view img')")
    until(day, "[...document.querySelectorAll('.view img')].every((i) => i.complete)")
    there = (
        "[...document.querySelectorAll('.view')].map((v) => v.querySelectorAll('img').length)"
    )
    assert day.evaluate(there) == [1, 1, 1, 0]
    sizes = day.locator("#mp-photo-2 img").get_attribute("sizes", timeout=1000)
    assert sizes == "min(100vw, 134vh)"  # and not those of the page


def test_where_the_script_does_not_come_a_link_leads_to_the_photo(
    browser: Browser, lake: Served
) -> None:
    with readers.opened(browser) as page:
        page.route("**/gallery*.js", lambda route: route.abort())
        page.goto(lake[0])
        page.locator("#mp-photo-2-here").click()
        link = page.locator("#mp-photo-2").get_by_role("link", name="The photo alone")
        expect(link).to_be_visible()
        assert link.get_attribute("href", timeout=1000).endswith("-640.jpg")
