"""Which texts are translations, and which have a dot in their name for another reason."""

from pathlib import PurePosixPath

import pytest

from milepost.model.source import SourceFile
from milepost.tongues import Written, by_language


def written(*names: str, language: str = "en") -> Written:
    files = (SourceFile(PurePosixPath("journal", name), "", 1) for name in names)
    return by_language(files, language)


def told(found: Written) -> dict[str, dict[str, str]]:
    return {
        main.name: {language: file.path.name for language, file in each.items()}
        for main, each in found.translations.items()
    }


def names(found: Written) -> list[str]:
    return [file.path.name for file in found.mains]


def test_a_text_is_a_translation_of_the_one_beside_it_without_the_language() -> None:
    found = written("day.md", "day.hi.md", "day.pt-br.md", "other.md", "other.zh-Hant.markdown")
    assert names(found) == ["day.md", "other.md"]
    assert told(found) == {
        "day.md": {"hi": "day.hi.md", "pt-BR": "day.pt-br.md"},
        "other.md": {"zh-Hant": "other.zh-Hant.markdown"},
    }
    assert not found.problems


@pytest.mark.parametrize(
    "alone",
    [
        ("day.md", "day.one.md"),  # no language
        ("day.hi.md",),  # nothing beside it: it is the entry
        ("day.md", "trip/day.hi.md"),
        ("day.md", "day.hi_IN.md", "day..md", "day.hi-.md", "..md"),
        ("day.md", "day." + "x-" * 2000 + ".md"),
    ],
)
def test_any_other_dot_is_a_part_of_the_name(alone: tuple[str, ...]) -> None:
    found = written(*alone)
    assert [str(file.path) for file in found.mains] == [
        str(PurePosixPath("journal", name)) for name in alone
    ]
    assert not found.translations


def test_a_translation_has_no_translation() -> None:
    found = written("day.md", "day.hi.md", "day.hi.de.md")
    assert names(found) == ["day.md", "day.hi.de.md"]


def test_each_language_has_one_text() -> None:
    twice = written("day.md", "day.pt-br.md", "day.pt-BR.md").problems
    assert [problem.message for problem in twice] == [
        "is in the language 'pt-BR', as is day.pt-br.md; keep one"
    ]
    (own,) = written("day.md", "day.hi.md", language="hi").problems
    assert own.message == "is in the language 'hi', as is day.md; keep one"
    assert own.path == "journal/day.hi.md"


def test_of_several_languages_one_is_the_main_text() -> None:
    found = written("index.en.md", "index.hi.md", "other.md")
    assert names(found) == ["other.md"]
    (problem,) = found.problems
    assert problem.path == "journal/index.en.md"
    assert problem.message == (
        "is in one language, index.hi.md in another, and there is no index.md; "
        "rename the one in the language of the site"
    )
