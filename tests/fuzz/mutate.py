"""New input out of old: bytes changed, cut, doubled, and words of the format put in."""

import sys
from collections.abc import Sequence
from random import Random
from types import CodeType, FrameType
from typing import Any

MOST_BYTES = 200_000
_ODD = (b"\0", b"\xff", b"\x7f", b"\x80", b"\n", b"-", b"<", b">", b"&", b'"', b"'", b":", b"[")
_NUMBERS = (
    b"0",
    b"-1",
    b"1e308",
    b"nan",
    b"inf",
    b"99999999999999999999",
    b"0x10",
    "٣".encode(),
)


def mutated(
    data: bytes, others: Sequence[bytes], words: Sequence[bytes], chance: Random
) -> bytes:
    """Return `data` after one to eight changes."""
    out = bytearray(data)
    for _ in range(1 << chance.randrange(4)):
        at = chance.randrange(len(out) + 1)
        end = min(len(out), at + int(chance.paretovariate(0.6)))
        kind = chance.randrange(9)
        if kind == 0 and out:
            out[at % len(out)] ^= 1 << chance.randrange(8)
        elif kind == 1 and out:
            out[at % len(out)] = chance.randrange(256)
        elif kind == 2:
            del out[at:end]
        elif kind == 3:
            out[at:at] = out[at:end] * chance.choice((1, 2, 50))
        elif kind == 4:
            out[at:at] = chance.choice(_ODD) * chance.choice((1, 1, 3, 200))
        elif kind == 5 and words:
            out[at : at if chance.random() < 0.5 else end] = chance.choice(words)
        elif kind == 6:
            out[at:end] = chance.choice(_NUMBERS)
        elif kind == 7:
            other = chance.choice(others)
            begin = chance.randrange(len(other) + 1)
            out[at:end] = other[begin : begin + int(chance.paretovariate(0.4))]
        else:
            width = chance.choice((1, 2, 4, 8))
            out[at : at + width] = chance.choice((0, 1, 2**31 - 1, 2**32 - 1, 2**63)).to_bytes(
                8, chance.choice(("big", "little"))
            )[:width]
    return bytes(out[:MOST_BYTES])


class Coverage:
    """The lines of the package that were ever run; code that is all known costs nothing."""

    def __init__(self, folder: str):
        self._folder = folder
        self._missing: dict[CodeType, set[int]] = {}
        self._grew = False

    def __enter__(self) -> "Coverage":
        sys.settrace(self._called)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def grew(self) -> bool:
        """Tell whether a line was met for the first time since this was asked last."""
        grew, self._grew = self._grew, False
        return grew

    def _called(self, frame: FrameType, event: str, arg: Any) -> Any:
        code = frame.f_code
        missing = self._missing.get(code)
        if missing is None:
            ours = code.co_filename.startswith(self._folder)
            lines = {line for *_, line in code.co_lines() if line} if ours else set()
            missing = self._missing[code] = lines
        return self._line if missing else None

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        missing = self._missing[frame.f_code]
        if frame.f_lineno in missing:
            missing.discard(frame.f_lineno)
            self._grew = True
        return self._line if missing else None


def smaller(data: bytes, fails: Any) -> bytes:
    """Return a short input that still fails: pieces are left out as long as it does."""
    piece = len(data) // 2
    while piece:
        at = 0
        while at < len(data):
            less = data[:at] + data[at + piece :]
            if fails(less):
                data = less
            else:
                at += piece
        piece //= 2
    return data
