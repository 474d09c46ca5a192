"""What a day tells machines about itself."""

import json
import re

from builders import Make, gpx, northward

CONFIG = '[site]\ntitle = "Test"\nurl = "https://example.org/t/"\ntimezone = "Asia/Kolkata"\n'
DAY = "journal/2026-05-01-lake"


def told(page: bytes) -> dict[str, object]:
    (text,) = re.findall(rb'<script type="application/ld\+json">(.*?)</script>', page)
    found: dict[str, object] = json.loads(text)
    return found


def test_a_day_is_a_blog_posting_with_its_author_and_picture(made: Make) -> None:
    config = CONFIG + '[[athletes]]\nname = "Asha"\nurl = "https://asha.example/"\n'
    files = {f"{DAY}/index.md": "# Rain\n\nWet.\n", f"{DAY}/a.gpx": gpx(northward(601))}
    found = told(made(files, config)[f"{DAY}/index.html"])
    assert found["@type"] == "BlogPosting"
    assert (found["headline"], found["description"]) == ("Rain", "Wet.")
    assert found["author"] == [
        {"@type": "Person", "name": "Asha", "url": "https://asha.example/"}
    ]
    assert found["image"] == f"https://example.org/t/{DAY}/card.jpg"
    assert str(found["datePublished"]).endswith("+05:30")


def test_a_hostile_title_cannot_leave_its_string(made: Make) -> None:
    title = '</script><script>alert("1")</script>'
    files = {f"{DAY}/index.md": f"---\ntitle: '{title}'\n---\nx\n"}
    files |= {f"{DAY}/a.gpx": gpx(northward(601))}
    page = made(files, CONFIG)[f"{DAY}/index.html"]
    assert told(page)["headline"] == title
    assert b"<script>alert" not in page


def test_a_site_without_an_address_tells_nothing(made: Make) -> None:
    files = {f"{DAY}/index.md": "x\n", f"{DAY}/a.gpx": gpx(northward(601))}
    page = made(files, '[site]\ntitle = "Test"\n')[f"{DAY}/index.html"]
    assert b"ld+json" not in page
