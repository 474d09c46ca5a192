"""A small site, and short ways to write and to read its folder."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from milepost.write import MANIFEST, Report, claimed, write_site

PAGES = {
    "index.html": b"<p>home",
    "journal/a/index.html": b"<p>a",
    "journal/b/index.html": b"<p>b",
    "journal/b/map.png": b"\x89PNG",
}


def put(out: Path, files: Mapping[str, bytes]) -> Report:
    with claimed(out, out.name):
        return write_site(out, ((PurePosixPath(name), data) for name, data in files.items()))


def tree(folder: Path) -> dict[str, bytes | str]:
    """Return all files and links below a folder but the manifest, by their path."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file() and name != str(MANIFEST):
            found[name] = path.read_bytes()
    return found
