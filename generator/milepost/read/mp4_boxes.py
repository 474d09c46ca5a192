"""Boxes of MP4 and QuickTime files, and which of them a player needs.

ISO/IEC 14496-12, and Apple's QuickTime File Format Specification.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

Tree = Mapping[str, "Tree | None"]
"""What may stand within a box; None if that is no boxes, but numbers."""

LARGEST_HEADER = 64 << 20


def _as_they_are(kinds: str) -> Tree:
    return dict.fromkeys(kinds.split())


# Whatever else stands there may tell anything.
_SAMPLES = _as_they_are(
    "stsd stts ctts cslg stsc stsz stz2 stco co64 stss stps stsh sdtp sbgp sgpd subs padb"
)
_MEDIA: Tree = {
    "vmhd": None,
    "smhd": None,
    "hdlr": None,
    "dinf": {"dref": None},
    "stbl": _SAMPLES,
}
_TRACK: Tree = {
    "tkhd": None,
    "edts": {"elst": None},
    "tapt": _as_they_are("clef prof enof"),
    "mdia": {"mdhd": None, "hdlr": None, "elng": None, "minf": _MEDIA},
}
NEEDED: Tree = {
    **_as_they_are("ftyp styp mdat sidx ssix pdin"),
    "moov": {"mvhd": None, "mvex": _as_they_are("mehd trex leva"), "trak": _TRACK},
    "moof": {"mfhd": None, "traf": _as_they_are("tfhd tfdt trun sbgp sgpd subs")},
    "mfra": _as_they_are("tfra mfro"),
}
DESCRIBED: Tree = {
    # How pictures were made smaller, and how they are to be shown.
    **_as_they_are(
        "avcC hvcC lhvC vvcC vpcC av1C dvcC dvvC dvwC esds d263 jpeg bitr btrt ccst"
    ),
    **_as_they_are("colr pasp clap fiel gama mdcv clli SmDm CoLL st3d sv3d chrm amve"),
    # The same of sound; \0\0\0\0 ends a list.
    **_as_they_are("dOps dac3 dec3 dfLa alac damr pcmC chan chnl srat SA3D"),
    "wave": _as_they_are("frma enda esds mp4a alac samr damr \0\0\0\0"),
}
"""What may stand in the description of a track's samples."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a file: where it begins and ends, and where its content begins."""

    kind: str
    begin: int
    content: int
    end: int


class Boxes:
    """The boxes of a file. Each method raises ValueError if something is not there."""

    def __init__(self, stream: BinaryIO):
        self._stream = stream

    def between(self, begin: int, end: int) -> Iterator[Box]:
        """Yield the boxes between two places, which they have to fill."""
        while begin < end:
            if end - begin < 8:
                # QuickTime ends lists with four zeros.
                if not any(self.bytes_(begin, end - begin)):
                    return
                raise ValueError("it does not end where it should")
            length = self.number(begin)
            content = begin + 8
            if length == 1:
                length = self.number(begin + 8, 8)
                content = begin + 16
            elif length == 0:
                length = end - begin
            box = Box(self.word(begin + 4), begin, content, begin + length)
            if length < content - begin or box.end > end:
                raise ValueError("it is cut off, or something else stands in it")
            yield box
            begin = box.end

    def inside(self, box: Box) -> list[Box]:
        """Return the boxes within a box."""
        return list(self.between(box.content, box.end))

    def word(self, at: int) -> str:
        """Return four characters."""
        return self.bytes_(at, 4).decode("latin-1")

    def number(self, at: int, width: int = 4) -> int:
        """Return a number of so many bytes."""
        return int.from_bytes(self.bytes_(at, width))

    def bytes_(self, at: int, length: int) -> bytes:
        """Return so many bytes."""
        if length > LARGEST_HEADER:
            raise ValueError("its tables are too large")
        self._stream.seek(at)
        found = self._stream.read(length)
        if len(found) < length:
            raise ValueError("it is cut off")
        return found
