"""Lists of days: the journal page by page, tags, years."""

from collections.abc import Iterator
from math import ceil

from milepost.model.artifact import Artifact
from milepost.publish.links import tag_path
from milepost.publish.press import Press
from milepost.publish.urls import TAGS


def archives(press: Press) -> Iterator[Artifact]:
    """Yield the journal in pages, and a page for each tag and year."""
    site, words = press.site, press.theme.words
    yield from _journal(press, site.per_page)
    if site.tags:
        yield press.page(
            "tags.html", TAGS, "the list of tags", page_title=words.gettext("Tags")
        )
    for tag in site.tags:
        where, name = tag_path(tag), f"tag '{tag.name}'"
        yield press.page("tag.html", where, name, tag=tag, page_title=tag.name)
    if site.years:
        yield press.page(
            "years.html", "years/", "the list of years", page_title=words.gettext("Years")
        )
    for year in site.years:
        where, title = f"years/{year.year}/", str(year.year)
        yield press.page("year.html", where, f"year {title}", year=year, page_title=title)


def _journal(press: Press, per_page: int) -> Iterator[Artifact]:
    days = press.site.days
    count = max(1, ceil(len(days) / per_page))
    for number in range(1, count + 1):
        words = press.theme.words
        title = words.gettext("Journal")
        if number > 1:
            title = words.gettext("Journal, page %(number)s", number=number)
        yield press.page(
            "archive.html",
            journal_page(number),
            f"page {number} of the journal",
            days=days[(number - 1) * per_page : number * per_page],
            page_number=number,
            page_count=count,
            newer=journal_page(number - 1) if number > 1 else None,
            older=journal_page(number + 1) if number < count else None,
            page_title=title,
        )


def journal_page(number: int) -> str:
    """Return where a page of the journal stands; the first has no number."""
    return "journal/" if number == 1 else f"journal/page/{number}/"
