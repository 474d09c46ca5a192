"""Names of towns and countries in the reader's language."""

import pytest

from milepost.model.place import Place
from milepost.publish.words.names import names_in, own_name, tag_of


@pytest.mark.parametrize(
    ("language", "country", "name", "said"),
    [
        ("de", "IT", "Rome", "Rom"),
        ("de", "EG", "Cairo", "Kairo"),
        ("de", "IN", "Kolkata", "Kalkutta"),
        ("de-CH", "AT", "Vienna", "Wien"),
        ("de", "IS", "Reykjavík", "Reykjavík"),
        ("fr", "GB", "London", "Londres"),
        ("hi", "IN", "Kolkata", "कोलकाता"),
        ("ja", "US", "New York City", "ニューヨーク"),
        ("de", "US", "Rome", "Rome"),
        ("de", "DE", "Munich", "Munich"),
        ("fr", "KW", "Kuwait City", "Kuwait City"),
        ("en", "IT", "Rome", "Rome"),
    ],
)
def test_big_towns_have_their_names(language: str, country: str, name: str, said: str) -> None:
    assert names_in(language).of(Place(name, country)) == said


@pytest.mark.parametrize(
    ("language", "code", "said"),
    [("en", "IN", "India"), ("de", "IN", "Indien"), ("pt-BR", "DE", "Alemanha")],
)
def test_every_country_has_its_name(language: str, code: str, said: str) -> None:
    assert names_in(language).countries[code] == said


def test_only_countries_are_listed_and_they_come_in_order() -> None:
    codes = list(names_in("de").countries)
    assert codes == sorted(codes)
    assert len(codes) > 200
    assert "001" not in codes
    assert not any("\u00ad" in name for name in names_in("de").towns.values())


def test_a_tag_of_a_language_is_one_that_is_known() -> None:
    known = {"hi": "hi", "pt-br": "pt-BR", "zh-hant": "zh-Hant", "HE": "he"}
    assert {word: tag_of(word) for word in known} == known
    strange = ("one", "hi_IN", "", "..", "x-y", "root", "en-" * 500)
    assert {tag_of(word) for word in strange} == {None}


def test_a_language_has_a_name_in_itself() -> None:
    named = [own_name(tag) for tag in ("hi", "fr", "pt-BR", "ka")]
    assert named == ["हिन्दी", "Français", "Português (Brasil)", "ქართული"]
