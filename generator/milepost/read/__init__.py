"""Bytes of the journal into nouns; one parser for each kind of file."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.model.source import SourceFile
    from milepost.model.track import Recording

Parser = Callable[[PurePosixPath, bytes], "Recording"]


def _gpx(path: PurePosixPath, data: bytes) -> "Recording":
    # A parser is imported when a new file asks for it: most builds measure nothing.
    from milepost.read.gpx import parse_gpx

    return parse_gpx(path, data)


def _fit(path: PurePosixPath, data: bytes) -> "Recording":
    from milepost.read.fit import parse_fit

    return parse_fit(path, data)


def _tcx(path: PurePosixPath, data: bytes) -> "Recording":
    from milepost.read.tcx import parse_tcx

    return parse_tcx(path, data)


RECORDINGS: Mapping[str, Parser] = {".gpx": _gpx, ".fit": _fit, ".tcx": _tcx}
_FOLDERS = ("journal", "tracks")


def recordings_among(files: Iterable["SourceFile"]) -> list["SourceFile"]:
    """Return the recordings among the files of a journal: those of days, and loose ones."""
    return [
        file
        for file in files
        if file.path.suffix.lower() in RECORDINGS and file.path.parts[0] in _FOLDERS
    ]
