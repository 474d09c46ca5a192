from pathlib import Path

import pytest

from milepost.errors import ThemeError
from milepost.publish.words.catalogue import Catalogue, beside, catalogue_in
from milepost.publish.words.text import Words

GERMAN = """msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Photos"
msgstr "Fotos"

msgid "km %(done)s of %(total)s"
msgstr "km %(done)s von %(total)s"

msgid "%(num)s day"
msgid_plural "%(num)s days"
msgstr[0] "%(num)s Tag"
msgstr[1] "%(num)s Tage"

msgctxt "sport"
msgid "Ride"
msgstr "Radfahrt"
"""


def german(text: str = GERMAN) -> Words:
    return Words("de", catalogue=Catalogue("de", [("default/locales/de.po", text.encode())]))


def theme(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / "locales").mkdir(parents=True, exist_ok=True)
        (folder / "locales" / name).write_text(text, "utf-8")
    return folder


def one(said: str) -> str:
    return f'msgid "Photos"\nmsgstr "{said}"\n'


def test_a_message_is_said_in_the_language_with_its_values() -> None:
    assert german().gettext("km %(done)s of %(total)s", done=1, total=2) == "km 1 von 2"


def test_a_number_is_written_and_counted_as_the_language_does() -> None:
    said = [german().ngettext("%(num)s day", "%(num)s days", num) for num in (1, 1200)]
    assert said == ["1 Tag", "1.200 Tage"]


def test_there_are_as_many_plurals_as_the_language_has() -> None:
    forms = "".join(f'msgstr[{n}] "%(num)s {said}"\n' for n, said in enumerate("abc"))
    plurals = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && n%100/10!=1 ? 1 : 2);"
    head = f'msgid ""\nmsgstr ""\n"Plural-Forms: {plurals}\\n"\n\n'
    text = f'{head}msgid "%(num)s day"\nmsgid_plural "%(num)s days"\n{forms}'
    words = Words("pl", catalogue=Catalogue("pl", [("pl.po", text.encode())]))
    said = [words.ngettext("%(num)s day", "%(num)s days", num) for num in (1, 3, 5, 12, 22)]
    assert said == ["1 a", "3 b", "5 c", "12 c", "22 b"]


def test_a_context_tells_two_senses_apart() -> None:
    words = german()
    assert words.pgettext("sport", "Ride") == "Radfahrt"
    assert words.gettext("Ride") == "Ride"


def test_what_is_not_translated_stays_english_and_is_noted_once() -> None:
    words = german()
    for message in ("Photos", "Night", "Night", "Goals"):
        words.gettext(message)
    words.ngettext("%(num)s goal", "%(num)s goals", 2)
    assert words.catalogue.missing == ("Night", "Goals", "%(num)s goal")


def test_english_needs_no_catalogue() -> None:
    words = Words("en-GB", catalogue=Catalogue("en-GB"))
    words.gettext("Photos")
    assert words.catalogue.known
    assert words.catalogue.missing == ()


def test_the_first_folder_that_has_a_message_wins(tmp_path: Path) -> None:
    own = theme(tmp_path / "overrides", {"de.po": one("Bilder")})
    base = theme(tmp_path / "default", {"de.po": GERMAN})
    words = Words("de", catalogue=catalogue_in([own, base], "de"))
    assert words.gettext("Photos") == "Bilder"
    assert words.ngettext("%(num)s day", "%(num)s days", 2) == "2 Tage"


def test_a_message_that_is_left_empty_is_that_of_the_theme(tmp_path: Path) -> None:
    empty = 'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    own = theme(tmp_path / "overrides", {"de.po": empty})
    base = theme(tmp_path / "default", {"de.po": GERMAN})
    words = Words("de", catalogue=catalogue_in([own, base], "de"))
    assert words.ngettext("%(num)s day", "%(num)s days", 2) == "2 Tage"
    assert words.catalogue.missing == ()


def test_a_country_goes_before_its_language(tmp_path: Path) -> None:
    folder = theme(tmp_path, {"pt.po": one("Fotografias"), "pt_BR.po": one("Fotos")})
    said = [
        Words(code, catalogue=catalogue_in([folder], code)).gettext("Photos")
        for code in ("pt", "pt-BR", "pt-PT")
    ]
    assert said == ["Fotografias", "Fotos", "Fotografias"]


def test_words_of_an_english_site_may_be_other_ones_too(tmp_path: Path) -> None:
    folder = theme(tmp_path, {"en.po": one("Pictures")})
    words = Words("en-GB", catalogue=catalogue_in([folder], "en-GB"))
    assert words.gettext("Photos") == "Pictures"


def test_a_language_without_a_catalogue_is_not_known(tmp_path: Path) -> None:
    assert not catalogue_in([theme(tmp_path, {"de.po": GERMAN})], "sv").known


def test_catalogues_are_equal_by_their_messages() -> None:
    assert german().catalogue == german().catalogue != german(one("Bilder")).catalogue


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("msgid Photos", "not a catalogue of messages"),
        ('msgid "Rest day"\nmsgstr "%(title)s"\n', r"asks for %\(title\)s, which"),
        ('msgid "Found: {number}"\nmsgstr "{zahl}"\n', "asks for {zahl}, which"),
        (
            'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\nmsgstr[0] "%(num)s Tag"\n',
            "needs a text for each of its 2 forms",
        ),
        ('msgid "%(num)s of 2"\nmsgstr "%(number)s von 2"\n', "unknown named placeholder"),
        ('msgid "Photos"\nmsgstr "100% Fotos"\n', "write %% for the sign itself"),
    ],
)
def test_a_broken_catalogue_is_named(text: str, told: str) -> None:
    with pytest.raises(ThemeError, match=told) as refused:
        german(text)
    assert refused.value.problems[0].path == "default/locales/de.po"


def test_languages_are_written_to_the_left_or_to_the_right() -> None:
    assert [Words(code).direction for code in ("de", "he", "ar")] == ["ltr", "rtl", "rtl"]


def test_what_stays_english_in_arabic_keeps_its_order_and_so_do_values() -> None:
    words = Words("ar", catalogue=Catalogue("ar"))
    assert words.gettext("Ended on %(date)s", date="1 مايو") == "Ended on \u20681 مايو\u2069"
    assert words.joined(["1", "b"]) == "\u200f\u20681\u2069, \u2068b\u2069"
    assert words.catalogue.missing == ("Ended on %(date)s", "%(before)s, %(after)s")


def test_parts_beside_each_other_follow_the_page() -> None:
    assert beside(["Day 2", "Rest day"], leftward=False) == "Day 2 · Rest day"
    told = "\u200f\u2068Day 2\u2069 · \u2068Rest day\u2069"
    assert beside(["Day 2", "Rest day"], leftward=True) == told


def test_values_of_a_language_from_right_to_left_keep_their_order() -> None:
    said = (
        'msgid "%(name)s, <a href=\\"%(page)s\\">%(num)s</a>"\n'
        'msgstr "%(num)s <a href=\\"%(page)s\\">%(name)s</a>"\n'
    )
    words = Words("he", catalogue=Catalogue("he", [("he.po", said.encode())]))
    values = {"name": "Bo", "page": "now/", "num": 3}
    message = '%(name)s, <a href="%(page)s">%(num)s</a>'
    told = '\u200f\u20683\u2069 <a href="now/">\u2068Bo\u2069</a>'
    assert words.gettext(message, **values) == told
