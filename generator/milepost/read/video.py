"""Short videos: how large they are shown, and which of their bytes tell where, when or who.

A follower should learn no more of a video than what can be seen and heard. Phones write into
it where it was taken, when, and by what; action cameras whole tracks of positions. Nothing is
transcoded: `parse_video` names the bytes that tell it, and a copy is published in which they
are blank. ISO/IEC 14496-12 allows boxes to be turned into `free` ones in their place, so that
nothing else moves; RFC 8794 has an element `Void` for the same.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from milepost.errors import Problem, SourceError
from milepost.model.journal import Video
from milepost.model.source import SourceFile
from milepost.read.mp4_boxes import DESCRIBED, NEEDED, Box, Boxes, Tree
from milepost.read.mp4_samples import Range, chunks_of, gaps, offsets_of
from milepost.read.webm import webm_blanks

VIDEOS = (".mp4", ".m4v", ".mov", ".webm")
Blanks = tuple[tuple[int, bytes], ...]

_SHOWN = ("vide", "soun")  # tracks of other kinds hold positions, times, names
_PICTURES, _SOUND = 78, {0: (28,), 1: (44, 28), 2: (64,)}  # bytes before what is described
LARGEST_BYTES = 500_000_000  # most hosts take less, and phones on the way far less
_LONGEST_BLANK = 256 << 20


def parse_video(file: SourceFile, stream: BinaryIO) -> Video:
    """Read how a video is to be published. Raise SourceError if it cannot be."""
    if file.size > LARGEST_BYTES:
        message = (
            f"this video is not shown, as it is too large ({file.size / 1e6:,.0f} MB, and at "
            f"most {LARGEST_BYTES / 1e6:,.0f}); make it shorter, or export it smaller"
        )
        raise SourceError(Problem(message, str(file.path), severity="warning"))
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
        self.boxes, self.size = Boxes(stream), size
        self.blanks: list[tuple[int, bytes]] = []
        self.kept: list[Range] = []  # chunks that are seen or heard
        self.begins: list[int] = []  # of all chunks
        self.hidden_tracks = 0

    def read(self) -> tuple[tuple[int, int], Blanks]:
        """Return how large it is shown, in pixels, and what to write where."""
        found = list(self.boxes.between(0, self.size))
        tables = [box for box in found if box.kind == "moov"]
        in_fragments = any(box.kind == "moof" for box in found)
        if not tables:
            raise ValueError("it has no table of contents, and may be cut off")
        if len(tables) > 1:
            raise ValueError("it has several tables of contents")
        shown = self._shown(tables[0], in_fragments=in_fragments)
        if in_fragments and self.hidden_tracks:
            raise ValueError("it is in fragments with tracks of other kinds")
        self._keep(found, NEEDED)
        if not in_fragments:
            bodies = [(box.content, box.end) for box in found if box.kind == "mdat"]
            for begin, end in gaps(bodies, self.kept, self.begins):
                self._blank(begin, end)
        return shown, tuple(sorted(self.blanks))

    def _shown(self, moov: Box, *, in_fragments: bool) -> tuple[int, int]:
        """Return how large a film is shown; note where its pictures and sounds lie."""
        shown = (0, 0)
        for box in self.boxes.inside(moov):
            if box.kind == "cmov":
                raise ValueError("its table of contents is compressed")
            if box.kind != "trak":
                continue
            handler, table = self._handler(box), self._table(box)
            if not in_fragments:
                self.begins += offsets_of(self.boxes, table)
            if handler not in _SHOWN:
                self.hidden_tracks += 1
            elif not in_fragments:
                self.kept += chunks_of(self.boxes, table, handler)
            if handler == "vide":
                header = next((b for b in self.boxes.inside(box) if b.kind == "tkhd"), None)
                shown = max(shown, self._size(header) if header else shown)
        return shown

    def _handler(self, trak: Box) -> str:
        found = self._below(trak, "mdia", "hdlr")
        return next((self.boxes.word(box.content + 8) for box in found), "")

    def _table(self, trak: Box) -> dict[str, Box]:
        stbl = self._below(trak, "mdia", "minf", "stbl")
        return {box.kind: box for each in stbl for box in self.boxes.inside(each)}

    def _below(self, box: Box, kind: str, *others: str) -> Iterator[Box]:
        for inner in self.boxes.inside(box):
            if inner.kind == kind:
                yield from self._below(inner, *others) if others else (inner,)

    def _size(self, tkhd: Box) -> tuple[int, int]:
        """Return width and height after turning, as the last of a track's header tells."""
        matrix = struct.unpack(">9i", self.boxes.bytes_(tkhd.end - 44, 36))
        width, height = (self.boxes.number(tkhd.end - n) >> 16 for n in (8, 4))
        turned = matrix[0] == 0 and matrix[1] != 0
        return (height, width) if turned else (width, height)

    def _keep(self, found: list[Box], needed: Tree, handler: str = "") -> None:
        """Blank what is not needed among some boxes, and what the others tell."""
        for box in found:
            if box.kind == "trak":
                handler = self._handler(box)
            if box.kind not in needed or (box.kind == "trak" and handler not in _SHOWN):
                self._free(box)
            elif (inside := needed[box.kind]) is not None:
                self._keep(self.boxes.inside(box), inside, handler)
            elif box.kind in ("mvhd", "tkhd", "mdhd"):
                version = self.boxes.number(box.content, 1)
                self._blank(box.content + 4, box.content + (20 if version == 1 else 12))
            elif box.kind == "hdlr":
                self._blank(box.content + 12, box.end)  # who handles a track: "GoPro AVC"
            elif box.kind == "dref":
                self._forget_files(box)
            elif box.kind == "stsd":
                self._forget_makers(box, handler)

    def _forget_files(self, dref: Box) -> None:
        """Say that a track lies in this very file, whatever disk and folder it was once in."""
        for entry in self.boxes.between(dref.content + 8, dref.end):
            self.blanks.append((entry.content, b"\0\0\0\1"))
            self._blank(entry.content + 4, entry.end)

    def _forget_makers(self, stsd: Box, handler: str) -> None:
        """Blank the maker and the name of the encoder in each description of samples."""
        for entry in self.boxes.between(stsd.content + 8, stsd.end):
            self._blank(entry.begin + 20, entry.begin + 24)
            if handler == "vide":
                self._blank(entry.begin + 50, entry.begin + 82)
            self._keep(self._described(entry, handler), DESCRIBED)

    def _described(self, entry: Box, handler: str) -> list[Box]:
        """Return the boxes behind the numbers of a description."""
        version = self.boxes.number(entry.content + 8, 2)
        lengths = (_PICTURES,) if handler == "vide" else _SOUND.get(version, ())
        wrong = ValueError("it tells of its codec what nobody can read")
        for length in lengths:
            try:
                return list(self.boxes.between(entry.content + length, entry.end))
            except ValueError as error:
                wrong = error
        raise wrong

    def _free(self, box: Box) -> None:
        """Turn a box into a free one of the same size, with nothing in it."""
        self.blanks.append((box.begin + 4, b"free"))
        self._blank(box.content, box.end)

    def _blank(self, begin: int, end: int) -> None:
        if end - begin > _LONGEST_BLANK:
            raise ValueError("something in it is too large")
        if end > self.size:
            raise ValueError("it is cut off")
        if end > begin:
            self.blanks.append((begin, bytes(end - begin)))
