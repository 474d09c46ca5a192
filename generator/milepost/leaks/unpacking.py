"""Files within files: what is packed is looked at like what is not."""

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from milepost.leaks.texts import text_of, words_of_bytes
from milepost.read.files import LARGEST_BYTES
from milepost.read.kinds import Kind, kind_of

PACKED = ("gzip", "bzip2", "xz", "ZIP", "tar", "packed")
_OPENED: Mapping[Kind, Callable[[IO[bytes]], io.BufferedIOBase]] = {
    "gzip": lambda raw: gzip.GzipFile(fileobj=raw),
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
}
_MOST_BYTES = 2_000_000_000  # of all that is in a file
_DEEPEST = 6  # files in files
_DATA_URL = re.compile(rb"data:[\w/+.-]*[^,\"'\s]*;base64,([A-Za-z0-9+/=]{40,})")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
# What the readers of archives raise: RuntimeError for a password, NotImplementedError for a way
# of packing that they do not know, the last two for numbers that make no sense.
_BROKEN = (
    *(OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError),
    *(RuntimeError, NotImplementedError, ValueError, LookupError),
)


class Part(NamedTuple):
    """A file, or one that is packed in another."""

    path: PurePosixPath
    data: bytes
    kind: Kind


def unpacked(path: PurePosixPath, data: bytes) -> Iterator[Part]:
    """Yield a file and whatever is packed in it: archives, PDF, data addresses.

    Raise ValueError, with a reason, at what cannot be unpacked.
    """
    size, open_ = -len(data), [iter([(path, data)])]
    while open_:
        found = next(open_[-1], None)
        if found is None:
            open_.pop()
            continue
        part = Part(*found, kind_of(found[1]))
        yield part
        size += len(part.data)
        if size > _MOST_BYTES:
            raise ValueError("what is packed in it is too large")
        if len(open_) > _DEEPEST:
            raise ValueError("files are packed too deeply in it")
        open_.append(_within(part))


def _within(part: Part) -> Iterator[tuple[PurePosixPath, bytes]]:
    path, data, kind = part
    if kind == "packed":
        raise ValueError("it is packed in a way that is not known here")
    if kind in PACKED:
        try:
            yield from _files(part)
        except _BROKEN as error:
            told = isinstance(error, _TooLargeError)
            raise ValueError(str(error) if told else "it is damaged or encrypted") from error
    elif kind == "PDF":
        if b"/Encrypt" in data:
            raise ValueError("it is encrypted")
        for stream in _STREAM.finditer(data):
            yield path.with_suffix(".txt"), _inflated(stream[1])
    for text in _DATA_URL.findall(data):
        yield path.with_suffix(".txt"), b64decode(text[: len(text) // 4 * 4])


def _files(part: Part) -> Iterator[tuple[PurePosixPath, bytes]]:
    path, data, kind = part
    raw = io.BytesIO(data)
    if kind == "ZIP":
        with zipfile.ZipFile(raw) as archive:
            for each in archive.infolist():
                with archive.open(each) as file:
                    yield path / each.filename, _read(file)
    elif kind == "tar":
        with tarfile.open(fileobj=raw, mode="r:") as tape:
            for entry in tape:
                if (content := tape.extractfile(entry)) is not None:
                    yield path / entry.name, _read(content)
    else:
        with _OPENED[kind](raw) as file:
            yield _inside(path), _read(file)


class _TooLargeError(ValueError):
    """A packed file is larger than can be held in memory."""


def _read(file: IO[bytes] | io.BufferedIOBase) -> bytes:
    data = file.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise _TooLargeError("what is packed in it is too large")
    return data


def _inside(path: PurePosixPath) -> PurePosixPath:
    """Return what a packed file is called: `a.json.gz` holds `a.json`."""
    packed = path.suffix in (".gz", ".svgz", ".bz2", ".xz")
    return path.with_suffix("") if packed else path.with_suffix(".txt")


def _inflated(stream: bytes) -> bytes:
    """Return what a PDF holds: text, a picture as it is, words among pixels and fonts."""
    try:
        data = zlib.decompressobj().decompress(stream, LARGEST_BYTES)
    except zlib.error:
        data = stream
    is_known = kind_of(data) or text_of(data) is not None
    return data if is_known else words_of_bytes(data).encode()
