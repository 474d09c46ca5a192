"""The one door to resvg: SVG to PNG."""

import unicodedata
from functools import cache
from pathlib import Path

_CUTS = ("Regular", "Semibold", "It")
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER")


@cache
def can_write(words: str) -> bool:
    """Tell whether pictures have letters for some words; what they lack would be boxes."""
    names = (unicodedata.name(letter, "") for letter in words if letter.isalpha())
    return all(name.startswith(_SCRIPTS) for name in names)


def png(svg: str, style: str, *, width: int) -> bytes:
    """Rasterise one of our pictures to a width in pixels; the height follows.

    The system's fonts are not looked at, so every machine makes the same bytes.
    """
    # Imported here: most builds have no new picture to make.
    import font_source_sans_pro
    import resvg_py

    folder = Path(font_source_sans_pro.font_directory)
    fonts = [str(folder / f"SourceSansPro-{cut}.ttf") for cut in _CUTS]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            style_sheet=style,
            width=width,
            skip_system_fonts=True,
            font_files=fonts,
        )
    )
