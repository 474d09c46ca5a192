"""Where a key stands in a TOML file; `tomllib` gives values without places."""

import re
from collections import defaultdict
from dataclasses import dataclass

from milepost.errors import Problem, Severity

_HEADER = re.compile(r"\s*\[(\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(
    r"""\s*(?P<above>(?:[A-Za-z0-9_-]+\s*\.\s*)*)(?P<key>"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=\s*"""
)


@dataclass(frozen=True, slots=True)
class Place:
    """A span on one line; line and columns count from 1."""

    line: int
    column: int
    width: int
    text: str


def problem_at(
    place: Place | None, message: str, path: str, severity: Severity = "error"
) -> Problem:
    """Return what is wrong at a place of a file, or with the file if the place is unknown."""
    if place is None:
        return Problem(message, path, severity=severity)
    line, column, text, width = place.line, place.column, place.text, place.width
    return Problem(message, path, line, column, text, width, severity)


class Positions:
    """Keys and values of a TOML text by table, number of the table, and key."""

    def __init__(self, source: str):
        self._keys: dict[tuple[str, int, str], Place] = {}
        self._values: dict[tuple[str, int, str], Place] = {}
        self._tables: dict[tuple[str, int], Place] = {}
        self._read(source)

    def key(self, table: str, number: int, key: str) -> Place | None:
        """Return the place of a key, or of its table when it is written in another way."""
        return self._keys.get((table, number, key)) or self._around(table, number)

    def value(self, table: str, number: int, key: str) -> Place | None:
        """Return the place of a key's value."""
        return self._values.get((table, number, key)) or self._around(table, number)

    def table(self, table: str, number: int = 0) -> Place | None:
        """Return the place of a table's header."""
        return self._tables.get((table, number))

    def _around(self, table: str, number: int) -> Place | None:
        above, _, name = table.rpartition(".")
        return self.table(table, number) or self._keys.get((above, 0, name))

    def _read(self, source: str) -> None:
        table, number, quote = "", 0, ""
        seen: dict[str, int] = defaultdict(int)
        for line, text in enumerate(source.split("\n"), 1):
            inside, quote = quote, _open_quote(text, quote)
            if inside:
                continue
            if header := _HEADER.match(text):
                table = header[2].strip().strip("\"'")
                number = seen[table] if header[1] else 0
                seen[table] += 1
                span = header.span(2)
                place = Place(line, span[0] + 1, span[1] - span[0], text)
                self._tables.setdefault((table, number), place)
                self._tables.setdefault((table.partition(".")[0], 0), place)
            elif key := _KEY.match(text):
                name, start = key["key"].strip("\"'"), key.start("key")
                above = re.sub(r"\s", "", key["above"]).rstrip(".")
                where = (".".join(part for part in (table, above) if part), number, name)
                self._keys.setdefault(where, Place(line, start + 1, len(key["key"]), text))
                value = text[key.end() :].split(" #")[0].rstrip()
                self._values.setdefault(
                    where, Place(line, key.end() + 1, len(value) or 1, text)
                )


def _open_quote(text: str, quote: str) -> str:
    """Return the triple quote that is still open at the end of a line."""
    for mark in re.findall(r'"""|\'\'\'', text):
        quote = "" if quote == mark else quote or mark
    return quote
