"""Scripts that import each other by plain names, linked by their published ones.

A published name holds a digest of the content, and the content of a module holds the names of
those it imports. So what is imported comes first, and a circle has no beginning.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from milepost.errors import Problem, ThemeError, did_you_mean
from milepost.publish.urls import hashed

_FOLDER = "assets"
_SUFFIXES = (".js", ".mjs")
# `from "./a.js"`, `import "./a.js"`, `import("./a.js")`; comments are passed over.
_IMPORT = re.compile(
    r"""//[^\n]*|/\*.*?\*/"""
    r"""|(?P<word>\b(?:from|import)\s*\(?\s*)(?P<quote>["'])(?P<to>\.\.?/[^"'\n]+)(?P=quote)""",
    re.DOTALL,
)


# What spans lines, so that their beginnings may be part of a text.
_SPANNING = re.compile(r"^[^`\n]*(?:`[^`\n]*`[^`\n]*)*`[^`\n]*$|\\$", re.MULTILINE)
_SPARED = re.compile(r"^[ \t]*//[^\n]*\n|^[ \t]+", re.MULTILINE)


def linked(assets: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Return for each asset the path it is published at, below the root, and its content.

    In scripts, relative imports of other assets name the published ones, and lines of comment
    and the space before lines are left out: a reader's browser has no use for them. Raise
    ThemeError for an import of what is not there, or of each other in a circle.
    """
    done: dict[str, tuple[str, bytes]] = {}
    for name in assets:
        _link(name, assets, done, ())
    return {name: done[name] for name in assets}


def is_script(name: str) -> bool:
    """Tell whether a file is a script, by its name."""
    return name.endswith(_SUFFIXES)


def imported(path: str, data: bytes) -> Iterator[str]:
    """Yield the paths of what a published script imports by names that stand in it."""
    for specifier, _ in _imports(data.decode()):
        yield _target(path, specifier)


def _link(
    name: str,
    assets: Mapping[str, bytes],
    done: dict[str, tuple[str, bytes]],
    trail: tuple[str, ...],
) -> str:
    """Link an asset after those it imports; return its published path."""
    if name in trail:
        circle = " -> ".join((*trail[trail.index(name) :], name))
        message = f"these scripts import each other in a circle: {circle}; break it"
        raise ThemeError(Problem(message, _shown(name)))
    if name not in done:
        data = assets[name]
        if is_script(name):
            data = _lean(_text(name, data)).encode()
            paths = {
                target: _link(target, assets, done, (*trail, name))
                for target in _targets(name, assets)
            }
            data = _with_paths(name, data, paths)
        done[name] = hashed(f"{_FOLDER}/{name}", data), data
    return done[name][0]


def _targets(name: str, assets: Mapping[str, bytes]) -> Iterator[str]:
    for specifier, line in _imports(_text(name, assets[name])):
        target = _target(name, specifier)
        if target not in assets:
            scripts = [other for other in assets if is_script(other)]
            message = f"imports '{specifier}', which the theme does not have"
            hint = did_you_mean(target, scripts)
            raise ThemeError(Problem(message + hint, _shown(name), line))
        yield target


@lru_cache(maxsize=128)
def _imports(text: str) -> tuple[tuple[str, int], ...]:
    """Return what a script imports, each with its line."""
    return tuple(
        (found["to"], text.count("\n", 0, found.start()) + 1)
        for found in _IMPORT.finditer(text)
        if found["to"]
    )


def _with_paths(name: str, data: bytes, paths: Mapping[str, str]) -> bytes:
    folder = posixpath.dirname(f"{_FOLDER}/{name}")

    def published(found: re.Match[str]) -> str:
        if not found["to"]:
            return found[0]
        link = posixpath.relpath(paths[_target(name, found["to"])], folder)
        link = link if link.startswith(".") else f"./{link}"
        return f"{found['word']}{found['quote']}{link}{found['quote']}"

    return _IMPORT.sub(published, _text(name, data)).encode() if paths else data


@lru_cache(maxsize=128)  # a site in two languages has the same scripts twice
def _lean(text: str) -> str:
    return text if _SPANNING.search(text) else _SPARED.sub("", text)


def _target(name: str, specifier: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), specifier))


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        message = "the script is not UTF-8 text; save it so"
        raise ThemeError(Problem(message, _shown(name))) from error


def _shown(name: str) -> str:
    return f"{_FOLDER}/{name}"
