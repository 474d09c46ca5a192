"""One process at a time works on a folder.

The system itself holds the lock, and lets go of it when a process dies, however it dies: no
number of a process has to be believed, which may be another's by now, or that of one in
another container.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EROFS
from pathlib import Path

from milepost.errors import OutputError, Problem

WHO = "{who}"  # in a message: which process it is

_FAR = 1 << 30  # Windows keeps others from reading what is locked: no byte of ours is there


@contextmanager
def alone(folder: Path, busy: str) -> Iterator[bool]:
    """Keep other processes that ask for the same folder away from it.

    Yield whether that is sure: a disk may know no locks, or be read-only. What is missing
    above the folder is made, and goes again if nothing has come into it. Raise OutputError
    with the message `busy` if another process is there, OSError where no file can be made.
    """
    missing = [place for place in folder.parents if not place.exists()]
    with suppress(PermissionError):
        folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        path = folder.with_name(f".{folder.name}.lock")
        file = _locked(path, busy)
        try:
            yield file is not None
        finally:
            if file is not None:
                _let_go(file, path)
    finally:
        with suppress(OSError):
            for place in missing:
                place.rmdir()


def _locked(path: Path, busy: str) -> int | None:
    while True:
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            if isinstance(error, PermissionError | FileNotFoundError) or error.errno == EROFS:
                return None
            raise
        try:
            _lock(file)
        except (BlockingIOError, PermissionError) as error:
            os.close(file)
            raise OutputError(Problem(busy.replace(WHO, _who(path)))) from error
        except OSError:
            os.close(file)
            return None
        if _stands(file, path):
            with suppress(OSError):  # a full disk: only the message is poorer
                os.ftruncate(file, 0)
                os.write(file, str(os.getpid()).encode())
            return file
        os.close(file)  # another process had it, and has taken it away just now


def _lock(file: int) -> None:
    """Lock an open file for this process. Raise OSError if another process has it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
    else:
        import fcntl

        # Not `flock`, which processes of the pool would hold on to when this one is killed.
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _stands(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _who(path: Path) -> str:
    try:
        number = path.read_text("ascii")
    except (OSError, ValueError):
        number = ""
    return f"process {number}" if number.isdecimal() else "another process"


def _let_go(file: int, path: Path) -> None:
    with suppress(OSError):
        path.unlink()  # while it is locked: the next process may have made its own by now
    os.close(file)
    if sys.platform == "win32":
        with suppress(OSError):  # an open file cannot be removed there, and a new one is open
            path.unlink()
