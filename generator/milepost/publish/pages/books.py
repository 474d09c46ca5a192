"""Each journey as a book: one page with all of its days in order, made to be printed."""

from collections.abc import Iterator

from milepost.model.artifact import Artifact
from milepost.model.journey import Journey
from milepost.publish.links import book_path
from milepost.publish.numbers.scopes import scopes
from milepost.publish.press import Press


def books(press: Press) -> Iterator[Artifact]:
    """Yield the book of each journey that has a day. It repeats them, so it is not indexed."""
    of_journey = {each.journey.slug: each for each in scopes(press.site) if each.journey}
    for journey in press.site.journeys:
        if journey.days:
            yield press.page(
                "book.html",
                book_path(journey, press.site),
                f"the book of '{journey.slug}'",
                journey=journey,
                scope=of_journey[journey.slug],
                chapters=tuple((day, press.gallery(day)) for day in journey.days),
                writers=_writers(journey),
                noindex=True,
                page_title=press.theme.words.gettext(
                    "%(title)s: the book", title=journey.title
                ),
                page_description=journey.description,
                share_image=press.journey_image(journey),
            )


def _writers(journey: Journey) -> tuple[str, ...]:
    """Return the names of those who wrote, in the order in which they began to."""
    return tuple(dict.fromkeys(who.name for day in journey.days for who in day.athletes))
