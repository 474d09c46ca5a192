import pytest

from milepost.draw.streets.schemas import WANTED_KEYS, WANTED_LAYERS, kind_of
from milepost.model.vector_tile import AREA, LINE, TagValue


@pytest.mark.parametrize(
    ("layer", "tags", "kind"),
    [
        # OpenMapTiles
        ("transportation", {"class": "motorway"}, "motorway"),
        ("transportation", {"class": "minor"}, "street"),
        ("transportation", {"class": "path", "subclass": "footway"}, "path"),
        ("transportation", {"class": "rail", "subclass": "rail"}, "rail"),
        ("transportation", {"class": "transit", "subclass": "subway"}, None),
        ("transportation", {"class": "ferry"}, None),
        ("transportation", {"class": "motorway_construction"}, None),
        ("waterway", {"class": "river"}, "waterway"),
        ("waterway", {"class": "stream", "brunnel": "tunnel"}, None),
        # Protomaps
        ("roads", {"kind": "highway", "kind_detail": "motorway"}, "motorway"),
        ("roads", {"kind": "major_road", "kind_detail": "secondary"}, "road"),
        ("roads", {"kind": "minor_road", "kind_detail": "service"}, "path"),
        ("roads", {"pmap:kind": "medium_road"}, "road"),
        ("roads", {"kind": "rail", "kind_detail": "tram"}, None),
        ("water", {"kind": "river"}, "waterway"),
        # Mapbox Streets
        ("road", {"class": "street_limited", "structure": "none"}, "street"),
        ("road", {"class": "major_rail", "type": "subway"}, None),
        ("road", {"class": "primary", "type": "primary"}, "main"),
        # Shortbread
        ("streets", {"kind": "trunk", "link": False}, "main"),
        ("streets", {"kind": "rail", "rail": True}, "rail"),
        ("streets", {"kind": "rail", "service": "yard"}, None),
        ("water_lines", {"kind": "ditch"}, "stream"),
        ("pier_lines", {"kind": "pier"}, "pier"),
        # what nobody knows
        ("roads", {"kind": "teleport"}, None),
        ("roads", {"kind": 7}, None),
        ("boundary", {"admin_level": 2}, None),
    ],
)
def test_a_line_is_known_in_every_schema(
    layer: str, tags: dict[str, TagValue], kind: str | None
) -> None:
    assert kind_of(layer, LINE, tags) == kind


@pytest.mark.parametrize(
    ("layer", "tags", "kind"),
    [
        ("water", {"class": "lake"}, "water"),
        ("water", {}, "water"),
        ("ocean", {}, "water"),
        ("water_polygons", {"kind": "glacier"}, "ice"),
        ("landcover", {"class": "grass", "subclass": "park"}, "park"),
        ("landcover", {"class": "wood", "subclass": "forest"}, "wood"),
        ("landcover", {"class": "farmland"}, None),
        ("landuse", {"class": "residential"}, "built"),
        ("landuse", {"kind": "nature_reserve"}, None),
        ("landuse", {"pmap:kind": "beach"}, "sand"),
        ("land", {"kind": "forest"}, "wood"),
        ("sites", {"kind": "hospital"}, "built"),
        ("building", {"underground": "false"}, "building"),
        ("building", {"underground": "true"}, None),
        ("buildings", {}, "building"),
        ("pier_polygons", {"kind": "pier"}, "pier"),
        ("transportation", {"class": "motorway"}, None),
        ("earth", {}, None),
    ],
)
def test_an_area_is_known_in_every_schema(
    layer: str, tags: dict[str, TagValue], kind: str | None
) -> None:
    assert kind_of(layer, AREA, tags) == kind


@pytest.mark.parametrize(
    "tags",
    [{"brunnel": "tunnel"}, {"structure": "tunnel"}, {"tunnel": True}, {"pmap:level": -1},
     {"is_tunnel": True}],
)  # fmt: skip
def test_a_road_in_a_tunnel_is_known_as_one_and_a_path_left_out(
    tags: dict[str, TagValue],
) -> None:
    assert kind_of("road", LINE, {"class": "primary", **tags}) == "tunnel"
    assert kind_of("road", LINE, {"class": "path", **tags}) is None
    assert kind_of("road", LINE, {"class": "major_rail", **tags}) is None


@pytest.mark.parametrize(
    "tags",
    [{"brunnel": "bridge"}, {"structure": "bridge"}, {"tunnel": False}, {"pmap:level": 1}],
)
def test_a_road_on_a_bridge_is_a_road(tags: dict[str, TagValue]) -> None:
    assert kind_of("road", LINE, {"class": "primary", **tags}) == "main"


def test_what_is_wanted_of_a_tile_is_what_decides() -> None:
    assert {"water", "roads", "streets", "transportation", "building"} <= WANTED_LAYERS
    assert {"class", "kind", "brunnel", "pmap:level", "service"} <= WANTED_KEYS
    assert "place_labels" not in WANTED_LAYERS
    assert "name" not in WANTED_KEYS
