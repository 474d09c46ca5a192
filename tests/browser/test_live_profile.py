"""The place along the way, on the map and in the elevation profile at once."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builders import METRES_A_DEGREE
from live_maps import DAY, DAY_M, bring_up, course
from readers import opened

pytestmark = pytest.mark.browser

SAID = re.compile(r"^([\d.]+) km, (\d+) m, (-?[\d.]+)%, ([\d.]+) km/h$")


@pytest.fixture
def page(browser: Browser, journey: str) -> Iterator[Page]:
    with opened(browser) as page:
        yield bring_up(page, journey + DAY)


def slider(page: Page) -> Locator:
    found = page.get_by_role("slider", name="Place along the way")
    found.scroll_into_view_if_needed()
    return found


def said(page: Page) -> tuple[float, ...]:
    words = slider(page).get_attribute("aria-valuetext") or ""
    found = SAID.match(words)
    assert found, words
    return tuple(float(number) for number in found.groups())


def dot(page: Page) -> tuple[float, float]:
    box = page.locator(".live .mp-here").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_keys_move_the_slider_and_it_says_where_it_is(page: Page) -> None:
    slider(page).focus()
    page.keyboard.press("End")
    km, ele_m, _, speed = said(page)
    assert km == pytest.approx(67.7, abs=0.2)
    assert ele_m == pytest.approx(300 + 120 * -0.54 + 200, abs=10)
    assert speed == pytest.approx(24, abs=3)
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    assert said(page)[0] == pytest.approx(6.8, abs=0.3)


def test_what_it_says_is_true_all_along_the_way(page: Page) -> None:
    along = np.arange(0.0, DAY_M + 1, 50.0)
    lat, lon, ele = course(along)
    east = np.diff(lon) * METRES_A_DEGREE * np.cos(np.radians(lat[:-1]))
    steps = np.hypot(east, np.diff(lat) * METRES_A_DEGREE)
    km = np.concatenate(([0.0], np.cumsum(steps))) / 1000
    slider(page).focus()
    page.keyboard.press("Home")
    for _ in range(9):
        page.keyboard.press("PageUp")
        at_km, ele_m, gradient, _ = said(page)
        assert ele_m == pytest.approx(np.interp(at_km, km, ele), abs=3)
        true = np.interp(at_km, km[1:], np.diff(ele) / steps * 100)
        assert gradient == pytest.approx(true, abs=0.25)


def test_the_slider_moves_a_dot_along_the_way(page: Page) -> None:
    expect(page.locator(".live .mp-here")).to_have_count(0)
    slider(page).focus()
    page.keyboard.press("Home")
    south = dot(page)
    page.keyboard.press("End")
    north = dot(page)
    start = page.locator(".live .mp-start").bounding_box()
    assert start
    assert south[1] == pytest.approx(start["y"] + start["height"], abs=3)
    assert south[0] == pytest.approx(start["x"] + start["width"] / 2, abs=3)
    assert north[1] < south[1] - 300
    page.locator("h1").click()
    expect(page.locator(".live .mp-here")).to_have_count(0)


def test_the_mouse_over_the_profile_reads_it(page: Page) -> None:
    slider(page)
    plot = page.locator(".live-plot").bounding_box()
    assert plot
    page.mouse.move(plot["x"] + plot["width"] / 2, plot["y"] + 20)
    assert said(page)[0] == pytest.approx(67.7 / 2, abs=0.4)
    readout = page.locator(".live-plot .live-readout")
    expect(readout).to_be_visible()
    page.mouse.move(plot["x"] + plot["width"] / 2, plot["y"] - 80)
    expect(readout).to_be_hidden()


def test_the_plot_of_the_slider_is_that_of_the_picture(page: Page) -> None:
    plot = page.locator(".live-plot").bounding_box()
    axis = page.evaluate(
        "() => { const svg = document.querySelector('.mp-profile'),"
        " at = svg.getScreenCTM(), { left, right, bottom } = svg.dataset;"
        " return [at.a * left + at.e, at.a * right + at.e, at.d * bottom + at.f]; }"
    )
    assert plot
    shown = [plot["x"], plot["x"] + plot["width"], plot["y"] + plot["height"]]
    assert shown == pytest.approx(axis, abs=1)


def test_the_mouse_over_the_way_moves_the_slider(browser: Browser, journey: str) -> None:
    with opened(browser, viewport={"width": 1000, "height": 1600}) as page:
        bring_up(page, journey + DAY)
        slider(page).focus()
        page.keyboard.press("Home")
        for _ in range(4):
            page.keyboard.press("PageUp")
        (x, y), km = dot(page), said(page)[0]
        page.keyboard.press("Home")
        page.mouse.move(x + 3, y)
        assert said(page)[0] == pytest.approx(km, abs=0.5)
        words = page.locator(".live > .live-readout")
        shown = words.inner_text().replace("\u00a0", " ")
        assert shown == slider(page).get_attribute("aria-valuetext")
        page.mouse.move(x + 200, y)
        expect(words).to_be_hidden()


def test_a_tap_on_the_profile_stays_when_the_finger_is_lifted(
    browser: Browser, journey: str
) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    with opened(browser, **phone) as page:
        bring_up(page, journey + DAY)
        slider(page)
        plot = page.locator(".live-plot").bounding_box()
        assert plot
        page.touchscreen.tap(plot["x"] + plot["width"] * 0.75, plot["y"] + 20)
        assert said(page)[0] == pytest.approx(0.75 * 67.7, abs=0.5)
        expect(page.locator(".live .mp-here")).to_have_count(1)
