"""The names of scripts, and where fonts of them are found."""

import unicodedata

_CJK = {"CJK": "Han", "HIRAGANA": "Hiragana", "KATAKANA": "Katakana", "HANGUL": "Hangul"}
_EMOJI = "emoji"


def script_of(letter: str) -> str:
    """Name the script of a letter.

    >>> script_of("\u0915"), script_of("\u4e16"), script_of("\U0001f6b4"), script_of("\u2234")
    ('Devanagari', 'Han', 'emoji', 'signs')
    """
    if "\U0001f000" <= letter <= "\U0001faff":
        return _EMOJI
    if unicodedata.category(letter)[0] in "SPC":
        return "signs"
    first = unicodedata.name(letter, "unnamed").split()[0]
    return _CJK.get(first, first.capitalize())


def name_of(letter: str) -> str:
    """Return a letter as a message names it: itself, or its number if nobody knows it.

    >>> name_of("\u0915") == "\u0915", name_of("\ue000")
    (True, 'U+E000')
    """
    return letter if is_known(letter) else f"U+{ord(letter):04X}"


def is_known(letter: str) -> bool:
    """Tell whether Unicode says what a letter is; others are one font's own, or new."""
    return unicodedata.category(letter) not in ("Cn", "Co")


def package_of(script: str) -> str:
    """Return Debian's package of Noto fonts for a script."""
    if script == _EMOJI:
        return "fonts-noto-color-emoji"
    return "fonts-noto-cjk" if script in _CJK.values() else "fonts-noto-core"
