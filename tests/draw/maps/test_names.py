"""Which places and areas a map names."""

import re
from dataclasses import replace

import numpy as np
import pytest

from basemaps import HANDMADE, TOWNS, VALLEY, HandMade, Town, places
from milepost.draw.lettering import NARROW, WIDE
from milepost.draw.maps.names import areas, candidates, fitting_areas, name_at
from milepost.draw.maps.names import places as write_places
from milepost.draw.projection import Frame, fit, to_px
from milepost.draw.room import Room
from milepost.model.basemap import CAPITAL, QUARTER, AreaLabel
from milepost.model.place import Names

SIZE = {"width": 800, "height": 520}
PLAIN = Names()
COUNTRY = fit([((44.0, 8.0), (49.0, 14.0))], **SIZE)
FAR = fit([((42.0, 4.0), (52.0, 18.0))], **SIZE)


def room(*lines, frame=COUNTRY):
    return Room(frame.width, frame.height, [to_px(frame, line) for line in lines])


def ranked(*towns, lines=(), frame=COUNTRY, names=PLAIN):
    found = candidates(room(*lines, frame=frame), frame, places(towns), names)
    return [spot.name for spot in found]


def written(towns=TOWNS, *, frame=COUNTRY, lettering=WIDE, **options):
    return write_places(
        room(frame=frame),
        frame,
        HandMade(places=places(towns)),
        lettering,
        **{"names": PLAIN, "named": (), **options},
    )


def test_the_most_people_come_first():
    small, large = Town("Small", 45, 9, 5_000), Town("Large", 46, 9, 80_000)
    assert ranked(small, large) == ["Large", "Small"]


def test_a_seat_is_worth_more_than_a_town_of_its_size():
    seat = Town("Seat", 45, 9, 50_000, CAPITAL)
    assert ranked(Town("Town", 46, 9, 60_000), seat) == ["Seat", "Town"]


def test_a_place_on_small_scale_maps_is_worth_more():
    known = Town("Known", 45, 9, 50_000, rank=3)
    assert ranked(Town("Other", 46, 9, 60_000), known) == ["Known", "Other"]


def test_a_place_at_the_way_is_worth_more():
    at, off = Town("At", 45.0, 9.8, 10_000), Town("Off", 45.0, 13.0, 20_000)
    assert ranked(at, off) == ["Off", "At"]
    assert ranked(at, off, lines=[((44.5, 9.8), (46.0, 9.8))]) == ["At", "Off"]


def test_hamlets_far_from_the_way_are_left_out_of_wide_maps():
    hamlet = Town("Hamlet", 48.9, 8.4, 600)
    assert ranked(hamlet) == []
    assert ranked(hamlet, lines=[((48.9, 8.2), (48.9, 8.5))]) == ["Hamlet"]
    near = fit([((48.85, 8.3), (48.95, 8.5))], **SIZE)
    assert ranked(hamlet, frame=near) == ["Hamlet"]


def test_parts_of_a_city_are_named_where_it_is_the_map():
    quarter = Town("Quarter", 44.2, 9.6, 90_000, QUARTER)
    assert ranked(quarter) == []
    city = fit([((44.15, 9.55), (44.25, 9.65))], **SIZE)
    assert ranked(quarter, frame=city) == ["Quarter"]


def test_only_what_lies_in_the_picture_counts():
    assert ranked(Town("Out", 51.5, 9), Town("Beside", 45, 20)) == []


def test_places_on_both_sides_of_the_antimeridian_are_found():
    frame = fit([((-18.0, 178.0), (-16.0, 182.0))], **SIZE)
    found = candidates(room(frame=frame), frame, HANDMADE.places, PLAIN)
    assert {spot.name: spot.x < 400 for spot in found} == {
        "West of it": True,
        "East of it": False,
    }


def test_names_in_the_readers_language_are_taken():
    german = Names({("HL", "great haven"): "Großhafen"})
    assert ranked(TOWNS[0], names=german) == ["Großhafen"]


def test_a_pin_is_named_by_the_place_under_it():
    spots = candidates(room(), COUNTRY, HANDMADE.places, PLAIN)
    haven = next(spot for spot in spots if spot.name == "Great Haven")
    assert name_at(spots, (haven.x + 5, haven.y)) == "Great Haven"
    assert name_at(spots, (haven.x + 50, haven.y)) == ""


def test_the_largest_places_have_the_largest_letters():
    svg = written()
    assert '<text class="mp-city' in svg
    assert svg.index("Great Haven") < svg.index("Old Mill")
    assert re.search('class="mp-village[^>]*>Old Mill<', svg)


def test_diacritics_are_kept():
    assert ">Żółw-am-Wąż<" in written()


def test_each_name_has_its_dot():
    svg = written()
    assert svg.count("<text") == svg.split('class="mp-dot" d="')[1].split('"')[0].count("M")


def test_a_mark_on_the_way_stands_for_the_dot_of_a_large_town():
    large, small = Town("Large", 46.0, 11.0, 500_000), Town("Small", 46.0, 11.0, 5_000)
    for town, said in ((large, True), (small, False)):
        used = room(((46.0, 9.0), (46.0, 13.0)))
        x, y = to_px(COUNTRY, ((46.0, 11.0),))[0].tolist()
        used.take((x, y), (-8, -8, 8, 8))
        over = HandMade(places=places([town]))
        svg = write_places(used, COUNTRY, over, WIDE, names=PLAIN, named=())
        assert (f">{town.name}<" in svg) == said
        assert "mp-dot" not in svg


@pytest.mark.parametrize("pin", [False, True])
def test_what_lies_under_words_or_a_pin_is_not_named(pin):
    used = room()
    x, y = to_px(COUNTRY, ((46.0, 11.0),))[0].tolist()
    if pin:
        used.reserve((x, y), (-9, -9, 9, 9))
    else:
        used.fill((x - 9, y - 9, x + 9, y + 9))
    over = HandMade(places=places([Town("Large", 46.0, 11.0, 5_000_000)]))
    assert write_places(used, COUNTRY, over, WIDE, names=PLAIN, named=()) == ""


def test_a_name_is_written_once():
    twins = [Town("Twin", 45, 9), Town("Twin", 47, 9)]
    assert written(twins).count("Twin") == 1
    assert "Great Haven" not in written(named=["Great Haven"])


def test_as_many_as_are_asked_for():
    assert written(most=2).count("<text") == 2
    assert written(most=0) == ""


def test_a_narrow_picture_has_fewer_and_larger_names():
    many = [Town(f"Town {n}", 44.2 + n % 8 / 2, 8.2 + n // 8 / 2, 50_000) for n in range(80)]
    wide, narrow = written(many), written(many, lettering=NARROW)
    assert wide.count("<text") > 1.5 * narrow.count("<text") > 0


def test_seas_regions_and_countries_are_named_where_they_fit():
    near = areas(room(), COUNTRY, HANDMADE, WIDE, PLAIN)
    far = areas(room(frame=FAR), FAR, HANDMADE, WIDE, PLAIN)
    assert ">Lost Bay<" in near
    assert ">SOUTHERN MARCHES<" in near
    assert ">HANDLAND<" not in near
    assert ">SOUTHERN MARCHES<" not in far
    assert ">HANDLAND<" in far
    city = fit([((44.15, 9.55), (44.25, 9.65))], **SIZE)
    assert areas(room(frame=city), city, HANDMADE, WIDE, PLAIN) == ""


def test_countries_have_the_names_of_the_readers_language():
    german = Names(countries={"HL": "Handland im Süden"})
    found = [area.words for area in fitting_areas(FAR, HANDMADE, german)]
    assert "Handland im Süden" in found


def test_an_areas_name_stands_on_both_turns_of_a_map_of_the_world():
    world = Frame(west=-0.4, north=0.2, scale=420.0, width=800, height=300)
    sea = AreaLabel("sea", "Wide Sea", 10.0, 20.0, 90.0)
    found = fitting_areas(world, replace(HANDMADE, labels=(sea,)), PLAIN)
    assert np.ptp([area.x for area in found]) == pytest.approx(420.0)


def test_names_take_no_room_that_the_way_has():
    used = room(VALLEY)
    write_places(used, COUNTRY, HANDMADE, WIDE, names=PLAIN, named=())
    way = to_px(COUNTRY, VALLEY)
    assert all(used.is_free((x - 1, y - 1, x + 1, y + 1)) for x, y in way[20:22].tolist())
