"""A live map at the edge of the world, in other units and another language."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from builders import gpx, journal, segment
from live_maps import bring_up, farthest, points, serving
from milepost.build import build
from milepost.model.journal import Choice
from milepost.read.project import find_project
from readers import opened

pytestmark = pytest.mark.browser

CONFIG = '[site]\ntitle = "Inseln"\nlanguage = "de"\nunits = "imperial"\n'
GERMAN = """
msgid "Zoom in"
msgstr "Näher heran"

msgid "Place along the way"
msgstr "Stelle am Weg"

msgid "Day %(number)s: %(title)s, %(numbers)s"
msgstr "%(numbers)s an Tag %(number)s: %(title)s"
"""
LAT, LON = -17.8, 178.5
EAST, NORTH = 3.4, 1.2  # degrees from the start to the finish: it is in the west then


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a day that sails over the antimeridian."""
    share = np.linspace(0.0, 1.0, 400)
    lon = (LON + EAST * share + 180) % 360 - 180
    track = gpx(segment(LAT + NORTH * share, lon, ele=40 * share, seconds=share * 40_000))
    files = {
        "journal/2026-05-01-one/index.md": "# One\n",
        "journal/2026-05-01-one/a.gpx": track,
        "overrides/locales/de.po": GERMAN,
    }
    root = journal(tmp_path_factory.mktemp("islands"), files, CONFIG)
    build(find_project(root), root / "public", Choice(date(2026, 6, 1)))
    with serving(root / "public") as (address, _):
        yield address


@pytest.fixture
def page(browser: Browser, islands: str) -> Iterator[Page]:
    with opened(browser, locale="fr-FR") as page:
        yield bring_up(page, f"{islands}journal/2026-05-01-one/")


def test_a_way_over_the_antimeridian_lies_where_the_picture_has_it(page: Page) -> None:
    still, live = points(page, ".stage > svg"), points(page, ".live")
    assert farthest(still, live) < 1.5
    assert farthest(live, still) < 1.5


def test_a_journey_over_the_antimeridian_too(page: Page, islands: str) -> None:
    bring_up(page, islands)
    still, live = points(page, ".stage > svg"), points(page, ".live")
    assert farthest(live, still) < 1.5


def test_numbers_are_in_the_sites_units_and_language(page: Page) -> None:
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("End")
    miles, feet, *_ = (slider.get_attribute("aria-valuetext") or "").split(", ")
    assert miles.endswith(" mi")
    assert "," in miles  # a decimal comma, as in German; the browser is French
    assert feet == "131 ft"
    expect(page.locator(".live-scale")).to_contain_text("mi")


def test_controls_speak_the_sites_language(page: Page, islands: str) -> None:
    expect(page.get_by_role("button", name="Näher heran")).to_be_visible()
    expect(page.get_by_role("slider", name="Stelle am Weg")).to_be_attached()
    bring_up(page, islands)
    expect(page.get_by_role("link", name="mi an Tag 1: One")).to_be_attached()
