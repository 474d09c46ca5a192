"""Read `site.toml`."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from milepost.config.checks import (
    Told,
    idle_times,
    idle_zones,
    risky_sums,
    said_otherwise,
    wrong_athletes,
    wrong_fundraiser,
    wrong_goals,
    wrong_journeys,
    wrong_languages,
    wrong_tiles,
)
from milepost.config.kinds import Kind
from milepost.config.positions import Place, Positions, problem_at
from milepost.config.settings import (
    FIELDS,
    LISTS,
    REQUIRED,
    TABLES,
    WHOLE,
    AthleteConfig,
    Config,
    GoalConfig,
    JourneyConfig,
    LanguageConfig,
)
from milepost.errors import ConfigError, Problem, Severity, did_you_mean
from milepost.model.privacy import Zone

_PRIVATE = ("privacy", "zones")
_EXAMPLES = {"lat": "26.9124", "lon": "75.7873", "radius": '"400 m"'}

_MOST = 200_000  # characters
_MOST_DOTS = 1000  # on a line: each is taken for a level


def load_config(path: str, data: bytes) -> tuple[Config, tuple[Problem, ...]]:
    """Return the settings and warnings of a `site.toml`.

    Raise ConfigError with every error of the file at once. Unknown keys are warnings.
    """
    reading = _Reading(path, _decode(path, data))
    values = reading.tables()
    lists = {table: reading.rows(table) for table in LISTS}
    reading.check(wrong_athletes(lists["athletes"]))
    reading.check(wrong_journeys(lists["journeys"], lists["athletes"]))
    given = reading.data.get("goals", ())
    reading.check(wrong_goals(lists["goals"], given, lists["journeys"], lists["athletes"]))
    reading.check(wrong_languages(lists["languages"], values.get("language", "en")))
    reading.check(wrong_fundraiser(values, lists["journeys"], lists["goals"]))
    reading.check(wrong_tiles(values, reading.data.get("map", ())))
    if any(problem.severity == "error" for problem in reading.problems):
        raise ConfigError(sorted(reading.problems, key=lambda problem: problem.line or 0))
    reading.check(idle_zones(values))
    reading.check(idle_times(values))
    reading.check(risky_sums(values))
    config = Config(
        **values,
        athletes=tuple(AthleteConfig(**row) for row in lists["athletes"]),
        journeys=tuple(JourneyConfig(**row) for row in lists["journeys"]),
        goals=tuple(GoalConfig(**row) for row in lists["goals"]),
        languages=tuple(LanguageConfig(**row) for row in lists["languages"]),
        privacy_zones=tuple(_zone(row) for row in lists["privacy.zones"]),
        path=path,
        places=reading.places,
    )
    return config, tuple(reading.problems)


def _zone(row: Mapping[str, Any]) -> Zone:
    return Zone(row["lat"], row["lon"], row["radius"], row.get("name", ""))


def _decode(path: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "the file is not UTF-8 text; save it as UTF-8 in your editor"
        excerpt = data.split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
        raise ConfigError(Problem(message, path, line, excerpt=excerpt)) from error


class _Reading:
    """One pass over a file; collects problems while it goes."""

    def __init__(self, path: str, source: str):
        self.path, self.source = path, source
        self.problems: list[Problem] = []
        if len(source) > _MOST:
            message = f"the file is too large ({len(source):,} characters) for settings"
            raise ConfigError(Problem(message, path))
        self.places = Positions(source)
        try:
            if any(line.count(".") > _MOST_DOTS for line in source.split("\n")):
                raise RecursionError
            self.data: dict[str, Any] = tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            problem = _discreet(_syntax(path, source, error), source)
            raise ConfigError(problem) from error
        except RecursionError as error:
            message = "the brackets are nested too deeply; no setting needs that"
            raise ConfigError(Problem(message, path)) from error
        except ValueError as error:
            message = "a number in it has more digits than any setting needs"
            raise ConfigError(Problem(message, path)) from error
        self._unknown_tables()

    def tables(self) -> dict[str, Any]:
        """Return the fields of Config that single tables give."""
        fields: dict[str, Any] = {}
        for table, kinds in TABLES.items():
            found = self.data.get(table, {})
            if not isinstance(found, dict):
                self._tell(f"'{table}' is a table; begin it with [{table}]", table, 0, table)
                continue
            values: dict[str, Any] = dict(self._convert(table, 0, found, kinds))
            if table in WHOLE:
                if values.keys() >= set(REQUIRED[table]):
                    fields[table] = WHOLE[table](**values)
                continue
            fields |= {FIELDS.get((table, key), key): value for key, value in values.items()}
        return fields

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a list of tables such as [[journeys]], or of one in a table."""
        above, _, name = table.rpartition(".")
        around = self.data.get(above, {}) if above else self.data
        found = around.get(name, []) if isinstance(around, dict) else []
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            self._tell(f"'{table}' is a list; begin each with [[{table}]]", table, 0, table)
            return []
        return [dict(self._convert(table, n, row, LISTS[table])) for n, row in enumerate(found)]

    def check(self, told: Iterable[Told]) -> None:
        """Keep what is wrong with values that had been fine one by one."""
        for each in told:
            self._add(each.message, _place(self.places, each), each.severity)

    def _convert(
        self, table: str, number: int, row: Mapping[str, Any], kinds: Mapping[str, Kind]
    ) -> Iterator[tuple[str, object]]:
        head = f"[[{table}]]" if table in LISTS else f"[{table}]"
        for key, value in row.items():
            if f"{table}.{key}" in LISTS:
                continue
            if key not in kinds:
                known = [*kinds, *_lists_in(table)]
                hint = said_otherwise(key, known) or did_you_mean(key, known)
                message = f"unknown setting '{key}' in {head}{hint}"
                severity = _severity(table, key, known)
                self._add(message, self.places.key(table, number, key), severity)
                continue
            try:
                yield key, kinds[key](value)
            except ValueError as error:
                place = self.places.value(table, number, key)
                self._add(f"'{key}' in {head} {error}", place)
        for required in REQUIRED.get(table, ()):
            if required not in row and (table in LISTS or table in self.data):
                example = _EXAMPLES.get(required, '"…"')
                message = f"{head} needs a {required}: add  {required} = {example}"
                self._add(message, self.places.table(table, number))

    def _unknown_tables(self) -> None:
        known = [*TABLES, *(table for table in LISTS if "." not in table)]
        if not self.data.keys() & {"site", *TABLES["site"]}:
            self._add('there is no [site] table; begin with  [site]  and  title = "…"', None)
        for table in self.data:
            if table in TABLES["site"]:
                message = f"'{table}' belongs in the [site] table: put it below a line [site]"
                severity: Severity = "warning" if "site" in self.data else "error"
                self._add(message, self.places.key("", 0, table), severity)
            elif table not in known:
                what = "table" if isinstance(self.data[table], (dict, list)) else "setting"
                message = f"unknown {what} '{table}'{did_you_mean(table, known)}"
                place = self.places.table(table) or self.places.key("", 0, table)
                self._add(message, place, _severity("", table, known))

    def _tell(self, message: str, table: str, number: int, key: str) -> None:
        self._add(message, self.places.key("", number, key) or self.places.table(table, number))

    def _add(self, message: str, place: Place | None, severity: Severity = "error") -> None:
        problem = problem_at(place, message, self.path, severity)
        self.problems.append(_discreet(problem, self.source))


def _lists_in(table: str) -> list[str]:
    return [each.removeprefix(f"{table}.") for each in LISTS if each.startswith(f"{table}.")]


def _severity(table: str, key: str, known: Iterable[str]) -> Severity:
    """Return how bad an unknown name is: a privacy zone must not get lost by a typing error."""
    meant = did_you_mean(key, [*known, *_PRIVATE])
    private = table.startswith("privacy") or any(f"'{word}'" in meant for word in _PRIVATE)
    return "error" if private else "warning"


def _place(places: Positions, told: Told) -> Place | None:
    if not told.key:
        return places.table(told.table, told.number)
    if told.at_key:
        return places.key(told.table, told.number, told.key)
    return places.value(told.table, told.number, told.key)


def _discreet(problem: Problem, source: str) -> Problem:
    """Leave out the line itself where zones stand: the logs of CI are often public."""
    above = source.split("\n")[: problem.line or 0]
    headers = [line for line in above if line.lstrip().startswith("[")]
    private = headers and re.search("priv|zone", headers[-1])
    return replace(problem, excerpt=None) if private else problem


# What tomllib says -> what an author needs to hear; {key} is what stands before the "=".
_ADVICE = (
    (r"overwrite a value|declare .* twice", "'{key}' is given twice; keep one"),
    (
        r"Illegal character '\\n'|Unterminated|Expected \"",
        "the text is not closed; end it with a quote",
    ),
    (r"Unclosed|value \(at end", "the bracket is not closed; add ] or }} at the end"),
    (r"Unescaped|hex value", "write a backslash twice, or put the text in 'single quotes'"),
    (r"at the end of a table declaration", "the bracket is not closed; write it as  [site]"),
    (r"Expected newline", "something stands behind the value; write one setting on a line"),
    (r"Invalid value", 'this is no value; put text in straight quotes:  {key} = "…"'),
    (r"Expected '='", 'there is no "=" after the name; write it as  {key} = "…"'),
)


def _syntax(path: str, source: str, error: tomllib.TOMLDecodeError) -> Problem:
    # The text of the error holds its place; attributes for it come with Python 3.14.
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    reason = re.sub(r"\s*\(at .*\)$", "", str(error))
    lines = source.rstrip("\n").split("\n")
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
    excerpt = lines[line - 1] if line <= len(lines) else ""
    key = re.split(r"[=:\s]", excerpt.strip(), maxsplit=1)[0] or "title"
    message = f'this is not valid TOML: {reason.lower()}; write  key = "text"  or  key = 12'
    for pattern, advice in _ADVICE:
        if re.search(pattern, str(error)):
            if "given twice" in advice:
                return Problem(
                    advice.format(key=key), path, line, excerpt.find(key) + 1, excerpt, len(key)
                )
            message = advice.format(key=key)
            break
    return Problem(message, path, line, column, excerpt)
