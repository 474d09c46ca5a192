"""Know a site that is built already: the same input for the same output folder.

The key is everything that a build depends on, by content: the journal, the themes, the
choices, and what every key holds, the program itself. One changed byte anywhere, and the
whole site is made anew.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from milepost.errors import Problem
from milepost.memo import Store, key_of
from milepost.read.files import files_below
from milepost.read.project import Project


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a finished build had to say, and a digest of each file that it left behind."""

    pages: int
    entries: int
    tracks: int
    skipped: tuple[str, ...]
    warnings: tuple[Problem, ...]
    files: tuple[tuple[str, str], ...]  # path below the output folder, sha256


def key_of_build(project: Project, themes: Path, choices: object) -> str:
    """Name a build by all that it depends on; `choices` is a frozen value of the options."""
    names = sorted(path.name for path in project.source.iterdir())
    folders = (project.root / "themes", project.source / "overrides", themes)
    inputs = (
        project.settings(),
        project.files(),
        names,  # a folder in the wrong place is a warning
        [_digests(folder) for folder in folders],
        choices,
    )
    return key_of("build", inputs)


def recall(store: Store, key: str, out: Path) -> Stamp | None:
    """Return what the build of a key said, if its site still stands in `out` as it left it."""
    data = store.get(key)
    if data is None:
        return None
    try:
        row = json.loads(data)
        row["warnings"] = tuple(Problem(**problem) for problem in row["warnings"])
        row["skipped"] = tuple(row["skipped"])
        row["files"] = tuple((path, digest) for path, digest in row["files"])
        stamp = Stamp(**row)
    except (ValueError, KeyError, TypeError):
        return None
    return stamp if all(_digest(out / path) == digest for path, digest in stamp.files) else None


def keep(store: Store, key: str, stamp: Stamp) -> None:
    """Write down a finished build."""
    store.put(key, json.dumps(asdict(stamp)).encode())


def _digests(folder: Path) -> list[tuple[str, str | None]]:
    paths = files_below(folder)
    return [(path.relative_to(folder).as_posix(), _digest(path)) for path in paths]


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
