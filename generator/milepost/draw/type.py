"""How wide words are, for fonts that are not known: the reader's own."""

import unicodedata

# Advances in em of the grotesques that browsers use, a little on the safe side.
_CLASSES = (
    ("ijl.,:;'|!I", 0.29),
    ("frt()[]-/ ", 0.38),
    ("cksvxyzJ", 0.53),
    ("abdeghnopquL", 0.585),
    ("ABEFKPSTVXYZ0123456789", 0.67),
    ("CDGHNOQRUw", 0.75),
    ("mMW", 0.9),
)
_ADVANCE_EM = {letter: em for letters, em in _CLASSES for letter in letters}
_OTHER_EM, _WIDE_EM = 0.65, 1.02  # of other alphabets; of Chinese, Japanese, Korean
_BOLDER = 1.12


def width(words: str, size: float, *, bold: bool = False, spacing: float = 0.0) -> float:
    """Return about how wide words are drawn; `size` and `spacing` between letters in pixels."""
    em = sum(_advance(letter) for letter in unicodedata.normalize("NFD", words))
    return em * size * (_BOLDER if bold else 1.0) + spacing * len(words)


def _advance(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE_EM
    return _ADVANCE_EM.get(letter, _OTHER_EM)
