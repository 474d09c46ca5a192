"""The names of scripts, and where fonts of them are found."""

import unicodedata

_CJK = {"CJK": "Han", "HIRAGANA": "Hiragana", "KATAKANA": "Katakana", "HANGUL": "Hangul"}


def script_of(letter: str) -> str:
    """Name the script of a letter.

    >>> script_of("\u0915"), script_of("\u4e16")
    ('Devanagari', 'Han')
    """
    first = unicodedata.name(letter, "unnamed").split()[0]
    return _CJK.get(first, first.capitalize())


def package_of(script: str) -> str:
    """Return Debian's package of Noto fonts for a script."""
    return "fonts-noto-cjk" if script in _CJK.values() else "fonts-noto-core"
