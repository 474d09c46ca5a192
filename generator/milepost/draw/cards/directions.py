"""In which order the parts of a line are seen, when some are written from right to left.

The Unicode bidirectional algorithm (UAX #9) without explicit embeddings, which are taken out
of words before.
"""

import unicodedata
from collections.abc import Sequence
from typing import Literal

_Kind = Literal["L", "R", "N", "O"]  # left to right, right to left, number, other
_OPENING = {"(": ")", "[": "]", "{": "}"}
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›"))
_MIRRORED = {**dict(_PAIRS), **{closing: opening for opening, closing in _PAIRS}}


def is_leftward(words: str) -> bool:
    """Tell whether words begin with a script that is written from right to left."""
    for letter in words:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def mirrored(words: str) -> str:
    """Return signs as they look from right to left: brackets turned round, and in reverse."""
    return "".join(_MIRRORED.get(letter, letter) for letter in reversed(words))


def levels(clusters: Sequence[str], *, leftward: bool) -> list[int]:
    """Return the embedding level of each cluster of a line; odd ones run from right to left.

    >>> levels(["a", " ", "א", "1"], leftward=False), levels(["א", " ", "b"], leftward=True)
    ([0, 0, 1, 2], [1, 1, 2])
    """
    base: _Kind = "R" if leftward else "L"
    kinds = [unicodedata.bidirectional(cluster[0]) for cluster in clusters]
    sides = _with_brackets(
        [cluster[0] for cluster in clusters], _with_numbers(kinds, base), base
    )
    sides = _with_neutrals(sides, base)
    level = {"L": 2 if leftward else 0, "R": 1, "N": 2}
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
