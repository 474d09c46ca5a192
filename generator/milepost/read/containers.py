"""Pictures and films as parts in a row: whether all are there, and texts packed in them."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO

from milepost.read.kinds import Kind
from milepost.read.mp4_boxes import Boxes

_MOST_BYTES = 16_000_000  # of text in a picture
_STANDALONE = (0x01, *range(0xD0, 0xD8))  # markers of JPEG with nothing behind them
_SCAN, _END = 0xDA, 0xD9
_TABLES = {"film": {"moov", "moof", "sidx"}, "HEIF": {"meta", "moov"}}
_PROFILE = re.compile(rb"\s*\w+\s+\d+\s+([\da-fA-F\s]+)")  # as ImageMagick has it


def packed_texts(kind: Kind, data: bytes) -> bytes:
    """Return what a picture or a film holds packed; what lies open in it is not looked for.

    Raise ValueError, with a reason, for one that ends before all is there that tells of it.
    """
    if kind == "JPEG":
        _follow_jpeg(data)
    elif kind == "PNG":
        return b"\n".join(_png_texts(data))
    elif kind == "WebP":
        if len(data) < 8 + int.from_bytes(data[4:8], "little"):
            raise ValueError("it is cut off")
    elif kind in ("film", "HEIF"):
        _follow_boxes(kind, data)
    elif kind == "Matroska" and b"\x16\x54\xae\x6b" not in data:
        raise ValueError("it has no table of contents, and may be cut off")
    elif kind == "medium" and data[4:7] == b"JXL" and b"brob" in data:
        raise ValueError("what tells of it is packed")
    return b""


def _follow_jpeg(data: bytes) -> None:
    """Go from segment to segment, to where the pixels begin."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in (_SCAN, _END):
            return
        if marker == 0xFF:  # fills up
            at += 1
        elif marker in _STANDALONE:
            at += 2
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4]))
    raise ValueError("it is cut off, or damaged")


def _png_texts(data: bytes) -> Iterator[bytes]:
    at = 8
    while (kind := data[at + 4 : at + 8]) != b"IEND":
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if end > len(data):
            raise ValueError("it is cut off")
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _png_text(kind, data[at + 8 : end - 4])
        at = end


def _png_text(kind: bytes, content: bytes) -> Iterator[bytes]:
    name, _, text = content.partition(b"\0")
    if kind == b"zTXt":
        text = _inflated(text[1:])
    elif kind == b"iTXt" and text[:1] == b"\1":
        text = _inflated(text[2:].split(b"\0", 2)[-1])
    yield text
    if name.startswith(b"Raw profile type") and (found := _PROFILE.fullmatch(text)):
        digits = b"".join(found[1].split()).decode()
        yield bytes.fromhex(digits[: len(digits) // 2 * 2])


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST_BYTES)
    except zlib.error as error:
        raise ValueError("a text in it is damaged") from error


def _follow_boxes(kind: Kind, data: bytes) -> None:
    """Go from box to box, to where it tells of all others."""
    boxes = Boxes(BytesIO(data))
    needed = _TABLES[kind]
    found = False
    try:
        for box in boxes.between(0, len(data)):
            found = found or box.kind in needed
            if box.kind == "moov" and data[box.content + 4 : box.content + 8] == b"cmov":
                raise ValueError("its table of contents is packed")
    except ValueError:
        # Cameras append what is no box; it is searched through like all bytes.
        if not found:
            raise
    if not found:
        raise ValueError("it has no table of contents, and may be cut off")
