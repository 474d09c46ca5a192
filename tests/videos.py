"""Videos as cameras write them, of no length."""

import struct


def box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + kind + content


def header(kind: bytes, version: int = 0) -> bytes:
    times = b"TIMETIME" if version == 0 else b"TIMETIMETIMETIME"
    return box(kind, bytes([version, 0, 0, 0]), times, bytes(12))


def tkhd(width: int, height: int, *, turned: bool = False) -> bytes:
    matrix = (0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30) if turned else (
        1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30
    )  # fmt: skip
    size = struct.pack(">2I", width << 16, height << 16)
    return box(b"tkhd", bytes(4), b"TIMETIME", bytes(28), struct.pack(">9i", *matrix), size)


def table(kind: bytes, *rows: tuple[int, ...]) -> bytes:
    return box(kind, bytes(4), struct.pack(">I", len(rows)), *(
        struct.pack(f">{len(row)}I", *row) for row in rows
    ))  # fmt: skip


def track(
    handler: bytes, begin: int, sizes: list[int], *, turned: bool = False, frames: int = 0
) -> bytes:
    samples = box(b"stsz", bytes(8), struct.pack(">I", len(sizes)),
                  struct.pack(f">{len(sizes)}I", *sizes))  # fmt: skip
    if frames:
        samples = box(b"stsz", bytes(4), struct.pack(">2I", 1, frames))
    head = (
        (bytes(26), b"\x06Secret".ljust(32), bytes(4)) if handler == b"vide" else (bytes(12),)
    )
    told = (box(b"avcC", b"CODEC"), box(b"uuid", b"Secret"))
    entry = box(b"avc1", bytes(12), b"Secr", *head, *told)
    described = box(b"stsd", bytes(4), struct.pack(">I", 1), entry)
    stbl = box(
        b"stbl",
        described,
        samples,
        table(b"stsc", (1, len(sizes), 1)),
        table(b"stco", (begin,)),
        box(b"udta", b"Secret"),
    )
    place = box(b"dref", bytes(4), struct.pack(">I", 1), box(b"alis", b"\0\0\0\0Secret disk"))
    mdia = box(
        b"mdia",
        header(b"mdhd"),
        box(b"hdlr", bytes(8), handler, bytes(12), b"SecretHandler\0"),
        box(
            b"minf",
            box(b"hdlr", bytes(20), b"SecretData"),
            box(b"dinf", place),
            stbl,
            box(b"uuid", b"Secret"),
        ),
    )
    return box(b"trak", tkhd(1920, 1080, turned=turned), mdia, box(b"udta", b"SecretTrack"))


FTYP = box(b"ftyp", b"isom", bytes(4))
MDAT = box(b"mdat", b"PICTURES" + b"SecretGPS1SecretGPS2" + b"SOUND" + b"Secret")
BODY = len(FTYP) + 8


def film(
    *more: bytes,
    moov: bytes = b"",
    turned: bool = False,
    hidden: bool = True,
    frames: int = 0,
) -> bytes:
    """Return an MP4 with a picture, a sound and a track of positions.

    With `frames` its sound is so many of them, of unknown length.
    """
    tracks = (
        track(b"vide", BODY, [8], turned=turned),
        track(b"meta", BODY + 8, [10, 10]) if hidden else b"",
        track(b"soun", BODY + 28, [5], frames=frames),
    )
    udta = box(b"udta", box(b"\xa9xyz", b"Secret+46.0000+007.0000/"))
    meta = box(b"meta", b"com.apple.quicktime.location.ISO6709 Secret")
    return (
        FTYP + MDAT + box(b"moov", header(b"mvhd"), *tracks, udta, meta, moov) + b"".join(more)
    )


def element(ident: int, content: bytes) -> bytes:
    width = (ident.bit_length() + 7) // 8
    return ident.to_bytes(width) + (0x01 << 56 | len(content)).to_bytes(8) + content


def webm(*more: bytes, kind: int = 1) -> bytes:
    info = element(0x1549A966, element(0x4461, b"SecretTi") + element(0x5741, b"SecretApp"))
    track = element(0xD7, b"\1") + element(0x83, bytes([kind])) + element(0x86, b"V_VP9")
    track += element(0x536E, b"Secret name") + element(0x258688, b"Secret codec")
    shown = element(0xA3, b"\x81PICTURE1") + element(0xA3, b"\x82Secret of no track")
    more_told = element(0x75A1, element(0xA6, b"Secret addition"))
    group = element(0xA0, element(0xA1, b"\x81PICTURE2") + more_told)
    cluster = element(0x1F43B675, shown + group + element(0xEC, b"Secret void"))
    tracks = element(0x1654AE6B, element(0xAE, track))
    body = info + tracks + cluster + b"".join(more)
    head = element(0x4282, b"webm") + element(0xEC, b"Secret void")
    return element(0x1A45DFA3, head) + element(0x18538067, body)
