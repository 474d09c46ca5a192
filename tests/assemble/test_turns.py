"""Where a day led, step by step, with its transfers where they happened."""

from dataclasses import replace

import pytest

from activities import measured
from builders import northward
from milepost.assemble.rules import Rules
from milepost.assemble.turns import in_turn, with_brinks
from milepost.model.activity import Activity
from milepost.model.privacy import Circle, Hiding
from milepost.model.track import Track
from milepost.read.front_matter import Value
from milepost.read.keys import transfers


def day(*marks: str) -> tuple[Activity, ...]:
    """Return a ride of 20 minutes from 8:00 with transfers."""
    rules = Rules(
        transfers=tuple(m for typed in marks for m in transfers(Value(typed, 0, 1, 1)))
    )
    return measured(Track("", "cycling", (northward(1201),)), rules=rules).activities


def test_the_ends_beside_a_hidden_place_are_known_though_nobody_recorded_it() -> None:
    (one,) = day()
    before = replace(one, lines=(((46.0, 7.0), (46.0, 7.1)),))
    after = replace(one, lines=(((46.0, 7.3), (46.0, 7.4)), ((46.0, 7.6), (46.0, 7.7))))
    hiding = Hiding((Circle(46.0, 7.2, 500.0),))
    found = with_brinks((before, after), hiding)
    assert [each.brinks for each in found] == [((46.0, 7.1),), ((46.0, 7.3),)]
    assert with_brinks((before, after), Hiding()) == (before, after)


@pytest.mark.parametrize(
    ("marks", "modes"),
    [
        ((), [""]),
        (("ferry 08:05-08:10",), ["", "ferry", ""]),
        (("bus before 08:05",), ["bus", ""]),
        (("train after 08:15",), ["", "train"]),
        (("bus 08:05-08:08", "ferry 08:08-08:10"), ["", "bus", "ferry", ""]),
        (("bus 08:12-08:15", "ferry 08:05-08:08"), ["", "ferry", "", "bus", ""]),
        (("car",), ["car"]),
    ],
)
def test_a_transfer_stands_between_the_pieces_of_a_way(
    marks: tuple[str, ...], modes: list[str]
) -> None:
    found = in_turn(day(*marks))
    assert [each.transfer for each in found] == modes
    lats = [lat for each in found for line in each.lines for lat, _ in line]
    assert lats == sorted(lats)
    assert all(len(each.lines) == len(each.along_m) == len(each.outline) for each in found)


def test_no_line_is_lost_or_doubled() -> None:
    made = day("ferry 08:05-08:10")
    lines = sorted(line for each in made for line in each.lines)
    assert sorted(line for each in in_turn(made) for line in each.lines) == lines


def test_a_transfer_that_touches_no_way_stands_where_it_began() -> None:
    own, ferry = day("ferry 08:05-08:10")
    apart = replace(ferry, lines=(((10.0, 7.0), (11.0, 7.0)),))
    assert [each.transfer for each in in_turn([apart, own])] == ["", "ferry"]
    assert [each.transfer for each in in_turn([apart, replace(own, start=None)])] == [
        "ferry",
        "",
    ]
