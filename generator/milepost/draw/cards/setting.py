"""Words set into a box: in fonts that have their letters, in lines, in the order of reading.

A picture is given pieces of one font and one direction, each with its place: no rasteriser
has to choose a font or to order anything.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from milepost.draw.cards.directions import MARKS, is_leftward, levels, mirrored, seen_order
from milepost.draw.cards.faces import Face, Faces
from milepost.draw.cards.scripts import is_known
from milepost.draw.palette import SHIPPED_FAMILY

_LEADING, _TALL_LEADING = 1.16, 1.38  # of Latin, and of scripts that reach higher and lower
_STEP_PX = 2.0  # between two sizes that are tried
_JOINER = "\u200d"
_ELLIPSIS = "…"
# What may not begin a line, and what may not end one, where lines break between any letters.
_NOT_FIRST = frozenset(
    "、。，．・：；？！)）]］}｝」』】〉》〕’”ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々…"
)
_NOT_LAST = frozenset("([（［{｛「『【〈《〔‘“")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one font and one direction; `x` is from the left end of their line."""

    text: str
    family: str
    weight: int
    x: float


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces from left to right, and how wide they are together, in pixels."""

    pieces: tuple[Piece, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """Words in lines; lengths in pixels.

    `leading` is from one baseline to the next. `leftward` words are written from right to
    left. `cut` tells that not all of them found room, `broken` that a word had to be.
    """

    lines: tuple[Line, ...]
    size: float
    leading: float
    leftward: bool
    cut: bool = False
    broken: bool = False

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return self.leading * len(self.lines)


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A letter with the marks on it; its `level` is odd if it is written to the left."""

    text: str
    face: Face
    level: int = 0


def lettered(words: str, faces: Faces, weight: int = 400) -> tuple[str, str]:
    """Return what of some words the fonts can write, "" if it says nothing, and what not."""
    clusters, missing = _clusters(words, faces, weight)
    text = "".join(cluster.text for cluster in clusters).strip()
    return (text if _tells(text, missing) else ""), missing


def _tells(text: str, missing: str) -> bool:
    """Tell whether words are worth to be set: not if nothing but commas is left of them."""
    return bool(text) and (not missing or any(map(_is_telling, text)))


def _is_telling(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter) == "So"


def fit(
    words: str,
    faces: Faces,
    *,
    width: float,
    size: float,
    smallest: float,
    lines: int = 1,
    weight: int = 400,
) -> Block:
    """Set words as large as they fit into so many lines of a width, in pixels.

    A word is broken only at the smallest size, and what does not fit then ends with an
    ellipsis. Letters that no font has are left out, and words that then say nothing become an
    empty block.
    """
    leftward = is_leftward(words)
    clusters, missing = _clusters(words, faces, weight)
    if not _tells("".join(cluster.text for cluster in clusters), missing):
        return Block((), size, size * _LEADING, leftward)
    shipped = all(cluster.face.family == SHIPPED_FAMILY for cluster in clusters)
    leading = _LEADING if shipped else _TALL_LEADING
    words_end = _ends_of_words(clusters)
    while True:
        rows = _wrapped(clusters, width / size)
        whole = len(rows) <= lines and _ends(rows) <= words_end
        if whole or size - _STEP_PX < smallest:
            break
        size -= _STEP_PX
    cut, broken = len(rows) > lines, not _ends(rows) <= words_end
    if cut:
        rows = [*rows[: lines - 1], _shortened(rows[lines - 1], faces, weight, width / size)]
    else:
        rows = _balanced(clusters, rows, width / size)
    laid = tuple(_line(row, size) for row in rows)
    return Block(laid, size, size * leading, leftward, cut, broken)


def _clusters(words: str, faces: Faces, weight: int) -> tuple[list[_Cluster], str]:
    """Return the letters that fonts have, and those that none has."""
    found: list[_Cluster] = []
    missing: list[str] = []
    parts = list(_parts(" ".join(unicodedata.normalize("NFC", words).split())))
    for text, level in zip(parts, levels(parts, leftward=is_leftward(words)), strict=True):
        if text in MARKS:
            continue
        before = found[-1].face if found else None
        if text == " " and not before:
            continue
        plain = not text[0].isalnum()
        # A space between emoji would be as wide as they are.
        usual = plain and before and not before.coloured
        face = before if usual and before and before.has(text[0]) else None
        if face is None and is_known(text[0]):
            face = faces.face(text[0], weight)
        if face is None:
            missing.append(text[0])
            continue
        if text == " " and found and found[-1].text == " ":
            continue
        kept = text[0] + "".join(m for m in text[1:] if _is_hidden(m) or face.has(m))
        found.append(_Cluster(kept, face, level))
    while found and found[-1].text == " ":
        found.pop()
    return found, "".join(missing)


def _parts(words: str) -> Iterator[str]:
    """Yield letters with their marks; a sign that is joined of several is one part.

    What tells directions is a part of its own; other characters that nobody sees are not
    there.
    """
    part = ""
    for letter in words:
        kind = unicodedata.category(letter)
        unseen = kind == "Cf" and not _is_hidden(letter)
        if letter not in MARKS and (unseen or kind in ("Cc", "Cs")):
            continue
        marks = kind in ("Mn", "Mc", "Me", "Cf") or "\U0001f3fb" <= letter <= "\U0001f3ff"
        joined = part.endswith(_JOINER) and kind == "So"
        if part and (marks or joined) and letter not in MARKS and part not in MARKS:
            part += letter
            continue
        if part:
            yield part
        part = letter
    if part:
        yield part


def _is_hidden(letter: str) -> bool:
    """Tell whether a letter only says how others are drawn: joiners, and choices of a form."""
    return letter in "\u200c\u200d" or "\ufe00" <= letter <= "\ufe0f"


def _wrapped(clusters: Sequence[_Cluster], width_em: float) -> list[list[_Cluster]]:
    """Break into lines; a word longer than a line is broken between its letters."""
    rows: list[list[_Cluster]] = []
    row: list[_Cluster] = []
    for word in _words(clusters):
        if _width_em(_trimmed([*row, *word])) <= width_em:
            row += word
            continue
        if row:
            rows.append(_trimmed(row))
        row = []
        for cluster in word if _width_em(_trimmed(word)) > width_em else ():
            if row and _width_em([*row, cluster]) > width_em:
                rows.append(row)
                row = []
            row.append(cluster)
        row = row or list(word)
    return [*rows, _trimmed(row)]


def _words(clusters: Sequence[_Cluster]) -> Iterator[list[_Cluster]]:
    """Yield what must stay on one line, each with the space behind it."""
    word: list[_Cluster] = []
    for cluster in clusters:
        if word and _breaks(word[-1].text, cluster.text):
            yield word
            word = []
        word.append(cluster)
    if word:
        yield word


def _breaks(before: str, after: str) -> bool:
    if after == " " or after[0] in _NOT_FIRST or before[0] in _NOT_LAST:
        return False
    if before == " " or before in "-–—":
        return True
    return _is_unspaced(before[0]) or _is_unspaced(after[0])


def _is_unspaced(letter: str) -> bool:
    return letter > "\u0dff" and unicodedata.name(letter, "").startswith(_UNSPACED)


def _trimmed(row: Sequence[_Cluster]) -> list[_Cluster]:
    end = len(row)
    while end and row[end - 1].text == " ":
        end -= 1
    return list(row[:end])


def _balanced(
    clusters: Sequence[_Cluster], rows: list[list[_Cluster]], width_em: float
) -> list[list[_Cluster]]:
    """Return as many lines, of as equal a length as can be: no word alone on the last."""
    low, high = 0.0, width_em
    while len(rows) > 1 and high - low > 0.1:
        middle = (low + high) / 2
        tried = _wrapped(clusters, middle)
        whole = all(_width_em(row) <= middle for row in tried)
        if len(tried) == len(rows) and whole and _ends(tried) <= _ends_of_words(clusters):
            high, rows = middle, tried
        else:
            low = middle
    return rows


def _ends(rows: Sequence[Sequence[_Cluster]]) -> set[int]:
    """Return after how many letters each line ends, spaces not counted."""
    ends, count = set(), 0
    for row in rows:
        count += sum(cluster.text != " " for cluster in row)
        ends.add(count)
    return ends


def _ends_of_words(clusters: Sequence[_Cluster]) -> set[int]:
    return _ends(list(_words(clusters)))


def _shortened(
    row: Sequence[_Cluster], faces: Faces, weight: int, width_em: float
) -> list[_Cluster]:
    """Return a line that ends with an ellipsis."""
    face = faces.face(_ELLIPSIS, weight) or row[-1].face
    end = _Cluster(_ELLIPSIS, face, row[-1].level)
    kept = list(row)
    while kept and _width_em([*kept, end]) > width_em:
        kept = _trimmed(kept[:-1])
    return [*kept, end]


def _width_em(row: Sequence[_Cluster]) -> float:
    return sum(face.width_em(words, leftward=odd) for words, face, odd in _seen(row))


def _line(row: Sequence[_Cluster], size: float) -> Line:
    """Give each run of a line its place."""
    pieces: list[Piece] = []
    x = 0.0
    for words, face, odd in _seen(row):
        if not words.isspace():
            pieces.append(Piece(words, face.family, face.weight, round(x, 2)))
        x += face.width_em(words, leftward=odd) * size
    return Line(tuple(pieces), round(x, 2))


def _seen(row: Sequence[_Cluster]) -> Iterator[tuple[str, Face, bool]]:
    """Yield runs from left to right: their words, font, and whether they run to the left.

    Spaces and signs within a run stay in it; at its ends they are runs of their own, as
    alone they do not tell a rasteriser on which side they belong.
    """
    kinds = [
        (each.level, id(each.face), each.level % 2 == 1 and _is_sign(row, k))
        for k, each in enumerate(row)
    ]
    runs = [list(run) for _, run in groupby(range(len(row)), lambda k: kinds[k])]
    order = seen_order([row[run[0]].level for run in runs])
    for run in (runs[position] for position in order):
        words = "".join(row[k].text for k in run)
        first = row[run[0]]
        if kinds[run[0]][2]:
            yield mirrored(words), first.face, False
        else:
            yield words, first.face, first.level % 2 == 1


def _is_sign(row: Sequence[_Cluster], position: int) -> bool:
    """Tell whether a cluster is a sign or space at the end of what is written alike."""
    return any(_ends_with_signs(row, position, step) for step in (-1, 1))


def _ends_with_signs(row: Sequence[_Cluster], position: int, step: int) -> bool:
    """Tell whether only signs stand between a cluster and the end of its run."""
    here = row[position]
    while 0 <= position < len(row):
        each = row[position]
        if each.level != here.level or each.face is not here.face:
            return True
        if each.text[0].isalnum():
            return False
        position += step
    return True
