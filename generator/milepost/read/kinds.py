"""What a file is by its first bytes, whatever its name says."""

import re
from typing import Literal

Kind = Literal[
    "JPEG", "PNG", "WebP", "HEIF", "TIFF", "medium", "film", "Matroska", "FIT", "PDF", "gzip",
    "bzip2", "xz", "ZIP", "tar", "packed", "SQLite", "index", "machinery", "",
]  # fmt: skip
HEAD_BYTES = 512
"""So much of a file tells its kind."""

MEDIA = ("JPEG", "PNG", "WebP", "HEIF", "TIFF", "medium", "film", "Matroska")
_BEGINS: tuple[tuple[Kind, bytes], ...] = (
    ("JPEG", rb"\xff\xd8\xff"),
    ("PNG", rb"\x89PNG\r\n\x1a\n"),
    ("WebP", rb"RIFF.{4}WEBP"),
    ("HEIF", rb"\0.{3}ftyp(?:hei[cxms]|hev[cxms]|mi[af][1f]|msf1|avi[fs]|crx )"),
    # TIFF and BigTIFF, and raw files of cameras that are the same with another number.
    ("TIFF", rb"II[*+]\0|MM\0[*+]|IIR[OS]|MMOR|IIU\0"),
    # GIF, ICO, Fujifilm's, Sigma's and Minolta's raw files, JPEG XL and 2000, Photoshop, AVI.
    ("medium", rb"GIF8[79]a|\0\0[\x01\x02]\0[^\0]|FUJIFILMCCD|FOVb|\0MRM|8BPS"),
    ("medium", rb"\0{3}\x0c(?:JXL|jP )|RIFF.{4}(?:AVI |WAVE)"),
    ("film", rb"[\0-\x08].{3}(?:ftyp|styp|moov|moof|mdat|wide|free|skip|pnot|sidx)"),
    ("Matroska", rb"\x1a\x45\xdf\xa3"),
    ("FIT", rb".{8}\.FIT"),
    ("gzip", rb"\x1f\x8b"),
    ("bzip2", rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"),
    ("xz", rb"\xfd7zXZ\0"),
    ("ZIP", rb"PK(?:\x03\x04|\x05\x06)"),
    ("tar", rb".{257}ustar"),
    ("PDF", rb"%PDF-"),
    # 7z, RAR, Zstandard, compress, LZ4, CAB: nothing that comes with Python unpacks them.
    (
        "packed",
        rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x28\xb5\x2f\xfd|\x1f[\x9d\xa0]|\x04\"M\x18|MSCF\0",
    ),
    ("SQLite", rb"SQLite format 3\0"),
    # Fonts, compiled code, street maps: nothing of a journal is in them, and no text.
    ("machinery", rb"wOF[F2]|OTTO|ttcf|true\0|\0\x01\0\0\0|(?:pagefind_dcd)?\0asm|PMTiles"),
    ("index", rb"pagefind_dcd[^{]"),
)
_PATTERNS = tuple((kind, re.compile(begin, re.S)) for kind, begin in _BEGINS)


def kind_of(data: bytes) -> Kind:
    """Return what the bytes of a file begin like, "" if that is nothing known or text.

    >>> kind_of(b"PK\\x03\\x04"), kind_of(b"Hello")
    ('ZIP', '')
    """
    return next((kind for kind, pattern in _PATTERNS if pattern.match(data)), "")
