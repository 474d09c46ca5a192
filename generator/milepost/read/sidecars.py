"""Texts that belong to a picture or a video."""

from pathlib import PurePosixPath

from milepost.read.photo import SUFFIXES
from milepost.read.video import VIDEOS


def is_sidecar(path: PurePosixPath) -> bool:
    """Tell whether a text belongs to a picture or a video, by the whole name of that."""
    about = PurePosixPath(path.stem).suffix.lower()
    return path.suffix.lower() in (".md", ".txt") and about in (*SUFFIXES, *VIDEOS)
