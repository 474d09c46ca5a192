import pytest

from milepost.draw.cards.directions import MARKS, is_leftward, levels, mirrored, seen_order

FSI, LRI, RLI, PDI, RLM = "\u2068", "\u2066", "\u2067", "\u2069", "\u200f"


def seen(words: str) -> str:
    found = levels(list(words), leftward=is_leftward(words))
    order = (words[position] for position in seen_order(found))
    return "".join(letter for letter in order if letter not in MARKS)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain words, 12", "plain words, 12"),
        ("אבג", "גבא"),
        ("day אבג end", "day גבא end"),
        ("אבג 100", "100 גבא"),
        ("אב 1,012 גד", "דג 1,012 בא"),
        ("אב 50% גד", "דג 50% בא"),
        ("אבג Delhi, הו!", "!וה ,Delhi גבא"),
        ("אב (Delhi) 7", "7 )Delhi( בא"),
        ("to (אב) it", "to (בא) it"),
        ("", ""),
        (f"{RLM}{FSI}Day 2{PDI} · {FSI}Rest day{PDI}", "Rest day · Day 2"),
        (f"Arrived on {FSI}1 אב 2026{PDI}, 5", "Arrived on 2026 בא 1, 5"),
        (f"אב {FSI}873 km{PDI} ג", "ג 873 km בא"),
        (f"a {RLI}ב {LRI}c אב{PDI} ג{PDI} e", "a ג c בא ב e"),
        (f"אב {FSI}no end", "no end בא"),
        (f"{PDI}a", "a"),
    ],
)
def test_words_are_seen_in_the_order_of_their_scripts(written: str, shown: str) -> None:
    assert seen(written) == shown


def test_the_first_letter_decides_the_direction() -> None:
    assert is_leftward("12 – אבג abc")
    assert not is_leftward("12 – abc אבג")
    assert not is_leftward("12")
    assert not is_leftward(f"{FSI}אב{PDI} of ten")


def test_brackets_are_turned_round() -> None:
    assert mirrored("!(a") == "a)!"
