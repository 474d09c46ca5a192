import pytest

from milepost.publish.words.quantities import pieces
from milepost.publish.words.text import Words


@pytest.mark.parametrize(
    ("text", "values", "units"),
    [
        ("5 h 12 min", ["5", "12"], ["h", "min"]),
        ("1,012\u00a0km", ["1,012"], ["km"]),
        ("−3 °C", ["−3"], ["°C"]),
        ("5:30 /km", ["5:30"], ["/km"]),
        ("48時間36分", ["48", "36"], ["時間", "分"]),
        ("8.1%", ["8.1%"], []),
    ],
)
def test_numbers_are_told_from_their_units(
    text: str, values: list[str], units: list[str]
) -> None:
    found = list(pieces(text))
    assert [word for word, kind, _ in found if kind == "value"] == values
    assert [word for word, kind, _ in found if kind == "unit"] == units
    assert "".join(word + gap for word, _, gap in found) == text.replace("\u00a0", " ")


def test_a_number_in_brackets_is_no_second_big_one() -> None:
    both = Words(both=True)
    said = [list(pieces(each.full)) for each in (both.distance(1e5), both.pace(2.5))]
    kinds = [[(word.replace("\u202f", " "), kind) for word, kind, _ in each] for each in said]
    assert kinds == [
        [("100.0", "value"), ("km", "unit"), ("(62.1 mi)", "unit")],
        [("6:40", "value"), ("/km", "unit"), ("(10:44 /mi)", "unit")],
    ]
