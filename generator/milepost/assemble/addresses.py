"""Addresses below the site's root."""

import re
import unicodedata
from pathlib import PurePosixPath

from milepost.model.journal import Entry
from milepost.model.reserved import is_reserved

_VARIATIONS = re.compile(r"[\uFE00-\uFE0F]")  # which picture of a sign is meant: ❤️

# A name has at most 255 on most disks, and pictures put words before and behind it.
_LONGEST_BYTES = 200


def slugify(text: str) -> str:
    """Return a word for an address: small letters and digits of any script, and hyphens.

    One that Windows makes no folder of ends with a low line, as no other does.

    >>> slugify("Où ça ? Café — n°2"), slugify("चाय और धूप"), slugify("!!"), slugify("Con")
    ('ou-ca-cafe-n-2', 'चाय-और-धूप', '', 'con_')
    """
    spoken = text.lower().replace("+", " plus ").replace("#", " sharp ")
    plain = "".join(_without_accents(spoken))
    kept = "".join(
        char if unicodedata.category(char)[0] in "LNM" else " "
        for char in _VARIATIONS.sub("", plain.replace("°", " "))
    )
    if not any(char.isalnum() for char in kept):
        return ""  # marks on nothing
    slug = re.sub(r"\s+", "-", unicodedata.normalize("NFC", kept).strip())[:80]
    slug = slug.encode()[:_LONGEST_BYTES].decode(errors="ignore").strip("-")
    return f"{slug}_" if is_reserved(slug) else slug


def _without_accents(text: str) -> list[str]:
    # Accents go from Latin letters only: in Devanagari the marks are the vowels.
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.category(char) == "Mn" and kept and kept[-1].isascii():
            continue
        kept.append(char)
    return kept


def lasting_name(source: PurePosixPath) -> str:
    """Return what an entry is known by for good, of its path alone.

    No key and no other file changes it; nor does a file that becomes a folder, or a
    system that writes accents in another way.

    >>> lasting_name(PurePosixPath("journal/alps/2026-05-01.md"))
    'alps/2026-05-01'
    >>> lasting_name(PurePosixPath("journal/alps/2026-05-01/index.md"))
    'alps/2026-05-01'
    """
    place = source.with_suffix("").relative_to("journal")
    if place.name.lower() == "index" and place.parent.parts:
        place = place.parent
    return unicodedata.normalize("NFC", str(place))


def entry_permalink(entry: Entry) -> str:
    """Return where an entry stands: `journal/2021-12-07-last-100-km/`."""
    slug = slugify(entry.slug)
    name = f"{entry.date.isoformat()}-{slug}" if slug else entry.date.isoformat()
    return f"journal/{name}/"
