"""The HTML pages."""

from collections.abc import Iterator

from milepost.model.artifact import Artifact
from milepost.model.day import Day
from milepost.model.journey import Journey
from milepost.publish.dates import changed, published
from milepost.publish.links import page_path
from milepost.publish.machines.linked_data import Node, blog, blog_posting, trip, web_site
from milepost.publish.maps.live import live_map_of_day, live_map_of_journey
from milepost.publish.pages.now import now_of
from milepost.publish.press import Press
from milepost.publish.urls import NOT_FOUND

LATEST = 8  # days on the front page


def pages(press: Press) -> Iterator[Artifact]:
    """Yield the front page, a page for each day, journey and page, and the one not found."""
    site = press.site
    current = press.current
    yield _home(press, current)
    for journey in site.journeys:
        yield from day_pages(press, journey)
        if len(site.journeys) > 1:
            yield _journey(press, journey)
    yield from written_pages(press)
    yield press.page(
        "404.html",
        NOT_FOUND,
        "the page not found",
        noindex=True,
        page_title=press.theme.words.gettext("Not found"),
    )


def written_pages(press: Press) -> Iterator[Artifact]:
    """Yield the pages outside the journal that are in the language of a press."""
    for page in press.pages:
        yield press.page(
            "page.html",
            page_path(page),
            str(page.source),
            page=page,
            page_title=page.title,
            page_description=page.description or page.summary,
        )


def _home(press: Press, current: Journey | None) -> Artifact:
    site = press.site
    return press.page(
        "home.html",
        "",
        "the front page",
        journey=current,
        now=now_of(current, press.links, press.theme.words) if current else None,
        live=live_map_of_journey(current, site, press.live) if current else None,
        latest=current.days[::-1][:LATEST] if current else (),
        page_description=site.description or (_about(press, current) if current else None),
        linked_data=(web_site(site), blog(site), *_trip(press, site.journeys)),
    )


def _about(press: Press, journey: Journey) -> str:
    return journey.description or press.captions.journey_text(journey)


def _journey(press: Press, journey: Journey) -> Artifact:
    return press.page(
        "journey.html",
        f"journeys/{journey.slug}/",
        f"the journey '{journey.slug}'",
        journey=journey,
        now=now_of(journey, press.links, press.theme.words),
        live=live_map_of_journey(journey, press.site, press.live),
        page_title=journey.title,
        page_description=journey.description,
        share_image=press.journey_image(journey),
        linked_data=_trip(press, (journey,)),
    )


def day_pages(press: Press, journey: Journey) -> Iterator[Artifact]:
    """Yield the pages of a journey's days that are in the language of a press."""
    own = [day for day in journey.days if press.version.has(day.permalink)]
    days: list[Day | None] = [None, *own, None]
    for earlier, day, later in zip(days, days[1:], days[2:], strict=False):
        assert day is not None
        yield press.page(
            "day.html",
            day.permalink,
            str(day.entry.source),
            day=day,
            live=live_map_of_day(day, press.live),
            previous=earlier,
            next=later,
            same_day=tuple(d for d in own if d.date == day.date and d is not day),
            gallery=press.gallery(day),
            films=press.films(day),
            download=press.downloads.of(day),
            gpx=press.downloads.gpx_of(day),
            tags=tuple(tag for tag in press.site.tags if day in tag.days),
            published=published(day, press.site),
            changed=changed(day, press.site),
            page_title=day.title,
            page_description=day.entry.description or day.entry.summary,
            og_type="article",
            share_image=press.day_image(day),
            authors=day.athletes,
            linked_data=(_linked_data(press, day),),
        )


def _trip(press: Press, journeys: tuple[Journey, ...]) -> tuple[Node, ...]:
    """Return a journey as a trip, if it is the only one of a page."""
    if len(journeys) != 1:
        return ()
    image = press.journey_image(journeys[0])
    return (trip(journeys[0], press.site, image.url if image else None),)


def _linked_data(press: Press, day: Day) -> Node:
    """Return what a day tells search engines."""
    image = press.day_image(day)
    return blog_posting(
        day,
        press.site,
        versions=press.spoken(day.permalink),
        description=day.entry.description or day.entry.summary or press.captions.day_text(day),
        where=press.captions.where(day),
        image=image.url if image else None,
        published=published(day, press.site),
        changed=changed(day, press.site),
    )
