"""Bytes of the journal into nouns; one parser for each kind of file."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from milepost.model.track import Recording
from milepost.read.gpx import parse_gpx

Parser = Callable[[PurePosixPath, bytes], Recording]

RECORDINGS: Mapping[str, Parser] = {".gpx": parse_gpx}
