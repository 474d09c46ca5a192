"""Elevation profiles as a browser draws them."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

_BOXES = """
figure => [...figure.querySelectorAll('text')]
  .filter(text => text.checkVisibility())
  .map(text => {
    const {left, top, right, bottom} = text.getBoundingClientRect()
    const scale = figure.querySelector('svg').getBoundingClientRect().width / 640
    const size = parseFloat(getComputedStyle(text).fontSize) * scale
    return {words: text.textContent, left, right, top, bottom, size}
  })
"""


@pytest.mark.parametrize("path", ["journal/2026-05-01-one/", "stats/"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_words_are_large_enough_and_apart(
    tab: Page, address: str, path: str, width: int
) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(address + path)
    boxes = tab.locator("figure.profile").evaluate(_BOXES)
    assert len(boxes) > 5
    for box in boxes:
        assert box["size"] >= 11, box
        assert box["left"] >= 0, box
        assert box["right"] <= width, box
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            beside = one["right"] <= other["left"] or other["right"] <= one["left"]
            # A line of text is higher than its letters.
            slack = 0.25 * max(one["size"], other["size"])
            above = (
                one["bottom"] - slack <= other["top"] + slack
                or other["bottom"] - slack <= one["top"] + slack
            )
            assert beside or above, (one, other)
