"""Reading without a connection what was visited before."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

import live_maps
from builders import CONFIG, journal
from milepost.build import build
from milepost.model.journal import Choice
from milepost.read.project import find_project

pytestmark = pytest.mark.browser

_READY = "() => navigator.serviceWorker.ready.then(() => true)"
_KEPT = (
    "async () => (await Promise.all((await caches.keys()).map(async (name) =>"
    " (await (await caches.open(name)).keys()).map((kept) => kept.url)))).flat()"
)
_GONE = "async () => !(await navigator.serviceWorker.getRegistrations()).length"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = journal(
        tmp_path,
        {"journal/2026-05-01.md": "# One\n\nFirst.\n", "journal/2026-05-02.md": "# Two & a\n"},
        CONFIG + "offline = true\n",
    )
    build(find_project(root), root / "public" / "j", Choice(date(2026, 6, 1)))
    return root / "public"


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A window of its own: what a worker keeps must not reach other tests."""
    context = browser.new_context()
    yield context
    context.close()


def test_what_was_visited_can_be_read_offline_until_it_is_switched_off(
    window: BrowserContext, folder: Path
) -> None:
    page = window.new_page()
    broken: list[str] = []
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    with live_maps.serving(folder) as (address, _):
        first = f"{address}j/journal/2026-05-01/"
        page.goto(first)
        assert page.evaluate(_READY)
        page.wait_for_function(f"async () => (await ({_KEPT})()).includes('{first}')")
        page.goto(f"{address}j/journal/2026-05-02/")
        page.wait_for_function(
            f"async () => (await ({_KEPT})()).some((u) => u.endsWith('02/'))"
        )
        assert not broken

        window.set_offline(True)
        page.goto(first)
        expect(page.get_by_role("heading", level=1)).to_have_text("One")
        assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1152px"
        page.goto(f"{address}j/stats/")
        expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
        expect(page.locator(".visited a")).to_have_text(
            ["Two & a · A journey", "One · A journey"]
        )

        window.set_offline(False)
        page.goto(f"{address}j/stats/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Stats")
        (folder / "j" / "sw.js").unlink()
        page.goto(first)
        page.wait_for_function(_GONE)
        page.wait_for_function(f"async () => !(await ({_KEPT})()).length")
