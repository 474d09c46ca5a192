"""A feed in pages: the newest entries, and archives that never change again (RFC 5005)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from milepost.publish.feeds.items import Item

Weights = Mapping[str, int]
"""How many bytes each item takes, by its guid."""
_BUDGET = 950_000  # bytes of items, so that a page stays below a megabyte in both formats


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of a feed: its items, newest first.

    `number` is None for the one that followers subscribe to; archives count from 1, the
    oldest. `older` is the number of the archive that goes on where this page ends.
    """

    number: int | None
    items: tuple[Item, ...]
    older: int | None


def newest(
    items: Sequence[Item], limit: int, weights: Weights, budget: int = _BUDGET
) -> FeedPage:
    """Return the one page of the newest items, for a feed that has no archives."""
    return FeedPage(None, _first(items, limit, weights, budget), None)


def paged(
    items: Sequence[Item], limit: int, weights: Weights, budget: int = _BUDGET
) -> tuple[FeedPage, ...]:
    """Return the newest items and archives of all that do not fit beside them.

    Archives are filled from the oldest item on, and only full ones are made: a new item never
    changes one. Items of the newest archive may stand in the newest page too.
    """
    full: list[tuple[Item, ...]] = []
    rest = tuple(reversed(items))
    while rest:
        page = _first(rest, limit, weights, budget)
        full.append(page[::-1])
        rest = rest[len(page) :]
    archives = full[:-1]  # the last may still grow
    return (
        FeedPage(None, _first(items, limit, weights, budget), len(archives) or None),
        *(
            FeedPage(number, page, number - 1 or None)
            for number, page in enumerate(archives, 1)
        ),
    )


def _first(
    items: Sequence[Item], limit: int, weights: Weights, budget: int
) -> tuple[Item, ...]:
    """Return as many items as one page takes; one at least, however large it is."""
    size, count = 0, 0
    for item in items[:limit]:
        size += weights[item.guid]
        if count and size > budget:
            break
        count += 1
    return tuple(items[:count])
