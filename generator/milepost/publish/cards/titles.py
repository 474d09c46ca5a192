"""Words on share pictures that no font has letters for: what stands there, and what is told."""

from collections.abc import Iterator

from milepost.draw.cards.directions import MARKS
from milepost.draw.cards.faces import Faces
from milepost.draw.cards.scripts import name_of, package_of, script_of
from milepost.draw.cards.setting import lettered
from milepost.errors import Problem

_NAMED = 8  # letters that a message names


def writable(title: str, instead: str, fonts: Faces) -> str:
    """Return a title, or other words for one of which nothing can be written."""
    return title if lettered(title, fonts)[0] else instead


def unwritten(
    what: str, words: str, fonts: Faces, source: str, line: int | None = None, instead: str = ""
) -> Iterator[Problem]:
    """Warn of letters in some words that no font has; `instead` is what pictures then say."""
    left, missing = lettered(words, fonts)
    if not missing:
        return
    scripts = dict.fromkeys(map(script_of, missing))
    packages = dict.fromkeys(map(package_of, scripts))
    letters = list(dict.fromkeys(map(name_of, missing)))
    more = " …" if len(letters) > _NAMED else ""
    said = "".join(letter for letter in instead if letter not in MARKS)
    does = f"leave letters of {what} out" if left else f"say '{said}' for {what}"
    message = (
        f"share pictures {does}, as no font has {' '.join(letters[:_NAMED])}{more} "
        f"({', '.join(scripts)}); install fonts ({', '.join(packages)} on Debian), or "
        'name one:  [share]  fonts = ["fonts/…"]'
    )
    yield Problem(message, source, line, severity="warning")
