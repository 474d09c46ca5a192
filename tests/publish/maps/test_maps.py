"""Maps of days and journeys on pages."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from builders import CONFIG, START, Make, Shelf, gpx, journal, northward, segment
from milepost.build import Prepared, prepare
from milepost.draw.maps.routemap import PAGE
from milepost.draw.palette import LIGHT
from milepost.memo import realise
from milepost.model.artifact import Recipe
from milepost.model.journal import Choice
from milepost.publish.maps.maps import Drawing, MapChoice, Maps, svg
from milepost.read.basemap import basemap
from milepost.read.project import find_project

DAY = "journal/2026-05-01/index.html"
LATER = START + timedelta(hours=1)
TWO = CONFIG + '[[athletes]]\nname = "Ann"\n[[athletes]]\nname = "Bo"\n'


def size(page: bytes) -> tuple[int, int]:
    found = re.search(rb'mp-map"[^>]* viewBox="0 0 (\d+) (\d+)"', page)
    assert found
    return int(found[1]), int(found[2])


def files(track: bytes) -> dict[str, str | bytes]:
    return {"journal/2026-05-01.md": "Words.\n", "journal/2026-05-01.gpx": track}


def of_days(*days: int, lat: float = 46.0, **front: str) -> dict[str, str | bytes]:
    keys = "".join(f"{key}: {value}\n" for key, value in front.items())
    return {
        f"journal/2026-05-0{n}.{kind}": content
        for n in days
        for kind, content in (
            ("md", f"---\n{keys}---\nWords.\n"),
            ("gpx", gpx(northward(400, lat=lat + n / 10, start=START + timedelta(days=n - 1)))),
        )
    }


def ready(
    root: Path, files: Mapping[str, str | bytes], config: str = CONFIG, **how: Any
) -> Prepared:
    project = find_project(journal(root, files, config))
    return prepare(project, Choice(date(2026, 12, 31)), **how)


@pytest.fixture
def pages(tmp_path: Path, shelf: Shelf) -> Make:
    """Return the texts of a site, without its pictures, by path."""

    def make(files: Mapping[str, str | bytes], config: str = CONFIG) -> dict[str, bytes]:
        made = ready(tmp_path, files, config, store=shelf).artifacts
        return {str(a.path): a.content for a in made if isinstance(a.content, bytes)}

    return make


def test_a_way_to_the_north_has_a_taller_map_than_one_to_the_east(pages: Make) -> None:
    eastward = segment([46.0] * 60, [7 + n / 1000 for n in range(60)], seconds=range(60))
    north = size(pages(files(gpx(northward(60))))[DAY])
    east = size(pages(files(gpx(eastward)))[DAY])
    assert north == (800, 700)
    assert east == (800, 520)


def test_a_gap_within_a_day_is_dashed_and_told(pages: Make) -> None:
    whole, broken = northward(600), (northward(200), northward(200, lat=46.03, start=LATER))
    assert b"mp-link" not in pages(files(gpx(whole)))[DAY]
    page = pages(files(gpx(*broken)))[DAY].decode()
    assert page.count('class="mp-link"') == 1
    assert page.count("Dashed: not recorded.") == 1
    assert re.search("<figcaption>[^<]* 2.0\xa0km", page)


def test_from_day_to_day_nothing_is_dashed(pages: Make) -> None:
    days = {
        f"journal/2026-05-0{n}.{kind}": content
        for n in (1, 2)
        for kind, content in (("md", "Words.\n"), ("gpx", gpx(northward(200, lat=45 + n))))
    }
    home = pages(days)["index.html"].decode()
    assert "mp-tone-1" in home
    assert "mp-link" not in home
    assert "Dashed" not in home


def test_an_estimated_distance_is_told_as_one(pages: Make) -> None:
    page = pages(files(gpx(northward(60, step_s=60))))[DAY].decode()
    assert re.search("<figcaption>[^<]* approx.\xa017.7\xa0km", page)
    assert '<span class="note">approx.</span>' in page


def test_a_day_without_a_track_has_no_map_and_no_picture(made: Make) -> None:
    made_files = made({"journal/2026-05-01.md": "---\nrest: yes\n---\nWords.\n"})
    assert b"mp-map" not in made_files[DAY]
    assert "journal/2026-05-01/map.png" not in made_files


def test_feeds_and_previews_get_a_picture_of_1200_by_630(made: Make) -> None:
    png = made(files(gpx(northward(60))))["journal/2026-05-01/map.png"]
    assert png[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
    assert len(png) < 300_000


def test_the_plan_is_drawn_and_its_length_told(pages: Make) -> None:
    config = CONFIG + '[[journeys]]\ntitle = "J"\nroutes = ["plan.gpx"]\n'
    plan = {"routes/plan.gpx": gpx(northward(6000))}
    home = pages({**files(gpx(northward(60))), **plan}, config)["index.html"].decode()
    assert "mp-plan" in home
    assert "0 of 30, 30\xa0km to go" in home


def map_of(page: bytes) -> str:
    found = re.search(r'<svg [^>]*mp-map".*?</svg>(?=\s*<)', page.decode(), re.S)
    assert found
    return found[0]


def test_lists_of_days_show_the_shape_of_each(pages: Make) -> None:
    home = pages(of_days(1, 2, 3))["index.html"].decode()
    shapes = re.findall(r'<svg class="mp-drawing mp-thumb".*?</svg>', home, re.S)
    assert len(shapes) >= 2
    assert all("mp-route" in shape for shape in shapes)


def test_a_map_credits_its_sources(pages: Make) -> None:
    files_made = pages(of_days(1))
    for path in (DAY, "index.html"):
        assert basemap().credit in files_made[path].decode(), path


def test_with_several_athletes_each_has_a_map(pages: Make) -> None:
    first, second = of_days(1, author="Ann"), of_days(2, author="Bo")
    files_made = pages({**first, **second}, TWO)
    people = [path for path in files_made if re.fullmatch(r"athletes/\w+/index.html", path)]
    assert len(people) == 2
    assert all(files_made[path].count(b"mp-athlete-map-title") for path in people)


def test_all_that_maps_depend_on_is_in_their_drawings(tmp_path: Path) -> None:
    asked: list[Drawing] = []

    def draw_all(fn: Callable[[Drawing], str], items: Iterable[Drawing]) -> list[str]:
        asked.extend(items)
        return ["" for _ in asked]

    site = ready(tmp_path, of_days(1)).press.site
    press = ready(tmp_path, of_days(1)).press
    Maps(site, press.captions, LIGHT, MapChoice(borders="hide"), draw_all)
    day, thumb, journey = asked
    assert day.legs
    assert day.title == "Route map: " + site.days[0].title
    assert day.sheet is not None
    assert day.sheet.borders == "hide"
    assert {drawing.ground for drawing in asked} == {basemap().digest}
    assert thumb.sheet is None
    assert journey.ident != day.ident


def test_a_drawing_of_nothing_is_no_picture() -> None:
    for sheet in (None, PAGE):
        assert svg(Drawing((), basemap().digest, sheet=sheet)) == ""


class Counting:
    """A pool that counts the drawings it is asked for."""

    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self, fn: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]:
        every = list(items)
        self.drawn += fn is svg and len(every)
        return map(fn, every)


def test_what_was_drawn_once_is_not_drawn_again(tmp_path: Path) -> None:
    store, pool = Shelf(), Counting()
    ready(tmp_path, of_days(1, 2), store=store, pmap=pool)
    assert pool.drawn == 5  # two days with their thumbnails, and the journey
    ready(tmp_path, of_days(1, 2), store=store, pmap=pool)
    assert pool.drawn == 5


def test_only_what_has_changed_is_drawn_anew(tmp_path: Path) -> None:
    store, pool = Shelf(), Counting()
    ready(tmp_path, of_days(1, 2), store=store, pmap=pool)
    pool.drawn = 0
    ready(tmp_path, of_days(1, 2, 3), store=store, pmap=pool)
    assert pool.drawn == 3  # the new day with its thumbnail, and the journey


def test_another_choice_of_borders_draws_maps_anew(tmp_path: Path) -> None:
    store, pool = Shelf(), Counting()
    ready(tmp_path, of_days(1), store=store, pmap=pool)
    pool.drawn = 0
    hide = CONFIG + '[map]\nborders = "hide"\n'
    ready(tmp_path, of_days(1), hide, store=store, pmap=pool)
    assert pool.drawn == 2  # all but the thumbnail, which has none


def test_remembered_maps_are_the_same_to_the_byte(tmp_path: Path) -> None:
    store = Shelf()
    first, second = (ready(tmp_path, of_days(1, 2), store=store) for _ in range(2))
    assert first.artifacts == second.artifacts


@pytest.mark.parametrize("kind", ["card", "base"])
def test_pictures_and_grounds_are_made_when_they_are_needed(tmp_path: Path, kind: str) -> None:
    prepared = ready(tmp_path, of_days(1))
    found = [a.content for a in prepared.artifacts if isinstance(a.content, Recipe)]
    assert kind in {recipe.kind for recipe in found}
    assert not [each for each in found if each.inputs]


def test_the_ground_of_a_live_map_lies_around_its_picture(made: Make) -> None:
    files_made = made(of_days(1))
    picture = map_of(files_made[DAY])
    ground = json.loads(files_made["journal/2026-05-01/base.json"])
    west, north, scale, width, height = ground["frame"]
    shown = {k: float(v) for k, v in re.findall(r'data-(\w+)="([-.\de]+)"', picture)}
    assert scale == shown["scale"]
    assert west < shown["west"] < west + width / scale
    assert north < shown["north"] < north + height / scale
    assert ground["credit"] == basemap().credit


def test_a_card_has_no_words_for_narrow_screens(tmp_path: Path) -> None:
    prepared = ready(tmp_path, of_days(1))
    recipe = prepared.press.maps.day_card(prepared.press.site.days[0])
    assert recipe is not None
    drawing, style = recipe.args
    assert isinstance(drawing, Drawing)
    assert isinstance(style, str)
    assert "mp-narrow" not in svg(drawing)
    assert "@media" not in style


def test_cards_are_remembered(tmp_path: Path) -> None:
    store = Shelf()
    for _ in range(2):
        prepared = ready(tmp_path, of_days(1), store=store)
        list(realise(prepared.artifacts, tmp_path / "site_src", store, map))
    assert len(store.kinds("card")) == 2  # of the day, and of the journey


def test_a_map_that_crosses_the_antimeridian_is_no_wider_than_its_way(pages: Make) -> None:
    over = segment(
        [-17.0] * 60,
        [179.9 + n / 300 for n in range(30)] + [-180 + n / 300 for n in range(30)],
        seconds=range(0, 3600, 60),
    )
    page = pages(files(gpx(over)))[DAY]
    assert size(page) == (800, 520)
    assert float(re.search(r'data-scale="([\d.e+]+)"', map_of(page))[1]) > 1e5
