"""The one door to HarfBuzz: which letters fonts have, and how wide words are in them.

The fonts of the machine are looked at only when a text needs letters that ours lack.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import uharfbuzz

_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
    "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts",
    "C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts",
)  # fmt: skip
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_FAMILY, _CUT, _WHOLE_FAMILY = 1, 2, 16  # names in a font's table of names
_REGULAR_WIDTH = 5
# Chinese, Japanese and Korean write some letters differently, and share their numbers.
_HAN = {"zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK", "zh": "SC", "ko": "KR"}
# They have every letter and draw none, or draw numbers in boxes.
_NO_FONTS = ("last resort", "lastresort", "adobe blank", "adobenotdef", "unifont")


class Face:
    """One font of a file."""

    def __init__(self, path: Path, index: int, face: Any):
        self.path = path
        self._face = face
        self.family = str(
            face.get_name(_WHOLE_FAMILY) or face.get_name(_FAMILY) or f"{path.stem} {index}"
        )
        self._cut = str(face.get_name(_CUT) or "")
        self._letters = face.unicodes
        table = bytes(face.reference_table("OS/2").data or b"")
        self.weight = int.from_bytes(table[4:6]) or 400
        self._width_class = int.from_bytes(table[6:8]) or _REGULAR_WIDTH
        self.coloured = bool(
            face.has_color_png or face.has_color_layers or face.has_color_paint
        )

    @property
    def upright(self) -> bool:
        """Whether it is of the usual form: neither slanted nor narrow."""
        slanted = any(word in self._cut for word in ("Italic", "Oblique"))
        return not slanted and self._width_class == _REGULAR_WIDTH

    def has(self, letter: str) -> bool:
        """Tell whether it has a letter."""
        return ord(letter) in self._letters

    def width_em(self, words: str, *, leftward: bool) -> float:
        """Return the width of words of one script, as a share of the size of type."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(words)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftward else "ltr"
        uharfbuzz.shape(self._font, buffer)
        units = sum(position.x_advance for position in buffer.glyph_positions)
        return float(units) / float(self._face.upem)

    @cached_property
    def _font(self) -> Any:
        return uharfbuzz.Font(self._face)

    @cached_property
    def digest(self) -> str:
        """What its file holds."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


class Fonts:
    """Fonts in the order of their rank: those that come along, the author's, the machine's.

    Of the machine's the same one is chosen on each that has the same files: Noto Sans first,
    then by name. `language` decides between fonts of Han letters.
    """

    def __init__(
        self,
        shipped: Sequence[Path],
        own: Sequence[Path] = (),
        folders: Sequence[Path] | None = None,
        language: str = "en",
    ):
        self._shipped_paths, self._own_paths = tuple(shipped), tuple(own)
        self._folders = folders_of_machine() if folders is None else tuple(folders)
        self._language = language.lower()
        self._known: dict[tuple[str, int], Face | None] = {}
        self._chosen: dict[tuple[str, int], Face] = {}
        self._looked = False

    def face(self, letter: str, weight: int) -> Face | None:
        """Return the font for a letter, nearest to a weight; None if no font has it."""
        key = letter, weight
        if key not in self._known:
            self._known[key] = self._found(letter, weight)
        return self._known[key]

    def files(self, chosen: Iterable[tuple[str, int]]) -> tuple[tuple[str, str], ...]:
        """Return the files of some fonts, and digests of their content, but of no shipped one.

        Fonts are named by family and weight, as `face` has given them out.
        """
        faces = {self._chosen[key] for key in chosen if key in self._chosen}
        found = {str(face.path): face.digest for face in faces}
        return tuple(sorted(found.items()))

    @property
    def seen(self) -> str:
        """Name the machine's fonts, "" as long as none was asked for."""
        return state_of(self._folders) if self._looked else ""

    def _found(self, letter: str, weight: int) -> Face | None:
        if shipped := _nearest(self._shipped, letter, weight):
            return shipped
        found = _nearest(self._own, letter, weight)
        if found is None:
            self._looked = True
            found = _nearest(self._machine, letter, weight)
        if found:
            self._chosen[found.family, found.weight] = found
        return found

    @cached_property
    def _shipped(self) -> list[list[Face]]:
        return _families(_faces(self._shipped_paths))

    @cached_property
    def _own(self) -> list[list[Face]]:
        return _families(_faces(self._own_paths))

    @cached_property
    def _machine(self) -> list[list[Face]]:
        faces = (face for face in _faces(_files(self._folders)) if face.upright)
        usual = [f for f in faces if not f.family.lower().startswith(_NO_FONTS)]
        return sorted(_families(usual), key=lambda family: self._rank(family[0]))

    def _rank(self, face: Face) -> tuple[object, ...]:
        name = face.family
        here = next((to for of, to in _HAN.items() if self._language.startswith(of)), "JP")
        return (
            not name.startswith("Noto Sans"),
            "Mono" in name,
            not name.endswith(f" {here}"),
            not name.startswith("Noto"),
            name,
        )


def folders_of_machine() -> tuple[Path, ...]:
    """Return where systems keep their fonts."""
    return tuple(Path(folder).expanduser() for folder in _FOLDERS)


def state_of(folders: Iterable[Path] | None = None) -> str:
    """Return a digest of which font files there are, by name and size."""
    where = folders_of_machine() if folders is None else folders
    files = [(str(path), path.stat().st_size) for path in _files(where)]
    return hashlib.sha256(repr(files).encode()).hexdigest()


def is_font(path: Path) -> bool:
    """Tell whether a file holds a font that can be read."""
    return next(_faces([path]), None) is not None


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        paths = folder.rglob("*") if folder.is_dir() else ()
        yield from sorted(p for p in paths if p.suffix.lower() in _SUFFIXES and p.is_file())


def _faces(paths: Iterable[Path]) -> Iterator[Face]:
    """Yield the fonts of files; what is no font is passed over."""
    for path in paths:
        try:
            blob = uharfbuzz.Blob.from_file_path(str(path))
        except (OSError, MemoryError, uharfbuzz.HarfBuzzError):
            continue
        first = uharfbuzz.Face(blob, 0)
        for index in range(first.count):
            face = uharfbuzz.Face(blob, index)
            if face.glyph_count and face.upem:
                yield Face(path, index, face)


def _families(faces: Iterable[Face]) -> list[list[Face]]:
    found: dict[str, list[Face]] = {}
    for face in faces:
        found.setdefault(face.family, []).append(face)
    return list(found.values())


def _nearest(families: Iterable[Sequence[Face]], letter: str, weight: int) -> Face | None:
    """Return the best cut of the first family with a letter; signs are rather coloured."""
    having = [[face for face in family if face.has(letter)] for family in families]
    having = [family for family in having if family]
    if letter.isalnum():
        having = [family for family in having if not family[0].coloured]
    elif letter > "\u2190":
        having.sort(key=lambda family: not family[0].coloured)
    if not having:
        return None
    return min(having[0], key=lambda face: (abs(face.weight - weight), face.weight))
