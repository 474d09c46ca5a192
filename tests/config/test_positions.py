import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.config.positions import Place, Positions

SOURCE = """\
above = 1

[site]   # the site
title = "A # journey"   # a comment
'quoted key' = 3
  indented=4
long = \"\"\"
title = "not a key"
[feed]
\"\"\"
[[journeys]]
title = "One"
[ "feed" ]
limit = 5
[[journeys]]
title = "Two"
routes = [
  "a.gpx",
]
slug = "two"
build.per_page = 3
"""


@pytest.mark.parametrize(
    ("table", "number", "key", "line", "column"),
    [
        ("", 0, "above", 1, 1),
        ("site", 0, "title", 4, 1),
        ("site", 0, "quoted key", 5, 1),
        ("site", 0, "indented", 6, 3),
        ("journeys", 0, "title", 12, 1),
        ("feed", 0, "limit", 14, 1),
        ("journeys", 1, "title", 16, 1),
        ("journeys", 1, "slug", 20, 1),
        ("journeys.build", 1, "per_page", 21, 7),
    ],
)
def test_a_key_is_found_in_its_table(
    table: str, number: int, key: str, line: int, column: int
) -> None:
    place = Positions(SOURCE).key(table, number, key)
    assert place is not None
    assert (place.line, place.column) == (line, column)


def test_a_value_is_found_with_its_width() -> None:
    assert Positions("[feed]\nlimit = 500\n").value("feed", 0, "limit") == Place(
        2, 9, 3, "limit = 500"
    )


def test_a_comment_is_no_part_of_a_value() -> None:
    place = Positions("[feed]\nlimit = 500   # a lot\n").value("feed", 0, "limit")
    assert place is not None
    assert place.width == 3


@pytest.mark.parametrize(("table", "number", "line"), [("journeys", 0, 11), ("feed", 0, 13)])
def test_a_table_is_found_by_its_number(table: str, number: int, line: int) -> None:
    place = Positions(SOURCE).table(table, number)
    assert place is not None
    assert place.line == line


def test_what_stands_inside_a_long_text_is_no_key() -> None:
    place = Positions(SOURCE).key("feed", 0, "limit")
    assert place is not None
    assert place.line == 14


def test_a_key_in_an_inline_table_is_placed_at_the_table() -> None:
    place = Positions("\nsite = { title = 3 }\n").value("site", 0, "title")
    assert place is not None
    assert (place.line, place.column) == (2, 1)


def test_a_dotted_key_is_placed_at_its_last_word() -> None:
    place = Positions("site.title = 3\n").value("site", 0, "title")
    assert place is not None
    assert (place.line, place.column) == (1, 14)


def test_what_is_not_there_has_no_place() -> None:
    assert Positions(SOURCE).key("theme", 0, "name") is None


@given(st.text() | st.text("[]\"'=.# \n\tab", max_size=60))
def test_every_place_lies_in_its_line(text: str) -> None:
    positions = Positions(text)
    lines = text.split("\n")
    for places in (positions._keys, positions._values, positions._tables):
        for place in places.values():
            assert lines[place.line - 1] == place.text
            assert 1 <= place.column <= len(place.text) + 1
