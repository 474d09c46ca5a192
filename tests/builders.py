"""Short ways to say a value in a test."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import numpy as np

from milepost.model.journal import Cut
from milepost.model.track import Column, Segment

Make = Callable[..., Mapping[str, bytes]]  # a journal into the files of its site

START = datetime(2026, 5, 1, 6, 0, tzinfo=UTC)

METRES_A_DEGREE = 111_194.93  # of latitude, near enough for a made track


def segment(
    lat: Iterable[float], lon: Iterable[float], *, ele: Iterable[float] | None = None,
    seconds: Iterable[float] | None = None, start: datetime = START,
) -> Segment:  # fmt: skip
    """Return a segment; without `seconds` it has no times."""
    lat_deg, lon_deg = np.array(list(lat), float), np.array(list(lon), float)
    unknown = np.full(len(lat_deg), np.nan)
    times = unknown if seconds is None else np.array(list(seconds), float) + start.timestamp()
    return Segment(
        lat_deg, lon_deg, unknown if ele is None else np.array(list(ele), float), times
    )


def northward(
    points: int = 601, *, mps: float = 5.0, step_s: float = 1.0, lat: float = 46.0,
    lon: float = 7.0, ele: Iterable[float] | None = None, start: datetime = START,
) -> Segment:  # fmt: skip
    """Return a straight track to the north at an even speed."""
    seconds = np.arange(points) * step_s
    lats = lat + seconds * mps / METRES_A_DEGREE
    return segment(lats, np.full(points, lon), ele=ele, seconds=seconds, start=start)


WAY = np.arange(0.0, 10_000.0, 5.0)  # 10 km, a point each 5 m


def hill(height_m: float, base_m: float = 500.0) -> Column:
    """Return the elevations of one hill along all of `WAY`."""
    return base_m + height_m * np.sin(np.pi * WAY / WAY[-1])


def cut(begin: str | None, end: str | None) -> Cut:
    """Return the cut between two times of day; None is the begin or the end of the day."""
    return Cut(*(time.fromisoformat(at) if at else None for at in (begin, end)), line=2)


def gpx(
    *segments: Segment, name: str = "", sport: str = "cycling", version: str = "1.1",
) -> bytes:  # fmt: skip
    """Return a GPX file of one track."""
    parts = "".join(f"<trkseg>{_points(part)}</trkseg>" for part in segments)
    space = f"http://www.topografix.com/GPX/{version.replace('.', '/')}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><gpx version="{version}" creator="test" '
        f'xmlns="{space}"><trk><name>{name}</name><type>{sport}</type>{parts}</trk></gpx>'
    ).encode()


def _points(part: Segment) -> str:
    rows = []
    for n in range(len(part)):
        ele = "" if np.isnan(part.ele_m[n]) else f"<ele>{part.ele_m[n]:.1f}</ele>"
        time = ""
        if not np.isnan(part.time_s[n]):
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=float(part.time_s[n]))
            time = f"<time>{moment:%Y-%m-%dT%H:%M:%SZ}</time>"
        place = f'lat="{part.lat_deg[n]:.7f}" lon="{part.lon_deg[n]:.7f}"'
        rows.append(f"<trkpt {place}>{ele}{time}</trkpt>")
    return "".join(rows)


CONFIG = """[share]
pictures = "none"

[site]
title = "A journey"
url = "https://example.org/j/"
timezone = "Europe/Zurich"
"""


def journal(root: Path, files: Mapping[str, str | bytes], config: str = CONFIG) -> Path:
    """Write a journal into `root/site_src`, files by path below it, and return `root`."""
    for name, content in {"site.toml": config, **files}.items():
        path = root / "site_src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


class Shelf:
    """A store in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.rows.get(key)

    def put(self, key: str, value: bytes) -> None:
        self.rows[key] = value

    def kinds(self, kind: str) -> set[str]:
        return {key for key in self.rows if key.startswith(f"{kind}-")}
