"""What pages tell machines about themselves, in the words of schema.org."""

import json
import re
from typing import Any

from builders import Make, gpx, northward

CONFIG = '[site]\ntitle = "Test"\nurl = "https://example.org/t/"\ntimezone = "Asia/Kolkata"\n'
ASHA = CONFIG + '[[athletes]]\nname = "Asha"\nurl = "https://asha.example/"\n'
DAY = "journal/2026-05-01-lake"


def told(page: bytes) -> dict[str, dict[str, Any]]:
    """Return the nodes of a page by their type."""
    (text,) = re.findall(rb'<script type="application/ld\+json">(.*?)</script>', page)
    return {node["@type"]: node for node in json.loads(text)["@graph"]}


def test_a_day_is_a_blog_posting_with_its_author_picture_and_line(made: Make) -> None:
    files = {f"{DAY}/index.md": "# Rain\n\nWet.\n", f"{DAY}/a.gpx": gpx(northward(601))}
    found = told(made(files, ASHA)[f"{DAY}/index.html"])["BlogPosting"]
    assert (found["headline"], found["description"]) == ("Rain", "Wet.")
    assert found["author"] == [
        {
            "@type": "Person",
            "name": "Asha",
            "url": "https://example.org/t/athletes/asha/",
            "sameAs": ["https://asha.example/"],
        }
    ]
    assert found["image"] == f"https://example.org/t/{DAY}/card.jpg"
    assert found["datePublished"].endswith("+05:30")
    assert found["contentLocation"]["geo"] == {
        "@type": "GeoShape",
        "line": "46.0000 7.0000 46.0270 7.0000",
    }
    assert found["isPartOf"]["url"] == "https://example.org/t/"


def test_a_race_is_a_sports_event_and_is_shown(made: Make) -> None:
    race = "{name: Lake Run, link: 'https://race.example/', time: 1:45:10, rank: 9 of 80}"
    page = made({f"{DAY}.md": f"---\nrace: {race}\n---\nFast.\n"}, ASHA)[f"{DAY}/index.html"]
    about = told(page)["BlogPosting"]["about"]
    (event,) = (node for node in about if node["@type"] == "SportsEvent")
    assert (event["name"], event["startDate"]) == ("Lake Run", "2026-05-01")
    assert b'<a rel="noopener" href="https://race.example/">Lake Run</a>' in page
    assert b"1:45:10" in page


def test_a_journey_is_a_trip_along_the_places_of_its_days(made: Make) -> None:
    files = {
        f"{DAY}.md": "---\nfrom: Visp\nto: Brig\n---\nx\n",
        "journal/2026-05-02.md": "---\nfrom: Brig\nto: Naters\n---\nx\n",
    }
    pages = made(files, ASHA)
    found = told(pages["index.html"])
    assert {"WebSite", "Blog", "TouristTrip"} == found.keys()
    stops = found["TouristTrip"]["itinerary"]["itemListElement"]
    assert [stop["item"]["name"] for stop in stops] == ["Visp", "Brig", "Naters"]
    crumbs = told(pages[f"{DAY}/index.html"])["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in crumbs[:2]] == ["Test", "Journal"]
    assert "ProfilePage" in told(pages["athletes/asha/index.html"])


def test_a_hostile_title_cannot_leave_its_string(made: Make) -> None:
    title = '</script><script>alert("1")</script>'
    files = {f"{DAY}/index.md": f"---\ntitle: '{title}'\n---\nx\n"}
    page = made(files, CONFIG)[f"{DAY}/index.html"]
    assert told(page)["BlogPosting"]["headline"] == title
    assert b"<script>alert" not in page


def test_a_site_without_an_address_tells_nothing(made: Make) -> None:
    files = {f"{DAY}/index.md": "x\n", f"{DAY}/a.gpx": gpx(northward(601))}
    page = made(files, '[site]\ntitle = "Test"\n')[f"{DAY}/index.html"]
    assert b"ld+json" not in page
