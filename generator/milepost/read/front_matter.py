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

_TOO_DEEP = "the keys are nested too deeply; write  key: value"
_MOST = 65_536  # characters of keys; a day's worth is some hundred
_MOST_DOTS = 1000  # on a line of TOML, which takes each for a level


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
        _refuse_dashes(path, lines, first)
        _refuse_unopened(path, lines, first)
        return FrontMatter(path, lines, {}, {}, text, 1)
    ends = ("---", "...") if mark == "---" else ("+++",)
    rest = range(first + 1, len(lines))
    last = next((n for n in rest if lines[n].rstrip() in ends), None)
    if last is None:
        message = f"the keys begin here but never end; add a line '{mark}' below the last key"
        raise SourceError(Problem(message, str(path), first + 1, 1, lines[first], 3))
    block = "\n".join(lines[first + 1 : last])
    if len(block) > _MOST:
        message = f"the keys are too long ({len(block):,} characters); words belong below them"
        raise SourceError(Problem(message, str(path), first + 1))
    read = _yaml if mark == "---" else _toml
    keys, values = read(path, lines, block, first + 1)
    return FrontMatter(path, lines, keys, values, "\n".join(lines[last + 1 :]), last + 2)


def _refuse_dashes(path: PurePosixPath, lines: tuple[str, ...], first: int) -> None:
    # Phones turn `---` into a long dash; a blank before it or a fourth hyphen slips in too.
    dashes = re.fullmatch(r"\s*[-–—+]+\s*", lines[first])
    if dashes and re.match(r"[A-Za-z_]+:(\s|$)", (*lines, "")[first + 1]):
        message = "the line above the keys must be three hyphens and nothing else: ---"
        raise SourceError(Problem(message, str(path), first + 1, 1, lines[first]))


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
            break
    top = lines[first : first + 2]
    if len(top) == 2 and all(re.match(r"[a-z_]+:\s", line) for line in top):
        message = "these look like keys, but the lines '---' around them are missing; add them"
        raise SourceError(Problem(message, str(path), first + 1, 1, lines[first]))


def _yaml(
    path: PurePosixPath, lines: tuple[str, ...], block: str, offset: int
) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
    try:
        node = yaml.compose(block, Loader=_Plain)
    except yaml.YAMLError as error:
        raise SourceError(_yaml_problem(path, lines, block, error, offset)) from error
    except RecursionError as error:
        raise SourceError(Problem(_TOO_DEEP, str(path), offset + 1)) from error
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        message = "the keys must be written as  key: value , one a line"
        raise SourceError(Problem(message, str(path), offset + 1, 1, lines[offset]))
    return _Yaml(path, lines, block, offset).mapping(node)


class _Plain(yaml.BaseLoader):
    """Reads no references: a few lines of them can stand for gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse a reference, and read anything else."""
        if self.check_event(yaml.AliasEvent):
            # types-PyYAML knows the name, and no type of it.
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "a reference", mark)
        return super().compose_node(parent, index)


class _Yaml:
    """The block that was read, to say where in the file a node of it stands."""

    def __init__(self, path: PurePosixPath, lines: tuple[str, ...], block: str, offset: int):
        self.path, self.lines, self.block, self.offset = path, lines, block, offset

    def mapping(
        self, node: yaml.MappingNode, depth: int = 0
    ) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
        """Return the places of the keys, and the values. Raise SourceError for a double."""
        keys: dict[str, Value] = {}
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = self._value(key_node, depth)
            if not isinstance(key.content, str):
                raise self._refused("a key must be one word: write  key: value", key)
            name = key.content
            if name in keys:
                first = keys[name].line
                raise self._refused(
                    f"'{name}' is given twice (first on line {first}); keep one", key
                )
            keys[name] = key
            values[name] = self._value(value_node, depth)
        return keys, values

    def _value(self, node: yaml.Node, depth: int) -> Value:
        line, column = _place(self.block, node.start_mark.index, self.offset)
        width = node.end_mark.index - node.start_mark.index
        place = line, column, max(1, min(width, len(self.lines[line - 1]) - column + 1))
        if isinstance(node, yaml.ScalarNode):
            # YAML would take "&Co" and "!" for marks of its own and drop them without a word.
            if self.block[node.start_mark.index : node.start_mark.index + 1] in ("&", "!"):
                message = (
                    "YAML drops a word that begins with this sign; put the value in quotes"
                )
                raise self._refused(message, Value("", *place))
            return Value(str(node.value), *place)
        if depth > 4:
            raise self._refused(_TOO_DEEP, Value("", *place))
        if isinstance(node, yaml.SequenceNode):
            return Value(tuple(self._value(item, depth + 1) for item in node.value), *place)
        assert isinstance(node, yaml.MappingNode)
        return Value(self.mapping(node, depth + 1)[1], *place)

    def _refused(self, message: str, at: Value) -> SourceError:
        excerpt = self.lines[at.line - 1]
        return SourceError(
            Problem(message, str(self.path), at.line, at.column, excerpt, at.width)
        )


def _place(block: str, index: int, offset: int) -> tuple[int, int]:
    """Return line and column in the file; YAML's own count takes U+2028 for a line's end."""
    before = block[:index]
    return before.count("\n") + offset + 1, index - before.rfind("\n")


def _yaml_problem(
    path: PurePosixPath, lines: tuple[str, ...], block: str, error: yaml.YAMLError, offset: int
) -> Problem:
    mark = getattr(error, "problem_mark", None)
    unclosed = re.search(r"end of stream|expected ',' or", str(error))
    if unclosed:  # better the line where the quote or bracket opens
        mark = getattr(error, "context_mark", None) or mark
    index = mark.index if mark else getattr(error, "position", 0)
    line, column = _place(block, index, offset)
    excerpt = lines[line - 1]
    key, _, value = excerpt.partition(": ")
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    advice = "check the line and the one above it"
    if isinstance(error, yaml.reader.ReaderError):
        reason, advice = "a character here cannot be shown", "delete it"
    elif "\t" in excerpt:
        reason, advice = "YAML takes no tab", "use spaces"
    elif unclosed:
        reason, advice = "this quote or bracket is never closed", "close it on the same line"
    elif excerpt[:1].isspace():
        reason, advice = "this line is pushed in", "begin each key at the left edge"
    elif value.strip():
        sign = block[index : index + 1]
        sign = value.strip()[0] if sign.isalnum() else sign
        reason = f"'{sign}' has a meaning of its own here"
        advice = f"put the value in quotes:  {key.strip()}: {_quoted(value.strip())}"
    return Problem(
        f"cannot read the keys: {reason}; {advice}", str(path), line, column, excerpt
    )


def _quoted(value: str) -> str:
    if len(value) > 2 and value[0] == value[-1] == "'":
        value = value[1:-1]
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _toml(
    path: PurePosixPath, lines: tuple[str, ...], block: str, offset: int
) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
    try:
        if any(line.count(".") > _MOST_DOTS for line in block.split("\n")):
            raise RecursionError
        data = tomllib.loads(block)
    except RecursionError as error:
        raise SourceError(Problem(_TOO_DEEP, str(path), offset + 1)) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (block.count("\n") + 1, 1)
        reason = str(error).split(" (at")[0].lower()
        if "overwrite" in reason or "twice" in reason:
            reason = "this is given twice; keep one"
        else:
            reason += '; between +++ lines write  key = "text"'
        message = f"cannot read the keys: {reason}"
        place = str(path), line + offset, column, lines[line + offset - 1]
        raise SourceError(Problem(message, *place)) from error
    except ValueError as error:
        raise SourceError(
            Problem("a number here is too long", str(path), offset + 1)
        ) from error
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
