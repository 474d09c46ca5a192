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
    build(find_project(root), root / "public" / "k", Choice(date(2026, 6, 1)))
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
        first = f"{address}k/journal/2026-05-01/"
        page.goto(f"{first}?utm_source=post")
        assert page.evaluate(_READY)
        page.wait_for_function(f"async () => (await ({_KEPT})()).includes('{first}')")
        page.goto(f"{address}k/journal/2026-05-02/")
        page.wait_for_function(
            f"async () => (await ({_KEPT})()).some((u) => u.endsWith('02/'))"
        )
        assert not broken

        window.set_offline(True)
        page.goto(f"{first}?utm_source=mail")
        expect(page.get_by_role("heading", level=1)).to_have_text("One")
        assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1152px"
        page.goto(f"{address}k/stats/")
        expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
        assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1152px"
        expect(page.locator(".visited a")).to_have_text(
            ["Two & a · A journey", "One · A journey"]
        )

        window.set_offline(False)
        page.goto(f"{address}k/stats/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Stats")
        (folder / "k" / "sw.js").unlink()
        page.goto(first)
        page.wait_for_function(_GONE)
        page.wait_for_function(f"async () => !(await ({_KEPT})()).length")


def test_the_worker_keeps_nothing_large_and_takes_no_date_for_a_digest(
    browser: Browser, folder: Path
) -> None:
    page = browser.new_page(bypass_csp=True)  # to read the worker as a script of the page
    with live_maps.serving(folder) as (address, _):
        page.goto(f"{address}k/offline.html")
        script = (folder / "k" / "sw.js").read_text("utf-8")
        page.add_script_tag(content=script)
        kept = page.evaluate(
            "async () => { for (const [url, size] of [['/large', 2e6 + 1], ['/small', 2e6]])"
            " await keep(FILES, url, new Response(new Uint8Array(size)));"
            " return (await (await caches.open(FILES)).keys()).map((each) => each.url); }"
        )
        assert f"{address}small" in kept and f"{address}large" not in kept
        names = ["/photo-2021120812.jpg", "/photo-20211208ab-960.jpg", "/a.0123456789ab.css"]
        assert page.evaluate("(names) => names.map((name) => LASTING.test(name))", names) == [
            False, True, False,
        ]  # fmt: skip
    page.context.close()
