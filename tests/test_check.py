from dataclasses import replace
from datetime import date, time
from pathlib import PurePosixPath
from typing import Any

import pytest

from milepost.assemble.days import Material
from milepost.assemble.site import About, Parts, assemble
from milepost.check import findings, from_devices, untranslated
from milepost.model.activity import Activity, Totals
from milepost.model.journal import Cut, Entry, Page, Typed
from milepost.model.site import Site
from milepost.model.track import DeviceTotals
from milepost.publish.words.catalogue import Catalogue
from milepost.publish.words.text import Words

SOURCE = PurePosixPath("journal/2026-05-01.md")
RIDE = Activity(
    "a#1", PurePosixPath("a.gpx"), "ride", None, None, None, Totals(1000.0), (), None
)


def site(
    *, url: str = "https://example.org/", track: bool = True, ride: Activity = RIDE, **keys: Any
) -> Site:
    keys = {"text": "Words.", "html": "<p>Words.</p>", **keys}
    pages = keys.pop("pages", ())
    entry = Entry(SOURCE, None, date(2026, 5, 1), "", None, **keys)
    activities = {SOURCE: (ride,)} if track else {}
    about = About("A", url, "", "en", "UTC", "metric", 10, 20, date(2026, 6, 1))
    return assemble(about, Parts([entry], pages, Material(activities), (), {}))[0]


def told(found: Site, hidden: tuple[str, ...] = ()) -> list[str]:
    problems = list(findings(found, tuple(map(PurePosixPath, hidden))))
    assert {problem.severity for problem in problems} <= {"warning"}
    return [str(problem) for problem in problems]


def test_a_good_day_has_no_findings() -> None:
    assert told(site()) == []


def test_a_site_without_an_address_is_found() -> None:
    (message,) = told(site(url=""))
    assert message.startswith("site.toml: [site] has no url")


def test_a_day_with_neither_track_nor_numbers_nor_rest_is_found() -> None:
    (message,) = told(site(track=False))
    assert message.startswith("journal/2026-05-01.md: has neither track nor numbers")


def test_a_day_whose_cuts_left_nothing_is_not_told_to_add_a_track() -> None:
    cuts = (Cut(None, time(8), 2),)
    assert told(site(track=False, cuts=cuts)) == []


def test_numbers_or_rest_are_as_good_as_a_track() -> None:
    assert told(site(track=False, typed=Typed(distance_m=1.0))) == []
    assert told(site(track=False, rest=True)) == []


@pytest.mark.parametrize(("hidden", "count"), [((), 0), (("journal/2026-05-01.md",), 1)])
def test_a_typed_distance_that_tells_what_is_hidden_is_found(
    hidden: tuple[str, ...], count: int
) -> None:
    shown = site(typed=Typed(distance_m=30_000.0), key_lines={"distance": 3})
    messages = told(shown, hidden)
    assert len(messages) == count
    assert all("2026-05-01.md:3: its typed distance tells how" in each for each in messages)


def test_a_rest_day_with_a_track_is_found_with_its_line() -> None:
    (message,) = told(site(rest=True, key_lines={"rest": 2}))
    assert message.startswith("journal/2026-05-01.md:2: is a rest day, yet it has a track")


@pytest.mark.parametrize("typed", [Typed(distance_m=30_000.0), Typed(moving_s=3_600.0)])
def test_a_rest_day_with_a_typed_way_is_found_with_its_line(typed: Typed) -> None:
    (message,) = told(site(track=False, rest=True, typed=typed, key_lines={"rest": 2}))
    assert "2026-05-01.md:2: is a rest day, yet numbers of a way are typed" in message


def test_a_rest_day_of_no_kilometres_is_one() -> None:
    assert told(site(track=False, rest=True, typed=Typed(distance_m=0.0))) == []


def test_pictures_without_words_are_counted() -> None:
    html = '<img src="a.jpg"><IMG alt="" src="b.jpg"><img alt=\'A cow\' src="c.jpg">'
    (message,) = told(site(html=html))
    assert "2 photos without words" in message


def test_a_page_without_words_is_found() -> None:
    page = Page(PurePosixPath("pages/about.md"), "about", "About", " \n")
    assert told(site(pages=(page,))) == ["pages/about.md: has no words yet"]


def test_a_device_that_counted_another_way_than_its_points_is_found() -> None:
    near, far = (
        replace(RIDE, device=DeviceTotals(distance_m=told_m), measured=Totals(1000.0))
        for told_m in (1050.0, 1500.0)
    )
    assert told(site(ride=near)) == []
    (message,) = told(site(ride=far))
    assert "the device counted 1.5 km, its points make 1.0 km" in message


def test_what_a_device_counted_stands_beside_what_was_measured() -> None:
    device = DeviceTotals(distance_m=1500.0, gain_m=20.0)
    measured = Totals(1400.0, gain_m=25.0)
    ride = replace(RIDE, device=device, measured=measured)
    (line,) = from_devices(site(ride=ride), Words())
    assert line.replace("\xa0", " ") == (
        "2026-05-01 ride, from the device (and as measured): "
        "distance 1.5 km (1.4 km), climb 20 m (25 m)"
    )
    assert list(from_devices(site(), Words())) == []


def test_what_pages_say_in_english_is_listed() -> None:
    catalogue = Catalogue("de", [("de.po", b'msgid "Photos"\nmsgstr "Fotos"\n')])
    words = Words("de", catalogue=catalogue)
    words.gettext("Photos"), words.gettext("Night")
    (problem,) = untranslated(words)
    assert "'Night' is not translated into 'de'" in str(problem)
    assert "overrides/locales/de.po" in str(problem)


def test_a_language_without_translations_is_told_once() -> None:
    words = Words("sv", catalogue=Catalogue("sv"))
    words.gettext("Photos"), words.gettext("Night")
    (problem,) = untranslated(words)
    assert "pages speak English" in str(problem)
