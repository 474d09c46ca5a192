import pytest

from milepost.draw.cards.directions import is_leftward, levels, mirrored, seen_order


def seen(words: str) -> str:
    found = levels(list(words), leftward=is_leftward(words))
    return "".join(words[position] for position in seen_order(found))


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
    ],
)
def test_words_are_seen_in_the_order_of_their_scripts(written: str, shown: str) -> None:
    assert seen(written) == shown


def test_the_first_letter_decides_the_direction() -> None:
    assert is_leftward("12 – אבג abc")
    assert not is_leftward("12 – abc אבג")
    assert not is_leftward("12")


def test_brackets_are_turned_round() -> None:
    assert mirrored("!(a") == "a)!"
