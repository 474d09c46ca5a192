"""The one place that looks into the journal's folder."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from milepost.errors import Problem, did_you_mean
from milepost.model.source import SourceFile

FOLDERS = ("journal", "tracks", "routes", "pages", "static", "overrides")
_IGNORED = {"thumbs.db", "desktop.ini"}


def source_files(root: Path) -> tuple[SourceFile, ...]:
    """Return every file of the journal's known folders, in the order of their names.

    Hidden files, editor backups and links that lead out of the folder are left alone.
    """
    inside = root.resolve()
    return tuple(
        SourceFile(PurePosixPath(path.relative_to(root).as_posix()), digest, size)
        for folder in FOLDERS
        for path in _walk(root / folder)
        if path.resolve().is_relative_to(inside)
        for digest, size in [_fingerprint(path)]
    )


def strange_folders(root: Path) -> tuple[Problem, ...]:
    """Warn of folders and entries that stand where nothing looks for them."""
    return tuple(_strange(root))


def _strange(root: Path) -> Iterator[Problem]:
    for path in sorted(root.iterdir()):
        if path.is_dir() and (hint := did_you_mean(path.name, FOLDERS)):
            if path.name not in FOLDERS:
                message = f"nothing reads this folder{hint}"
                yield Problem(message, path.name + "/", severity="warning")
        elif path.suffix.lower() in (".md", ".gpx") and path.name.lower() != "readme.md":
            where = "journal/" if path.suffix.lower() == ".md" else "tracks/"
            message = f"nothing reads this file here; move it to {where}"
            yield Problem(message, path.name, severity="warning")


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        backup = path.name.endswith("~") or path.name.lower() in _IGNORED
        if path.is_file() and not hidden and not backup:
            yield path


def _fingerprint(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return digest, file.tell()
