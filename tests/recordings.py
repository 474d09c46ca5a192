"""Rides in a journal, and short ways to gather and to tell what became of them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from builders import CONFIG, journal, northward
from milepost.config import load_config
from milepost.gather import Gathered, gather
from milepost.memo import Nowhere, Store
from milepost.model.activity import Activity
from milepost.model.journal import Choice
from milepost.model.track import Segment
from milepost.read.project import find_project

DAY = "journal/2026-05-01-a"


def ride(
    hours: float = 2, *, day: int = 1, hour: int = 6, step_s: int = 20, **more: float
) -> Segment:
    """Return a ride; the hour is UTC, two less than in Zurich."""
    points = int(hours * 3600 / step_s) + 1
    ele = 500 + 60 * np.sin(np.arange(points) / 90)
    start = datetime(2026, 5, day, hour, tzinfo=UTC)
    return northward(points, step_s=step_s, ele=ele, start=start, **more)


def keyed(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "Words.", ""])


def gathered(root: Path, files: Mapping[str, str | bytes], config: str = CONFIG, *,
             store: Store | None = None, drafts: bool = False) -> Gathered:  # fmt: skip
    project = find_project(journal(root, files, config))
    settings, _ = load_config("site.toml", project.settings())
    choice = Choice(date(2027, 1, 1), drafts=drafts)
    found = gather(project, settings, choice, store or Nowhere(), map)
    assert found.errors == ()
    return found


def of(found: Gathered, entry: str) -> tuple[Activity, ...]:
    by_entry = {str(path): acts for path, acts in found.parts.material.activities.items()}
    return by_entry.get(f"journal/{entry}/index.md", by_entry.get(f"journal/{entry}.md", ()))


def told(found: Gathered) -> list[str]:
    return [str(problem).removeprefix("site_src/") for problem in found.warnings]


def hours(activity: Activity) -> float:
    assert activity.measured.elapsed_s is not None
    return round(activity.measured.elapsed_s / 3600, 1)
