"""Problems in words on the terminal."""

from collections.abc import Iterable

import click

from milepost.errors import MilepostError, Problem, counted

_COLOURS = {"error": "red", "warning": "yellow"}


def tell(problems: Iterable[Problem]) -> None:
    """Print each problem once, on standard error."""
    for problem in dict.fromkeys(problems):
        word = click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True)
        click.echo(f"{word}: {printable(str(problem))}", err=True)


def tell_failure(error: MilepostError) -> None:
    """Print why nothing was written."""
    problems = list(dict.fromkeys(error.problems))
    tell(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    counts = [counted(errors, "error")] if errors else []
    if len(problems) > errors:
        counts.append(counted(len(problems) - errors, "warning"))
    click.echo(f"{', '.join(counts)}; nothing was written", err=True)


def printable(text: str) -> str:
    """Return text without what could steer a terminal: names are other people's words."""
    return "".join(c if c.isprintable() or c in "\n \u200d" else "�" for c in text)
