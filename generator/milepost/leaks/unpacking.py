"""Files within files: what is packed is looked at like what is not."""

import gzip
import io
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import PurePosixPath

_MOST_BYTES = 64_000_000  # of what is unpacked of one file
_DATA_URL = re.compile(rb"data:([\w/+.-]*)[^,\"'\s]*;base64,([A-Za-z0-9+/=]{40,})")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_KINDS = {b"image/jpeg": ".jpg", b"image/png": ".png", b"image/webp": ".webp"}


def unpacked(path: PurePosixPath, data: bytes) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield a file and whatever is packed in it: gzip, ZIP, PDF, data addresses."""
    yield path, data
    if data[:2] == b"\x1f\x8b":
        yield _inside(path), _limited(data)
    elif data[:4] == b"PK\x03\x04":
        yield from _zipped(path, data)
    elif data[:5] == b"%PDF-":
        for found in _STREAM.finditer(data):
            yield _inside(path), _inflated(found[1])
    for kind, text in _DATA_URL.findall(data):
        whole = text[: len(text) // 4 * 4]
        yield path.with_suffix(_KINDS.get(kind, ".txt")), b64decode(whole)


def _inside(path: PurePosixPath) -> PurePosixPath:
    """Return what a packed file is called: `a.json.gz` holds `a.json`."""
    return path.with_suffix("") if path.suffix in (".gz", ".svgz") else path.with_suffix(".txt")


def _limited(data: bytes) -> bytes:
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(_MOST_BYTES)
    except (OSError, EOFError, zlib.error):
        return b""


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST_BYTES)
    except zlib.error:
        return b""


def _zipped(path: PurePosixPath, data: bytes) -> Iterator[tuple[PurePosixPath, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for each in archive.infolist():
                with archive.open(each) as file:
                    yield path / each.filename, file.read(_MOST_BYTES)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error):
        return
