"""Problems an author can act on.

MilepostError           carries one or more Problems; never shown with a traceback
    ConfigError         site.toml is wrong
    SourceError         a file of the journal is wrong
    ThemeError          a theme or one of its templates is wrong
    AddressError        two sources want the same address in the site
    OutputError         the output folder cannot be written
    BuildError          all that was found, collected over the whole build
Anything else that escapes is a bug and keeps its traceback.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, and what to do about it.

    `path` is relative to the journal's project folder. `line` and `column` count from 1 in
    the file as the author sees it. `excerpt` is the offending line; `width` the number of
    characters under the caret.
    """

    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    width: int = 1
    severity: Severity = "error"

    @property
    def place(self) -> str:
        """`file:line:column`, as far as it is known."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.path else self.message
        head = head.replace("\n", "\ufffd")  # of a name, which could pretend to be a message
        if self.excerpt is None or self.line is None:
            return head
        text = self.excerpt.expandtabs(1)[:200].rstrip()
        number = f"{self.line:>5}"
        frame = f"{head}\n{number} | {text}"
        if self.column is None:
            return frame
        caret = " " * (self.column - 1) + "^" * max(1, min(self.width, len(text)))
        return f"{frame}\n{' ' * len(number)} | {caret}"


class MilepostError(Exception):
    """Base of every error that is shown to the author as sentences."""

    def __init__(self, problems: Problem | Iterable[Problem]):
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)  # positional, so that it pickles

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ConfigError(MilepostError):
    """`site.toml` cannot be used."""


class SourceError(MilepostError):
    """One file of the journal cannot be used."""


class ThemeError(MilepostError):
    """A theme is missing, too new, or one of its templates failed."""


class AddressError(MilepostError):
    """Two sources claim one address."""


class OutputError(MilepostError):
    """The output folder cannot be written."""


class BuildError(MilepostError):
    """Everything that stopped a build, in one go."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the closest known word, or nothing."""
    close = get_close_matches(word.lower(), {k.lower(): k for k in known}, n=1, cutoff=0.6)
    names = {k.lower(): k for k in known} if close else {}
    return f"; did you mean '{names[close[0]]}'?" if close else ""


def counted(number: int, noun: str) -> str:
    """Return `1 page` or `3 pages`."""
    if number != 1:
        noun = (
            noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
        )
    return f"{number:,} {noun}"
