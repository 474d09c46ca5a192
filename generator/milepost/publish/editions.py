"""What is there in further languages: the pages that were translated, and a way to them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from milepost.model.artifact import Artifact
from milepost.publish.assets import assets, static, videos
from milepost.publish.feeds.files import feeds
from milepost.publish.pages.pages import day_pages, written_pages
from milepost.publish.photos.images import images
from milepost.publish.press import Press

# What a translation may need, and its site has for all languages: it is published once.
_SHARED: tuple[Callable[[Press], Iterable[Artifact]], ...] = (assets, images, videos, static)


def editions(press: Press) -> Iterator[Artifact]:
    """Yield the pages and feeds of each further language, and files that only they show."""
    if not press.editions:
        return
    known = {each.path for publisher in _SHARED for each in publisher(press)}
    for edition in press.editions:
        yield _front(edition)
        for journey in edition.site.journeys:
            yield from day_pages(edition, journey)
        yield from written_pages(edition)
        yield from feeds(edition)
        for artifact in chain.from_iterable(publisher(edition) for publisher in _SHARED):
            if artifact.path not in known:
                known.add(artifact.path)
                yield artifact


def _front(press: Press) -> Artifact:
    return press.page(
        "edition.html",
        "",
        f"the front page in '{press.version.language}'",
        days=press.days,
    )
