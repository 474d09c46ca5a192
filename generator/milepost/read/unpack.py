"""Gzip with a limit: a few bytes can be made to unpack to gigabytes."""

import zlib

_GZIP = b"\x1f\x8b"
_WITH_GZIP_HEADER = 31


def unpacked(data: bytes, limit: int) -> bytes:
    """Return what gzip packed, or the data itself if it is not packed.

    Raise ValueError with a phrase for the author if it is damaged or larger than `limit`.
    """
    if data[:2] != _GZIP:
        plain = data
    else:
        stream = zlib.decompressobj(_WITH_GZIP_HEADER)
        try:
            plain = stream.decompress(data, limit + 1)
        except zlib.error as error:
            raise ValueError("cannot be unpacked") from error
        if not stream.eof and len(plain) <= limit:
            raise ValueError("is cut off")
    if len(plain) > limit:
        raise ValueError("is far too large")
    return plain
