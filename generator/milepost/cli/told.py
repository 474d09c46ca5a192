"""Problems in words on the terminal."""

from collections.abc import Iterable

import click

from milepost.errors import MilepostError, Problem, counted

_COLOURS = {"error": "red", "warning": "yellow"}


def tell(problems: Iterable[Problem]) -> None:
    """Print each problem once, on standard error."""
    for problem in dict.fromkeys(problems):
        word = click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True)
        click.echo(f"{word}: {_printable(str(problem))}", err=True)


def tell_failure(error: MilepostError) -> None:
    """Print why nothing was written."""
    problems = list(dict.fromkeys(error.problems))
    tell(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    counts = [counted(errors, "error")] if errors else []
    if len(problems) > errors:
        counts.append(counted(len(problems) - errors, "warning"))
    click.echo(f"{', '.join(counts)}; nothing was written", err=True)


def _printable(text: str) -> str:
    # Names of files and tracks are other people's words: none may steer the terminal.
    return "".join(char if char.isprintable() or char in "\n " else "�" for char in text)
