"""What search engines read: `sitemap.xml` and `robots.txt`."""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact
from milepost.model.day import Day
from milepost.model.site import Site
from milepost.publish.links import athlete_path, goal_path, page_path, tag_path
from milepost.publish.numbers.about_numbers import ABOUT_NUMBERS
from milepost.publish.numbers.scopes import scopes
from milepost.publish.pages.archives import journal_page
from milepost.publish.press import Press
from milepost.publish.urls import ATHLETES, FOLLOW, GOALS, NOW, PLACES, SEARCH, TAGS, absolute

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


def sitemap(press: Press) -> Iterator[Artifact]:
    """Yield both files; the map only with an address, and not an author's own `robots.txt`."""
    site = press.site
    if site.url:
        paths = [*_paths(press), *(row for each in press.editions for row in _edition(each))]
        rows = "".join(_row(absolute(site.url, path), day) for path, day in paths)
        text = f"{_HEAD}{rows}</urlset>\n"
        yield Artifact(PurePosixPath("sitemap.xml"), text.encode(), "the sitemap")
    if PurePosixPath("static/robots.txt") not in site.files:
        where = f"Sitemap: {absolute(site.url, 'sitemap.xml')}\n" if site.url else ""
        text = f"User-agent: *\nAllow: /\n{where}"
        yield Artifact(PurePosixPath("robots.txt"), text.encode(), "the site")


def _row(url: str, changed: date | None) -> str:
    lastmod = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{escape(url)}</loc>{lastmod}</url>\n"


def _paths(press: Press) -> Iterator[tuple[str, date | None]]:
    site = press.site
    newest = max((_changed(day) for day in site.days), default=None)
    yield "", newest
    if press.current:
        yield NOW, _latest(press.current.days)
    for day in site.days:
        yield day.permalink, _changed(day)
    if len(site.journeys) > 1:
        for journey in site.journeys:
            yield f"journeys/{journey.slug}/", _latest(journey.days)
    for number in range(1, max(1, -(-len(site.days) // site.per_page)) + 1):
        yield journal_page(number), newest
    for scope in scopes(site):
        latest = _latest(scope.days)
        yield scope.path, latest
        yield from ((sheet.path, latest) for sheet in scope.sheets if sheet.path)
    yield ABOUT_NUMBERS, newest
    yield FOLLOW, None
    yield from _goals(site)
    yield from _athletes(site)
    for page in site.pages:
        yield page_path(page), None
    yield SEARCH, newest
    if site.places:
        yield PLACES, newest
    if site.tags:
        yield TAGS, newest
    for tag in site.tags:
        yield tag_path(tag), _latest(tag.days)
    if site.years:
        yield "years/", newest
    for year in site.years:
        yield f"years/{year.year}/", _latest(year.days)


def _edition(press: Press) -> Iterator[tuple[str, date | None]]:
    yield press.version.folder, _latest(press.days)
    for day in press.days:
        yield press.version.path(day.permalink), _changed(day)
    for page in press.pages:
        yield press.version.path(page_path(page)), None


def _goals(site: Site) -> Iterator[tuple[str, date | None]]:
    if site.goals:
        yield GOALS, _newest(credit.date for goal in site.goals for credit in goal.credits)
    for goal in site.goals:
        yield goal_path(goal), _newest(credit.date for credit in goal.credits)


def _athletes(site: Site) -> Iterator[tuple[str, date | None]]:
    days = {own.athlete: own.days for own in site.by_athlete}
    if len(site.athletes) > 1:
        yield ATHLETES, _newest(_changed(day) for own in days.values() for day in own)
    for athlete in site.athletes:
        yield athlete_path(athlete), _latest(days.get(athlete, ()))


def _changed(day: Day) -> date:
    return max(day.date, day.entry.updated or day.date)


def _latest(days: tuple[Day, ...]) -> date | None:
    return _newest(_changed(day) for day in days)


def _newest(dates: Iterable[date]) -> date | None:
    return max(dates, default=None)
