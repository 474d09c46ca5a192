"""Addresses below the site's root."""

import re
import unicodedata
from pathlib import PurePosixPath

from milepost.model.journal import Entry


def slugify(text: str) -> str:
    """Return a word for an address: small letters and digits of any script, and hyphens.

    >>> slugify("Où ça ? Café — n°2"), slugify("चाय और धूप"), slugify("!!")
    ('ou-ca-cafe-n-2', 'चाय-और-धूप', '')
    """
    spoken = text.lower().replace("+", " plus ").replace("#", " sharp ")
    plain = "".join(_without_accents(spoken))
    kept = "".join(
        char if unicodedata.category(char)[0] in "LNM" else " "
        for char in plain.replace("°", " ")
    )
    return re.sub(r"\s+", "-", unicodedata.normalize("NFC", kept).strip())[:80].strip("-")


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
