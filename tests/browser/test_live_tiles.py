"""Street maps under the live map: nobody else learns of a reader who did not ask for them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pmtiles.tile import TileType

from live_maps import DAY, LON, at_rest, bring_up, built, serving, until
from readers import opened
from tiles import picture, pmtiles, town

pytestmark = pytest.mark.browser

CREDIT = "[© OpenStreetMap](https://www.openstreetmap.org/copyright) and others"
ELSEWHERE = "https://tiles.example.org/"


def chosen(key: str, where: str) -> str:
    """The lines of [map] that choose tiles."""
    return f'{key} = "{where}"\ntiles_credit = "{CREDIT}"\n'


@pytest.fixture(scope="module")
def with_tiles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a journey whose tiles stand on tiles.example.org."""
    extra = chosen("tiles", ELSEWHERE + "{z}/{x}/{y}.png")
    with serving(built(tmp_path_factory.mktemp("tiles"), extra, days=1)) as (address, _):
        yield f"{address}j/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser) as page:
        yield page


def tiles_of(page: Page) -> list[tuple[str, str]]:
    """Play the other host; return what it is asked for: addresses and referrers."""
    asked: list[tuple[str, str]] = []

    def answer(route: Route) -> None:
        asked.append((route.request.url, route.request.all_headers().get("referer", "")))
        route.fulfill(body=picture("red"), content_type="image/png")

    page.route(f"{ELSEWHERE}**", answer)
    return asked


def test_another_hosts_tiles_wait_for_a_tap_on_its_name(page: Page, with_tiles: str) -> None:
    asked = tiles_of(page)
    bring_up(page, with_tiles + DAY)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_load_state("networkidle")
    assert asked == []
    button = page.get_by_role("button", name="Load street map from tiles.example.org")
    expect(button).to_contain_text("It then sees your address")
    button.click()
    expect(page.locator(".leaflet-tile-loaded").first).to_be_visible()
    tile = re.escape(ELSEWHERE) + r"\d+/\d+/\d+\.png"
    assert all(re.fullmatch(tile, url) for url, _ in asked)
    # Servers of tiles want to know the site. They need not know the page.
    assert {referrer for _, referrer in asked} == {with_tiles.removesuffix("j/")}
    assert page.evaluate("broken") == []


def test_the_makers_of_tiles_are_credited_with_their_link(page: Page, with_tiles: str) -> None:
    tiles_of(page)
    bring_up(page, with_tiles)
    credit = page.locator(".live-credit")
    expect(credit).not_to_contain_text("OpenStreetMap")
    page.get_by_role("button", name="Load street map").click()
    expect(credit).to_contain_text("© OpenStreetMap and others · Natural Earth")
    link = credit.get_by_role("link", name="© OpenStreetMap")
    assert link.get_attribute("href") == "https://www.openstreetmap.org/copyright"


def test_the_policy_names_the_host_on_pages_with_maps_only(page: Page, with_tiles: str) -> None:
    policy = "document.querySelector('meta[http-equiv]').content"
    page.goto(with_tiles + DAY)
    assert "img-src 'self' data: https://tiles.example.org;" in page.evaluate(policy)
    page.goto(f"{with_tiles}journal/")
    assert "tiles.example.org" not in page.evaluate(policy)


def test_the_sites_own_tiles_come_at_once(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    extra = chosen("tiles", "streets/{z}/{x}/{y}.png")
    with serving(built(tmp_path_factory.mktemp("own"), extra, days=1)) as (address, asked):
        bring_up(page, f"{address}j/{DAY}")
        page.wait_for_load_state("networkidle")
        assert page.get_by_role("button", name="Load street map").count() == 0
        paths = [path for path, _ in asked if "/streets/" in path]
        assert paths
        assert all(re.fullmatch(r"/j/streets/\d+/\d+/\d+\.png", path) for path in paths)


# Of each tile, from its west to its middle.
COLOURS = """() => [...document.querySelectorAll('canvas.leaflet-tile-loaded')].flatMap(
    (tile) => [0.1, 0.3, 0.5].map((share) => tile.getContext('2d')
      .getImageData(share * tile.width, tile.height / 2, 1, 1).data.join()))"""


def archive(root: Path, kind: TileType) -> Path:
    """An archive that has the tiles of zooms 8 to 11 about the first day, and no others."""
    folder = root / "site_src" / "static"
    folder.mkdir(parents=True)
    tile = town() if kind == TileType.MVT else picture("#ff0000")
    places = {}
    for zoom in range(8, 12):
        size = 2**zoom
        column = int((LON + 180) / 360 * size)
        rows = range(int(0.42 * size), int(0.46 * size) + 1)
        for x in range(column - 3, column + 4):
            places.update({(zoom, x, y): tile for y in rows})
    return pmtiles(folder / "streets.pmtiles", places, kind=kind)


@pytest.mark.parametrize("kind", [TileType.MVT, TileType.PNG])
def test_a_file_of_tiles_is_read_in_parts(
    page: Page, tmp_path_factory: pytest.TempPathFactory, kind: TileType
) -> None:
    root = tmp_path_factory.mktemp("pmtiles")
    archive(root, kind)
    extra = chosen("pmtiles", "streets.pmtiles")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with serving(built(root, extra, days=1)) as (address, asked):
        bring_up(page, f"{address}j/{DAY}")
        expect(page.locator("canvas.leaflet-tile-loaded").first).to_be_visible()
        until(page, "!document.querySelector('canvas:not(.leaflet-tile-loaded)')")
        assert [path for path, _ in asked].count("/j/streets.pmtiles") > 1
        assert (said, page.evaluate("broken")) == ([], [])
        seen = page.evaluate(COLOURS)
        # Of a drawn tile: water, ground, a motorway. Of a picture: what it is.
        assert len(set(seen)) == (3 if kind == TileType.MVT else 1)
        expect(page.locator(".live-credit")).to_contain_text("OpenStreetMap")


def test_closer_than_the_file_goes_its_tiles_are_drawn_larger(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("deeper")
    archive(root, TileType.MVT)
    extra = chosen("pmtiles", "streets.pmtiles")
    with serving(built(root, extra, days=1)) as (address, _):
        bring_up(page, f"{address}j/{DAY}")
        for _ in range(4):
            page.get_by_role("button", name="Zoom in").click()
            at_rest(page)
        until(page, "document.querySelectorAll('canvas.leaflet-tile-loaded').length > 8")
        # Each shows its own part of a tile: water, ground, or a motorway.
        seen = page.evaluate(
            "() => [...document.querySelectorAll('canvas.leaflet-tile-loaded')].map((tile) =>"
            " [...tile.getContext('2d').getImageData(0, 9, tile.width, 1).data].join())"
        )
        assert 1 < len(set(seen)) < len(seen)
