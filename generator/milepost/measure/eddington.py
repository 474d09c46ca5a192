"""Arthur Eddington's number."""

from collections.abc import Iterable


def eddington_number(lengths: Iterable[float]) -> tuple[int, int]:
    """Return the largest E with at least E days of at least E, and what E + 1 still wants.

    `lengths` are those of single days, in the unit that E is to have. The second number
    counts the days of E + 1 or more that are missing.

    >>> eddington_number([30.0, 3.2, 3.0, 1.0])
    (3, 3)
    """
    ordered = sorted(lengths, reverse=True)
    number = sum(1 for place, length in enumerate(ordered, 1) if length >= place)
    enough = sum(1 for length in ordered if length >= number + 1)
    return number, number + 1 - enough
