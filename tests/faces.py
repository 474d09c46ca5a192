"""Fonts for tests: every letter is half as wide as it is high, and is drawn nowhere."""

from dataclasses import dataclass

from milepost.draw.palette import SHIPPED_FAMILY


@dataclass(frozen=True)
class EvenFace:
    family: str
    weight: int
    letters: tuple[tuple[str, str], ...]
    coloured: bool = False

    def has(self, letter: str) -> bool:
        return any(first <= letter <= last for first, last in self.letters)

    def width_em(self, words: str, *, leftward: bool) -> float:
        return len(words) / 2


LATIN = EvenFace(SHIPPED_FAMILY, 600, ((" ", "\u024f"), ("…", "…")))
HEBREW = EvenFace("Test Hebrew", 700, ((" ", "/"), ("\u0590", "\u05ff")))
JAPANESE = EvenFace("Test Japanese", 400, (("\u3000", "\u30ff"), ("\u4e00", "\u9fff")))
# A font of emoji has a space as wide as they are.
EMOJI = EvenFace("Test Emoji", 400, ((" ", " "), ("\U0001f600", "\U0001f64f")), coloured=True)


class EvenFaces:
    """Latin, Hebrew and Japanese letters, and faces of people; no others."""

    def face(self, letter: str, weight: int) -> EvenFace | None:
        return next(
            (face for face in (LATIN, HEBREW, JAPANESE, EMOJI) if face.has(letter)), None
        )
