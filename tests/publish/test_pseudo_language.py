"""Whether all that readers see can be said in another language.

A site is built in a language in which every message is its own English between brackets, by an
author who writes Cyrillic only. A Latin letter outside of brackets was said by nobody but us.
"""

import ast
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import jinja2
import pytest
from babel import Locale

import milepost.publish
from builders import METRES_A_DEGREE, Shelf, gpx, northward
from builders import journal as written_in
from messages import gathered, written
from milepost.build import Prepared, prepare
from milepost.model.journal import Choice
from milepost.read.project import builtin_themes, find_project
from trips import photo

CONFIG = """[site]
title = "Два колеса"
description = "Мы едем."
url = "https://example.org/j/"
timezone = "Europe/Berlin"
language = "de"

[[athletes]]
name = "Анна"
bio = "Едет."
url = "https://anna.example.org/"

[[athletes]]
name = "Борис"

[[journeys]]
slug = "north"
title = "Север"
start = 2026-05-01
end = 2026-05-05
routes = ["plan.gpx"]
sports = ["ride"]

[[journeys]]
slug = "alps"
title = "Горы"
start = 2027-07-01

[[goals]]
name = "Цель"
sports = ["run"]
distance = "5 km"
stages = [{ name = "Пол", at = "0.5 km" }]

[[goals]]
name = "Дни"
days = 3

[fundraiser]
title = "Лес"
link = "https://example.org/trees"
currency = "EUR"
target = 100
per_km = 0.5
"""
# Signs of units, digests and formats, and names that are nobody's language.
SIGNS = """
    km m h s min kB MB W kcal EUR HC GPX FIT TCX GeoJSON JSON CSV RSS PDF QR Milepost Strava
    gpxpy Garmin Suunto Wahoo Leaflet OpenStreetMap WGS Karney Natural Earth GeoNames CC BY
    example org anna trees p k
"""
LETTERS = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:['’-][A-Za-zÄÖÜäöüß]+)*")
SEEN = re.compile(r'\b(?:alt|title|aria-label|aria-description|placeholder)="([^"]*)"')
TOLD = re.compile(
    r'<meta (?:name|property)="[\w:]*(?:title|description|alt)" content="([^"]*)"'
)


def bracketed() -> str:
    """Return a catalogue in which everything says itself between brackets."""
    catalogue = gathered()
    catalogue.locale = Locale("de")
    for message in catalogue:
        many = isinstance(message.id, tuple)
        message.string = tuple(f"⟦{m}⟧" for m in message.id) if many else f"⟦{message.id}⟧"
    return written(catalogue).decode()


def ride(day: int, from_km: float, to_km: float, sport: str = "cycling") -> bytes:
    """A track to the north over hills, a point each 20 m."""
    points = round((to_km - from_km) * 50) + 1
    lat = 47.2 + from_km * 1000 / METRES_A_DEGREE
    ele = [400 + 6 * abs((n + 60) % 120 - 60) for n in range(points)]
    start = datetime(2026, 5, day, 7, tzinfo=UTC)
    way = northward(points, step_s=4, lat=lat, lon=7.5, ele=ele, start=start)
    return gpx(way, sport=sport)


def journal() -> dict[str, str | bytes]:
    one, two = "journal/north/2026-05-01", "journal/north/2026-05-02-anna"
    return {
        "overrides/locales/de.po": bracketed(),
        "routes/plan.gpx": ride(1, 0, 30),
        "pages/about.md": "# О нас\n\nМы.\n",
        f"{one}/index.md": "---\ntitle: День\nauthor: Анна\nwith: Борис\n"
        "tags: [море]\n---\nДа.\n",
        f"{one}/ride.gpx": ride(1, 0, 9),
        f"{one}/boat.gpx": ride(1, 2, 3, "ferry"),
        f"{two}/index.md": "---\ntitle: Ночь\nauthor: Анна\nnight: изба\n"
        "counters: {чаёв: 2}\ntracks:\n  - ride.gpx\n  - {file: run.gpx, athlete: Борис}\n"
        "---\nНет.\n\n![Трава](grass.jpg)\n",
        f"{two}/ride.gpx": ride(2, 9, 18),
        f"{two}/run.gpx": ride(2, 20, 21, "running"),
        f"{two}/grass.jpg": photo((80, 40)),
        f"{two}/rest.jpg": photo((60, 40)),
        "journal/north/2026-05-03.md": "---\ntitle: Отдых\nauthor: Анна\nrest: yes\n---\n",
        "journal/north/2026-05-04.md": "---\nstatus: planned\nfrom: Бор\nto: Лог\n"
        "distance: 12 km\n---\n",
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> Prepared:
    root = written_in(tmp_path_factory.mktemp("pseudo"), journal(), CONFIG)
    return prepare(find_project(root), Choice(date(2026, 5, 3)), store=shelf)


def outside(text: str) -> str:
    """Return what stands in no brackets; those within others count too."""
    said, depth = [], 0
    for part in re.split("([⟦⟧])", text):
        if part in ("⟦", "⟧"):
            depth += 1 if part == "⟦" else -1
            said.append(" ")
        elif not depth:
            said.append(part)
    assert depth == 0, text
    return "".join(said)


def known(site: Prepared) -> set[str]:
    """Return the words that need no translation: signs, and names of places and months."""
    german = Locale("de")
    days = [*site.press.site.days]
    places = [p for d in days for p in (d.start_place, d.end_place, d.course.turn) if p]
    places += [passed.place for day in days for passed in day.passes]
    names = [place.name for place in places] + [place.region for place in places]
    names += [stay.territory.region for day in days for stay in day.stays]
    names += german.territories.values()
    for width in ("wide", "abbreviated"):
        for kind in ("format", "stand-alone"):
            names += german.months[kind][width].values()
            names += german.days[kind][width].values()
    return {*SIGNS.split(), *(word for name in names for word in LETTERS.findall(name))}


def unsaid(text: str, words: set[str]) -> list[str]:
    """Return the Latin words outside of brackets that nobody knows."""
    return [word for word in LETTERS.findall(outside(text)) if word not in words]


def pages(site: Prepared) -> dict[str, str]:
    return {
        str(each.path): each.content.decode()
        for each in site.artifacts
        if isinstance(each.content, bytes) and each.path.suffix == ".html"
    }


def text_of(page: str) -> str:
    """Return what stands on a page, without what only machines read."""
    page = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", " ", page, flags=re.DOTALL)
    page = re.sub(r'<g class="mp-words\b.*?</g>', " ", page, flags=re.DOTALL)  # places
    page = re.sub(r"<[^>]*>|https?://[^\s<]*", " ", page)
    return unescape(re.sub(r' class="[^"]*"', " ", page))  # of a block within a tag


def test_no_page_says_anything_that_is_no_message(site: Prepared) -> None:
    words = known(site)
    found = {path: unsaid(text_of(page), words) for path, page in pages(site).items()}
    assert {path: said for path, said in found.items() if said} == {}


def test_nothing_beside_the_text_of_pages_is_no_message(site: Prepared) -> None:
    words = known(site)
    found = {
        path: [
            word
            for said in SEEN.findall(page) + TOLD.findall(page)
            for word in unsaid(unescape(said), words)
        ]
        for path, page in pages(site).items()
    }
    assert {path: said for path, said in found.items() if said} == {}


def test_drawings_say_only_messages(site: Prepared) -> None:
    words = known(site)
    drawings = re.findall(r"<svg\b.*?</svg>", "".join(pages(site).values()), re.DOTALL)
    assert len(drawings) > 10
    assert {word for each in drawings for word in unsaid(text_of(each), words)} == set()


def test_live_maps_say_only_messages(site: Prepared) -> None:
    words = known(site)
    files = {str(each.path): each.content for each in site.artifacts}
    (script,) = (data for path, data in files.items() if "live/messages." in path)
    assert isinstance(script, bytes)
    said = json.loads(script.decode().split(";\n")[0].removeprefix("export const messages = "))
    assert [text for text in said.values() if unsaid(text, words)] == []
    for path, data in files.items():
        if path.endswith("track.json") and isinstance(data, bytes):
            told = json.loads(data)
            named = [*told.get("days", ()), *told.get("markers", ())]
            texts = [each.get("title", "") for each in named]
            texts += [track["name"] for track in told.get("tracks", ())]
            assert [text for text in texts if unsaid(text, words)] == [], path


TEMPLATES = sorted((builtin_themes() / "default/templates").rglob("*.*"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_anything_beside_its_messages(path: Path) -> None:
    """Also where no page of the site above comes by."""
    tokens = jinja2.Environment().lex(path.read_text("utf-8"))
    page = "".join(text if kind == "data" else "\0" for _, kind, text in tokens)
    assert [w for w in LETTERS.findall(text_of(page)) if w not in SIGNS.split()] == []
    beside = [unescape(said) for said in SEEN.findall(page) + TOLD.findall(page)]
    assert [w for said in beside for w in LETTERS.findall(said)] == []


MESSAGES = r"""\b(?:_|n?p?gettext)\(\s*(?:(?:'[^']*'|"[^"]*")\s*,?\s*)+"""
OTHERS = {"under way", "Re: "}  # a status, and a sign of mails


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_computes_with_words_that_are_no_messages(path: Path) -> None:
    tokens = jinja2.Environment().lex(path.read_text("utf-8"))
    code = "".join(
        text if kind not in ("data", "comment") else "\0" for _, kind, text in tokens
    )
    strings = re.findall(r"""'([^']*)'|"([^"]*)\"""", re.sub(MESSAGES, " ", code))
    said = {one or other for one, other in strings}
    # Keys and classes are single words in small letters.
    assert {text for text in said if re.search("[A-Z]|[a-z] ", text)} <= OTHERS


PUBLISH = Path(milepost.publish.__file__).parent
# What translates or marks its arguments, and what speaks to authors, whose language is English.
ASKED = {"gettext", "ngettext", "pgettext", "N_", "NP_", "_say", "_in", "_count"}
TO_AUTHORS = {"Problem", "ThemeError", "ValueError", "TypeError"}
# Words of formats, which programs read.
FORMATS = {"Feature", "Person", "Organization", "Place", "Blog", "Milepost", "Sitemap: "}


def plain_words(code: ast.AST) -> Iterator[str]:
    """Yield the texts of some code that no call above has, nor documents it."""
    if isinstance(code, ast.Expr) and isinstance(code.value, ast.Constant):
        return
    if isinstance(code, ast.Constant) and isinstance(code.value, str):
        yield code.value
    called = getattr(code, "func", None)
    name = getattr(called, "id", getattr(called, "attr", ""))
    marked = code.args if isinstance(code, ast.Call) and name in ASKED | TO_AUTHORS else []
    for each in ast.iter_child_nodes(code):
        if each not in marked:
            yield from plain_words(each)


@pytest.mark.parametrize("path", sorted(PUBLISH.rglob("*.py")), ids=lambda path: path.stem)
def test_no_code_has_words_with_a_capital_that_are_no_messages(path: Path) -> None:
    """Sources of artifacts begin with a small letter: only authors see them."""
    said = set(plain_words(ast.parse(path.read_text("utf-8"))))
    assert {text for text in said if re.match("[A-Z][a-z]+(?:[ :,]|$)", text)} <= FORMATS
