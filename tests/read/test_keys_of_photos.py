"""What an entry says of its photos."""

from pathlib import PurePosixPath

import pytest

from milepost.model.journal import PhotoMark
from milepost.read.front_matter import Value, split
from milepost.read.keys import InsideError, camera_offset, photos


def value(typed: str) -> Value:
    """Return the value of a key as YAML has it."""
    return split(PurePosixPath("a.md"), f"---\nkey: {typed}\n---\n").values["key"]


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("a.jpg", [PhotoMark("a.jpg", 2)]),
        ("\n  - a.jpg\n  - b.jpg", [PhotoMark("a.jpg", 3), PhotoMark("b.jpg", 4)]),
        ("\n  - a.jpg: Dawn, at last", [PhotoMark("a.jpg", 3, "Dawn, at last")]),
        ("\n  a.jpg: Dawn\n  b.jpg: Dusk",
         [PhotoMark("a.jpg", 3, "Dawn"), PhotoMark("b.jpg", 4, "Dusk")]),
        ("\n  - file: a.jpg\n    alt: A cow\n    cover: yes\n    camera_offset: -0:00:30",
         [PhotoMark("a.jpg", 3, alt="A cow", cover=True, clock_s=-30.0)]),
    ],
)  # fmt: skip
def test_photos_are_named_with_their_words(typed: str, marks: list[PhotoMark]) -> None:
    assert list(photos(value(typed))) == marks


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("\n  - a.jpg\n  - caption: x", 4),
        ("\n  - file: a.jpg\n    colour: red", 3),
        ("\n  - [a, b]", 3),
        ("\n  - a.jpg: [x]", 3),
        ("\n  - file: a.jpg\n    cover: perhaps", 4),
    ],
)
def test_what_is_no_photo_is_told_where_it_stands(typed: str, line: int) -> None:
    with pytest.raises(InsideError) as caught:
        photos(value(typed))
    assert caught.value.at.line == line


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("+1:30", 5400),
        ("1:30", 5400),
        ("-0:02:10", -130),
        ("-00:02:10", -130),
        ("+13:00", 46_800),
    ],
)
def test_a_clock_is_put_right(typed: str, seconds: float) -> None:
    assert camera_offset(value(f'"{typed}"')) == seconds


@pytest.mark.parametrize("typed", ["90", "1 h", "+1:90", "yes"])
def test_what_puts_no_clock_right_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="takes what to add"):
        camera_offset(value(f'"{typed}"'))
