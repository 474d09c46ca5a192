"""The one door to resvg: SVG to PNG."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_UPRIGHT = ("Regular", "Semibold", "Bold")
_CUTS = (*_UPRIGHT, "It")
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER")


@cache
def can_write(words: str) -> bool:
    """Tell whether pictures have letters for some words; what they lack would be boxes."""
    names = (unicodedata.name(letter, "") for letter in words if letter.isalpha())
    return all(name.startswith(_SCRIPTS) for name in names)


def shipped_fonts() -> tuple[Path, ...]:
    """Return the files of the upright fonts that come along, from regular to bold."""
    return _files(_UPRIGHT)


def _files(cuts: Sequence[str]) -> tuple[Path, ...]:
    # Imported here: most builds have no new picture to make.
    import font_source_sans_pro

    folder = Path(font_source_sans_pro.font_directory)
    return tuple(folder / f"SourceSansPro-{cut}.ttf" for cut in cuts)


def png(svg: str, style: str, *, width: int, fonts: Sequence[str] = ()) -> bytes:
    """Rasterise one of our pictures to a width in pixels; the height follows.

    The system's fonts are not looked at, so every machine makes the same bytes. `fonts` are
    files that its words are set in besides ours.
    """
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            style_sheet=style,
            width=width,
            skip_system_fonts=True,
            font_files=[*(str(path) for path in _files(_CUTS)), *fonts],
        )
    )
