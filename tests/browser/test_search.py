"""The search page."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def looked_for(tab: Page, address: str, typed: str) -> list[str]:
    """Return the titles that are found, once that is told."""
    tab.goto(f"{address}search/")
    field = tab.get_by_role("searchbox")
    field.fill(typed)
    expect(tab.get_by_role("status")).not_to_be_empty()
    return tab.locator(".finder .item-title").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("LAKE", ["Two"]),  # a tag
        ("thre", ["Three"]),  # the begin of a title
        ("2 may", ["Two"]),  # a date
        ("rest", ["Two"]),  # in its words only
        ("hre", []),
    ],
)
def test_days_are_found_by_what_is_known_of_them(
    tab: Page, address: str, typed: str, found: list[str]
) -> None:
    assert looked_for(tab, address, typed) == found
    assert tab.evaluate("broken") == []


def test_what_was_found_leads_there_and_is_there_again_after_going_back(
    tab: Page, address: str
) -> None:
    looked_for(tab, address, "rest")
    expect(tab.locator(".finder mark")).to_have_text("rest.")
    tab.locator(".finder .item-title").click()
    assert tab.url == f"{address}journal/2026-05-02-two/"
    tab.go_back()
    expect(tab.locator(".finder .item-title")).to_have_text("Two")


def test_without_a_script_there_are_lists(tab: Page, address: str) -> None:
    tab.route("**/*.js", lambda route: route.abort())
    tab.goto(f"{address}search/")
    expect(tab.get_by_role("searchbox")).to_be_disabled()
    expect(tab.get_by_role("main").get_by_role("link", name="Journal")).to_be_visible()
