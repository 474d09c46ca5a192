"""WebM files: which of their bytes tell where, when or by what they were made.

Element numbers: RFC 9559 (Matroska).
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

_Tree = Mapping[int, "_Tree | None"]  # what may stand within an element; None: as it is

_EBML, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
_INFO, _TRACKS, _CUES, _SEEK = 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x114D9B74
_VOID = 0xEC
_TRACK, _NUMBER, _KIND = 0xAE, 0xD7, 0x83
_BLOCKS = (0xA3, 0xA1)  # simple ones, and those of a group
_PROGRAMS = (0x4D80, 0x5741)  # they must be there, and name who wrote the file
_SHOWN = (1, 2)  # video, audio
_UNKNOWN = -1


def _as_they_are(*idents: int) -> _Tree:
    return dict.fromkeys(idents)


# What a player needs. Whatever else stands there may tell anything.
_NEEDED: _Tree = {
    _EBML: _as_they_are(0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285),
    _SEGMENT: {
        _SEEK: {0x4DBB: _as_they_are(0x53AB, 0x53AC)},
        _INFO: _as_they_are(0x2AD7B1, 0x4489, *_PROGRAMS),
        _TRACKS: {
            _TRACK: {
                # Number and kind, flags, language, codec and how it begins.
                **_as_they_are(
                    _NUMBER, 0x73C5, _KIND, 0xB9, 0x88, 0x55AA, 0x9C, 0x6DE7, 0x6DF8
                ),
                **_as_they_are(0x23E383, 0x234E7A, 0x23314F, 0x55EE, 0x22B59C, 0x22B59D),
                **_as_they_are(0x86, 0x63A2, 0x56AA, 0x56BB, 0x6D80),
                0xE0: {
                    # Sizes, crops, stereo; colour and projection.
                    **_as_they_are(0x9A, 0x9D, 0x53B8, 0xB0, 0xBA, 0x54AA, 0x54BB, 0x54CC),
                    **_as_they_are(0x54DD, 0x54B0, 0x54BA, 0x54B2, 0x2EB524, 0x55B0, 0x7670),
                },
                0xE1: _as_they_are(0xB5, 0x78B5, 0x9F, 0x6264, 0x52F1),
            },
        },
        _CUES: {0xBB: {0xB3: None, 0xB7: _as_they_are(0xF7, 0xF1, 0xF0, 0xB2, 0x5378)}},
        _CLUSTER: {
            **_as_they_are(0xE7, 0xA7, 0xAB, 0xA3),
            0xA0: _as_they_are(0xA1, 0x9B, 0xFB, 0xFA, 0x75A2, 0xA4),
        },
    },
}


def webm_blanks(stream: BinaryIO, size: int) -> tuple[tuple[int, bytes], ...]:
    """Return what to write where, so that nothing but picture and sound is left.

    Raise ValueError if it cannot be told.
    """
    found = list(_elements(stream, 0, size))
    if [ident for ident, *_ in found[:2]] != [_EBML, _SEGMENT]:
        raise ValueError("it is no WebM")
    _, _, content, end = found[1]
    tracks = {
        number
        for part, _, inner, stop in _elements(stream, content, end)
        if part == _TRACKS
        for number in _numbers(stream, inner, stop)
    }
    return tuple(_blanks(stream, 0, size, _NEEDED, tracks))


def _blanks(
    stream: BinaryIO, begin: int, end: int, needed: _Tree, tracks: set[int]
) -> Iterator[tuple[int, bytes]]:
    """Yield what to write over all that is not needed, and over pictures of no track."""
    for ident, start, content, stop in _elements(stream, begin, end):
        if ident not in needed or (
            ident in _BLOCKS and _number(stream, content, keep_marker=False)[0] not in tracks
        ):
            yield _void(start, stop)
        elif ident in _PROGRAMS:
            yield content, b" " * (stop - content)
        elif (inside := needed[ident]) is not None:
            yield from _blanks(stream, content, stop, inside, tracks)


def _numbers(stream: BinaryIO, begin: int, end: int) -> Iterator[int]:
    """Yield the number of each track. Raise ValueError if one is neither seen nor heard."""
    for track, _, content, stop in _elements(stream, begin, end):
        if track != _TRACK:
            continue
        told = {
            ident: int.from_bytes(_read(stream, inner, last - inner))
            for ident, _, inner, last in _elements(stream, content, stop)
            if ident in (_NUMBER, _KIND)
        }
        if told.get(_KIND) not in _SHOWN:
            raise ValueError("it has tracks that are neither seen nor heard")
        yield told.get(_NUMBER, 0)


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
