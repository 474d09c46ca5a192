"""What a theme's script would read in a track file, and a site to write some of."""

from collections.abc import Mapping
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

from builders import CONFIG
from milepost.assemble.site import About, assemble
from milepost.config import load_config
from milepost.model.site import Site
from recordings import gathered


def site_of(root: Path, files: Mapping[str, str | bytes], config: str = CONFIG) -> Site:
    """Return the site of a journal, with nothing of it drawn."""
    settings, _ = load_config("site.toml", config.encode())
    units, download = settings.units, settings.download
    about = About("Test", "", "", "en", "UTC", units, 10, 20, date(2026, 6, 1), download)
    return assemble(about, gathered(root, files, config).parts)[0]


def decoded(text: str) -> list[tuple[float, float]]:
    """Return the places of a polyline."""
    numbers: list[int] = []
    value = shift = 0
    for letter in text:
        bits = ord(letter) - 63
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    lats, lons = accumulate(numbers[::2]), accumulate(numbers[1::2])
    return [(lat / 1e5, lon / 1e5) for lat, lon in zip(lats, lons, strict=True)]


def samples(told: Mapping[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the (metres, value) pairs of `ele` or `speed`, a list each part."""
    return [
        [
            (part["from"] + n * part["step"], value * told["unit"])
            for n, value in enumerate(accumulate(part["values"]))
        ]
        for part in told["parts"]
    ]
