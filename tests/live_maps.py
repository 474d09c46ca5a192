"""A journey whose maps come to life, and a server that remembers what it was asked."""

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from builders import METRES_A_DEGREE, gpx, journal, segment
from milepost.build import build
from milepost.model.journal import Choice
from milepost.model.track import Column
from milepost.read.project import find_project

CONFIG = """[share]
pictures = "none"

[site]
title = "A journey"
url = "https://example.org/j/"
timezone = "Asia/Kolkata"

[map]
waypoints = true
photos = true
"""
LAT, LON = 22.0, 74.0
DAY_M = 60_000.0
DAY = "journal/2026-05-01-one/"


def course(along: Column) -> tuple[Column, Column, Column]:
    """Latitude, longitude and elevation of the first day, so many metres to the north."""
    lat = LAT + along / METRES_A_DEGREE
    lon = LON + 0.03 * np.sin(along / 4000)
    return lat, lon, 300 + 120 * np.sin(along / 5000) + along / 300


def way(day: int, metres: float = DAY_M) -> bytes:
    """A day to the north in gentle bends and over hills, with times."""
    along = np.arange(0.0, metres + 1, 50.0)
    lat, lon, ele = course(along)
    start = datetime(2026, 5, day, 2, tzinfo=UTC)
    return gpx(segment(lat + 0.55 * (day - 1), lon, ele=ele, seconds=along / 6.0, start=start))


def photo(metres: float) -> bytes:
    """A picture that was taken so far along the first day."""
    exif = Image.Exif()
    lat, lon = (float(each[0]) for each in course(np.array([metres]))[:2])
    exif.get_ifd(0x8825).update({1: "N", 2: _sexagesimal(lat), 3: "E", 4: _sexagesimal(lon)})
    data = BytesIO()
    Image.new("RGB", (60, 40), "green").save(data, "JPEG", exif=exif)
    return data.getvalue()


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), minutes % 1 * 60


def files() -> dict[str, str | bytes]:
    """Two long days and a short one; the first has a waypoint and a photo."""
    chai = f'<wpt lat="{LAT + 30_000 / METRES_A_DEGREE}" lon="74.03"><name>Chai</name></wpt>'
    return {
        "journal/2026-05-01-one/index.md": "# One\n\nWords.\n",
        "journal/2026-05-01-one/ride.gpx": way(1).replace(b"<trk>", chai.encode() + b"<trk>"),
        "journal/2026-05-01-one/tree.jpg": photo(15_000),
        "journal/2026-05-02-two.md": "# Two\n\nWords.\n",
        "journal/2026-05-02-two.gpx": way(2),
        "journal/2026-05-03-three.md": "# Three\n\nWords.\n",
        "journal/2026-05-03-three.gpx": way(3, 4000.0),
    }


def built(root: Path, extra: str = "", *, days: int = 3) -> Path:
    """Build the journey's first days; `extra` goes to its [map]. Return what to serve."""
    kept = {name: data for name, data in files().items() if int(name[16:18]) <= days}
    journal(root, kept, CONFIG + extra)
    build(find_project(root), root / "public" / "j", Choice(date(2026, 6, 1)))
    return root / "public"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, parts of files too, and notes what was asked for."""

    def __init__(self, *args: Any, asked: list[tuple[str, str]], directory: str):
        self.asked = asked
        super().__init__(*args, directory=directory)

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Referer", "")))
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if not wanted or not path.is_file():
            super().do_GET()
            return
        data = path.read_bytes()
        part = data[int(wanted[1]) : int(wanted[2]) + 1]
        self.send_response(206)
        end = int(wanted[1]) + len(part) - 1
        self.send_header("Content-Range", f"bytes {wanted[1]}-{end}/{len(data)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Serve a folder on this machine; yield its address, and path and referrer of requests."""
    asked: list[tuple[str, str]] = []
    handler = partial(Handler, asked=asked, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


def bring_up(page: Page, address: str) -> Page:
    """Open a page, come to its map and move the mouse; return when the map lives."""
    page.goto(address)
    page.locator("figure.map").scroll_into_view_if_needed()
    page.mouse.move(1, 1)
    page.locator(".is-live").wait_for(state="attached")
    return page


def until(page: Page, condition: str) -> None:
    """Wait until something is so on the page, whose policy forbids the usual ways to ask."""
    page.evaluate(
        "() => new Promise((done, fail) => { const late = performance.now() + 8000;"
        f" const look = () => ({condition}) ? done() : performance.now() > late"
        " ? fail(new Error('it never came to be')) : requestAnimationFrame(look);"
        " look(); })"
    )


def at_rest(page: Page) -> None:
    """Wait until the map has come to rest after a zoom or a pan, which begin a frame later."""
    page.evaluate(
        "new Promise((done) => { let frames = 4;"
        " const next = () => (frames-- ? requestAnimationFrame(next) : done()); next(); })"
    )
    until(
        page,
        "!document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim')"
        " && !document.querySelector('.live-map').getAnimations({subtree: true}).length",
    )


# All points of the ways within something, a pixel apart, as they are shown.
POINTS = """(within) => [
    ...document.querySelectorAll(`${within} path:is(.mp-route, .mp-tone)`)
  ].flatMap((path) => {
    const [to, length] = [path.getScreenCTM(), path.getTotalLength()];
    return Array.from({ length: Math.ceil(length * to.a) + 1 }, (_, n) => {
      const { x, y } = path.getPointAtLength(Math.min(n / to.a, length)).matrixTransform(to);
      return [x, y];
    });
  })"""


def points(page: Page, within: str) -> NDArray[np.float64]:
    return np.array(page.evaluate(POINTS, within))


def farthest(some: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    """How many pixels the worst of some points is away from the nearest of others."""
    off = some[:, None, :] - others[None, :, :]
    return float(np.hypot(off[..., 0], off[..., 1]).min(axis=1).max())
