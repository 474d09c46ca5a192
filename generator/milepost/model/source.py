"""Files as they were found."""

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the journal, known by name and content but not yet read in."""

    path: PurePosixPath  # relative to the source folder
    digest: str  # sha256 of the content
    size: int  # bytes
