from collections.abc import Callable
from typing import Any

import pytest

from faces import EvenFaces
from milepost.publish.cards.filling import Filling
from milepost.publish.theme import MisuseError


def handed(name: str) -> Callable[..., Any]:
    return Filling(lambda paper: None, None, (), EvenFaces(), (1200, 630)).functions[name]


@pytest.mark.parametrize(
    ("name", "args", "options", "told"),
    [
        ("fit", ("a",), {"width": 9, "size": 0}, r"fit\(\): size takes a number above 0"),
        ("fit", ("a",), {"width": -1, "size": 9}, "width takes a number above 0.*not -1"),
        ("fit", ("a",), {"width": 9, "size": "9"}, "size takes a number above 0.*not '9'"),
        ("fit", ("a",), {"width": 9, "size": 9, "smallest": 0}, "smallest takes a number"),
        ("fit", ("a",), {"width": 9, "size": 9, "lines": 0}, "lines takes a number above 0"),
        ("fit", ("a",), {"size": 9}, "missing a required argument: 'width'"),
        ("fit", ("a",), {"width": 9, "size": float("nan")}, "size takes a number above 0"),
        ("map", (9, 9), {"zoom": 0}, r"map\(\): zoom takes a number above 0"),
        ("map", (60, 60), {}, "leave a map 50 pixels or more"),
        ("map", (900, 900), {"keep": 9}, "keep takes four numbers"),
        ("photo", (0, 9), {}, r"photo\(\): width takes a number above 0, up to 4000"),
        ("route", (9, 1e9), {}, r"route\(\): height takes a number above 0"),
    ],
)
def test_silly_arguments_are_told(
    name: str, args: tuple[object, ...], options: dict[str, object], told: str
) -> None:
    with pytest.raises(MisuseError, match=told):
        handed(name)(*args, **options)


def test_words_are_set() -> None:
    assert handed("fit")("ab", width=100, size=20).size == 20
