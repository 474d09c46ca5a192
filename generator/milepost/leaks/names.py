"""Words that tell a device or a person, looked for in the texts of a site."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from milepost.model.telltale import Telltale, What

_SHORTEST = 4  # letters: whatever is shorter is in every text


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of the journal's files, and which of them holds it too."""

    what: What
    source: str


class Names:
    """Telltales of files, as far as nobody has told them on purpose.

    `said` tells whether an author has written some words, in lower case: what stands in an
    entry or in the settings was told by its author. A number or a secret is private whoever
    wrote it.
    """

    def __init__(
        self, told: Iterable[tuple[str, Telltale]], said: Callable[[str], bool]
    ) -> None:
        self._looked_for: dict[str, Found] = {}
        for source, each in told:
            words = " ".join(each.text.split()).lower()
            if len(words) < _SHORTEST or words in self._looked_for:
                continue
            if each.what in ("serial number", "file name", "secret") or not said(words):
                self._looked_for[words] = Found(each.what, source)

    def __bool__(self) -> bool:
        return bool(self._looked_for)

    def within(self, text: str) -> Iterator[Found]:
        """Yield each thing that a text tells, once."""
        lower = text.lower()
        for words, found in self._looked_for.items():
            if _stands_alone(words, lower):
                yield found


def _stands_alone(words: str, text: str) -> bool:
    """Tell whether words are in a text, and not as a part of longer ones."""
    at = text.find(words)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() or after.isalnum()):
            return True
        at = text.find(words, at + 1)
    return False
