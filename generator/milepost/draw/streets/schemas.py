"""What the makers of vector tiles call things, and what these are to us.

Four schemas are known: OpenMapTiles, Protomaps' basemap (2 to 4), Mapbox Streets (7 and 8)
and Shortbread (1). Their words differ less than their layers, so one table serves them all.
Left out on purpose: borders, which are the basemap's business; nature reserves, as whole
regions would be green; trams and undergrounds, ferries, sidings, and what is being built.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from milepost.model.vector_tile import AREA, TagValue

Kind = Literal[
    "built",
    "park",
    "wood",
    "sand",
    "ice",
    "water",
    "waterway",
    "stream",
    "pier",
    "building",
    "path",
    "street",
    "road",
    "main",
    "motorway",
    "tunnel",
    "rail",
]
_Words = Mapping[str, Kind | None]

# The first key with a known word tells what a thing is: those of the closest look come first.
_KEYS = ("kind_detail", "pmap:kind_detail", "subclass", "type", "class", "kind", "pmap:kind")
_TUNNEL_KEYS = ("brunnel", "structure", "tunnel", "is_tunnel")
_LEVEL = "pmap:level"
_SIDING = "service"
_UNDERGROUND = "underground"
WANTED_KEYS = frozenset((*_KEYS, *_TUNNEL_KEYS, _LEVEL, _SIDING, _UNDERGROUND))
_NO = ("no", "false", "none", "0", "")


def _words(words: Mapping[Kind | None, str]) -> _Words:
    """Turn kinds and their words around; what is None is not drawn."""
    return MappingProxyType({w: kind for kind, some in words.items() for w in some.split()})


_NOTHING = _words({})
_LAND = _words(
    {
        "wood": "wood forest",
        "park": "park grass grassland meadow garden golf_course pitch playground common"
        " recreation_ground village_green cemetery grave_yard allotments orchard vineyard"
        " plant_nursery zoo dog_park heath scrub wetland marsh swamp bog string_bog wet_meadow"
        " reedbed mangrove saltmarsh",
        "built": "residential suburb neighbourhood urban_area commercial commercial_area retail"
        " industrial garages railway quarry landfill brownfield school university college"
        " kindergarten hospital bus_station parking airport aerodrome airfield stadium",
        "sand": "sand beach dune",
        "ice": "ice glacier ice_shelf",
        "pier": "pier",
    }
)
_WATER = _words({"ice": "glacier"})
_WATERWAYS = _words({"waterway": "river canal", "stream": "stream drain ditch"})
_WAYS = _words(
    {
        "motorway": "motorway motorway_link highway",
        "main": "trunk trunk_link primary primary_link main major_road",
        "road": "secondary secondary_link tertiary tertiary_link medium_road",
        "street": "minor street street_limited residential unclassified living_street"
        " minor_road pedestrian road busway bus_guideway raceway",
        "path": "path footway cycleway bridleway steps corridor service track trail sidewalk"
        " crossing hiking mountain_bike",
        "rail": "rail major_rail light_rail narrow_gauge preserved",
        "pier": "pier",
        None: "subway tram monorail funicular",
    }
)


class _Layer(NamedTuple):
    """What the areas of a layer are, what an area of none of these words is, and the lines."""

    areas: _Words = _NOTHING
    other_areas: Kind | None = None
    lines: _Words = _NOTHING


_LANDS, _ROADS = _Layer(_LAND), _Layer(_words({"pier": "pier"}), lines=_WAYS)
_WATERS = _Layer(_WATER, "water", _WATERWAYS)
_HOUSES = _Layer(other_areas="building")
_PIERS = _Layer(other_areas="pier", lines=_words({"pier": "pier breakwater groyne"}))
_LAYERS: Mapping[str, _Layer] = {
    "building": _HOUSES,  # OpenMapTiles, Mapbox Streets
    "buildings": _HOUSES,  # Protomaps, Shortbread
    "land": _LANDS,  # Shortbread
    "landcover": _LANDS,  # OpenMapTiles, Protomaps
    "landuse": _LANDS,  # all but Shortbread
    "natural": _LANDS,  # Protomaps 2 and 3
    "ocean": _WATERS,  # Shortbread
    "pier_lines": _PIERS,  # Shortbread
    "pier_polygons": _PIERS,  # Shortbread
    "road": _ROADS,  # Mapbox Streets
    "roads": _ROADS,  # Protomaps
    "sites": _LANDS,  # Shortbread
    "streets": _ROADS,  # Shortbread
    "transit": _ROADS,  # Protomaps 2 and 3
    "transportation": _ROADS,  # OpenMapTiles
    "water": _WATERS,  # all but Shortbread
    "water_lines": _WATERS,  # Shortbread
    "water_polygons": _WATERS,  # Shortbread
    "waterway": _WATERS,  # OpenMapTiles, Mapbox Streets
}
WANTED_LAYERS = frozenset(_LAYERS)


def kind_of(layer: str, shape: int, tags: Mapping[str, TagValue]) -> Kind | None:
    """Return what a feature of a layer is, None for what is not drawn.

    `shape` is AREA or LINE.
    """
    known = _LAYERS.get(layer)
    if known is None or _yes(tags.get(_UNDERGROUND)):
        return None
    if shape == AREA:
        return _named(known.areas, tags, known.other_areas)
    kind = _named(known.lines, tags, None)
    if kind == "rail" and _yes(tags.get(_SIDING)):
        return None
    if kind and _in_tunnel(tags):
        return "tunnel" if kind in ("street", "road", "main", "motorway") else None
    return kind


def _named(words: _Words, tags: Mapping[str, TagValue], otherwise: Kind | None) -> Kind | None:
    for key in _KEYS:
        word = tags.get(key)
        if isinstance(word, str) and word in words:
            return words[word]
    return otherwise


def _in_tunnel(tags: Mapping[str, TagValue]) -> bool:
    level = tags.get(_LEVEL, 0)
    if isinstance(level, (int, float)) and level < 0:
        return True
    return any(
        value == "tunnel" or (key not in ("brunnel", "structure") and _yes(value))
        for key in _TUNNEL_KEYS
        if (value := tags.get(key)) is not None
    )


def _yes(value: TagValue | None) -> bool:
    return value is not None and str(value).lower() not in _NO
