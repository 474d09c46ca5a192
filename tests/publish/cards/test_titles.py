from faces import EvenFaces
from milepost.errors import Problem
from milepost.publish.cards.titles import unwritten, writable

FACES = EvenFaces()


def told(words: str) -> Problem:
    (problem,) = unwritten("the title", words, FACES, "a.md", 2, "Day \u20683\u2069")
    return problem


def test_a_title_that_no_font_can_write_gives_way() -> None:
    assert writable("🚴🏔️!", "Day 3", FACES) == "Day 3"
    assert writable("To 🚴", "Day 3", FACES) == "To 🚴"
    assert writable("😀", "Day 3", FACES) == "😀"


def test_what_is_lost_of_a_title_is_told_with_its_place() -> None:
    problem = told("To 🚴 and कब on")
    assert (problem.path, problem.line, problem.severity) == ("a.md", 2, "warning")
    assert problem.message == (
        "share pictures leave letters of the title out, as no font has 🚴 क ब "
        "(emoji, Devanagari); install fonts (fonts-noto-color-emoji, fonts-noto-core on "
        'Debian), or name one:  [share]  fonts = ["fonts/…"]'
    )


def test_what_stands_instead_of_a_title_is_told() -> None:
    assert told("🚴").message.startswith("share pictures say 'Day 3' for the title, as no font")


def test_letters_without_a_name_are_told_by_number_and_many_are_shortened() -> None:
    assert "no font has U+E000 (signs)" in told("a\ue000").message
    assert " …" in told("a" + "".join(map(chr, range(0x915, 0x925)))).message


def test_nothing_is_told_of_what_can_be_written() -> None:
    assert not list(unwritten("the title", "To Delhi 😀", FACES, "a.md"))
