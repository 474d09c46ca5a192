"""What feed readers and calendars know an entry by, for good."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from milepost.assemble.addresses import slugify
from milepost.model.journal import Entry
from milepost.model.site import Site


class Identities:
    """The lasting names of entries, planned ones among them.

    A name is that of the entry's file or folder. A new title, slug, date, author or neighbour
    does not change it, nor does a file that becomes a folder. Of two that are called the same
    in two folders, each has its whole path.
    """

    def __init__(self, site: Site):
        self._host = site.feed_identity or urlsplit(site.url).netloc
        planned = (day.entry for journey in site.journeys for day in journey.planned_days)
        self._names = _names([*(day.entry for day in site.days), *planned])

    def guid(self, entry: Entry, language: str = "") -> str:
        """Return the identity of an entry in feeds: a tag: URI.

        It has one more for each `language` that it was translated into.
        """
        # RFC 4151. It names a date on which its maker had the host; the year is enough, and
        # true. No name has a semicolon.
        spoken = f";{language}" if language else ""
        return f"tag:{self._host},{entry.date.year}:{self._names[entry.source]}{spoken}"

    def uid(self, entry: Entry) -> str:
        """Return the identity of an entry in calendars."""
        return f"{self._names[entry.source]}@{self._host}"


def _names(entries: Iterable[Entry]) -> Mapping[PurePosixPath, str]:
    places = {entry.source: entry.folder or entry.source.with_suffix("") for entry in entries}
    short = {source: _word(place.name) for source, place in places.items()}
    count = Counter(short.values())
    return {
        source: short[source] if count[short[source]] == 1 else quote(str(place))
        for source, place in places.items()
    }


def _word(name: str) -> str:
    return quote(slugify(name) or name, safe="-")
