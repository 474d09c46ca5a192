"""A journey on its live map: days, their links, their own lines, and the replay."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from live_maps import at_rest, bring_up, until
from readers import opened

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, journey: str) -> Iterator[Page]:
    with opened(browser, reduced_motion="no-preference") as page:
        yield bring_up(page, journey)


def test_days_take_turns_in_two_colours(page: Page) -> None:
    lines = page.locator(".live path.mp-tone")
    tones = lines.evaluate_all("(all) => all.map((line) => line.classList[1])")
    assert tones == ["mp-tone-0", "mp-tone-1", "mp-tone-0"]
    stroke = "(path) => getComputedStyle(path).stroke"
    one, two, three = (line.evaluate(stroke) for line in lines.all())
    assert one == three != two


def test_each_day_has_a_link_with_its_number_title_and_length(page: Page) -> None:
    links = page.locator("a.live-day")
    told = [(link.text_content() or "").replace("\u00a0", " ") for link in links.all()]
    assert told == ["Day 3: Three, 4.8 km", "Day 2: Two, 67.6 km", "Day 1: One, 67.7 km"]
    links.last.focus()
    expect(links.last.locator("span")).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/journal/2026-05-01-one/")


def test_a_tap_on_a_days_line_brings_its_link(page: Page) -> None:
    box = page.locator(".live path.mp-tone-0").first.bounding_box()
    assert box
    # The middle of the first day lies on a bend's flank.
    path = page.locator(".live path.mp-tone-0").first
    x, y = path.evaluate(
        "(path) => { const { x, y } = path.getPointAtLength(path.getTotalLength() / 2)"
        ".matrixTransform(path.getScreenCTM()); return [x, y]; }"
    )
    page.mouse.click(x, y)
    link = page.locator("a.live-day:focus")
    expect(link).to_contain_text("Day 1: One")
    at = link.bounding_box()
    assert at
    assert at["x"] + at["width"] / 2 == pytest.approx(x, abs=3)
    assert at["y"] + at["height"] / 2 == pytest.approx(y, abs=3)


def test_a_days_own_line_is_fetched_when_it_is_looked_at_closely(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Zoom in").click()
    at_rest(page)
    assert asked == []
    page.locator("a.live-day").last.focus()
    box = page.locator("a.live-day").last.bounding_box()
    assert box
    page.mouse.move(box["x"] + 14, box["y"] + 14)
    page.keyboard.down("Control")
    for _ in range(3):
        page.mouse.wheel(0, -300)
        at_rest(page)
    page.keyboard.up("Control")
    until(page, "performance.getEntriesByName(new URL('journal/2026-05-01-one/track.json',"
          " location.href).href).length > 0")  # fmt: skip
    assert not [url for url in asked if "three" in url]


def test_the_replay_goes_through_the_days_and_ends(page: Page, journey: str) -> None:
    page.clock.install()
    bring_up(page, journey)
    expect(page.locator(".live .mp-here")).to_have_count(0)
    replay = page.get_by_role("button", name="Replay")
    replay.click()
    readout = page.locator(".live > .live-readout")
    expect(readout).to_contain_text("Day 1")
    expect(page.locator(".live .is-to-come")).to_have_count(2)
    page.clock.fast_forward(9000)
    expect(readout).to_contain_text("Day 2")
    expect(page.locator(".live .is-to-come")).to_have_count(1)
    page.clock.fast_forward(9000)
    expect(readout).to_be_hidden()
    expect(page.locator(".live .is-to-come")).to_have_count(0)


def test_a_second_press_ends_the_replay(page: Page) -> None:
    replay = page.get_by_role("button", name="Replay")
    replay.click()
    expect(page.locator(".live .is-to-come")).to_have_count(2)
    replay.click()
    expect(page.locator(".live > .live-readout")).to_be_hidden()
    expect(page.locator(".live .is-to-come")).to_have_count(0)


def test_who_wants_no_motion_goes_from_day_to_day(browser: Browser, journey: str) -> None:
    with opened(browser) as page:
        bring_up(page, journey)
        next_day = page.get_by_role("button", name="Next day")
        readout = page.locator(".live > .live-readout")
        for day in ("Day 1", "Day 2", "Day 3"):
            next_day.click()
            expect(readout).to_contain_text(day)
            before = readout.inner_text()
            page.evaluate("new Promise((done) => setTimeout(done, 60))")
            assert readout.inner_text() == before
        next_day.click()
        expect(readout).to_be_hidden()
        moving = "document.getAnimations().filter((a) => a.playState === 'running').length"
        page.get_by_role("button", name="Zoom in").click()
        assert page.evaluate(moving) == 0
