"""The one place that looks into the journal's folder."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from milepost.errors import BuildError, Problem, SourceError, did_you_mean
from milepost.model.reserved import is_reserved
from milepost.model.source import SourceFile

FOLDERS = ("journal", "tracks", "routes", "pages", "static", "fonts", "overrides")
LARGEST_BYTES = 256_000_000  # of a file that is read as a whole; no camera or watch writes more
_WRITTEN = (".md", ".gpx", ".fit", ".tcx")
_LEADS_OUT = "is a link to a place outside {}, and not followed; copy it"
_UNPORTABLE = frozenset('<>:"|?*\\')
_IGNORED = {".ds_store", "thumbs.db", "desktop.ini", ".gitkeep", ".gitignore"}


def source_files(root: Path) -> tuple[SourceFile, ...]:
    """Return every file of the journal's known folders, in the order of their names.

    Hidden files, editor backups and links that lead out of the folder are left alone.
    """
    found: list[SourceFile] = []
    for folder in FOLDERS:
        # A web server's own files, .htaccess and .well-known/, are the author's business.
        for path in files_below(root / folder, hidden=folder == "static"):
            if is_within(path, root):
                digest, size = _fingerprint(path, root)
                name = PurePosixPath(path.relative_to(root).as_posix())
                found.append(SourceFile(name, digest, size))
    return tuple(found)


def content(root: Path, file: SourceFile) -> bytes:
    """Return the bytes of a file of the journal.

    Raise SourceError for one too large to be held in memory, and BuildError for one that is
    gone by now, or another than was found: that is no fault of the file, and what is made of
    it would be remembered as made of that one.
    """
    if file.size > LARGEST_BYTES:
        size = f"{file.size / 1e6:,.0f} MB"
        raise SourceError(Problem(f"the file is too large ({size})", str(file.path)))
    return content_of(root, str(file.path), file.digest)


def content_of(root: Path, path: str, digest: str | None) -> bytes:
    """Return the bytes of a file by its name; a digest of None is not known.

    Raise BuildError for one that is gone or changed.
    """
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        raise BuildError(Problem(f"cannot be read: {error.strerror}", path)) from error
    if digest is not None and hashlib.sha256(data).hexdigest() != digest:
        raise BuildError(Problem("was changed while it was read; build again", path))
    return data


def strange_folders(root: Path, themes: Path | None = None) -> tuple[Problem, ...]:
    """Warn of folders and entries that stand where nothing looks for them.

    `themes` is the folder of the author's own themes, of which only links are looked at.
    """
    return (*_strange(root), *(_led_out_of(themes) if themes else ()))


def _led_out_of(themes: Path) -> Iterator[Problem]:
    for theme in sorted(themes.iterdir()) if themes.is_dir() else ():
        for path in sorted(theme.rglob("*")):
            if _leads_out(path, theme):
                message = _LEADS_OUT.format("its theme")
                yield Problem(message, _shown(path, themes.parent), severity="warning")


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
        if _leads_out(root / folder, root):
            message = _LEADS_OUT.format("the journal")
            yield Problem(message, f"{folder}/", severity="warning")
            continue
        for path in sorted((root / folder).rglob("*")):
            shown = _shown(path, root)
            if not _is_plain(path.name):
                message = "has a name that no web address can hold; rename it"
                yield Problem(message, shown, severity="warning")
            elif _leads_out(path, root):
                message = _LEADS_OUT.format("the journal")
                yield Problem(message, shown, severity="warning")
            elif folder == "overrides" and _leads_out(path, root / folder):
                message = _LEADS_OUT.format("overrides/")
                yield Problem(message, shown, severity="warning")
            elif path.is_symlink() and not path.exists():
                message = "is a link that leads nowhere; copy the file, or take it out"
                yield Problem(message, shown, severity="warning")
            elif path.is_symlink() and path.is_dir():
                message = "is a link to a folder, and not followed; copy it"
                yield Problem(message, shown, severity="warning")
            elif path.exists() and not (path.is_file() or path.is_dir()):
                message = "is no file but a door to a device or program; it is not opened"
                yield Problem(message, shown, severity="warning")
            elif folder == "static" and not _is_portable(path.name):
                message = "has a name that Windows cannot hold; rename it"
                yield Problem(message, shown, severity="warning")


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix().encode("utf-8", "replace").decode()


def _leads_out(path: Path, root: Path) -> bool:
    return path.is_symlink() and not is_within(path, root)


def is_within(path: Path, root: Path) -> bool:
    """Tell whether a path leads to below a folder; a link to itself stays where it is."""
    # Path.resolve() fails at a link that leads to itself.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def is_own(path: Path, folder: Path) -> bool:
    """Tell whether there is a file, and not by a link that leads out of a folder."""
    return path.is_file() and is_within(path, folder)


def _is_portable(name: str) -> bool:
    ends_well = not name.endswith((".", " "))
    return ends_well and not _UNPORTABLE & set(name) and not is_reserved(name.split(".")[0])


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
