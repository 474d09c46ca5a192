"""Tables that readers sort."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

_CELLS = "table => [...table.tBodies[0].rows].map(row => row.cells[%d].textContent)"


def test_days_are_sorted_by_any_column_with_the_keyboard(tab: Page, address: str) -> None:
    tab.goto(f"{address}stats/")
    table = tab.locator("table[data-sort]")
    days = table.evaluate(_CELLS % 0)
    assert days == ["1", "2", "3"]
    head = table.get_by_role("columnheader", name="Date")
    head.get_by_role("button").focus()
    tab.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert table.evaluate(_CELLS % 0) == ["1", "2", "3"]
    tab.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert table.evaluate(_CELLS % 0) == ["3", "2", "1"]
    other = table.get_by_role("columnheader", name="Distance")
    for _ in range(2):
        other.get_by_role("button").click()
        assert table.evaluate(_CELLS % 0)[0] == "1"  # the others have none, and come last
    assert head.get_attribute("aria-sort") is None
    assert other.get_attribute("aria-sort") == "descending"
