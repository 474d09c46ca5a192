"""The arrow keys lead to the days before and after."""

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser


def test_arrows_lead_to_the_days_beside_a_day(tab: Page, address: str) -> None:
    tab.goto(f"{address}journal/2026-05-02-two/")
    later = tab.locator(".pager a[rel=next]")
    expect(later).to_have_attribute("aria-keyshortcuts", "ArrowRight")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_url("**/2026-05-03-three/")
    tab.locator("[aria-keyshortcuts=ArrowLeft]").wait_for()
    tab.keyboard.press("ArrowLeft")
    tab.wait_for_url("**/2026-05-02-two/")


def test_arrows_stay_with_what_has_the_focus(tab: Page, address: str) -> None:
    """A key that is held with another one, or used within a page, is not taken from there."""
    tab.goto(f"{address}journal/2026-05-01-one/")
    tab.locator("[aria-keyshortcuts]").wait_for()
    tab.evaluate(
        "() => { window.clicks = 0;"
        " document.querySelector('.pager a').onclick = () => { clicks += 1; return false; } }"
    )
    tab.keyboard.press("Alt+ArrowRight")
    tab.locator(".profile input, .profile [tabindex='0']").first.focus()
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("clicks") == 0
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("clicks") == 1


def test_arrows_are_mirrored_where_the_page_is(tab: Page, address: str) -> None:
    def mirror(route: Route) -> None:
        html = route.fetch().text().replace('<html lang="en"', '<html dir="rtl" lang="en"')
        route.fulfill(body=html, content_type="text/html")

    tab.route("**/2026-05-01-one/", mirror)
    tab.goto(f"{address}journal/2026-05-01-one/")
    expect(tab.locator(".pager a[rel=next]")).to_have_attribute(
        "aria-keyshortcuts", "ArrowLeft"
    )
