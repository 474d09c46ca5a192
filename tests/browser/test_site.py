"""What only a browser can tell."""

from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from readers import opened

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "journal/",
    "journal/2026-05-01-one/",
    "journal/2026-05-03-three/",
    "stats/",
    "about/",
)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Visits(NamedTuple):
    """What a browser asked for and what it complained about, by the page it was on."""

    asked: dict[str, list[str]]
    said: dict[str, list[str]]


@pytest.fixture(scope="module")
def visits(browser: Browser, address: str) -> Visits:
    found = Visits({path: [] for path in PAGES}, {path: [] for path in PAGES})
    for path in PAGES:
        asked, said = found.asked[path], found.said[path]
        with opened(browser, viewport={"width": 360, "height": 740}) as page:
            page.on("request", lambda request, to=asked: to.append(request.url))
            page.on("console", lambda message, to=said: to.append(message.text))
            page.on("pageerror", lambda error, to=said: to.append(str(error)))
            page.goto(address + path, wait_until="networkidle")
    return found


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_asked_of_another_host(visits: Visits, address: str, path: str) -> None:
    assert len(visits.asked[path]) > 1
    assert [url for url in visits.asked[path] if not url.startswith(address)] == []


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_is_never_broken(visits: Visits, path: str) -> None:
    assert visits.said[path] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(tab: Page, address: str, path: str) -> None:
    tab.goto(address + path)
    for width in (320, 360, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 740})
        assert tab.evaluate("innerWidth") == width
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("start", ["index.html", "journal/2026-05-01-one/index.html"])
def test_the_site_works_from_a_folder_without_a_server(
    tab: Page, built_site: Path, start: str
) -> None:
    tab.goto((built_site / start).as_uri())
    ground = "getComputedStyle(document.querySelector('.mp-ground')).fill"
    assert tab.evaluate(ground) != "rgb(0, 0, 0)"  # style sheets were found and allowed
    links = tab.evaluate(
        "[...document.links].map(a => a.href).filter(h => h.startsWith('file:'))"
    )
    files = [Path(link.removeprefix("file://").split("#")[0]) for link in links]
    assert files
    assert all(file.exists() for file in files)


def test_dark_mode_turns_page_and_map(tab: Page, address: str) -> None:
    grounds = []
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)
        tab.goto(f"{address}journal/2026-05-01-one/")
        grounds.append(
            tab.evaluate(
                "[getComputedStyle(document.documentElement).backgroundColor,"
                " getComputedStyle(document.querySelector('.mp-map .mp-ground')).fill]"
            )
        )
    light, dark = grounds
    assert light[0] != dark[0]
    assert light[1] != dark[1]


def test_everything_is_there_without_scripts(browser: Browser, address: str) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{address}journal/2026-05-01-one/")
        assert page.locator("figure.map svg path").count() >= 1
        assert page.locator("figure.profile svg").count() == 1
        assert "4.5" in page.locator("main").inner_text()


def test_the_first_tab_stop_leads_to_the_content(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.tagName") == "MAIN"


def test_the_map_prints_on_light_ground(tab: Page, address: str) -> None:
    tab.emulate_media(media="print", color_scheme="dark")
    tab.goto(f"{address}journal/2026-05-01-one/")
    ground = "getComputedStyle(document.querySelector('.mp-map .mp-ground')).fill"
    fill = tab.evaluate(ground)
    assert sum(int(part) for part in fill[4:-1].split(",")) > 600
