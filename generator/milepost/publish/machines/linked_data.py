"""What a page tells machines about itself, in the words of schema.org.

Each function returns a node; `graph` makes one document of some of them. All of it needs the
address of the site, as names of things are whole addresses here.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from milepost.assemble.lines import coarse
from milepost.model.activity import Line
from milepost.model.day import Day
from milepost.model.journal import Race
from milepost.model.journey import Journey
from milepost.model.people import Athlete
from milepost.model.place import Place
from milepost.model.site import Site
from milepost.publish.links import athlete_path, journey_path
from milepost.publish.urls import absolute
from milepost.publish.versions import Spoken

Node = dict[str, Any]

_POINTS = 60  # of a day's line: enough for its shape
_FINEST_M, _COARSEST_M = 50.0, 50_000.0


def graph(nodes: Iterable[Node]) -> Node:
    """Return one document of some nodes."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def web_site(site: Site) -> Node:
    """Return the site as a whole."""
    return _known(
        {
            "@type": "WebSite",
            "@id": f"{site.url}#site",
            "name": site.title,
            "url": site.url,
            "description": site.description,
            "inLanguage": site.language,
        }
    )


def blog(site: Site) -> Node:
    """Return the journal, with those who write it."""
    return _known(
        {
            **_blog(site),
            "description": site.description,
            "inLanguage": site.language,
            "author": [person(athlete, site) for athlete in site.athletes],
        }
    )


def blog_posting(
    day: Day,
    site: Site,
    *,
    versions: Sequence[Spoken],
    description: str,
    where: str,
    image: str | None,
    published: datetime,
    changed: datetime,
) -> Node:
    """Return a day as a BlogPosting; the moments are aware, `where` names its way.

    `versions` are the languages that it was written in, if there are several.
    """
    about = [*_trips(day, site), *_races(day, site)]
    own = next((each.url for each in versions if each.here), absolute(site.url, day.permalink))
    return _known(
        {
            "@type": "BlogPosting",
            "headline": day.title,
            "description": description,
            "image": image,
            "datePublished": published.isoformat(),
            "dateModified": changed.isoformat(),
            "inLanguage": site.language,
            "keywords": list(day.entry.tags),
            "author": [person(athlete, site) for athlete in day.athletes]
            or {"@type": "Organization", "name": site.title, "url": site.url},
            "url": own,
            "mainEntityOfPage": own,
            **_elsewhere(versions),
            "isPartOf": _blog(site),
            "about": about,
            "contentLocation": _location(day, where),
        }
    )


def _elsewhere(versions: Sequence[Spoken]) -> Node:
    """Return what a posting is a translation of, or the translations that it has."""
    posts = [
        {"@type": "BlogPosting", "url": each.url, "inLanguage": each.language}
        for each in versions
    ]
    if not posts:
        return {}
    if versions[0].here:
        return {"workTranslation": posts[1:]}
    return {"translationOfWork": posts[0]}


def trip(journey: Journey, site: Site, image: str | None) -> Node:
    """Return a journey with the places that its days led to."""
    stops = [
        {"@type": "ListItem", "position": number, "item": _place(place)}
        for number, place in enumerate(_stops(journey), 1)
    ]
    itinerary = {"@type": "ItemList", "numberOfItems": len(stops), "itemListElement": stops}
    return _known(
        {
            **_trip(journey, site),
            "description": journey.description,
            "image": image,
            "itinerary": itinerary if stops else None,
            "subjectOf": _blog(site),
        }
    )


def profile_page(athlete: Athlete, site: Site) -> Node:
    """Return the page of a person."""
    told = {**person(athlete, site), "description": athlete.bio}
    return {"@type": "ProfilePage", "mainEntity": _known(told)}


def person(athlete: Athlete, site: Site) -> Node:
    """Return a person; one of the site's own is at their page here, and elsewhere too."""
    elsewhere = [link for link in (athlete.url, *athlete.links) if link]
    own = absolute(site.url, athlete_path(athlete)) if athlete.slug else None
    return _known(
        {
            "@type": "Person",
            "name": athlete.name,
            "url": own or athlete.url,
            "sameAs": elsewhere,
        }
    )


def breadcrumbs(site: Site, steps: Sequence[tuple[str, str]]) -> Node:
    """Return the way to a page: names and paths, the front page first."""
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": name,
            "item": absolute(site.url, path),
        }
        for number, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value}


def _blog(site: Site) -> Node:
    return {"@type": "Blog", "@id": f"{site.url}#blog", "name": site.title, "url": site.url}


def _trip(journey: Journey, site: Site) -> Node:
    url = absolute(site.url, journey_path(journey, site))
    return {"@type": "TouristTrip", "@id": f"{url}#trip", "name": journey.title, "url": url}


def _trips(day: Day, site: Site) -> Iterator[Node]:
    return (_trip(journey, site) for journey in site.journeys if journey.slug == day.journey)


def _races(day: Day, site: Site) -> Iterator[Node]:
    if day.entry.race:
        yield _race(day.entry.race, day, site)


def _race(race: Race, day: Day, site: Site) -> Node:
    place = day.start_place or day.end_place
    return _known(
        {
            "@type": "SportsEvent",
            "name": race.name,
            "url": race.link,
            "startDate": day.date.isoformat(),
            "location": _place(place) if place else None,
            "competitor": [person(athlete, site) for athlete in day.athletes],
        }
    )


def _location(day: Day, where: str) -> Node | None:
    """Return where a day led: its line, or at least where it ended."""
    shapes = [
        {"@type": "GeoShape", "line": " ".join(f"{lat:.4f} {lon:.4f}" for lat, lon in line)}
        for line in _lines(day)
    ]
    name = where or (day.end_place.name if day.end_place else "")
    if shapes:
        geo: object = shapes if len(shapes) > 1 else shapes[0]
        return _known({"@type": "Place", "name": name, "geo": geo})
    if day.position:
        return _known({"@type": "Place", "name": name, "geo": _point(day.position)})
    return _place(day.end_place) if day.end_place else None


def _lines(day: Day) -> list[Line]:
    """Return the publishable lines of a day with few points."""
    whole = [line for each in day.activities for line in each.outline if len(line) > 1]
    lines, tolerance_m = whole, _FINEST_M
    while sum(map(len, lines)) > _POINTS and tolerance_m <= _COARSEST_M:
        lines = [coarse(line, tolerance_m) for line in whole]
        tolerance_m *= 2
    return lines


def _stops(journey: Journey) -> Iterator[Place]:
    """Yield where a journey began and where each of its days ended, none twice in a row."""
    known: Place | None = None
    for day in journey.days:
        for place in (day.start_place, day.end_place):
            if place and (known is None or place.name != known.name):
                known = place
                yield place


def _place(place: Place) -> Node:
    geo = _point(place.at) if place.at else None
    return _known({"@type": "Place", "name": place.name, "geo": geo})


def _point(position: tuple[float, float]) -> Node:
    lat, lon = position
    return {"@type": "GeoCoordinates", "latitude": round(lat, 4), "longitude": round(lon, 4)}
