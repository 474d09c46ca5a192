"""The index of places: all towns by country, with the days that led there."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from milepost.model.artifact import Artifact
from milepost.model.site import PlaceDays
from milepost.model.territory import Territory
from milepost.publish.press import Press
from milepost.publish.urls import PLACES


@dataclass(frozen=True, slots=True)
class Country:
    """A country in the site's language, "" if nobody knows it, and its places by name."""

    name: str
    places: tuple[PlaceDays, ...]


def places(press: Press) -> Iterator[Artifact]:
    """Yield the page `places/`, if any place is known."""
    if press.site.places:
        yield press.page(
            "places.html",
            PLACES,
            "the index of places",
            countries=countries(press),
            page_title=press.theme.words.gettext("Places"),
        )


def countries(press: Press) -> tuple[Country, ...]:
    """Return the places of a site by country, both in the order of the alphabet."""
    found = [
        Country(press.say.country(Territory(code)), tuple(each))
        for code, each in groupby(press.site.places, lambda at: at.country)
    ]
    return tuple(sorted(found, key=lambda country: country.name.casefold()))
