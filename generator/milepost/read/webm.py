"""WebM files: which of their bytes tell where, when or by what they were made.

Element numbers: RFC 9559 (Matroska).
"""

from collections.abc import Iterator
from typing import BinaryIO

_EBML, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
_INFO, _TRACKS, _CUES, _SEEK = 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x114D9B74
_VOID = 0xEC
_NEEDED = {_SEEK, _INFO, _TRACKS, _CUES, _CLUSTER}
# Of the information, what a player needs: scale and duration.
_NEEDED_INFO = {0x2AD7B1, 0x4489, 0x4D80, 0x5741}  # the last two must be there: programs
_PROGRAMS = {0x4D80, 0x5741}
_TRACK, _KIND = 0xAE, 0x83
_SHOWN = (1, 2)  # video, audio
_UNKNOWN = -1


def webm_blanks(stream: BinaryIO, size: int) -> tuple[tuple[int, bytes], ...]:
    """Return what to write where, so that nothing but picture and sound is left.

    Raise ValueError if it cannot be told.
    """
    blanks: list[tuple[int, bytes]] = []
    kinds = []
    for ident, begin, content, end in _elements(stream, 0, size):
        kinds.append(ident)
        if ident != _SEGMENT:
            if ident != _EBML:
                blanks.append(_void(begin, end))
            continue
        for part, start, inner, stop in _elements(stream, content, end):
            if part not in _NEEDED:
                blanks.append(_void(start, stop))
            elif part == _INFO:
                blanks += _info(stream, inner, stop)
            elif part == _TRACKS:
                _refuse_others(stream, inner, stop)
    if kinds[:2] != [_EBML, _SEGMENT]:
        raise ValueError("it is no WebM")
    return tuple(blanks)


def _info(stream: BinaryIO, begin: int, end: int) -> Iterator[tuple[int, bytes]]:
    for ident, start, content, stop in _elements(stream, begin, end):
        if ident in _PROGRAMS:
            yield content, b" " * (stop - content)
        elif ident not in _NEEDED_INFO:
            yield _void(start, stop)


def _refuse_others(stream: BinaryIO, begin: int, end: int) -> None:
    for track, _, content, stop in _elements(stream, begin, end):
        if track != _TRACK:
            continue
        for ident, _, inner, last in _elements(stream, content, stop):
            if (
                ident == _KIND
                and int.from_bytes(_read(stream, inner, last - inner)) not in _SHOWN
            ):
                raise ValueError("it has tracks that are neither seen nor heard")


def _void(begin: int, end: int) -> tuple[int, bytes]:
    """Return an element that says nothing, in place of another."""
    length = end - begin
    if length > 256 << 20:
        raise ValueError("something in it is too large")
    if length < 9:
        return begin, bytes([_VOID, 0x80 | (length - 2)]) + bytes(length - 2)
    return begin, bytes([_VOID]) + (0x01 << 56 | length - 9).to_bytes(8) + bytes(length - 9)


def _elements(stream: BinaryIO, begin: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield number, begin, begin of the content, and end of the elements in a row."""
    while begin < end:
        ident, at = _number(stream, begin, keep_marker=True)
        length, content = _number(stream, at, keep_marker=False)
        if length == _UNKNOWN:
            if ident not in (_SEGMENT, _CLUSTER):
                raise ValueError("something in it has no length")
            raise ValueError("it was streamed, and has no lengths")
        if content + length > end:
            raise ValueError("it is cut off")
        yield ident, begin, content, content + length
        begin = content + length


def _number(stream: BinaryIO, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """Return a number of variable length and where it ends."""
    first = _read(stream, at, 1)[0]
    width = 9 - first.bit_length()
    if width > 8:
        raise ValueError("it holds something else")
    whole = int.from_bytes(_read(stream, at, width))
    if keep_marker:
        return whole, at + width
    value = whole & ((1 << 7 * width) - 1)
    return (_UNKNOWN if value == (1 << 7 * width) - 1 else value), at + width


def _read(stream: BinaryIO, at: int, length: int) -> bytes:
    stream.seek(at)
    found = stream.read(length)
    if len(found) < length:
        raise ValueError("it is cut off")
    return found
