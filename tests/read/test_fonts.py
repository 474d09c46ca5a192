import shutil
from pathlib import Path

import pytest

from milepost.draw.raster import shipped_fonts
from milepost.read.fonts import Face, Fonts, state_of

SHIPPED = shipped_fonts()


def fonts(*folders: Path, own: tuple[Path, ...] = ()) -> Fonts:
    return Fonts(SHIPPED[:1], own, folders)


def face(of: Fonts, letter: str, weight: int = 400) -> Face:
    found = of.face(letter, weight)
    assert found is not None
    return found


def test_latin_greek_and_cyrillic_letters_come_along(tmp_path: Path) -> None:
    found = fonts(tmp_path)
    assert {face(found, letter).family for letter in "aéßΩж1…"} == {"Source Sans Pro"}
    assert found.seen == ""


def test_the_nearest_weight_is_taken() -> None:
    found = Fonts(SHIPPED, folders=())
    assert [face(found, "a", weight).weight for weight in (400, 620, 900)] == [400, 600, 700]


def test_a_letter_that_no_font_has_has_no_font(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    found = fonts(tmp_path)
    assert found.face("क", 400) is None
    assert found.seen == state_of((tmp_path,))


def test_a_new_font_is_seen(tmp_path: Path) -> None:
    before = state_of((tmp_path,))
    shutil.copy(SHIPPED[0], tmp_path / "more.ttf")
    assert state_of((tmp_path,)) != before


def test_the_authors_font_comes_before_the_machines(tmp_path: Path) -> None:
    own, machine = tmp_path / "own.ttf", tmp_path / "machine" / "theirs.ttf"
    machine.parent.mkdir()
    shutil.copy(SHIPPED[1], own)
    shutil.copy(SHIPPED[2], machine)
    found = Fonts((), (own,), (machine.parent,))
    chosen = face(found, "a")
    assert chosen.path == own
    ((path, digest),) = found.files([(chosen.family, chosen.weight)])
    assert path == str(own)
    assert len(digest) == 64


def test_a_shipped_font_is_not_named_among_the_files() -> None:
    found = Fonts(SHIPPED, folders=())
    chosen = face(found, "a")
    assert found.files([(chosen.family, chosen.weight)]) == ()


def test_words_are_as_wide_as_their_letters() -> None:
    chosen = face(Fonts(SHIPPED, folders=()), "a")
    assert chosen.width_em("mm", leftward=False) == pytest.approx(
        2 * chosen.width_em("m", leftward=False)
    )
    assert chosen.width_em("m", leftward=False) > chosen.width_em("i", leftward=False)


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("दिल्ली की ओर", "Noto Sans Devanagari"),
        ("الوصول إلى دلهي", "Noto Sans Arabic"),
        ("デリーまで最後の", "Noto Sans CJK JP"),
    ],
)
def test_notos_fonts_are_found_on_the_machine(words: str, family: str) -> None:
    name = family.replace(" ", "")
    if not any(Path("/usr/share/fonts").rglob(f"{name.removesuffix('JP')}*")):
        pytest.skip(f"this machine has no {family}")
    found = Fonts(SHIPPED)
    letters = [letter for letter in words if letter.isalpha()]
    assert {face(found, letter).family for letter in letters} == {family}
