"""The catalogues of the theme: whole, and what their messages ask for."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from messages import LOCALES, gathered, renewed

CATALOGUES = sorted(LOCALES.glob("*.po"))
LANGUAGES = {"de", "es", "fr", "hi", "it", "ja", "nl", "pl", "pt"}
_VALUE = re.compile(r"%\(\w+\)s|\{\w+\}|%%")

all_messages = cache(gathered)


@cache
def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def texts(said: str | tuple[str, ...] | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def messages(path: Path) -> list[Message]:
    return [message for message in catalogue(path) if message.id]


def test_there_is_a_catalogue_for_each_language() -> None:
    assert {path.stem for path in CATALOGUES} >= LANGUAGES


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_holds_the_messages_of_code_and_templates(path: Path) -> None:
    assert path.read_bytes() == renewed(path, all_messages()), "run  make messages"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_says_everything(path: Path) -> None:
    assert [each.id for each in messages(path) if not all(texts(each.string))] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_fills_in_the_values_of_its_message(path: Path) -> None:
    for message in messages(path):
        wanted = {value for text in texts(message.id) for value in _VALUE.findall(text)}
        for said in texts(message.string):
            found = set(_VALUE.findall(said))
            # "One day" needs no number.
            assert found == wanted or found | {"%(num)s"} == wanted, (message.id, said)
