"""Made cases: of each kind of route that a map must bear, at least one."""

from collections.abc import Iterator
from dataclasses import replace

from map_gallery import places as at
from map_gallery.case import FAR, TALL, TALL_FAR, Case, day, days, split
from map_gallery.ways import around, laps, metres, way
from milepost.draw.maps.backdrop import Borders
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet
from milepost.draw.scales import IMPERIAL
from milepost.model.activity import Line
from milepost.model.place import Names

_BORDERS: tuple[tuple[Borders, str], ...] = (("dashed", "dashed"), ("hide", "left out"))


def cases() -> Iterator[Case]:
    """Yield all made cases, the small ones first."""
    yield from _in_town()
    yield from _of_a_day()
    yield from _far_places()
    yield from _journeys()
    yield from _choices()
    yield from _small()


def _in_town() -> Iterator[Case]:
    yield Case(
        "city-run",
        "A run along Marine Drive, 10 km",
        "grid and locator, no coast: it would put the road into the sea",
        day(way(*at.MARINE_DRIVE, step_m=120)),
    )
    yield Case(
        "laps",
        "25 laps on a stadium track",
        "a line over itself, start and finish in one place",
        day(laps((48.1731, 11.5466), 25)),
    )
    yield Case(
        "fifty-metres",
        "A walk of 50 m",
        "the smallest map: a scale in metres",
        day(metres((46.9480, 7.4474), [(0, 0), (9, 18), (14, 35), (12, 49)])),
    )
    yield Case(
        "lone-point",
        "One lone point",
        "a start, no finish",
        day(((27.98806, 86.92528),)),
    )
    out = way((60.1699, 24.9384), (60.1756, 24.9210), (60.2055, 24.9290), step_m=120)
    yield Case(
        "out-and-back",
        "Out and back, 9 km",
        "pins lean apart, numbers of the way back do not cover those of the way out",
        day((*out, *out[::-1])),
    )
    yield Case(
        "loop",
        "Around the lake of Annecy",
        "a closed loop below the scale of the coast",
        day(way(*at.ANNECY, step_m=200)),
    )
    yield Case(
        "hike",
        "A hike above Zermatt",
        "few names, and long ones",
        day(way(*at.ZERMATT, bends=0.2, step_m=80)),
    )


def _of_a_day() -> Iterator[Case]:
    yield Case(
        "ride-100-km",
        "Vapi to Surat, 100 km",
        "coast, names along the way, numbers",
        day(way(*at.VAPI_SURAT)),
        TALL,
    )
    yield Case(
        "crowded",
        "Through the Ruhr, 90 km",
        "more towns than there is room for",
        day(way(*at.RUHR)),
    )
    yield Case(
        "lake",
        "Around Lake Geneva",
        "a lake, a border, names on water",
        day(way(*at.LEMAN, bends=0.05)),
    )
    yield Case(
        "island",
        "Around Mallorca",
        "an island with a way along its coast",
        day(way(*at.MALLORCA, bends=0.04)),
    )
    yield Case(
        "fjords",
        "Bergen to Ålesund",
        "a coast that is long for its letters",
        day(way(*at.FJORDS, bends=0.05)),
        TALL,
    )
    far = (way(*at.ZUG), way(*at.BIASCA))
    yield Case(
        "far-apart",
        "Two parts of a day, a tunnel between",
        "dashes over what was not recorded",
        day(*far),
        TALL,
    )
    yield Case(
        "names",
        "Iceland, the long way round",
        "long names with diacritics",
        days(split(way(*at.ICELAND, bends=0.05), 6)),
        FAR,
    )
    yield Case(
        "vietnam",
        "Huế to Quảng Ngãi",
        "two diacritics on a letter",
        day(way(*at.VIETNAM)),
    )
    yield Case(
        "desert",
        "Across the Ténéré",
        "hardly a name far and wide",
        day(way((16.97, 7.99), (17.8, 10.2), (18.69, 12.92))),
        FAR,
    )


def _far_places() -> Iterator[Case]:
    yield Case(
        "antimeridian",
        "Suva to Apia",
        "180° in the middle: land and names on both sides",
        day(way(*at.FIJI_SAMOA, step_m=8000)),
        FAR,
    )
    yield Case(
        "taveuni",
        "Around Taveuni",
        "an island that 180° runs through",
        day(way(*at.TAVEUNI, step_m=800)),
    )
    yield Case(
        "southern",
        "Wellington to Auckland",
        "the southern hemisphere",
        days(split(way(*at.NEW_ZEALAND), 7)),
        TALL_FAR,
    )
    yield Case(
        "equator",
        "Kampala to Mbarara",
        "over the equator",
        day(way(*at.UGANDA)),
    )
    yield Case(
        "north-cape",
        "Alta to the North Cape",
        "71° N, fjords",
        day(way(*at.NORTH_CAPE, bends=0.05)),
    )
    yield Case(
        "svalbard",
        "Along Svalbard to 81° N",
        "beyond 80°: the scale differs from top to bottom",
        day(way(*at.SVALBARD, step_m=4000)),
        TALL_FAR,
    )
    yield Case(
        "north-pole",
        "On skis to the North Pole",
        "leaves the map at 85°, and says so",
        day(way((81.9, 95.8), (84.0, 97.0), (86.5, 95.0), (90.0, 95.0), step_m=9000)),
        TALL,
    )
    yield Case(
        "south-pole",
        "To the South Pole",
        "the same, upside down",
        day(way((-79.8, -82.9), (-82.5, -81.0), (-86.0, -82.0), (-90.0, -82.0), step_m=9000)),
    )
    yield Case(
        "ocean",
        "Rowing the Atlantic",
        "nothing but sea",
        days(split(way(*at.ATLANTIC, step_m=30000), 12)),
        FAR,
    )


def _journeys() -> Iterator[Case]:
    road = [way(a, b, seed=n) for n, (a, b) in enumerate(at.pairs(at.MUMBAI_DELHI))]
    yield Case(
        "journey-finished",
        "Mumbai to Delhi, finished",
        "days in two tones, rings and names of stops",
        days(road),
        TALL_FAR,
    )
    whole: Line = tuple(point for line in road for point in line)
    yield Case(
        "journey-in-progress",
        "Mumbai to Delhi, in progress",
        "a dotted plan, a disc where it has got to",
        (Leg((whole,), "plan", end="Delhi"), *days(road[:9])),
        TALL_FAR,
    )
    yield Case(
        "journey-planned",
        "Mumbai to Delhi, planned",
        "a plan alone",
        (Leg((whole,), "plan", start="Mumbai", end="Delhi"),),
        TALL_FAR,
    )
    yield Case(
        "journey-of-all-kinds",
        "Athens to Kissamos",
        "a ferry, a skipped part, a plan: each in its own dashes",
        _crete(),
        TALL_FAR,
    )
    yield Case(
        "journey-41-days",
        "Lisbon to Istanbul, 41 days",
        "many stops",
        days(split(way(*at.LISBON_ISTANBUL), 41)),
        FAR,
    )
    asia = way(*at.LONDON_SINGAPORE, step_m=9000)
    yield Case(
        "journey-15000-km",
        "London to Singapore, 15 000 km",
        "most of two continents",
        days(split(asia, 150)),
        FAR,
    )
    yield Case(
        "journey-americas",
        "Prudhoe Bay to Ushuaia",
        "from north to south over the whole height of the world",
        days(split(way(*at.AMERICAS, step_m=9000), 200)),
        TALL_FAR,
    )
    world = [way(*part, step_m=20000) for part in (at.EURASIA, at.PACIFIC, at.AMERICA)]
    yield Case(
        "journey-round-the-world",
        "Round the world",
        "all longitudes; a flight as a transfer",
        (
            *days(split(world[0], 60)),
            Leg((world[1],), "transfer"),
            *days(split(world[2], 30)),
        ),
        FAR,
    )


def _crete() -> tuple[Leg, ...]:
    athens, ferry, south, north, rest = (way(*part) for part in at.CRETE)
    return (
        *days([athens]),
        Leg((ferry,), "transfer"),
        *days([south], first_tone=1),
        Leg((way(south[-1], north[0]),), "skipped"),
        *days([north]),
        Leg((rest,), "plan", end="Kissamos"),
    )


def _choices() -> Iterator[Case]:
    for borders, told in _BORDERS:
        yield Case(
            f"borders-{borders}",
            f"Srinagar to Manali, disputed borders {told}",
            f"lines that are not agreed on are {told}",
            days(split(way(*at.LADAKH), 6)),
            replace(FAR, borders=borders),
        )
    yield Case(
        "imperial-run",
        "The Boston Marathon in miles",
        "grid, scale and numbers in miles",
        day(way(*at.BOSTON, step_m=150)),
        Sheet(units=IMPERIAL),
    )
    yield Case(
        "imperial-ride",
        "San Francisco to Los Angeles in miles",
        "a coast with a scale in miles",
        days(split(way(*at.CALIFORNIA), 8)),
        replace(TALL_FAR, units=IMPERIAL),
    )
    yield Case(
        "spelt",
        "Von München nach Wien",
        "names as a German reader knows them",
        days(split(way(*at.MUNICH_VIENNA), 5), names=_GERMAN),
        replace(FAR, names=_GERMAN),
    )


_GERMAN = Names(
    {("DE", "munich"): "München", ("AT", "vienna"): "Wien", ("CZ", "prague"): "Prag"},
    {"AT": "Österreich", "CZ": "Tschechien", "DE": "Deutschland"},
)


def _small() -> Iterator[Case]:
    kinds = {
        "ride": day(way(*at.VAPI_SURAT)),
        "island": day(way(*at.MALLORCA, bends=0.04)),
        "run": day(way(*at.MARINE_DRIVE, step_m=120)),
        "laps": day(laps((48.1731, 11.5466), 25)),
        "antimeridian": day(way(*at.FIJI_SAMOA, step_m=8000)),
        "circle": day(around((47.0, 8.0), 9000, 14000)),
        "journey": days(split(way(*at.LISBON_ISTANBUL), 41)),
        "point": day(((27.98806, 86.92528),)),
    }
    for name, legs in kinds.items():
        yield Case(f"thumb-{name}", name.capitalize(), "a thumbnail", legs, kind="thumbnail")
    for name in ("ride", "run", "journey"):
        yield Case(f"card-{name}", name.capitalize(), "a card", kinds[name], kind="card")
