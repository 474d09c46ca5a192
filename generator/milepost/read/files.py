"""The one place that looks into the journal's folder."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from milepost.errors import Problem, SourceError, did_you_mean
from milepost.model.source import SourceFile

FOLDERS = ("journal", "tracks", "routes", "pages", "static", "fonts", "overrides")
_WRITTEN = (".md", ".gpx", ".fit", ".tcx")
_IGNORED = {".ds_store", "thumbs.db", "desktop.ini", ".gitkeep", ".gitignore"}


def source_files(root: Path) -> tuple[SourceFile, ...]:
    """Return every file of the journal's known folders, in the order of their names.

    Hidden files, editor backups and links that lead out of the folder are left alone.
    """
    inside = root.resolve()
    found: list[SourceFile] = []
    for folder in FOLDERS:
        # A web server's own files, .htaccess and .well-known/, are the author's business.
        for path in files_below(root / folder, hidden=folder == "static"):
            if path.resolve().is_relative_to(inside):
                digest, size = _fingerprint(path, root)
                name = PurePosixPath(path.relative_to(root).as_posix())
                found.append(SourceFile(name, digest, size))
    return tuple(found)


def content(root: Path, file: SourceFile) -> bytes:
    """Return the bytes of a file of the journal.

    Raise SourceError for one that is gone by now, or another than was found: what is made of
    it would be remembered as made of that one.
    """
    return content_of(root, str(file.path), file.digest)


def content_of(root: Path, path: str, digest: str | None) -> bytes:
    """Do the same by name; a digest of None is not known, and all bytes are taken."""
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        raise SourceError(Problem(f"cannot be read: {error.strerror}", path)) from error
    if digest is not None and hashlib.sha256(data).hexdigest() != digest:
        raise SourceError(Problem("was changed while it was read; build again", path))
    return data


def strange_folders(root: Path) -> tuple[Problem, ...]:
    """Warn of folders and entries that stand where nothing looks for them."""
    return tuple(_strange(root))


def _strange(root: Path) -> Iterator[Problem]:
    yield from _left_out(root)
    for path in sorted(root.iterdir()):
        if path.is_dir() and (hint := did_you_mean(path.name, FOLDERS)):
            if path.name not in FOLDERS:
                message = f"nothing reads this folder{hint}"
                yield Problem(message, path.name + "/", severity="warning")
        elif path.suffix.lower() in _WRITTEN and path.name.lower() != "readme.md":
            where = "journal/" if path.suffix.lower() == ".md" else "tracks/"
            message = f"nothing reads this file here; move it to {where}"
            yield Problem(message, path.name, severity="warning")


def _left_out(root: Path) -> Iterator[Problem]:
    """Warn of files that an author would miss: odd names, and links to elsewhere."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            shown = path.relative_to(root).as_posix().encode("utf-8", "replace").decode()
            if not _is_plain(path.name):
                message = "has a name that no web address can hold; rename it"
                yield Problem(message, shown, severity="warning")
            elif path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
                message = "is a link to a place outside the journal, and not followed; copy it"
                yield Problem(message, shown, severity="warning")


def files_below(folder: Path, *, hidden: bool = False) -> Iterator[Path]:
    """Yield the files of a folder by name, without what editors and systems leave there.

    Names that no web address can hold are left out too; `odd_names` tells of them.
    """
    for path in sorted(_all_below(folder)):
        parts = path.relative_to(folder).parts
        inside = hidden or not any(part.startswith(".") for part in parts)
        junk = path.name.endswith(("~", ".swp")) or path.name.lower() in _IGNORED
        if path.is_file() and inside and not junk and _is_plain(path.name):
            yield path


def _all_below(folder: Path) -> Iterator[Path]:
    """Yield every file; a folder that may not be read is an error, not an empty one."""

    def refuse(error: OSError) -> None:
        message = f"cannot be read: {error.strerror}"
        raise SourceError(Problem(message, str(error.filename)))

    for parent, _, names in os.walk(folder, onerror=refuse) if folder.is_dir() else ():
        yield from (Path(parent, name) for name in names)


def _is_plain(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return not any(ord(char) < 32 or ord(char) == 127 for char in name)


def _fingerprint(path: Path, root: Path) -> tuple[str, int]:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return digest, file.tell()
    except OSError as error:
        shown = path.relative_to(root).as_posix()
        raise SourceError(Problem(f"cannot be read: {error.strerror}", shown)) from error
