"""The page of places."""

import re

from builders import Make


def test_places_lead_to_their_days_by_country(made: Make) -> None:
    head = "---\nfrom: Zug\nto: {}\n---\nWords.\n"
    files = made(
        {
            "journal/2026-05-01-one.md": head.format("Zürich"),
            "journal/2026-05-02-two.md": head.format("<Chur>"),
        }
    )
    page = files["places/index.html"].decode()
    found = re.findall(r'class="place">(.*?)</span>|href="../(journal/.*?)"', page)
    assert [name or link for name, link in found if name or "2026" in link] == [
        "&lt;Chur&gt;", "journal/2026-05-02-two/",
        "Zug", "journal/2026-05-02-two/", "journal/2026-05-01-one/",
        "Zürich", "journal/2026-05-01-one/",
    ]  # fmt: skip
    assert "3 places" in page and "Elsewhere" in page
    assert b"/places/</loc>" in files["sitemap.xml"]


def test_without_a_place_there_is_no_page(made: Make) -> None:
    files = made({"journal/2026-05-01-one.md": "Words.\n"})
    assert "places/index.html" not in files
    assert b"/places/" not in files["index.html"] + files["sitemap.xml"]
