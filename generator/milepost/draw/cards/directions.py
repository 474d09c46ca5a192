"""In which order the parts of a line are seen, when some are written from right to left.

A small part of the Unicode bidirectional algorithm (UAX #9): no explicit embeddings, which are
taken out of words before, and brackets are neutral like other signs.
"""

import unicodedata
from collections.abc import Sequence
from typing import Literal

_Kind = Literal["L", "R", "N", "O"]  # left to right, right to left, number, other
_MIRRORED = {a: b for pair in ("()", "[]", "{}", "<>", "«»", "‹›") for a, b in (pair, pair[::-1])}


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
    sides = _with_neutrals(_with_numbers(kinds, base), base)
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
