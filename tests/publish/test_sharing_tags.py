"""What networks find in the head of a page."""

import re

from builders import Make

CONFIG = """[site]
title = "Test"
url = "https://example.org/t/"
description = "Two people, one tent and a very long way to the sea."
language = "de"
fediverse = "test@social.example"
"""
DAY = "journal/2026-05-01-lake"


def tags(page: bytes) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page.decode())
    return dict(found)


def test_a_language_is_told_with_a_country_and_an_account_with_its_server(made: Make) -> None:
    asha = '[[athletes]]\nname = "Asha"\nfediverse = "@asha@social.example"\n'
    bo = '[[athletes]]\nname = "Bo"\n'
    pages = made({f"{DAY}.md": "x\n"}, CONFIG + asha + bo)
    day, front = tags(pages[f"{DAY}/index.html"]), tags(pages["index.html"])
    assert day["og:locale"] == "de_DE"
    assert day["fediverse:creator"] == "@asha@social.example"
    assert day["article:author"] == "https://example.org/t/athletes/asha/"
    assert front["fediverse:creator"] == "@test@social.example"


def test_a_long_description_ends_at_a_word_and_a_short_one_is_helped_out(made: Make) -> None:
    long = "Rain & hail, " * 40
    files = {
        f"{DAY}.md": f"---\ndescription: {long}\n---\nx\n",
        "journal/2026-05-02.md": "Wet.\n",
    }
    pages = made(files, CONFIG)
    found = tags(pages[f"{DAY}/index.html"])["description"]
    assert found.endswith("…") and len(found.replace("&amp;", "&")) <= 200
    short = tags(pages["journal/2026-05-02/index.html"])["description"]
    assert short == "Wet. Two people, one tent and a very long way to the sea."


def test_the_only_person_of_a_site_is_behind_it_elsewhere_too(made: Make) -> None:
    asha = '[[athletes]]\nname = "Asha"\nlinks = ["https://social.example/@asha"]\n'
    page = made({f"{DAY}.md": "x\n"}, CONFIG + asha)["index.html"]
    assert b'<link rel="me" href="https://social.example/@asha">' in page


def test_the_icon_stands_for_a_site_that_has_nothing_to_draw_yet(made: Make) -> None:
    files = made({}, CONFIG)
    found = tags(files["stats/index.html"])
    path = found["og:image"].removeprefix("https://example.org/t/")
    assert path.endswith(".png") and path in files
    assert (found["og:image:width"], found["twitter:card"]) == ("512", "summary")
    assert "og:image" not in tags(made({}, '[site]\ntitle = "T"\n')["stats/index.html"])
