from hypothesis import given
from hypothesis import strategies as st

from faces import LATIN, EvenFaces
from milepost.draw.cards.setting import Block, fit, lettered

FACES = EvenFaces()
WORDS = st.text(st.sampled_from("abcdefg hij, -אבגד 12日本の、()…क"), max_size=80)


def rows(block: Block) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in block.lines]


@given(WORDS, st.integers(60, 400), st.integers(1, 4))
def test_words_never_leave_their_box(words: str, width: int, lines: int) -> None:
    block = fit(words, FACES, width=width, size=40, smallest=20, lines=lines)
    assert len(block.lines) <= lines
    for line in block.lines:
        assert line.width <= width + 0.1
        assert all(0 <= piece.x <= line.width for piece in line.pieces)


@given(WORDS)
def test_nothing_is_lost_but_what_no_font_has(words: str) -> None:
    block = fit(words, FACES, width=100_000, size=20, smallest=20)
    if block.lines:
        assert sorted("".join(rows(block)).replace(" ", "")) == sorted(
            words.replace("क", "").replace(" ", "")
        )


def test_words_are_as_large_as_they_fit() -> None:
    assert fit("abcdefghij", FACES, width=200, size=60, smallest=20).size == 40
    assert fit("abc", FACES, width=200, size=60, smallest=20).size == 60


def test_lines_are_of_like_length() -> None:
    block = fit("aaaa bbbb cccc dddd", FACES, width=150, size=20, smallest=20, lines=2)
    assert rows(block) == ["aaaa bbbb", "cccc dddd"]


def test_a_long_title_ends_with_an_ellipsis() -> None:
    block = fit("aaaa bbbb cccc dddd", FACES, width=100, size=20, smallest=20, lines=1)
    assert block.cut
    assert rows(block) == ["aaaa bbbb…"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    block = fit("a" * 15, FACES, width=100, size=20, smallest=20, lines=2)
    assert rows(block) == ["a" * 10, "a" * 5]


def test_a_word_is_made_smaller_before_it_is_broken() -> None:
    block = fit("aaaaaaaaaaaa bb", FACES, width=100, size=20, smallest=10, lines=2)
    assert rows(block) == ["aaaaaaaaaaaa", "bb"]
    assert not block.broken
    assert fit("a" * 15, FACES, width=100, size=20, smallest=20, lines=2).broken


def test_japanese_breaks_between_letters_but_not_before_a_comma() -> None:
    block = fit("日本日本日本日本日本、日", FACES, width=100, size=20, smallest=20, lines=2)
    assert len(block.lines) == 2
    assert not rows(block)[1].startswith("、")


def test_each_piece_is_of_a_font_that_has_its_letters() -> None:
    (line,) = fit("Tour אב", FACES, width=400, size=20, smallest=20).lines
    assert [(piece.text.strip(), piece.family) for piece in line.pieces] == [
        ("Tour", "Source Sans Pro"),
        ("אב", "Test Hebrew"),
    ]


def test_words_to_the_left_have_their_first_piece_at_the_right() -> None:
    block = fit("אב Delhi!", FACES, width=400, size=20, smallest=20)
    (line,) = block.lines
    places = {piece.text.strip(): piece.x for piece in line.pieces}
    assert block.leftward
    assert places["!"] < places["Delhi"] < places["אב"]


def test_marks_stay_with_their_letter() -> None:
    (line,) = fit("אָב", FACES, width=400, size=20, smallest=20).lines
    assert [piece.text for piece in line.pieces] == ["אָב"]


def test_letters_that_no_font_has_are_named_and_left_out() -> None:
    assert lettered("To कब Delhi 🚴", FACES) == ("To Delhi", "कब🚴")
    assert lettered("कब!", FACES) == ("", "कब")
    assert fit("कब!", FACES, width=100, size=20, smallest=20).lines == ()


def test_emoji_alone_are_set_if_a_font_has_them() -> None:
    (line,) = fit("😀", FACES, width=100, size=20, smallest=20).lines
    assert [piece.text for piece in line.pieces] == ["😀"]
    assert lettered("🚴!", FACES) == ("", "🚴")


def test_spaces_beside_emoji_are_as_wide_as_others() -> None:
    (line,) = fit("a 😀 b", FACES, width=100, size=20, smallest=20).lines
    spaced = [piece for piece in line.pieces if piece.text != piece.text.strip()]
    assert {piece.family for piece in spaced} == {LATIN.family}


def test_letters_that_nobody_knows_are_named() -> None:
    assert lettered("To \ue000\U0007fffd", FACES) == ("To", "\ue000\U0007fffd")


def test_hidden_characters_are_no_letters() -> None:
    assert lettered("a\u202eb\x00c\u200f", FACES) == ("abc", "")
