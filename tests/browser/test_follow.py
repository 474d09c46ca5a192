"""Addresses to copy."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_an_address_is_copied_by_its_button(tab: Page, address: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}follow/")
    button = tab.get_by_role("button", name="Copy").first
    button.click()
    expect(tab.get_by_role("button", name="Copied")).to_have_count(1)
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == "https://example.org/j/feed.xml"
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
