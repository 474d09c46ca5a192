"""The live map: it takes the picture's place, and leaves the page alone."""

from collections.abc import Iterator
from typing import Literal

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from live_maps import DAY, POINTS, at_rest, bring_up, farthest, points, until
from readers import opened

pytestmark = pytest.mark.browser

LEFT, TOP, RIGHT, LOW = range(4)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser) as page:
        yield page


@pytest.fixture(scope="module")
def day(browser: Browser, journey: str) -> Iterator[Page]:
    """The live map of a day, for tests that leave it as it was."""
    with opened(browser) as page:
        yield bring_up(page, journey + DAY)


def centre(page: Page) -> tuple[float, float]:
    box = page.locator(".live-map").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def route(page: Page) -> list[float]:
    """Left, top, right and bottom of the way on the live map."""
    found = points(page, ".live")
    return [*found.min(axis=0).tolist(), *found.max(axis=0).tolist()]


def until_taller(page: Page, least: float) -> None:
    """Wait until the way on the live map is taller than so many pixels."""
    rows = f"({POINTS})('.live').map(([, y]) => y)"
    until(page, f"((ys) => Math.max(...ys) - Math.min(...ys))({rows}) > {least}")


def height(page: Page) -> float:
    """How tall the way is on the live map."""
    return route(page)[LOW] - route(page)[TOP]


@pytest.mark.parametrize("path", ["", DAY, "journal/2026-05-03-three/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_live_map_shows_what_the_picture_showed(
    browser: Browser, journey: str, path: str, width: int
) -> None:
    with opened(browser, viewport={"width": width, "height": 900}) as page:
        bring_up(page, journey + path)
        still, live = points(page, ".stage > svg"), points(page, ".live")
        assert farthest(still, live) < 1.5
        assert farthest(live, still) < 1.5
        middle = np.mean(live, axis=0) - np.mean(still, axis=0)
        assert np.hypot(*middle) < 1


@pytest.mark.parametrize("path", ["", DAY])
def test_nothing_moves_when_it_comes_up_and_no_rule_is_broken(
    page: Page, journey: str, path: str
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    bring_up(page, journey + path)
    page.locator(".live-point").first.hover()
    page.get_by_role("button", name="Zoom in").click()
    at_rest(page)
    assert page.evaluate("window.shifts") == 0
    assert (said, page.evaluate("window.broken")) == ([], [])
    assert [url for url in asked if not url.startswith(journey)] == []


def test_it_waits_until_the_map_is_in_view(page: Page, journey: str) -> None:
    page.set_viewport_size({"width": 360, "height": 200})
    page.goto(journey + DAY)
    page.mouse.move(1, 1)
    page.mouse.move(2, 2)
    page.wait_for_load_state("networkidle")
    assert page.locator(".live").count() == 0


def test_it_waits_until_the_reader_does_something(page: Page, journey: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 360, "height": 1600})
    page.goto(journey + DAY, wait_until="networkidle")
    assert not [url for url in asked if "leaflet" in url or "track.json" in url]
    page.keyboard.press("Tab")
    page.locator(".is-live").wait_for(state="attached")


def test_a_reader_who_saves_data_is_asked_first(page: Page, journey: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page.goto(journey + DAY, wait_until="networkidle")
    page.locator("figure.map").scroll_into_view_if_needed()
    button = page.get_by_role("button", name="Open the live map")
    expect(button).to_be_visible()
    assert page.locator(".live").count() == 0
    button.click()
    page.locator(".is-live").wait_for(state="attached")
    assert button.count() == 0


@pytest.mark.parametrize("missing", ["track.json", "base.json", "leaflet.js"])
@pytest.mark.parametrize("how", ["lost", "broken"])
def test_the_picture_stays_if_anything_is_missing(
    page: Page, journey: str, missing: str, how: str
) -> None:
    if how == "lost":
        page.route(f"**/{missing}", lambda route: route.abort())
    else:
        page.route(f"**/{missing}", lambda route: route.fulfill(body='{"v": 1, "tracks": [{'))
    with page.expect_event("console", lambda message: message.type == "info"):
        page.goto(journey + DAY)
        page.locator("figure.map").scroll_into_view_if_needed()
        page.mouse.move(1, 1)
    expect(page.locator(".stage > svg")).to_be_visible()
    assert page.locator(".live").count() == 0


def test_without_scripts_the_picture_is_the_map(browser: Browser, journey: str) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(journey + DAY)
        expect(page.locator(".stage > svg")).to_be_visible()
        assert page.locator("button, input").count() == 0


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_buttons_zoom_and_lead_back(
    browser: Browser, journey: str, motion: Literal["reduce", "no-preference"]
) -> None:
    with opened(browser, reduced_motion=motion) as page:
        bring_up(page, journey + DAY)
        before = route(page)
        whole = page.get_by_role("button", name="Whole route")
        expect(whole).to_be_hidden()
        page.get_by_role("button", name="Zoom in").click()
        at_rest(page)
        assert height(page) == pytest.approx(2 * (before[LOW] - before[TOP]), rel=0.02)
        page.get_by_role("button", name="Zoom out").click()
        at_rest(page)
        assert route(page) == pytest.approx(before, abs=2)
        page.get_by_role("button", name="Zoom in").click()
        at_rest(page)
        whole.click()
        assert route(page) == pytest.approx(before, abs=1)
        expect(whole).to_be_hidden()


def test_every_button_is_as_large_as_a_finger(page: Page, journey: str) -> None:
    bring_up(page, journey)
    page.get_by_role("button", name="Zoom in").click()
    at_rest(page)
    boxes = [button.bounding_box() for button in page.locator(".live button").all()]
    assert len(boxes) == 5
    assert all(box and box["width"] >= 44 and box["height"] >= 44 for box in boxes)


def test_keys_pan_zoom_and_lead_back(page: Page, journey: str) -> None:
    bring_up(page, journey + DAY)
    before = route(page)
    page.locator(".live-map").focus()
    page.keyboard.press("+")
    at_rest(page)
    zoomed = route(page)
    assert zoomed[LOW] - zoomed[TOP] > 1.5 * (before[LOW] - before[TOP])
    page.keyboard.press("ArrowUp")
    at_rest(page)
    assert route(page)[TOP] > zoomed[TOP] + 40
    page.keyboard.press("0")
    assert route(page) == pytest.approx(before, abs=1)


def test_the_map_can_be_left_with_the_tab_key(page: Page, journey: str) -> None:
    bring_up(page, journey)
    page.locator(".live-map").focus()
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("!!document.activeElement.closest('.live')"))
    assert stops[0]
    assert not stops[-1]


def test_a_drag_with_the_mouse_pans(page: Page, journey: str) -> None:
    bring_up(page, journey + DAY)
    page.get_by_role("button", name="Zoom in").click()
    at_rest(page)
    before = route(page)
    x, y = centre(page)
    page.mouse.move(x + 150, y)
    page.mouse.down()
    page.mouse.move(x + 100, y + 30, steps=4)
    page.mouse.up()
    at_rest(page)
    after = route(page)
    assert after[LEFT] < before[LEFT] - 30
    assert after[TOP] > before[TOP] + 15


def test_the_wheel_scrolls_the_page_and_with_ctrl_it_zooms(page: Page, journey: str) -> None:
    bring_up(page, journey + DAY)
    page.mouse.move(*centre(page))
    before, scrolled = height(page), page.evaluate("window.scrollY")
    page.mouse.wheel(0, 120)
    until(page, f"window.scrollY > {scrolled}")
    expect(page.locator(".live-hint")).to_have_class("live-hint is-shown")
    assert height(page) == pytest.approx(before, abs=1)
    page.mouse.move(*centre(page))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    until_taller(page, 1.2 * before)
    page.keyboard.up("Control")


def touch(page: Page, *steps: list[tuple[float, float]]) -> None:
    """Put fingers down at the first step's places, move them over the others, and lift them."""
    session = page.context.new_cdp_session(page)

    def send(kind: str, places: list[tuple[float, float]]) -> None:
        points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", steps[0])
    for step in steps[1:]:
        send("touchMove", step)
    send("touchEnd", [])


def test_one_finger_scrolls_the_page_and_two_move_the_map(
    browser: Browser, journey: str
) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    with opened(browser, **phone) as page:
        bring_up(page, journey + DAY)
        before, (x, y) = route(page), centre(page)
        scrolled = page.evaluate("window.scrollY")
        on_page = before[TOP] + scrolled
        touch(page, *[[(x, y + 60 - 20 * n)] for n in range(7)])
        until(page, f"window.scrollY > {scrolled} + 30")
        top = f"({POINTS})('.live').reduce((top, [x, y]) => Math.min(top, y), 1e9)"
        assert page.evaluate(f"{top} + scrollY") == pytest.approx(on_page, abs=2)
        (x, y), before_height = centre(page), height(page)
        apart = [[(x, y - 20 - 8 * n), (x, y + 20 + 8 * n)] for n in range(8)]
        touch(page, *apart)
        until_taller(page, 1.5 * before_height)


def test_full_screen_gives_the_window_to_the_map_and_back(page: Page, journey: str) -> None:
    bring_up(page, journey + DAY)
    # As on phones that have no full screen for a part of a page.
    page.evaluate("Element.prototype.requestFullscreen = undefined")
    page.get_by_role("button", name="Full screen", exact=True).click()
    box = page.locator(".live").bounding_box()
    assert box
    assert (box["width"], box["height"]) == (1000, 900)
    page.get_by_role("button", name="Leave full screen").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Full screen", exact=True)).to_be_visible()
    narrower = page.locator(".live").bounding_box()
    assert narrower
    assert narrower["height"] < 900


def test_dark_mode_turns_the_live_map_too(day: Page) -> None:
    colour = """([selector, what]) =>
        getComputedStyle(document.querySelector(`.live ${selector}`))[what]"""
    parts = ((".mp-water", "fill"), (".mp-land", "fill"), ("button", "backgroundColor"))
    seen = []
    schemes: tuple[Literal["light", "dark", "null"], ...] = ("light", "dark")
    for scheme in schemes:
        day.emulate_media(color_scheme=scheme)
        seen.append([day.evaluate(colour, list(part)) for part in parts])
    day.emulate_media(color_scheme="null")
    assert all(light != dark for light, dark in zip(*seen, strict=True))


def test_paper_gets_the_picture(day: Page) -> None:
    day.emulate_media(media="print")
    expect(day.locator(".stage > svg")).to_be_visible()
    expect(day.locator(".live")).to_be_hidden()
    day.emulate_media(media="null")


def test_close_to_the_ground_the_coarse_lines_are_gone(page: Page, journey: str) -> None:
    bring_up(page, journey + DAY)
    shown = "getComputedStyle(document.querySelector('.live-world')).opacity"
    assert page.evaluate(shown) == "1"
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
        at_rest(page)
    until(page, f"{shown} === '0'")
    assert page.locator(".live .mp-grid").get_attribute("d")


def test_the_scale_bar_is_true(day: Page) -> None:
    words = day.locator(".live-scale").inner_text().replace("\u00a0", " ")
    told = day.locator(".stage > svg > .mp-label").text_content() or ""
    assert words == told.replace("\u00a0", " ")
    live, still = (
        day.evaluate("(s) => document.querySelector(s).getBoundingClientRect().width", selector)
        for selector in (".live-scale span", ".stage > svg > .mp-scale")
    )
    assert live == pytest.approx(still, abs=1)


def test_the_credit_is_always_shown(page: Page, journey: str) -> None:
    bring_up(page, journey)
    expect(page.locator(".live-credit")).to_contain_text("Natural Earth")
    expect(page.locator(".live-credit")).to_contain_text("GeoNames")


def test_a_photo_is_a_link_and_a_waypoint_a_note(day: Page) -> None:
    link = day.locator("figure.map").get_by_role("link", name="Photo 1 of 1")
    assert link.get_attribute("href", timeout=1000).endswith(".jpg")
    note = day.locator(".live-waypoint")
    note.focus()
    expect(note).to_contain_text("Chai")
