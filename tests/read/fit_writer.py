"""A small writer of FIT files: what a watch would write, in a few words."""

import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

START = datetime(2026, 5, 1, 6, tzinfo=UTC).timestamp()
EPOCH = datetime(1989, 12, 31, tzinfo=UTC).timestamp()
SEMICIRCLE = 2**31 / 180

# Base types: their number and how `struct` packs them.
ENUM, INT8, UINT8, UINT16 = (0x00, "B"), (0x01, "b"), (0x02, "B"), (0x84, "H")
INT32, UINT32, SERIAL, TEXT = (0x85, "i"), (0x86, "I"), (0x8C, "I"), (0x07, "16s")
CLOCK = {"timestamp": (253, UINT32)}

# Messages of the profile: number, and the number and type of each field.
PROFILE: Mapping[str, tuple[int, Mapping[str, tuple[int, tuple[int, str]]]]] = {
    "file_id": (0, {
        "type": (0, ENUM), "manufacturer": (1, UINT16), "product": (2, UINT16),
        "serial_number": (3, SERIAL), "product_name": (8, TEXT),
    }),
    "user_profile": (3, {"friendly_name": (0, TEXT), "weight": (4, UINT16)}),
    "sport": (12, {"sport": (0, ENUM), "sub_sport": (1, ENUM), "name": (3, TEXT)}),
    "session": (18, {
        **CLOCK, "start_time": (2, UINT32), "sport": (5, ENUM), "sub_sport": (6, ENUM),
        "total_elapsed_time": (7, UINT32), "total_timer_time": (8, UINT32),
        "total_distance": (9, UINT32), "total_calories": (11, UINT16),
        "max_speed": (15, UINT16), "total_ascent": (22, UINT16), "total_descent": (23, UINT16),
        "total_moving_time": (59, UINT32), "enhanced_max_speed": (125, UINT32),
    }),
    "lap": (19, {**CLOCK, "total_distance": (9, UINT32)}),
    "record": (20, {
        **CLOCK, "position_lat": (0, INT32), "position_long": (1, INT32),
        "altitude": (2, UINT16), "heart_rate": (3, UINT8), "cadence": (4, UINT8),
        "power": (7, UINT16), "temperature": (13, INT8), "enhanced_altitude": (78, UINT32),
    }),
    "event": (21, {**CLOCK, "event": (0, ENUM), "event_type": (1, ENUM)}),
    "course_point": (32, {
        "position_lat": (2, INT32), "position_long": (3, INT32), "name": (6, TEXT),
    }),
    "device_info": (23, {**CLOCK, "serial_number": (3, SERIAL), "product_name": (27, TEXT)}),
}  # fmt: skip

Message = tuple[str, Mapping[str, Any]]


def message(name: str, /, **values: Any) -> Message:
    """Return a message with raw values, as they stand in the file."""
    return name, values


def at(second: float) -> int:
    """Return a moment as FIT counts, from the start of the made activity."""
    return round(START + second - EPOCH)


def file_id(kind: int = 4, **more: Any) -> Message:
    return message("file_id", type=kind, manufacturer=1, **more)


def record(second: float, lat: float = 46.5, lon: float = 7.25, **more: Any) -> Message:
    place = {"position_lat": round(lat * SEMICIRCLE), "position_long": round(lon * SEMICIRCLE)}
    return message("record", **{"timestamp": at(second), **place, **more})


def timer(second: float, *, starts: bool) -> Message:
    return message("event", timestamp=at(second), event=0, event_type=0 if starts else 4)


def session(start: float = 0, end: float = 60, sport: int = 1, **more: Any) -> Message:
    span = {"start_time": at(start), "total_elapsed_time": round((end - start) * 1000)}
    return message("session", timestamp=at(end), sport=sport, **{**span, **more})


def fit(*messages: Message, more: bytes = b"") -> bytes:
    """Return a FIT file of these messages, each with its definition, and of more bytes."""
    body = b"".join(_definition(*each) + _data(*each) for each in messages) + more
    head = struct.pack("<BBHI4s", 14, 0x20, 2140, len(body), b".FIT")
    head += struct.pack("<H", crc(head))
    return head + body + struct.pack("<H", crc(head + body))


def activity(*messages: Message) -> bytes:
    return fit(file_id(), *messages)


def _definition(name: str, values: Mapping[str, Any]) -> bytes:
    number, fields = PROFILE[name]
    head = struct.pack("<BBBHB", 0x40, 0, 0, number, len(values))
    rows = [(fields[key][0], *fields[key][1]) for key in values]
    return head + b"".join(
        bytes((n, struct.calcsize(f"<{code}"), base)) for n, base, code in rows
    )


def _data(name: str, values: Mapping[str, Any]) -> bytes:
    fields = PROFILE[name][1]
    return b"\0" + b"".join(
        struct.pack(f"<{fields[key][1][1]}", value) for key, value in values.items()
    )


def crc(data: bytes) -> int:
    found = 0
    for byte in data:
        found ^= byte
        for _ in range(8):
            found = found >> 1 ^ (0xA001 if found & 1 else 0)
    return found
