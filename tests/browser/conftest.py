"""A real browser, and a site to look at with it."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import live_maps
import readers
from builders import CONFIG, journal, northward
from builders import gpx as gpx_file
from milepost.build import build
from milepost.model.journal import Choice
from milepost.read.project import find_project

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",  # processes cost more to start than most tests take
    "--renderer-process-limit=1",
    "--disable-background-networking",
    "--disable-sync",
    "--process-per-site",  # see readers.opened
]


@pytest.fixture(scope="session")
def chromium() -> str:
    found = (
        os.environ.get("CHROME_PATH")
        or shutil.which("chromium")
        or shutil.which("google-chrome")
    )
    if found is None:
        if os.environ.get("MILEPOST_NEED_BROWSER"):
            pytest.fail("browser tests must not be skipped here, but there is no Chromium")
        pytest.skip("there is no Chromium on this machine")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of three days below /j/, the last with a wide table and a long word."""
    root = tmp_path_factory.mktemp("browser")
    ride = gpx_file(northward(900, ele=[400 + n % 60 for n in range(900)]))
    link = "[One](2026-05-01-one/index.md)"
    wide = "| a | b | c | d | e | f | g |\n|--|--|--|--|--|--|--:|\n" + "| word word |" * 7
    journal(
        root,
        {
            "journal/2026-05-01-one/index.md": "# One\n\nWords.\n",
            "journal/2026-05-01-one/ride.gpx": ride,
            "journal/2026-05-02-two.md": (
                f"---\nrest: yes\ntags: [lake]\n---\nWe rest.\n\n{'On and on. ' * 20}Camels.\n"
            ),
            "journal/2026-05-03-three.md": f"# Three\n\n{wide}\n\n{'Donau' * 30}\n\n{link}\n",
            "pages/about.md": "About us.\n",
        },
        f"{CONFIG}[search]\nfull_text = true\n",
    )
    out = root / "public" / "j"
    build(find_project(root), out, Choice(date(2026, 6, 1)))
    return out


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """The address of the site, below a path, on this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(built_site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/j/"
        server.shutdown()


@pytest.fixture(scope="session")
def journey_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a server shows of a journey with live maps; it stands below /j/."""
    return live_maps.built(tmp_path_factory.mktemp("journey"))


@pytest.fixture(scope="session")
def journey(journey_folder: Path) -> Iterator[str]:
    """The address of a journey with live maps."""
    with live_maps.serving(journey_folder) as (address, _):
        yield f"{address}j/"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page as wide as a phone."""
    with readers.opened(browser, viewport={"width": 360, "height": 740}) as page:
        yield page
