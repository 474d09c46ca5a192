"""What a page tells machines about itself, in the words of schema.org."""

from datetime import datetime
from typing import Any

from milepost.model.day import Day
from milepost.model.people import Athlete
from milepost.model.site import Site
from milepost.publish.urls import absolute


def blog_posting(
    day: Day, site: Site, *, image: str, published: datetime, changed: datetime
) -> dict[str, Any]:
    """Return a day as a BlogPosting; `image` is a whole address, the moments are aware."""
    told = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": day.title,
        "datePublished": published.isoformat(),
        "dateModified": changed.isoformat(),
        "inLanguage": site.language,
        "author": [_person(athlete) for athlete in day.athletes]
        or {"@type": "Organization", "name": site.title},
        "image": image,
        "mainEntityOfPage": absolute(site.url, day.permalink),
    }
    words = day.entry.description or day.entry.summary
    return {**told, "description": words} if words else told


def _person(athlete: Athlete) -> dict[str, str]:
    person = {"@type": "Person", "name": athlete.name}
    known = athlete.url and athlete.url.startswith(("https://", "http://"))
    return {**person, "url": athlete.url or ""} if known else person
