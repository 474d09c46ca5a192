"""In which order the parts of a line are seen, when some are written from right to left.

The Unicode bidirectional algorithm (UAX #9) with isolates, which our sentences put round their
values. Explicit embeddings and overrides are taken out of words before.
"""

import unicodedata
from collections.abc import Sequence
from typing import Literal

_Kind = Literal["L", "R", "N", "O"]  # left to right, right to left, number, other
_OPENING = {"(": ")", "[": "]", "{": "}"}
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›"))
_PDI = "\N{POP DIRECTIONAL ISOLATE}"
_LEFTWARD_ISOLATE, _ISOLATE = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{FIRST STRONG ISOLATE}"
_ISOLATES = ("\N{LEFT-TO-RIGHT ISOLATE}", _LEFTWARD_ISOLATE, _ISOLATE)
# What nobody sees, and what the order of the words around it depends on.
MARKS = frozenset(
    (
        *_ISOLATES,
        _PDI,
        "\N{LEFT-TO-RIGHT MARK}",
        "\N{RIGHT-TO-LEFT MARK}",
        "\N{ARABIC LETTER MARK}",
    )
)
_MIRRORED = {**dict(_PAIRS), **{closing: opening for opening, closing in _PAIRS}}


def is_leftward(words: str) -> bool:
    """Tell whether words begin with a script that is written from right to left.

    What is isolated has no say (rule P2).
    """
    position = 0
    while position < len(words):
        if words[position] in _ISOLATES:
            position = _end_of_isolate(words, position)
        elif (kind := unicodedata.bidirectional(words[position])) in ("L", "R", "AL"):
            return kind != "L"
        position += 1
    return False


def mirrored(words: str) -> str:
    """Return signs as they look from right to left: brackets turned round, and in reverse."""
    return "".join(_MIRRORED.get(letter, letter) for letter in reversed(words))


def levels(clusters: Sequence[str], *, leftward: bool) -> list[int]:
    """Return the embedding level of each cluster of a line; odd ones run from right to left.

    `clusters` are letters with their marks, and MARKS, each alone.

    >>> levels(["a", " ", "א", "1"], leftward=False), levels(["א", " ", "b"], leftward=True)
    ([0, 0, 1, 2], [1, 1, 2])
    """
    return _levels_at(clusters, 1 if leftward else 0)


def _levels_at(clusters: Sequence[str], line: int) -> list[int]:
    """Return levels within a line of a level; an isolate is one sign for what is around it."""
    inside: dict[int, list[int]] = {}  # levels of what an isolate holds, by where it begins
    outer: list[int] = []
    position = 0
    while position < len(clusters):
        outer.append(position)
        if clusters[position] in _ISOLATES:
            end = _end_of_isolate(clusters, position)
            held = clusters[position + 1 : end]
            inside[position] = _levels_at(held, _level_of(clusters[position], held, line))
            position = end
        position += 1
    sides = _sides([clusters[position] for position in outer], line)
    found: list[int] = []
    for position, level in zip(outer, sides, strict=True):
        found += [level, *inside.get(position, ())]
        if clusters[position] in _ISOLATES and len(found) < len(clusters):
            found.append(level)  # of what ends it
    return found


def _end_of_isolate(clusters: Sequence[str], begin: int) -> int:
    """Return where the end of an isolate stands, or the end of the words."""
    depth = 0
    for position in range(begin, len(clusters)):
        depth += (clusters[position] in _ISOLATES) - (clusters[position] == _PDI)
        if not depth:
            return position
    return len(clusters)


def _level_of(opening: str, held: Sequence[str], line: int) -> int:
    """Return the next higher level of an isolate's direction."""
    as_it_begins = opening == _ISOLATE and is_leftward("".join(held))
    odd = opening == _LEFTWARD_ISOLATE or as_it_begins
    return line + 1 if (line + 1) % 2 == odd else line + 2


def _sides(clusters: Sequence[str], line: int) -> list[int]:
    base: _Kind = "R" if line % 2 else "L"
    kinds = [unicodedata.bidirectional(cluster[0]) for cluster in clusters]
    sides = _with_brackets(
        [cluster[0] for cluster in clusters], _with_numbers(kinds, base), base
    )
    sides = _with_neutrals(sides, base)
    odd = line % 2
    level = {"L": line + odd, "R": line + 1 - odd, "N": line + 2 - odd}
    return [level[side] for side in sides]


def _with_numbers(kinds: Sequence[str], strong: _Kind) -> list[_Kind]:
    """Rules W2 to W7: a number belongs to the words before it, and its signs to it."""
    found: list[_Kind] = []
    for position, kind in enumerate(kinds):
        before, after = kinds[max(position - 1, 0)], kinds[min(position + 1, len(kinds) - 1)]
        if kind in ("R", "AL", "L"):
            strong = "L" if kind == "L" else "R"
            found.append(strong)
            continue
        numbers = ("EN", "AN")
        within = kind in ("CS", "ES") and before in numbers and after in numbers
        beside = kind == "ET" and "EN" in (before, after)
        if kind in numbers or within or beside:
            found.append("N" if strong == "R" or kind == "AN" else "L")
        else:
            found.append("O")
    return found


def _with_brackets(letters: Sequence[str], kinds: Sequence[_Kind], base: _Kind) -> list[_Kind]:
    """Rule N0: both brackets of a pair go with what they hold, or with what is before them."""
    found = list(kinds)
    for opening, closing in _pairs(letters):
        inside = {_side(kind) for kind in found[opening + 1 : closing]} - {"O"}
        if not inside:
            continue
        before = next((_side(k) for k in found[:opening][::-1] if k != "O"), base)
        side = base if base in inside else before
        found[opening] = found[closing] = side
    return found


def _pairs(letters: Sequence[str]) -> list[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    found = []
    for position, letter in enumerate(letters):
        if letter in _OPENING:
            opened.append((_OPENING[letter], position))
        elif any(letter == closing for closing, _ in opened):
            while opened[-1][0] != letter:
                opened.pop()
            found.append((opened.pop()[1], position))
    return sorted(found)


def _with_neutrals(kinds: Sequence[_Kind], base: _Kind) -> list[_Kind]:
    """Rules N1 and N2: a sign goes with its neighbours if they agree, else with the line."""
    found = list(kinds)
    position = 0
    while position < len(found):
        end = position
        while end < len(found) and found[end] == "O":
            end += 1
        if end > position:
            before = _side(found[position - 1]) if position else base
            after = _side(found[end]) if end < len(found) else base
            found[position:end] = [before if before == after else base] * (end - position)
        position = max(end, position + 1)
    return found


def _side(kind: _Kind) -> _Kind:
    return "R" if kind == "N" else kind


def seen_order(found: Sequence[int]) -> list[int]:
    """Return positions from left to right for levels in the order of reading (rule L2).

    >>> seen_order([0, 1, 1, 2, 0])
    [0, 3, 2, 1, 4]
    """
    order = list(range(len(found)))
    for level in range(max(found, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order
