"""Short videos: how large they are shown, and which of their bytes tell where, when or who.

A follower should learn no more of a video than what can be seen and heard. Phones write into
it where it was taken, when, and by what; action cameras whole tracks of positions. Nothing is
transcoded: `parse_video` names the bytes that tell it, and a copy is published in which they
are blank. ISO/IEC 14496-12 allows boxes to be turned into `free` ones in their place, so that
nothing else moves; RFC 8794 has an element `Void` for the same.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from milepost.errors import Problem, SourceError
from milepost.model.journal import Video
from milepost.model.source import SourceFile
from milepost.read.webm import webm_blanks

VIDEOS = (".mp4", ".m4v", ".mov", ".webm")
Blanks = tuple[tuple[int, bytes], ...]

# What is needed to play a film. Whatever else stands there may tell anything.
_TOP = {"ftyp", "moov", "mdat", "moof", "mfra", "sidx", "ssix", "styp", "prft", "pdin", "wide"}
_IN_MOOV = {"mvhd", "trak", "mvex", "iods"}
_IN_TRAK = {"tkhd", "mdia", "edts", "tref", "tapt", "trgr"}
_IN_MDIA = {"mdhd", "hdlr", "minf", "elng"}
_SHOWN = ("vide", "soun")  # tracks of other kinds hold positions, times, names
_LARGEST_HEADER = 64 << 20
_LONGEST_BLANK = 256 << 20


@dataclass(frozen=True, slots=True)
class _Box:
    """A box of a file: where it begins and ends, and where its content begins."""

    kind: str
    begin: int
    content: int
    end: int


def parse_video(file: SourceFile, stream: BinaryIO) -> Video:
    """Read how a video is to be published. Raise SourceError if it cannot be."""
    try:
        if file.path.suffix.lower() == ".webm":
            size, blanks = (0, 0), webm_blanks(stream, file.size)
        else:
            size, blanks = _Mp4(stream, file.size).read()
    except (ValueError, struct.error, IndexError, OSError) as error:
        message = (
            f"this video is not shown, as nobody can tell what it says of places: {error}; "
            "export it again as MP4"
        )
        raise SourceError(Problem(message, str(file.path), severity="warning")) from error
    return Video(file.path, file.digest, file.size, *size, overwrite=blanks)


class _Mp4:
    """One pass over an MP4 or QuickTime file, noting what is to be blank."""

    def __init__(self, stream: BinaryIO, size: int):
        self.stream, self.size = stream, size
        self.blanks: list[tuple[int, bytes]] = []
        self.hidden_tracks = 0

    def read(self) -> tuple[tuple[int, int], Blanks]:
        """Return how large it is shown, in pixels, and what to write where."""
        shown, fragments, moov = (0, 0), False, None
        for box in self._boxes(0, self.size):
            if box.kind == "moov":
                moov = box
                shown = self._moov(box)
            elif box.kind not in _TOP:
                self._blank(box)
            fragments |= box.kind == "moof"
        if moov is None:
            raise ValueError("it has no table of contents, and may be cut off")
        if fragments and self.hidden_tracks:
            raise ValueError("it is in fragments with tracks of other kinds")
        return shown, tuple(sorted(self.blanks))

    def _moov(self, moov: _Box) -> tuple[int, int]:
        shown = (0, 0)
        for box in self._boxes(moov.content, moov.end):
            if box.kind == "cmov":
                raise ValueError("its table of contents is compressed")
            if box.kind == "mvhd":
                self._forget_times(box)
            elif box.kind == "trak":
                shown = max(shown, self._trak(box))
            elif box.kind not in _IN_MOOV:
                self._blank(box)
        return shown

    def _trak(self, trak: _Box) -> tuple[int, int]:
        """Blank what a track tells; all of it unless it is seen or heard."""
        parts = list(self._boxes(trak.content, trak.end))
        media = [box for part in parts if part.kind == "mdia" for box in self._inside(part)]
        handler = next((self._word(box.content + 8) for box in media if box.kind == "hdlr"), "")
        if handler not in _SHOWN:
            self.hidden_tracks += 1
            self._blank_samples(media)
            self._blank(trak)
            return 0, 0
        for box in (*parts, *media):
            if box.kind in ("tkhd", "mdhd"):
                self._forget_times(box)
            elif box.kind == "hdlr":
                self._forget_name(box)
            elif box.kind == "minf":
                self._forget_maker(box, handler)
        for part in parts:
            if part.kind not in _IN_TRAK:
                self._blank(part)
        for box in media:
            if box.kind not in _IN_MDIA:
                self._blank(box)
        header = next((part for part in parts if part.kind == "tkhd"), None)
        return self._shown(header) if header and handler == "vide" else (0, 0)

    def _shown(self, tkhd: _Box) -> tuple[int, int]:
        """Return width and height after turning, as the last of a track's header tells."""
        matrix = struct.unpack(">9i", self._bytes(tkhd.end - 44, 36))
        width, height = (v >> 16 for v in struct.unpack(">2I", self._bytes(tkhd.end - 8, 8)))
        turned = matrix[0] == 0 and matrix[1] != 0
        return (height, width) if turned else (width, height)

    def _forget_times(self, box: _Box) -> None:
        """Blank when something was made and changed."""
        version = self._bytes(box.content, 1)[0]
        self.blanks.append((box.content + 4, bytes(16 if version == 1 else 8)))

    def _forget_name(self, hdlr: _Box) -> None:
        """Blank who handles a track: "GoPro AVC"."""
        begin = hdlr.content + 12
        self.blanks.append((begin, bytes(max(0, hdlr.end - begin))))

    def _forget_maker(self, minf: _Box, handler: str) -> None:
        """Blank the maker and the name of the encoder in each description of samples."""
        inside = self._inside(minf)
        for box in (box for box in inside if box.kind == "hdlr"):
            self._forget_name(box)
        tables = (box for stbl in inside if stbl.kind == "stbl" for box in self._inside(stbl))
        for stsd in (box for box in tables if box.kind == "stsd"):
            for entry in self._boxes(stsd.content + 8, stsd.end):
                length = entry.end - entry.begin
                if length >= 24:
                    self.blanks.append((entry.begin + 20, bytes(4)))
                if handler == "vide" and length >= 82:
                    self.blanks.append((entry.begin + 50, bytes(32)))

    def _blank(self, box: _Box) -> None:
        """Turn a box into a free one of the same size, with nothing in it."""
        length = box.end - box.content
        if length > _LONGEST_BLANK:
            raise ValueError(f"'{box.kind}' in it is too large")
        self.blanks += [(box.begin + 4, b"free"), (box.content, bytes(length))]

    def _blank_samples(self, media: list[_Box]) -> None:
        """Blank what a track holds in the body of the file."""
        table = {
            box.kind: box
            for minf in media
            if minf.kind == "minf"
            for stbl in self._inside(minf)
            if stbl.kind == "stbl"
            for box in self._inside(stbl)
        }
        sizes, offsets = self._sample_sizes(table), self._offsets(table)
        runs = self._numbers(table.get("stsc"), 3)
        sample = 0
        for chunk, begin in enumerate(offsets, 1):
            count = next((n for first, n, _ in reversed(runs) if first <= chunk), 0)
            length = sum(sizes[sample : sample + count])
            if begin + length > self.size or length > _LONGEST_BLANK:
                raise ValueError("its tables lead nowhere")
            self.blanks.append((begin, bytes(length)))
            sample += count

    def _sample_sizes(self, table: dict[str, _Box]) -> list[int]:
        box = table.get("stsz")
        if box is None:
            return []
        each, count = struct.unpack(">2I", self._bytes(box.content + 4, 8))
        if each:
            return [each] * min(count, _LARGEST_HEADER)
        found = self._bytes(box.content + 12, 4 * count)
        return list(struct.unpack(f">{count}I", found))

    def _offsets(self, table: dict[str, _Box]) -> list[int]:
        if "co64" in table:
            halves = self._numbers(table["co64"], 2)
            return [(high << 32) + low for high, low in halves]
        return [offset for (offset,) in self._numbers(table.get("stco"), 1)]

    def _numbers(self, box: _Box | None, width: int) -> list[tuple[int, ...]]:
        """Return the rows of a table of 32-bit numbers."""
        if box is None:
            return []
        (count,) = struct.unpack(">I", self._bytes(box.content + 4, 4))
        found = self._bytes(box.content + 8, 4 * width * count)
        return list(struct.iter_unpack(f">{width}I", found))

    def _inside(self, box: _Box) -> list[_Box]:
        return list(self._boxes(box.content, box.end))

    def _boxes(self, begin: int, end: int) -> Iterator[_Box]:
        """Yield the boxes between two places. Raise ValueError if they do not fill it."""
        while begin < end:
            if end - begin < 8:
                # QuickTime ends lists with four zeros.
                if not any(self._bytes(begin, end - begin)):
                    return
                raise ValueError("it does not end where it should")
            (length,) = struct.unpack(">I", self._bytes(begin, 4))
            content = begin + 8
            if length == 1:
                (length,) = struct.unpack(">Q", self._bytes(begin + 8, 8))
                content = begin + 16
            elif length == 0:
                length = end - begin
            box = _Box(self._word(begin + 4), begin, content, begin + length)
            if length < content - begin or box.end > end:
                raise ValueError("it is cut off, or something else stands in it")
            yield box
            begin = box.end

    def _word(self, at: int) -> str:
        return self._bytes(at, 4).decode("latin-1")

    def _bytes(self, at: int, length: int) -> bytes:
        if length > _LARGEST_HEADER:
            raise ValueError("its tables are too large")
        self.stream.seek(at)
        found = self.stream.read(length)
        if len(found) < length:
            raise ValueError("it is cut off")
        return found
