"""What can be followed: the site, and each journey, athlete, tag and goal of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from milepost.model.day import Day
from milepost.model.goal import Goal
from milepost.model.site import Site
from milepost.publish.links import athlete_path, goal_path, journey_path, tag_path
from milepost.publish.versions import Version
from milepost.publish.words.names import own_name
from milepost.publish.words.text import Words

Kind = Literal["site", "language", "journey", "athlete", "tag", "goal"]

_FEW = 10  # entries in the feeds of tags and goals: each entry is in several of them


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed to follow: the newest `limit` of its days, which are newest first.

    `folder` is the page that it belongs to, below the site's root. `name` is what the page is
    called, `title` what the feed is called among those of other sites.
    """

    kind: Kind
    folder: str
    name: str
    title: str
    description: str
    days: tuple[Day, ...]
    limit: int

    @property
    def rss(self) -> str:
        """Where its RSS feed stands."""
        return f"{self.folder}feed.xml"

    @property
    def json(self) -> str:
        """Where its JSON feed stands."""
        return f"{self.folder}feed.json"


def channels(site: Site, words: Words) -> tuple[Channel, ...]:
    """Return all that can be followed, the site first; nothing for one without an address."""
    return tuple(_channels(site, words)) if site.url else ()


def _channels(site: Site, words: Words) -> Iterator[Channel]:
    about = site.description or site.title
    many, few = site.feed_limit, min(site.feed_limit, _FEW)
    yield Channel("site", "", site.title, site.title, about, site.days, many)
    if len(site.journeys) > 1:
        for journey in site.journeys:
            folder, title = journey_path(journey, site), _of(journey.title, site)
            about = journey.description or title
            days = journey.days[::-1]
            yield Channel("journey", folder, journey.title, title, about, days, many)
    own_days = {own.athlete: own.days for own in site.by_athlete}
    for athlete in site.athletes:
        folder, title = athlete_path(athlete), _of(athlete.name, site)
        days = own_days.get(athlete, ())
        yield Channel("athlete", folder, athlete.name, title, athlete.bio or title, days, many)
    for goal in site.goals:
        folder, title = goal_path(goal), _of(goal.name, site)
        days = _credited(goal, site)
        yield Channel("goal", folder, goal.name, title, goal.description or title, days, few)
    for tag in site.tags:
        folder, title = tag_path(tag), _of(tag.name, site)
        about = words.gettext("All days with the tag “%(tag)s”", tag=tag.name)
        yield Channel("tag", folder, tag.name, title, about, tag.days, few)


def language_channel(
    site: Site, version: Version, days: tuple[Day, ...]
) -> tuple[Channel, ...]:
    """Return what can be followed of a site in one more language: all days that are in it."""
    if not (site.url and days):
        return ()
    about, name = site.description or site.title, own_name(version.language)
    folder, limit = version.folder, site.feed_limit
    return (Channel("language", folder, name, site.title, about, days, limit),)


def _of(part: str, site: Site) -> str:
    return f"{part} · {site.title}"


def _credited(goal: Goal, site: Site) -> tuple[Day, ...]:
    counted = {credit.permalink for credit in goal.credits}
    return tuple(day for day in site.days if day.permalink in counted)


def channels_of(path: str, found: tuple[Channel, ...]) -> tuple[Channel, ...]:
    """Return what a page offers to follow: the part of the site it belongs to, and the site."""
    return tuple(each for each in found[1:] if path.startswith(each.folder)) + found[:1]
