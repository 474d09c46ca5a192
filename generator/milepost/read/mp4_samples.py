"""Where an MP4 or QuickTime file holds the pictures and the sound of a track.

ISO/IEC 14496-12, 8.7: a track's samples lie in chunks, of which tables tell begin and number.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from milepost.read.mp4_boxes import LARGEST_HEADER, Box, Boxes

Range = tuple[int, int | None]
"""From where to where a chunk lies; None if nobody knows where it ends."""


def chunks_of(boxes: Boxes, table: Mapping[str, Box], handler: str) -> Iterator[Range]:
    """Yield the chunks of a track by the boxes of its table of samples.

    Sound whose samples are all of one size may count them in frames, of which only its codec
    knows the bytes.
    """
    each, sizes = _sizes(boxes, table)
    offsets, runs = offsets_of(boxes, table), _rows(boxes, table.get("stsc"), 3)
    sample, run = 0, -1
    for chunk, begin in enumerate(offsets, 1):
        while run + 1 < len(runs) and runs[run + 1][0] <= chunk:
            run += 1
        count = runs[run][1] if run >= 0 else 0
        if each:
            yield begin, None if handler == "soun" else begin + count * each
        else:
            yield begin, begin + sum(sizes[sample : sample + count])
        sample += count


def offsets_of(boxes: Boxes, table: Mapping[str, Box]) -> list[int]:
    """Return where each chunk of a track begins."""
    if "co64" in table:
        return [(high << 32) + low for high, low in _rows(boxes, table["co64"], 2)]
    return [offset for (offset,) in _rows(boxes, table.get("stco"), 1)]


def _sizes(boxes: Boxes, table: Mapping[str, Box]) -> tuple[int, Sequence[int]]:
    """Return the one size of all samples, 0 if each has its own, and these."""
    if box := table.get("stsz"):
        each, count = boxes.number(box.content + 4), boxes.number(box.content + 8)
        if each:
            return each, ()
        return 0, struct.unpack(f">{count}I", boxes.bytes_(box.content + 12, 4 * count))
    if box := table.get("stz2"):
        bits, count = boxes.number(box.content + 7, 1), boxes.number(box.content + 8)
        found = boxes.bytes_(box.content + 12, (bits * count + 7) // 8)
        if bits == 4:
            return 0, [half for both in found for half in (both >> 4, both & 15)][:count]
        if bits in (8, 16):
            return 0, struct.unpack(f">{count}{'B' if bits == 8 else 'H'}", found)
    raise ValueError("its tables do not say how large its samples are")


def _rows(boxes: Boxes, box: Box | None, width: int) -> list[tuple[int, ...]]:
    """Return the rows of a table of 32-bit numbers."""
    if box is None:
        return []
    count = boxes.number(box.content + 4)
    if count > LARGEST_HEADER:
        raise ValueError("its tables are too large")
    found = boxes.bytes_(box.content + 8, 4 * width * count)
    return list(struct.iter_unpack(f">{width}I", found))


def gaps(
    whole: Sequence[tuple[int, int]], kept: Sequence[Range], begins: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield from where to where nothing of `kept` lies in some parts of a file.

    A chunk that ends nobody knows where ends where the next of all `begins`.
    """
    known, later = [], sorted(begins)
    for begin, end in sorted(kept, key=lambda chunk: chunk[0]):
        after = bisect_right(later, begin)
        following = later[after] if after < len(later) else None
        known.append((begin, following if end is None else end))
    for at, last in sorted(whole):
        for begin, end in known:
            if begin >= last:
                break
            if begin > at:
                yield at, begin
            at = max(at, last if end is None else end)
        if at < last:
            yield at, last
