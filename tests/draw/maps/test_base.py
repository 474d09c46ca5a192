"""The ground of a live map, as data."""

import json

import numpy as np
import pytest

from basemaps import CREDIT, HANDMADE, OVER_180, VALLEY
from drawings import pieces
from milepost.draw.maps.base import around, base
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet, frame_of
from milepost.draw.projection import Frame, fit, project
from milepost.model.place import Names

PICTURE = frame_of([Leg((VALLEY,))], Sheet())
EAST = fit([((46.0, 11.0), (48.5, 13.5))], width=800, height=520)
PATHS = ("land", "lakes", "rivers", "countries", "disputed", "regions")


def ground(frame=PICTURE, *, borders="dashed", names=None):
    return json.loads(base(frame, HANDMADE, borders=borders, names=names or Names()))


def test_it_is_three_pictures_wide_and_high_with_the_picture_in_the_middle():
    west, north, scale, width, height = ground()["frame"]
    assert (width, height, scale) == (2400, 1560, PICTURE.scale)
    assert (PICTURE.west - west) * scale == pytest.approx(800)
    assert (PICTURE.north - north) * scale == pytest.approx(520)
    assert Frame(west, north, scale, width, height) == around(PICTURE)


def test_it_has_these_keys_and_no_others():
    data = ground(EAST)
    assert set(data) == {"frame", "names", "credit", *PATHS}
    assert all(isinstance(data[name], str) for name in PATHS)
    assert data["credit"] == CREDIT


def test_what_is_not_there_has_no_key():
    far = fit([((-40.0, -120.0), (-41.0, -121.0))], width=800, height=520)
    assert set(ground(far)) == {"frame", "names", "credit"}
    assert ground(far)["names"] == []


def test_disputed_borders_can_be_hidden():
    assert "disputed" not in ground(EAST, borders="hide")


def test_paths_are_in_pixels_of_the_frame():
    points = np.concatenate(pieces(ground()["land"]))
    assert points[:, 0].max() > 900
    assert points.min() >= -21
    assert (points.max(axis=0) <= (2421, 1581)).all()


def test_a_name_has_its_place_its_kind_and_its_rank():
    frame = around(PICTURE)
    rows = {words: (x, y, kind, rank) for x, y, words, kind, rank in ground()["names"]}
    x, y, kind, rank = rows["Great Haven"]
    there = project(frame, np.array([44.2]), np.array([9.6]))[0]
    assert (x, y) == tuple(np.rint(there).astype(int))
    assert (kind, rank) == (3, 0)
    assert rows["Southern Marches"][2] == 1
    assert rows["Lost Bay"][2] == 2


def test_the_most_important_places_come_first():
    places = [row for row in ground()["names"] if row[3] == 3]
    assert [rank for *_, rank in places] == list(range(len(places)))
    assert [row[2] for row in places][:2] == ["Great Haven", "Żółw-am-Wąż"]


def test_names_are_those_of_the_readers_language():
    german = Names({("HL", "great haven"): "Großhafen"}, {"HL": "Handland auf Deutsch"})
    words = [row[2] for row in ground(names=german)["names"]]
    assert "Großhafen" in words
    assert "Great Haven" not in words


def test_it_goes_on_over_the_antimeridian():
    frame = frame_of([Leg((OVER_180,))], Sheet())
    names = {row[2]: row[0] for row in ground(frame)["names"]}
    assert names["West of it"] < names["East of it"]


def test_it_is_short_and_the_same_every_time():
    first, second = (base(PICTURE, HANDMADE, borders="dashed", names=Names()) for _ in range(2))
    assert first == second
    assert ", " not in first.split('"credit"')[0].replace("Southern Marches", "")
    assert "Żółw" in first
