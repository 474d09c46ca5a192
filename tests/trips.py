"""A journey with something of everything that followers see: people, goals, days to come."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO

from PIL import Image

from builders import METRES_A_DEGREE, gpx, northward

Files = Mapping[str, bytes]
SiteOn = Callable[..., Files]  # a date and a journal into the files of its site

# 30 km to the north, between Biel and Basel, in five days of May; it stands at 18 km after two.
CONFIG = """[share]
pictures = "none"

[site]
title = "Two wheels"
url = "https://example.org/j/"

[[athletes]]
name = "Ann"
colour = "#f0d000"
bio = "Rides what she teaches."
photo = "pages/ann.jpg"
url = "https://ann.example.org/"
links = ["https://www.example.net/@ann"]

[[athletes]]
name = "Bo"

[privacy]
hide_last_night = false

[[journeys]]
slug = "north"
title = "Northward"
start = 2026-05-01
end = 2026-05-05
routes = ["plan.gpx"]
sports = ["ride"]

[[journeys]]
slug = "winter"
title = "Winter runs"
start = 2026-02-01
end = 2026-02-09
goal = "2 km"

[[journeys]]
slug = "alps"
title = "Over the Alps"
start = 2026-07-01

[[goals]]
name = "Five on foot"
description = "In pieces."
sports = ["run"]
distance = "5 km"
stages = [{ name = "Half", at = "2.5 km" }, { name = "Four", at = "3.9 km" }]

[[goals]]
name = "Swim"
sports = ["swim"]
athletes = ["Bo"]
days = 3

[fundraiser]
title = "Trees"
link = "https://example.org/trees"
currency = "CHF"
target = 100
per_km = 0.5
"""


def words(page: bytes) -> str:
    """Return what a reader sees, spaces as spaces."""
    text = re.sub(r"<[^>]+>", " ", page.decode().split("<main")[1])
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("&#39;", "'"))


def photo(size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a picture; its size tells it from others."""
    data = BytesIO()
    Image.new("RGB", size, "red").save(data, "JPEG")
    return data.getvalue()


def ride(
    day: int, from_km: float, to_km: float, sport: str = "cycling", month: int = 5
) -> bytes:
    """Return a track along the plan, at 5 m/s with a point each 20 m."""
    lat = 47.2 + from_km * 1000 / METRES_A_DEGREE
    points = round((to_km - from_km) * 50) + 1
    start = datetime(2026, month, day, 7, tzinfo=UTC)
    return gpx(northward(points, step_s=4, lat=lat, lon=7.5, start=start), sport=sport)


def days() -> dict[str, str | bytes]:
    """Return the journal on the evening of the second day, with a day to come."""
    one, two = "journal/north/2026-05-01", "journal/north/2026-05-02-ann"
    return {
        "routes/plan.gpx": ride(1, 0, 30),
        "pages/ann.jpg": photo((1000, 500)),
        "journal/winter/2026-02-03.md": "---\ntitle: Snow\n---\nCold.\n",
        "journal/winter/2026-02-03.gpx": ride(3, 0, 3, "running", month=2),
        f"{one}/index.md": "---\ntitle: Off\nwith: Bo\nauthor: Ann\n---\nWe left.\n",
        f"{one}/ride.gpx": ride(1, 0, 9),
        f"{one}/boat.gpx": ride(1, 2, 3, "ferry"),
        f"{two}/index.md": "---\ntitle: On\nauthor: Ann\nnight: mountain_hut\n"
        "counters: {ice_creams: 2}\ntracks:\n  - ride.gpx\n  - {file: run.gpx, athlete: Bo}\n"
        "---\nOn we went.\n\n![Grass](grass.jpg)\n",
        f"{two}/ride.gpx": ride(2, 9, 18),
        f"{two}/run.gpx": ride(2, 20, 21, "running"),
        f"{two}/grass.jpg": photo((800, 400)),
        "journal/north/2026-05-02-bo.md": "---\ntitle: Beside\nauthor: Bo\nsport: run\n"
        "distance: 1.5 km\n---\nI ran.\n",
        "journal/north/2026-05-04.md": "---\nstatus: planned\nfrom: Moutier\nto: Basel\n"
        "distance: 12 km\n---\n",
    }


def arrived() -> dict[str, str | bytes]:
    """Return the journal after the last day."""
    return days() | {
        "journal/north/2026-05-03.md": "---\ntitle: There\nauthor: Ann\n---\nThere.\n",
        "journal/north/2026-05-03.gpx": ride(3, 18, 30),
    }
