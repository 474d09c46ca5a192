"""What a crash is: any exception but MilepostError, or an input that takes too long."""

import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fuzz.targets import Target
from milepost.errors import MilepostError

FOUND = Path(__file__).parent / "found"
LONGEST_S = 5
_SHRINKING_S = 20


class HangError(BaseException):
    """An input took too long; no `except Exception` of a reader stops it."""


@contextmanager
def soon(target: Target, *, slower: int = 1) -> Iterator[None]:
    """Raise HangError where the processor is busy for too long; only in the main thread.

    `slower` is by what instrumented code is.
    """
    signal.signal(signal.SIGPROF, _hang)
    signal.setitimer(signal.ITIMER_PROF, LONGEST_S * slower * (4 if target.dear else 1))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _hang(*_: object) -> None:
    raise HangError("takes too long")


def crash_of(target: Target, data: bytes, *, slower: int = 1) -> str:
    """Return where and how an input crashes, "" if it does not."""
    try:
        with soon(target, slower=slower):
            target.run(data)
    except MilepostError as error:
        str(error)
        return ""
    except (Exception, HangError) as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "/milepost/" in frame.filename] or frames
        if isinstance(error, HangError):  # it may be interrupted anywhere
            return f"HangError {ours[0].name}"
        return f"{type(error).__name__} {Path(ours[-1].filename).name} {ours[-1].name}"
    return ""


def smaller(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Return a short input that still fails: pieces are left out as long as it does."""
    end = time.monotonic() + _SHRINKING_S
    piece = len(data) // 2
    while piece:
        at = 0
        while at < len(data) and time.monotonic() < end:
            less = data[:at] + data[at + piece :]
            if fails(less):
                data = less
            else:
                at += piece
        piece //= 2
    return data
