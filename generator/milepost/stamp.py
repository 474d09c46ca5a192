"""Know a site that is built already: the same input for the same output folder.

The key is everything that a build depends on, by content: the journal, the themes, the
choices, and what every key holds, the program itself. One changed byte anywhere, and the
whole site is made anew. An archive of map tiles may be huge: of it, the stamp names what the
build has looked at, and of the machine's fonts which there are, if one was looked for.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from milepost.errors import ConfigError, Problem, SourceError
from milepost.memo import Store, key_of
from milepost.model.source import SourceFile
from milepost.model.tiles import Seen, Tile
from milepost.read.files import files_below, is_within
from milepost.read.project import Project
from milepost.write import leftovers


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a finished build had to say, and a digest of each file that it left behind."""

    pages: int
    entries: int
    tracks: int
    skipped: tuple[str, ...]
    warnings: tuple[Problem, ...]
    files: tuple[tuple[str, str], ...]  # path below the output folder, sha256
    tiles: Seen | None = None  # of the author's archive, if there is one
    fonts: str = ""  # which the machine had, if one was looked for
    held: tuple[str, ...] = ()  # what still waited, a sentence each
    since: str = ""  # from when on it would have held the same back, ISO 8601
    until: str = ""  # from when on it would not

    def is_of(self, moment: datetime) -> bool:
        """Tell whether a build at an aware moment would hold the same back."""
        begun = not self.since or datetime.fromisoformat(self.since) <= moment
        return begun and (not self.until or moment < datetime.fromisoformat(self.until))


def key_of_build(
    project: Project, files: Sequence[SourceFile], themes: Path, choices: object
) -> str:
    """Name a build by all that it depends on; `choices` is a frozen value of the options.

    `files` are those of the journal, as they were found. A build whose key is another when it
    is done has not read what it was named by: something was saved meanwhile. The moment of the
    build is not among them: a stamp knows from when to when it holds. Raise SourceError.
    """
    try:
        names = sorted(p.name for p in project.source.iterdir() if not p.name.startswith("."))
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise SourceError(Problem(message, project.shown(project.source))) from error
    folders = (project.root / "themes", project.source / "overrides", themes)
    inputs = (
        project.settings(),
        tuple(files),
        names,  # a folder in the wrong place is a warning
        [_digests(folder) for folder in folders],
        choices,
        _secret_of(project),
    )
    return key_of("build", inputs)


def _secret_of(project: Project) -> bytes | None:
    # Only zones need one: a site without them is told by `build` if it lacks it.
    try:
        return project.secret()
    except ConfigError:
        return None


def recall(store: Store, key: str, out: Path, source: Path, moment: datetime) -> Stamp | None:
    """Return what the build of a key said, if its site still stands in `out` as it left it.

    `source` is the journal's folder, which the key does not name the whole content of. At the
    `moment`, which is aware, nothing may have fallen due since.
    """
    data = store.get(key)
    if data is None:
        return None
    try:
        row = json.loads(data)
        row["warnings"] = tuple(Problem(**problem) for problem in row["warnings"])
        row["skipped"], row["held"] = tuple(row["skipped"]), tuple(row["held"])
        row["files"] = tuple((path, digest) for path, digest in row["files"])
        if row["tiles"]:
            row["tiles"]["tiles"] = tuple(Tile(*tile) for tile in row["tiles"]["tiles"])
            row["tiles"] = Seen(**row["tiles"])
        stamp = Stamp(**row)
        if not stamp.is_of(moment):
            return None
    except (ValueError, KeyError, TypeError):
        return None
    if stamp.tiles and not _still_seen(stamp.tiles, source):
        return None
    if stamp.fonts and not _same_fonts(stamp.fonts):
        return None
    if leftovers(out):
        return None  # of a build that was killed: the next one clears them away
    return stamp if all(_digest(out / path) == digest for path, digest in stamp.files) else None


def _still_seen(seen: Seen, source: Path) -> bool:
    # Imported here: most sites have no tiles.
    from milepost.read.tiles import open_tiles

    try:
        archive = open_tiles(source / seen.path, seen.path)
        return archive.content(archive.digests(seen.tiles)) == seen.content
    except SourceError:
        return False


def _same_fonts(seen: str) -> bool:
    # Imported here: most sites need no font of the machine.
    from milepost.read.fonts import state_of

    return state_of() == seen


def keep(store: Store, key: str, stamp: Stamp) -> None:
    """Write down a finished build."""
    store.put(key, json.dumps(asdict(stamp)).encode())


def _digests(folder: Path) -> list[tuple[str, str | None]]:
    paths = files_below(folder)
    return [
        # What a link leads out to is not read, but the link is told of.
        (
            path.relative_to(folder).as_posix(),
            _digest(path) if is_within(path, folder) else None,
        )
        for path in paths
    ]


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
