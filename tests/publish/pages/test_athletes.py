"""The people: their pages, their colours, their links."""

import re
from datetime import date
from io import BytesIO

from PIL import Image

import trips
from trips import Files, SiteOn, words

ANN, BO = "athletes/ann/index.html", "athletes/bo/index.html"


def test_a_page_of_a_person_has_their_own_sums_and_days(under_way: Files) -> None:
    said = words(under_way[ANN])
    assert "Ann Rides what she teaches. ann.example.org example.net/@ann" in said
    assert "21.0 km" in said
    assert "2 May On 9.0 km" in said
    assert "1.0 km" not in said.split("Days")[-1]
    assert "2 May Beside 1.5 km" in words(under_way[BO])


def test_a_companion_has_the_day_too_and_it_says_who_wrote_it(under_way: Files) -> None:
    assert "1 May Off by Ann 9.0 km" in words(under_way[BO])


def test_links_of_a_person_are_theirs(under_way: Files) -> None:
    found = re.findall(r'rel="me" href="([^"]*)"', under_way[ANN].decode())
    assert found == ["https://ann.example.org/", "https://www.example.net/@ann"]


def test_the_picture_of_a_person_is_made_anew_and_small(under_way: Files) -> None:
    small = [path for path in under_way if path.startswith("athletes/ann/photo")]
    (path,) = [path for path in small if path.endswith("-480.jpg")]
    with Image.open(BytesIO(under_way[path])) as image:
        assert image.size == (480, 240)
    assert path.removeprefix("athletes/ann/") in under_way[ANN].decode()


def test_a_chosen_colour_reaches_pages_without_inline_style(under_way: Files) -> None:
    (sheet,) = [path for path in under_way if path.startswith("assets/people.")]
    assert under_way[sheet] == b".a-ann { --person: #f0d000; }\n"
    for path in (ANN, "journal/2026-05-01/index.html"):
        page = under_way[path].decode()
        assert sheet in page, path
        assert " a-ann" in page, path
        assert " style=" not in page, path


def test_names_on_days_lead_to_the_pages_of_people(under_way: Files) -> None:
    page = under_way["journal/2026-05-01/index.html"].decode()
    assert 'class="p-author h-card dot a-ann" href="../../athletes/ann/">Ann</a>' in page
    assert 'class="p-companion h-card" href="../../athletes/bo/">Bo</a>' in page


def test_each_of_several_has_a_map_of_their_own(under_way: Files) -> None:
    assert all(under_way[path].decode().count("mp-athlete-map-title") for path in (ANN, BO))


def test_the_list_is_there_for_several_people(under_way: Files, site_on: SiteOn) -> None:
    assert re.search(r"Ann Rides what she teaches. 21.0 km on 3 days Bo", words(
        under_way["athletes/index.html"]
    ))  # fmt: skip
    config = '[site]\ntitle = "T"\n[[athletes]]\nname = "Cy"\n'
    alone = site_on(date(2026, 5, 2), {"journal/2026-05-01.md": "W.\n"}, config)
    assert "athletes/index.html" not in alone
    assert "athletes/cy/index.html" in alone
    assert not [path for path in alone if path.startswith("assets/people.")]


def test_a_stranger_has_a_name_and_no_page(site_on: SiteOn) -> None:
    files = {"journal/2026-05-01.md": "---\nwith: Dee\n---\nW.\n"}
    made = site_on(date(2026, 5, 2), files, '[site]\ntitle = "T"\n')
    assert '<span class="p-companion h-card">Dee</span>' in (
        made["journal/2026-05-01/index.html"].decode()
    )
    assert not [path for path in made if path.startswith("athletes/")]


def test_days_before_the_first_are_not_missed(site_on: SiteOn) -> None:
    made = site_on(date(2026, 4, 1), {"pages/ann.jpg": trips.photo()}, trips.CONFIG.replace(
        'routes = ["plan.gpx"]\n', ""
    ))  # fmt: skip
    assert "The first day is still to come." in words(made[BO])
