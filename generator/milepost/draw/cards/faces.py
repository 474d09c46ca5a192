"""What typesetting asks of fonts: which letters they have, and how wide words are in them."""

from typing import Protocol


class Face(Protocol):
    """One font of a family."""

    @property
    def family(self) -> str:
        """The name that a picture asks for it by."""

    @property
    def weight(self) -> int:
        """How bold it is, as in CSS: 400 is regular."""

    @property
    def coloured(self) -> bool:
        """Whether it is a font of emoji in colours."""

    def has(self, letter: str) -> bool:
        """Tell whether it has a letter."""

    def width_em(self, words: str, *, leftward: bool) -> float:
        """Return the width of words of one script, as a share of the size of type."""


class Faces(Protocol):
    """All the fonts that a picture may use."""

    def face(self, letter: str, weight: int) -> Face | None:
        """Return the font for a letter, nearest to a weight; None if no font has it."""
