"""Files and folders that appear whole or not at all, and never over the work of others.

What a command writes for its author goes through here; the site itself through `write`.
"""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from errno import EEXIST
from pathlib import Path


def write_file(
    path: Path, data: bytes, *, overwrite: bool = False, private: bool = False
) -> None:
    """Write a file, and the folders above it; a private one is for its owner alone.

    Raise FileExistsError if something is there, unless it is a file and may be overwritten, and
    OSError where the disk fails; what was there then stays as it was.
    """
    if overwrite:
        path = Path(os.path.realpath(path))  # a link stays, as with any other program
    if os.path.lexists(path) and not (overwrite and path.is_file()):
        raise _taken(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = _begun(path)
    try:
        _fill(begun, data, 0o600 if private else 0o666)
        if overwrite:
            begun.replace(path)
        else:
            _settle(begun, path)
    finally:
        with suppress(OSError):
            begun.unlink()


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder with some files, by their names. Raise as `write_file` does."""
    if os.path.lexists(path):
        raise _taken(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = _begun(path)
    try:
        begun.mkdir()
        for name, data in files.items():
            _fill(begun / name, data)
        begun.rename(path)
    finally:
        shutil.rmtree(begun, ignore_errors=True)


def _fill(path: Path, data: bytes, mode: int = 0o666) -> None:
    path.unlink(missing_ok=True)  # of a dead process with our number: its rights are another's
    # The system takes from the mode what the owner does not want new files to allow.
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())  # before it gets its name: a flat battery leaves no empty file


def _begun(path: Path) -> Path:
    # Hidden: no build takes it for a part of the journal. Short: the name may be a long one.
    return path.with_name(f".milepost-{os.getpid()}")


def _settle(begun: Path, path: Path) -> None:
    """Give a file its name, unless somebody else has taken that meanwhile."""
    try:
        os.link(begun, path)  # unlike a rename, this never overwrites
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise _taken(path) from None
        begun.rename(path)


def _taken(path: Path) -> FileExistsError:
    return FileExistsError(EEXIST, os.strerror(EEXIST), str(path))
