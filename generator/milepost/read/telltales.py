"""What files of the journal tell of their device and owner.

Nothing of it gets into a Recording or a Photo. It is read to look for it in a finished site.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from milepost.errors import SourceError
from milepost.model.telltale import Telltale
from milepost.read.device import number
from milepost.read.fit import fit_telltales
from milepost.read.photo import SUFFIXES
from milepost.read.pictures import media_told
from milepost.read.xml import local_name, parse_xml, text_of

READABLE = (".gpx", ".tcx", ".fit", *SUFFIXES)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# As cameras and phones call their pictures: a counter, or the moment.
_CAMERA = re.compile(
    r"(?:img|pxl|dsc[nf]?|dji|gopr|gx|vid|mvimg|whatsapp.*)[-_ ]?\d{3,}.*"
    r"|p\d{7}|.*\d{8}[-_]\d{6}.*",
    re.I,
)
_SERIALS = {"serialnumber", "unitid", "serial", "deviceid", "imei", "partnumber"}
_DEVICES = {"creator", "device", "devicename", "product", "model", "src"}
_PERSONS = {"author", "copyright", "username", "user", "owner", "athlete"}
_LEAST_DIGITS = 5  # of a serial number: shorter ones are counts


def telltales(path: PurePosixPath, data: bytes) -> tuple[Telltale, ...]:
    """Return what a file of one of the `READABLE` kinds tells; nothing of a broken one."""
    found = list(_by_kind(path, data))
    if path.suffix.lower() in SUFFIXES and _CAMERA.fullmatch(path.stem):
        found.append(Telltale("file name", path.stem))
    return tuple(dict.fromkeys(each for each in found if each.text.strip()))


def _by_kind(path: PurePosixPath, data: bytes) -> Iterator[Telltale]:
    suffix = path.suffix.lower()
    if suffix == ".fit":
        yield from fit_telltales(data)
    elif suffix in SUFFIXES:
        yield from media_told(data).telltales
    else:
        try:
            root, _ = parse_xml(path, data.lstrip(), kind=suffix[1:].upper())
        except SourceError:
            return
        yield Telltale("device", root.get("creator", ""))
        yield from _in_xml(root)


def _in_xml(root: Any) -> Iterator[Telltale]:
    for each in root.iter():
        name, text = local_name(each).lower(), " ".join((each.text or "").split())
        if name == "wpt" or name == "rtept":
            lat, lon = number(each.get("lat")), number(each.get("lon"))
            at = (lat, lon) if lat is not None and lon is not None else None
            yield Telltale("waypoint", text_of(each, "name"), at)
        elif name == "email":
            mail = "@".join(filter(None, (each.get("id"), each.get("domain")))) or text
            yield Telltale("e-mail address", mail)
        elif name in _SERIALS and len(re.sub(r"\W", "", text)) >= _LEAST_DIGITS:
            yield Telltale("serial number", text)
        elif name in _DEVICES:
            yield Telltale("device", text or _name(each))
        elif name in _PERSONS:
            yield Telltale("person", text or _name(each) or each.get("author", ""))
        elif "@" in text:
            yield from (Telltale("e-mail address", mail) for mail in MAIL.findall(text))


def _name(element: Any) -> str:
    return text_of(element, "name") or text_of(element, "Name")
