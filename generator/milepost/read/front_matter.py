"""The keys on top of an entry: YAML between `---` lines, or TOML between `+++`.

Every scalar stays the text that the author typed. YAML's own guesses are deadly here: it
reads `1:23:45` as the number 5025 and `no` as false. What a key means decides later.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from milepost.errors import Problem, Severity, SourceError


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it stands in the file; line and column count from 1."""

    content: "str | tuple[Value, ...] | Mapping[str, Value]"
    line: int
    column: int
    width: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a file and the text that follows them.

    `keys` maps a key to the place of its name; `values` to what it holds. `body_line` is
    the line on which `body` begins.
    """

    path: PurePosixPath
    lines: tuple[str, ...]
    keys: Mapping[str, Value]
    values: Mapping[str, Value]
    body: str
    body_line: int

    def problem(self, message: str, at: Value | None, severity: Severity = "error") -> Problem:
        """Return a problem that points at a key or value of this file."""
        if at is None:
            return Problem(message, str(self.path), severity=severity)
        excerpt = self.lines[at.line - 1] if at.line <= len(self.lines) else None
        place = str(self.path), at.line, at.column
        return Problem(message, *place, excerpt, at.width, severity)


def split(path: PurePosixPath, text: str) -> FrontMatter:
    """Split a file into keys and body. Raise SourceError for anything half-open or doubled."""
    lines = tuple(text.split("\n"))
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    mark = lines[first].rstrip()
    if mark not in ("---", "+++"):
        _refuse_unopened(path, lines, first)
        return FrontMatter(path, lines, {}, {}, text, 1)
    ends = ("---", "...") if mark == "---" else ("+++",)
    rest = range(first + 1, len(lines))
    last = next((n for n in rest if lines[n].rstrip() in ends), None)
    if last is None:
        message = f"the keys begin here but never end; add a line '{mark}' below the last key"
        raise SourceError(Problem(message, str(path), first + 1, 1, lines[first], 3))
    block = "\n".join(lines[first + 1 : last])
    read = _yaml if mark == "---" else _toml
    keys, values = read(path, lines, block, first + 1)
    return FrontMatter(path, lines, keys, values, "\n".join(lines[last + 1 :]), last + 2)


def _refuse_unopened(path: PurePosixPath, lines: tuple[str, ...], first: int) -> None:
    # `title: x` on top and a `---` soon after: the opening line was forgotten. Published as
    # it is, the keys would become words of the page and the title be lost.
    if not re.match(r"[A-Za-z_]+:(\s|$)", lines[first]):
        return
    for line in lines[first + 1 : first + 30]:
        if line.rstrip() == "---":
            message = "these look like keys, but the line '---' above them is missing; add it"
            raise SourceError(Problem(message, str(path), first + 1, 1, lines[first]))
        if not re.match(r"\s*(-|#|[A-Za-z_]+:|$)", line):
            return


def _yaml(
    path: PurePosixPath, lines: tuple[str, ...], block: str, offset: int
) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
    try:
        node = yaml.compose(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise SourceError(_yaml_problem(path, lines, error, offset)) from error
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        message = "the keys must be written as  key: value , one a line"
        raise SourceError(Problem(message, str(path), offset + 1, 1, lines[offset]))
    return _mapping(path, lines, node, offset)


def _mapping(
    path: PurePosixPath, lines: tuple[str, ...], node: yaml.MappingNode, offset: int
) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
    keys: dict[str, Value] = {}
    values: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = _value(path, lines, key_node, offset)
        name = str(key.content)
        if name in keys:
            message = f"'{name}' is given twice (first on line {keys[name].line}); keep one"
            place = str(path), key.line, key.column, lines[key.line - 1], key.width
            raise SourceError(Problem(message, *place))
        keys[name] = key
        values[name] = _value(path, lines, value_node, offset)
    return keys, values


def _value(
    path: PurePosixPath, lines: tuple[str, ...], node: yaml.Node, offset: int, depth: int = 0
) -> Value:
    start, end = node.start_mark, node.end_mark
    width = end.column - start.column if end.line == start.line else 1
    place = start.line + offset + 1, start.column + 1, max(1, width)
    if isinstance(node, yaml.ScalarNode):
        return Value(str(node.value), *place)
    if depth > 4:
        message = "the keys are nested too deeply"
        raise SourceError(Problem(message, str(path), place[0]))
    if isinstance(node, yaml.SequenceNode):
        items = (_value(path, lines, item, offset, depth + 1) for item in node.value)
        return Value(tuple(items), *place)
    assert isinstance(node, yaml.MappingNode)
    return Value(_mapping(path, lines, node, offset)[1], *place)


def _yaml_problem(
    path: PurePosixPath, lines: tuple[str, ...], error: yaml.YAMLError, offset: int
) -> Problem:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    line = mark.line + offset + 1 if mark else offset + 1
    excerpt = lines[line - 1] if line <= len(lines) else ""
    key, colon, value = excerpt.partition(": ")
    advice = "check the line and the one above it"
    if "\t" in excerpt:
        advice = "use spaces, not a tab"
    elif colon and ":" in value:
        advice = f'put the value in quotes:  {key.strip()}: "{value.strip()}"'
    elif colon and value.strip()[:1] in "\"'[{":
        advice = "close the quote or bracket"
    message = f"cannot read the keys: {reason}; {advice}"
    return Problem(message, str(path), line, mark.column + 1 if mark else None, excerpt)


def _toml(
    path: PurePosixPath, lines: tuple[str, ...], block: str, offset: int
) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
    try:
        data = tomllib.loads(block)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = offset + (int(found[1]) if found else 1)
        message = f"cannot read the keys: {str(error).split(' (at')[0].lower()}"
        raise SourceError(Problem(message, str(path), line, excerpt=lines[line - 1])) from error
    keys = {name: _toml_place(name, lines, offset) for name in data}
    values = {name: _toml_value(value, keys[name]) for name, value in data.items()}
    return keys, values


def _toml_place(name: str, lines: tuple[str, ...], offset: int) -> Value:
    for number, line in enumerate(lines[offset:], offset + 1):
        if found := re.match(rf"\s*[\[\"']*{re.escape(name)}\b", line):
            return Value(name, number, found.end() - len(name) + 1, len(name))
    return Value(name, offset, 1, 1)


def _toml_value(value: Any, at: Value) -> Value:
    if isinstance(value, dict):
        inner = {str(key): _toml_value(item, at) for key, item in value.items()}
        return Value(inner, at.line, at.column, at.width)
    if isinstance(value, list):
        items = tuple(_toml_value(item, at) for item in value)
        return Value(items, at.line, at.column, at.width)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Value(text, at.line, at.column, at.width)
