"""A Site into artifacts. Each module offers functions of one shape: Press -> artifacts."""

from collections.abc import Callable, Iterable

from milepost.model.artifact import Artifact
from milepost.publish.about_numbers import about_numbers
from milepost.publish.archives import archives
from milepost.publish.assets import assets, downloads, static, videos
from milepost.publish.athletes import athletes
from milepost.publish.books import books
from milepost.publish.editions import editions
from milepost.publish.feeds.files import calendars, feeds
from milepost.publish.follow import follow
from milepost.publish.goals import goals
from milepost.publish.images import images
from milepost.publish.manifest import manifest
from milepost.publish.map_files import bases, cards, grounds
from milepost.publish.now import now
from milepost.publish.offline import offline
from milepost.publish.pages import pages
from milepost.publish.places import places
from milepost.publish.press import Press
from milepost.publish.search import search
from milepost.publish.share import share
from milepost.publish.sitemap import sitemap
from milepost.publish.stats_pages import stats_pages
from milepost.publish.tracks import tracks

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
