"""One folder takes another's place in a single step."""

import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Any

ASIDE = "old"  # ends the name of the old folder between two renames

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS


def exchange(new: Path, old: Path) -> None:
    """Put the folder `new` where `old` is; what was there is at `new` afterwards, if anything.

    Linux and macOS swap two names atomically. Elsewhere there are two renames, and the first
    is taken back if the second fails. Raise OSError.
    """
    if not old.exists():
        new.rename(old)
    elif not _swap(new, old):
        _in_two_steps(new, old)


def _swap(one: Path, other: Path) -> bool:
    """Swap two names; return False where the system or the disk cannot."""
    libc: Any = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        code = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        code = libc.renamex_np(*names, _RENAME_SWAP)
    else:
        return False
    if code == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))


def _in_two_steps(new: Path, old: Path) -> None:
    aside = new.with_name(f"{new.name}.{ASIDE}")
    try:
        old.rename(aside)
        new.rename(old)
    finally:  # Ctrl-C may come between the two as well
        if aside.exists() and not old.exists():
            aside.rename(old)
    aside.rename(new)
