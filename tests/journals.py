"""A journal with something of everything, and short ways to build it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from builders import CONFIG, gpx, northward
from milepost.build import Built, build
from milepost.errors import MilepostError
from milepost.memo import Database
from milepost.model.journal import Choice
from milepost.read.project import find_project

TODAY = date(2026, 5, 20)


def photo(colour: str, size: tuple[int, int] = (60, 40)) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    return data.getvalue()


def track(day: int, hour: int = 6, sport: str = "cycling", **more: float) -> bytes:
    start = datetime(2026, 5, day, hour, tzinfo=UTC)
    ele = [500 + n / 2 for n in range(60)]
    return gpx(northward(60, step_s=10, ele=ele, start=start, **more), sport=sport)


FILES: dict[str, str | bytes] = {
    "journal/2026-05-01.md": "---\ntitle: To the lake\ntags: [lake, chai]\n---\n"
    "Up the *hill*.\n",
    "journal/2026-05-01.gpx": track(1),
    "journal/2026-05-02-shore/index.md": "---\ntags: lake\n---\n"
    "On from [here](../2026-05-01.md).\n\n![Grass](grass.jpg)\n",
    "journal/2026-05-02-shore/run.gpx": track(2, 6, "running", mps=3.0),
    "journal/2026-05-02-shore/ride.gpx": track(2, 12),
    "journal/2026-05-02-shore/grass.jpg": photo("green"),
    "journal/2026-05-03.md": "---\nrest: yes\n---\nRain.\n",
    "journal/2026-05-04-pass.md": "---\nsport: hike\n---\nThe pass.\n",
    "tracks/ACTIVITY_4.gpx": track(4, sport="", mps=1.2),
    "pages/about.md": "# About\n\nWho we are.\n",
    "static/humans.txt": "We.\n",
}
NOWHERE_URL = CONFIG.replace('url = "https://example.org/j/"\n', "")


def made(root: Path, out: str = "output", *, today: date = TODAY, **how) -> Built:
    return build(find_project(root), root / out, Choice(today), **how)


def remembering(root: Path, out: str = "output", *, prune: bool = True, **how) -> Built:
    """Build as the command line does: with the project's store."""
    store = Database(find_project(root).store)
    try:
        return made(root, out, store=store, **how)
    finally:
        store.close(prune=prune)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    paths = (folder, *folder.rglob("*"))
    return {str(p): (p.stat().st_mtime_ns, p.stat().st_ino, p.stat().st_mode) for p in paths}


def problems_of(caught: pytest.ExceptionInfo[MilepostError]) -> str:
    return "\n".join(str(problem) for problem in caught.value.problems)


def tune(old: str, new: str) -> Callable[[Path], object]:
    def change(source: Path) -> None:
        text = (source / "site.toml").read_text()
        assert old in text
        (source / "site.toml").write_text(text.replace(old, new))

    return change
