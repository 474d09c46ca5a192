"""The basemap in the package is what its notes say; its file gives back what was packed."""

import hashlib
import json
from importlib.resources import files
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from basemap.pack import (
    PLACE_STEP_DEG,
    STEP_DEG,
    Arc,
    Content,
    Place,
    Shape,
    Territories,
    packed,
)
from milepost.errors import MilepostError
from milepost.model.basemap import CAPITAL, TOWN, UNRANKED, AreaLabel, Layer, LayerName
from milepost.read.basemap import PackedBasemap, basemap

DATA = files("milepost") / "data"
LAYERS: tuple[LayerName, ...] = get_args(LayerName)
RINGS: tuple[LayerName, ...] = ("land", "lakes")
DISPUTED = {
    "line of control in Kashmir": (73.95, 34.1),
    "Siachen": (77.1, 35.3),
    "Aksai Chin": (78.6, 34.5),
    "claim beyond Aksai Chin": (80.2, 35.5),
    "McMahon line": (94.2, 29.0),
    "claim on Arunachal": (94.0, 27.4),
    "Western Sahara": (-11.0, 27.667),
    "Crimea": (33.8, 46.15),
    "Strait of Kerch": (36.6, 45.3),
    "Kosovo": (21.0, 43.1),
    "Korea": (127.5, 38.3),
    "Abkhazia": (41.7, 42.6),
    "Golan": (35.85, 33.0),
    "West Bank": (35.0, 31.9),
    "Gaza": (34.5, 31.5),
    "Cyprus": (33.4, 35.15),
    "Halaib": (35.5, 22.0),
    "Doklam": (89.0, 27.4),
    "Abyei": (28.5, 9.35),
    "Kurils": (145.5, 44.0),
}
AGREED = {
    "Bolivia and Chile": (-68.4, -19.5),
    "France and Spain": (0.5, 42.7),
    "Canada and the United States": (-105.0, 49.0),
    "India and Bangladesh": (88.9, 24.2),
    "India and Pakistan in the desert": (70.5, 28.0),
    "Morocco and Algeria": (-1.7, 33.5),
    "Egypt and Sudan west of the Nile": (30.0, 22.0),
}
NEAR_DEG = 0.16


def notes() -> dict[str, Any]:
    return json.loads((DATA / "basemap.provenance.json").read_text("utf-8"))


def shapes_of(layer: Layer) -> list[NDArray[np.float64]]:
    return np.split(layer.points, layer.starts[1:-1])


def covers(layer: Layer, lon_deg: float, lat_deg: float) -> bool:
    """Whether a ray to the east crosses the rings an odd number of times."""
    crossings = 0
    _, south, east, north = layer.bounds.T
    for at in np.flatnonzero((south <= lat_deg) & (north >= lat_deg) & (east >= lon_deg)):
        start = layer.points[layer.starts[at] : layer.starts[at + 1]]
        end = np.roll(start, -1, axis=0)
        passes = (start[:, 1] > lat_deg) != (end[:, 1] > lat_deg)
        (x0, y0), (x1, y1) = start[passes].T, end[passes].T
        crossings += int((x0 + (lat_deg - y0) / (y1 - y0) * (x1 - x0) > lon_deg).sum())
    return crossings % 2 == 1


def off_deg(layer: Layer, at: tuple[float, float]) -> float:
    """How far a point is from the nearest line."""
    starts, ends = layer.points[:-1], layer.points[1:]
    inner = np.ones(len(starts), dtype=bool)
    inner[layer.starts[1:-1] - 1] = False  # from the end of a shape to the next one
    starts, along = starts[inner], (ends - starts)[inner]
    lengths = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((np.array(at) - starts) * along).sum(axis=1) / lengths, 0, 1)
    return float(np.hypot(*(starts + share[:, None] * along - at).T).min())


def test_the_file_is_the_one_that_the_notes_are_about() -> None:
    data = (DATA / "basemap.mpb").read_bytes()
    assert hashlib.sha256(data).hexdigest() == notes()["sha256"]
    assert len(data) == notes()["bytes"] <= 3_500_000


def test_every_source_is_pinned_and_has_a_licence() -> None:
    sources = notes()["sources"]
    assert {source["licence"] for source in sources} == {"public domain", "CC BY 4.0"}
    for source in sources:
        assert source["version"]
        assert len(source["sha256"]) == 64
        assert source["members"]


def test_it_holds_as_much_as_the_notes_say() -> None:
    counts = notes()["counts"]
    for name in LAYERS:
        assert len(basemap().layer(name)) == counts[name]["shapes"] > 50
    assert len(basemap().places) == counts["places"] > 150_000
    for kind, count in counts["labels"].items():
        assert sum(label.kind == kind for label in basemap().labels) == count > 150


def test_every_map_is_told_to_name_the_sources() -> None:
    assert basemap().credit == notes()["credit"] == "Natural Earth · GeoNames (CC BY 4.0)"


@pytest.mark.parametrize("at", [(72.88, 19.08), (-0.1, 51.5), (139.7, 35.7), (20.0, -85.0)])
def test_towns_stand_on_land(at: tuple[float, float]) -> None:
    assert covers(basemap().layer("land"), *at)


@pytest.mark.parametrize("at", [(65.0, 16.0), (72.4, 19.0), (-30.0, 0.0), (51.0, 42.0)])
def test_the_sea_is_no_land(at: tuple[float, float]) -> None:
    assert not covers(basemap().layer("land"), *at)


def test_names_of_seas_and_lakes_lie_in_water() -> None:
    land, lakes = basemap().layer("land"), basemap().layer("lakes")
    seas = [label for label in basemap().labels if label.kind == "sea"]
    dry = [
        sea.name
        for sea in seas
        if covers(land, sea.lon_deg, sea.lat_deg)
        and not covers(lakes, sea.lon_deg, sea.lat_deg)
    ]
    assert not dry, "move these in tools/seas.csv"


def test_no_sea_is_named_twice() -> None:
    names = [label.name for label in basemap().labels if label.kind == "sea"]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("at", DISPUTED.values(), ids=DISPUTED)
def test_disputed_borders_are_kept_apart(at: tuple[float, float]) -> None:
    assert off_deg(basemap().layer("disputed"), at) < NEAR_DEG
    # None of it may stay when an author hides them.
    lines = basemap().layer("disputed")
    nearest = lines.points[np.hypot(*(lines.points - at).T).argmin()]
    assert off_deg(basemap().layer("countries"), (nearest[0], nearest[1])) > 0.01


@pytest.mark.parametrize("at", AGREED.values(), ids=AGREED)
def test_agreed_borders_are_among_the_ordinary(at: tuple[float, float]) -> None:
    assert off_deg(basemap().layer("countries"), at) < NEAR_DEG
    assert off_deg(basemap().layer("disputed"), at) > 1


def test_what_is_held_comes_before_what_is_claimed() -> None:
    disputed = basemap().layer("disputed")
    held = Layer(
        disputed.points,
        disputed.starts[: int((disputed.rank == 0).sum()) + 1],
        disputed.bounds,
        disputed.rank,
    )
    assert set(disputed.rank.tolist()) == {0, 4}
    assert (np.diff(disputed.rank.astype(int)) >= 0).all()
    last = int(held.starts[-1])
    on_the_ground = Layer(disputed.points[:last], held.starts, held.bounds, held.rank)
    assert off_deg(on_the_ground, DISPUTED["Aksai Chin"]) < NEAR_DEG
    assert off_deg(on_the_ground, DISPUTED["claim beyond Aksai Chin"]) > 0.5


def test_regions_have_the_names_of_today() -> None:
    names = {label.name for label in basemap().labels if label.kind == "region"}
    assert {"Odisha", "Uttarakhand", "Telangana", "Ladakh", "Crimea", "Occitanie"} <= names
    assert not {"Orissa", "Uttaranchal"} & names


def test_countries_have_their_codes() -> None:
    labels = [label for label in basemap().labels if label.kind == "country"]
    codes = {label.code: label.name for label in labels}
    assert len(codes) == len(labels)
    assert codes["IN"] == "India"
    assert codes["NO"] == "Norway"
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_the_largest_areas_come_first() -> None:
    sizes = [label.size_deg for label in basemap().labels]
    assert sizes == sorted(sizes, reverse=True)


def test_places_stand_by_country_and_then_from_west_to_east() -> None:
    places = basemap().places
    assert list(places.countries) == sorted(places.countries)
    order = np.lexsort((places.lon_deg, places.country))
    assert (order == np.arange(len(places))).all()


def test_a_town_has_its_rank_kind_and_number_of_people() -> None:
    places = basemap().places
    found = {
        name: at
        for at, name in enumerate(places.names)
        if name in ("Rome", "Vapi") and places.population[at] > 100_000
    }
    rome, vapi = found["Rome"], found["Vapi"]
    assert places.kind[rome] == CAPITAL
    assert places.rank[rome] <= 2
    assert places.kind[vapi] == TOWN
    assert places.rank[vapi] == UNRANKED
    assert places.countries[places.country[vapi]] == "IN"
    assert places.population[vapi] == pytest.approx(163_000, rel=0.04)
    assert (places.lat_deg[vapi], places.lon_deg[vapi]) == pytest.approx((20.372, 72.905))


def test_marks_of_transliteration_are_off_and_marks_of_languages_stay() -> None:
    places = basemap().places
    named = {
        (places.countries[country], name)
        for country, name in zip(places.country, places.names, strict=True)
    }
    assert ("IN", "Moradabad") in named
    assert ("VN", "Buôn Ma Thuột") in named
    assert ("LV", "Jūrmala") in named
    assert ("RO", "Timişoara") in named
    assert ("IS", "Reykjavík") in named
    assert not [name for country, name in named if country == "IN" and "ā" in name.lower()]


@pytest.mark.parametrize("name", LAYERS)
def test_bounds_are_true(name: LayerName) -> None:
    layer = basemap().layer(name)
    assert layer.starts[-1] == len(layer.points)
    for shape, (west, south, east, north) in zip(shapes_of(layer), layer.bounds, strict=True):
        assert (west, east) == (shape[:, 0].min(), shape[:, 0].max())
        assert (south, north) == (shape[:, 1].min(), shape[:, 1].max())


@pytest.mark.parametrize("name", RINGS)
def test_a_ring_does_not_repeat_its_first_point(name: LayerName) -> None:
    for ring in shapes_of(basemap().layer(name)):
        assert len(ring) >= 3
        assert (ring[0] != ring[-1]).any()


def test_a_layer_is_unpacked_once() -> None:
    assert basemap() is basemap()
    assert basemap().layer("lakes") is basemap().layer("lakes")
    assert basemap().places is basemap().places


TRIANGLE = Shape(np.array([(0.0, 0.0), (2.0, 0.0), (1.0, 1.5)]), 3)
ISLE = Arc(np.array([(70.0, 20.0), (71.0, 20.0), (70.5, 21.0), (70.0, 20.0)]), 1, 0)


def small(
    shapes: list[Shape] | None = None,
    places: list[Place] | None = None,
    labels: list[AreaLabel] | None = None,
    territories: Territories | None = None,
) -> bytes:
    return packed(
        Content(
            dict.fromkeys(LAYERS, shapes or [TRIANGLE]),
            places or [Place("IN", 72.905, 20.372, "Vapi", TOWN, UNRANKED, 163_000)],
            labels or [AreaLabel("country", "India", 22.7, 79.6, 17.4, "IN")],
            "Drawn by hand",
            territories or Territories([("", ""), ("IN", "Gujarat")], [ISLE]),
        )
    )


def test_a_border_comes_back_with_what_lies_on_both_sides_of_it() -> None:
    around = Arc(ISLE.points[:3], 2, 0)
    between = Arc(ISLE.points[2:], 2, 1)
    names = [("", ""), ("IN", "Goa"), ("IN", "Gujarat")]
    read = PackedBasemap(small(territories=Territories(names, [between, around]))).territories
    assert [(t.country, t.region) for t in read.territories] == names
    lines = [line.round(3).tolist() for line in np.split(read.points, read.starts[1:-1])]
    found = set(zip(read.left.tolist(), read.right.tolist(), map(str, lines), strict=True))
    assert found == {
        (0, 2, str(around.points[::-1].tolist())),
        (1, 2, str(between.points[::-1].tolist())),
    }


def grid(limit_deg: int) -> st.SearchStrategy[float]:
    """Degrees that the file can tell apart."""
    steps = round(1 / STEP_DEG)
    return st.integers(-limit_deg * steps, limit_deg * steps).map(lambda n: n / steps)


points = st.lists(st.tuples(grid(30), grid(30)), min_size=2, max_size=9).map(np.array)
shapes = st.lists(st.builds(Shape, points, st.integers(0, 12)), min_size=1, max_size=5)
places = st.lists(
    st.builds(
        Place,
        country=st.sampled_from(["CH", "FJ", "IN"]),
        lon_deg=st.integers(-180_000, 180_000).map(lambda n: n * PLACE_STEP_DEG),
        lat_deg=st.integers(-90_000, 90_000).map(lambda n: n * PLACE_STEP_DEG),
        name=st.text(
            st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1
        ),
        kind=st.integers(0, 4),
        rank=st.integers(0, UNRANKED),
        population=st.integers(0, 40_000_000),
    ),
    min_size=1,
    max_size=6,
)


@given(shapes)
def test_lines_come_back_as_they_were_packed(packed_in: list[Shape]) -> None:
    layer = PackedBasemap(small(packed_in)).layer("rivers")
    assert layer.rank.tolist() == [shape.rank for shape in packed_in]
    for shape, came_back in zip(packed_in, shapes_of(layer), strict=True):
        np.testing.assert_allclose(came_back, shape.points, atol=1e-9)


@given(places)
def test_places_come_back_as_they_were_packed(packed_in: list[Place]) -> None:
    came_back = PackedBasemap(small(places=packed_in)).places
    expected = sorted(packed_in, key=lambda p: (p.country, p.lon_deg, p.lat_deg, p.name))
    assert came_back.names == tuple(place.name for place in expected)
    assert came_back.kind.tolist() == [place.kind for place in expected]
    assert came_back.rank.tolist() == [place.rank for place in expected]
    owners = [came_back.countries[at] for at in came_back.country]
    assert owners == [place.country for place in expected]
    np.testing.assert_allclose(came_back.lon_deg, [p.lon_deg for p in expected], atol=1e-9)
    np.testing.assert_allclose(came_back.lat_deg, [p.lat_deg for p in expected], atol=1e-9)
    people = [max(place.population, 1) for place in expected]
    np.testing.assert_allclose(came_back.population, people, rtol=0.04)


def test_labels_come_back_as_they_were_packed() -> None:
    labels = [
        AreaLabel("sea", "Bay of Bengal", 14.5, 88.0, 13.0),
        AreaLabel("country", "Fiji", -17.82, 177.97, 1.3, "FJ"),
    ]
    assert PackedBasemap(small(labels=labels)).labels == tuple(labels)


def test_a_step_too_long_for_the_file_is_divided() -> None:
    round_the_world = Shape(np.array([(-180.0, -90.0), (180.0, -90.0), (180.0, 80.0)]), 0)
    (ring,) = shapes_of(PackedBasemap(small([round_the_world])).layer("land"))
    assert ring[0].tolist() == [-180.0, -90.0]
    assert ring[-1].tolist() == pytest.approx([180.0, 80.0])
    assert np.abs(np.diff(ring, axis=0)).max() < 66
    assert ((ring[:, 1] == -90) | (ring[:, 0] == 180)).all()


@given(st.data())
def test_a_damaged_file_is_refused_with_a_sentence(data: st.DataObject) -> None:
    whole = small()
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
    for damaged in (flipped, whole[:at], whole + b"\0"):
        with pytest.raises(MilepostError, match="the basemap is damaged; install Milepost"):
            PackedBasemap(damaged)
