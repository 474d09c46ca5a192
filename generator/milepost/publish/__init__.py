"""A Site into artifacts. Each module offers functions of one shape: Press -> artifacts."""

from collections.abc import Callable, Iterable, Iterator

from milepost.model.artifact import Artifact
from milepost.publish.assets import assets, downloads, static, videos
from milepost.publish.cards.share import share
from milepost.publish.editions import editions
from milepost.publish.feeds.files import calendars, feeds
from milepost.publish.feeds.follow import follow
from milepost.publish.machines.headers import headers
from milepost.publish.machines.manifest import manifest
from milepost.publish.machines.offline import offline
from milepost.publish.machines.sitemap import sitemap
from milepost.publish.maps.map_files import bases, cards, grounds
from milepost.publish.maps.tracks import tracks
from milepost.publish.numbers.about_numbers import about_numbers
from milepost.publish.numbers.stats_pages import stats_pages
from milepost.publish.pages.archives import archives
from milepost.publish.pages.athletes import athletes
from milepost.publish.pages.books import books
from milepost.publish.pages.goals import goals
from milepost.publish.pages.now import now
from milepost.publish.pages.pages import pages
from milepost.publish.pages.places import places
from milepost.publish.photos.images import images
from milepost.publish.press import Press
from milepost.publish.search.search import search

Publisher = Callable[[Press], Iterable[Artifact]]

PUBLISHERS: tuple[Publisher, ...] = (
    pages,
    archives,
    now,
    goals,
    athletes,
    places,
    search,
    stats_pages,
    books,
    about_numbers,
    editions,
    feeds,
    calendars,
    follow,
    sitemap,
    manifest,
    offline,
    images,
    videos,
    cards,
    share,
    bases,
    grounds,
    tracks,
    downloads,
    static,
    assets,
)


def whole_site(press: Press) -> Iterator[Artifact]:
    """Yield all files of a site, and at last what hosts have to know about all others."""
    made = [artifact for publisher in PUBLISHERS for artifact in publisher(press)]
    yield from made
    yield from headers(press, made)
