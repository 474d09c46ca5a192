"""What places are called."""

import pytest

from milepost.model.place import Names, Place, plain

GERMAN = Names(towns={("IT", "rome"): "Rom", ("BR", "sao paulo"): "São Paulo (de)"})


@pytest.mark.parametrize(
    ("name", "said"),
    [("São Paulo", "sao paulo"), ("St. John’s", "st johns"), ("N'Djamena", "ndjamena")],
)
def test_a_plain_name_has_no_accents_nor_points(name: str, said: str) -> None:
    assert plain(name) == said


def test_a_town_has_its_name_in_the_language_however_it_is_spelt() -> None:
    assert GERMAN.of(Place("Rome", "IT")) == "Rom"
    assert GERMAN.town("BR", "São Paulo") == "São Paulo (de)"


def test_a_namesake_in_another_country_keeps_its_name() -> None:
    assert GERMAN.of(Place("Rome", "US")) == "Rome"


def test_what_has_no_other_name_keeps_its_own() -> None:
    assert GERMAN.of(Place("Rieti", "IT")) == "Rieti"
    assert Names().of(Place("Rome", "IT")) == "Rome"
