"""What lies in the folders of a journal, or is named, and cannot be used."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from milepost.config import Config
from milepost.errors import Problem, did_you_mean
from milepost.model.source import SourceFile
from milepost.read.photo import SUFFIXES
from milepost.read.sidecars import is_sidecar
from milepost.read.unread import PACKED, UNREAD, UNSHOWN


def unused(files: Sequence[SourceFile], config: Config) -> Iterator[Problem]:
    """Warn of files that an athlete may think are used; tell of tiles that are not there."""
    yield from _lost_tiles(files, config.pmtiles)
    for folder, kinds in (
        *((folder, UNREAD) for folder in ("journal", "tracks")),
        *((folder, PACKED) for folder in ("journal", "tracks", "routes")),
        ("journal", UNSHOWN),
    ):
        for file in _in(files, folder, *kinds):
            message = f"{file.path.suffix} {kinds[file.path.suffix.lower()]}"
            yield Problem(message, str(file.path), severity="warning")
    for file in _in(files, "journal", ".txt", ".docx", ".odt", ".rtf"):
        if not file.path.stem[:4].isdigit() or is_sidecar(file.path):
            continue
        message = f"{file.path.suffix} files are not entries; save the words as .md"
        yield Problem(message, str(file.path), severity="warning")
    named = {name for journey in config.journeys for name in journey.routes}
    for file in _in(files, "routes", ".gpx", *UNREAD):
        if str(file.path.relative_to("routes")) not in named:
            message = 'no journey uses this route; add  routes = ["…"]  under [[journeys]]'
            yield Problem(message, str(file.path), severity="warning")
    for file in _in(files, "tracks", *SUFFIXES, ".md"):
        message = "only recordings belong in tracks/; move it beside its entry"
        yield Problem(message, str(file.path), severity="warning")


def _lost_tiles(files: Sequence[SourceFile], wanted: str) -> Iterator[Problem]:
    """Tell of a file of tiles that is named, but not there."""
    if wanted and PurePosixPath("static", wanted) not in {file.path for file in files}:
        tiles = _in(files, "static", ".pmtiles")
        known = [str(file.path.relative_to("static")) for file in tiles]
        message = f"the tiles '{wanted}' are not in static/{did_you_mean(wanted, known)}"
        yield Problem(message, "site.toml")


def _in(files: Sequence[SourceFile], folder: str, *suffixes: str) -> list[SourceFile]:
    return [
        file
        for file in files
        if file.path.parts[0] == folder and file.path.suffix.lower() in suffixes
    ]
