"""Which items stand on which page."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from milepost.publish.feeds.items import Item
from milepost.publish.feeds.paging import FeedPage, newest, paged

DAY = datetime(2026, 5, 1, tzinfo=UTC)


def items(sizes: list[int]) -> list[Item]:
    """Items with so many kilobytes each, the newest first."""
    made = [Item(f"tag:{n}", "", "", DAY, DAY, "", str(size)) for n, size in enumerate(sizes)]
    return made[::-1]


def weights(sizes: list[int]) -> dict[str, int]:
    return {item.guid: 1000 * int(item.content) for item in items(sizes)}


def pages(sizes: list[int]) -> tuple[FeedPage, ...]:
    return paged(items(sizes), 5, weights(sizes), 50_000)


SIZES = st.lists(st.integers(0, 30), max_size=30)


@given(SIZES)
def test_no_item_is_lost_and_each_page_leads_to_the_next_older(sizes: list[int]) -> None:
    found = {page.number: page for page in pages(sizes)}
    at, read = found[None], list(found[None].items)
    while at.older:
        at = found[at.older]
        read += [item for item in at.items if item not in read]
    assert read == items(sizes)


@given(SIZES)
def test_no_page_is_longer_or_heavier_than_allowed(sizes: list[int]) -> None:
    for page in pages(sizes):
        assert len(page.items) <= 5
        assert sum(1000 * int(item.content) for item in page.items) <= 50_000


@given(SIZES, st.integers(0, 30))
def test_a_new_day_changes_no_archive(sizes: list[int], size: int) -> None:
    old = [page for page in pages(sizes) if page.number]
    assert set(old) <= set(pages([*sizes, size]))


def test_what_fits_on_one_page_needs_no_archive() -> None:
    assert [page.number for page in pages([1] * 5)] == [None]
    assert [page.number for page in pages([1] * 6)] == [None, 1]


def test_an_item_too_heavy_for_any_page_has_one_of_its_own() -> None:
    assert [len(page.items) for page in pages([1, 90, 1])] == [1, 1, 1]


def test_a_feed_without_archives_holds_the_newest() -> None:
    page = newest(items([1] * 9), 5, weights([1] * 9))
    assert [item.guid for item in page.items] == ["tag:8", "tag:7", "tag:6", "tag:5", "tag:4"]
    assert page.older is None
