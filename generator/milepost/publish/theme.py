"""A theme: templates, assets and map colours, each looked up along a chain of folders."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from milepost import __version__
from milepost.draw.drawable import fault_of
from milepost.draw.palette import DARK, LIGHT, PAGE_FONT, Palette, page_style
from milepost.draw.streets.style import street_colours
from milepost.errors import Problem, ThemeError, did_you_mean
from milepost.publish.modules import is_script, linked
from milepost.publish.pages.chapters import chapter
from milepost.publish.policies import needs_of
from milepost.publish.words.names import locale_of
from milepost.publish.words.quantities import pieces
from milepost.publish.words.script_words import script_words
from milepost.publish.words.text import Words, is_foot
from milepost.read.files import files_below, is_own, is_within
from milepost.read.project import builtin_themes


class Missing(jinja2.StrictUndefined):
    """An unknown name in a template: every use of it is an error that says the name."""

    __round__ = __int__ = __float__ = __index__ = __format__ = (
        jinja2.StrictUndefined._fail_with_undefined_error
    )

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        if owner is jinja2.utils.missing:
            return f"nothing is called '{name}' here"
        known = [word for word in dir(owner) if not word.startswith("_")]
        kind = type(owner).__name__.lower()
        return f"a {kind} has no '{name}'{did_you_mean(name, known)}"


class MisuseError(Exception):
    """A template handed to one of our functions what makes no sense; it says what, and why."""


class _Compiled(jinja2.BytecodeCache):
    """Templates that this process has compiled: half of the time of a small build.

    `serve` builds again and again, and a site in two languages builds twice. A checksum tells
    whether the source is still the same.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code if it is known."""
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self._known[bucket.key] = bucket.checksum, bucket.code


class _Templates(jinja2.FileSystemLoader):
    """Finds the templates of one folder of a theme, without those that a link leads out to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "templates")
        self._folder = folder

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return text, file and whether that is still as it was."""
        parts = jinja2.loaders.split_template_path(template)
        if not is_own(self._folder.joinpath("templates", *parts), self._folder):
            raise jinja2.TemplateNotFound(template)
        return super().get_source(environment, template)


_COMPILED = _Compiled()
# What is not left of a line when a template is filled.
_FILLED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")


class Theme:
    """Renders templates and knows the assets; the first folder that has a file wins."""

    def __init__(self, folders: Sequence[Path], words: Words):
        self.words = words
        self._folders = tuple(folders)
        self.light, self.dark = _palettes(folders)
        made = {
            "icon.svg": (builtin_themes() / "default" / "assets" / "icon.svg").read_text(
                "utf-8"
            ),
            "map.css": page_style(self.light, self.dark, _font(folders)),
            "live/streets.css": street_colours(self.light, self.dark),
            "live/messages.js": script_words(words),
        }
        found = linked(_assets(folders, made))
        self._names = {name: path for name, (path, _) in found.items()}
        self.assets: Mapping[str, bytes] = {name: data for name, (_, data) in found.items()}
        self.script_needs = needs_of(
            {path: data for path, data in found.values() if is_script(path)}
        )
        self._env = jinja2.Environment(
            loader=jinja2.ChoiceLoader([_Templates(folder) for folder in folders]),
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
            extensions=["jinja2.ext.i18n"],
        )
        self._env.policies["ext.i18n.trimmed"] = True
        said = words.catalogue.translations
        self._env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
            said.gettext,
            said.ngettext,
            newstyle=True,
            pgettext=said.pgettext,
            npgettext=said.npgettext,
        )
        self._env.globals["ngettext"] = _counting(words)
        filters = _filters(words).items()
        self._env.filters.update((name, _when_rendered(filter)) for name, filter in filters)
        self._env.globals["is_foot"] = is_foot

    def asset_path(self, name: str) -> str:
        """Return where an asset is published. Raise ThemeError for an unknown one."""
        if name not in self._names:
            hint = did_you_mean(name, self._names)
            raise ThemeError(Problem(f"the theme has no asset '{name}'{hint}"))
        return self._names[name]

    def render(self, template: str, page: str, context: Mapping[str, Any]) -> bytes:
        """Fill a template for one page. Raise ThemeError that names template, line and page."""
        try:
            text = self._env.get_template(template).render(context)
        except jinja2.TemplateNotFound as error:
            hint = did_you_mean(str(error.name), self._env.list_templates())
            asked = "" if error.name == template else f", which {template} asks for"
            message = f"the theme has no template '{error.name}'{asked}{hint}"
            raise ThemeError(Problem(message)) from error
        except jinja2.TemplateSyntaxError as error:
            path = self._shown(error.filename or template)
            raise ThemeError(Problem(_syntax(error), path, error.lineno)) from error
        except UnicodeDecodeError as error:
            message = f"the template '{template}' or one it uses is not UTF-8 text; save it so"
            raise ThemeError(Problem(message)) from error
        except Exception as error:
            spot = self._spot(error)
            if spot is None:
                raise  # a mistake of ours, not of the template
            message = f"{error} (while making {page or 'the front page'})"
            raise ThemeError(Problem(message, *spot)) from error
        return text.encode()

    def picture(
        self, template: str, page: str, context: Mapping[str, Any], size: tuple[int, int]
    ) -> str:
        """Fill a template for an SVG of a size in pixels.

        Raise ThemeError, as `render` does, and for what cannot be drawn.
        """
        svg = self.render(template, page, context).decode()
        fault = fault_of(svg, *size)
        if fault:
            found = self._env.get_template(template)
            line = self._line_of(template, svg.split("\n")[fault.line - 1].strip())
            message = f"{fault.message} (while making {page})"
            raise ThemeError(Problem(message, self._shown(found.filename or template), line))
        return svg

    def _line_of(self, template: str, filled: str) -> int | None:
        """Return the line of a template that became a line of its page, if only one may."""
        assert self._env.loader
        source, _, _ = self._env.loader.get_source(self._env, template)
        found = [
            number
            for number, parts in enumerate(map(_FILLED.split, source.split("\n")), 1)
            if any(map(str.strip, parts))
            and re.fullmatch(".*".join(map(re.escape, parts)).strip(), filled)
        ]
        return found[0] if len(found) == 1 else None

    def _spot(self, error: Exception) -> tuple[str, int] | None:
        """Return the template and line that an error comes from; None if it is Python code."""
        spot: tuple[str, int] | None = None
        frame = error.__traceback__
        while frame:
            name = frame.tb_frame.f_code.co_filename
            ours = any(Path(name).is_relative_to(folder) for folder in self._folders)
            if ours or not isinstance(error, jinja2.UndefinedError | MisuseError):
                spot = (self._shown(name), frame.tb_lineno) if ours else None
            frame = frame.tb_next
        return spot

    def _shown(self, path: str) -> str:
        for folder in self._folders:
            if Path(path).is_relative_to(folder):
                return f"{folder.name}/{Path(path).relative_to(folder).as_posix()}"
        return path


def _counting(words: Words) -> Callable[..., Markup]:
    """Return an `ngettext` for templates whose `%(num)s` is written as the language has it."""

    def ngettext(one: str, many: str, num: int, **values: object) -> Markup:
        said = words.catalogue.translations.ngettext(one, many, num)
        return Markup(said) % {"num": words.number(num, 0), **values}

    return ngettext


def _syntax(error: jinja2.TemplateSyntaxError) -> str:
    """Say what is wrong with a template in one sentence; Jinja takes four."""
    message = str(error.message)
    if opened := re.search(r"needs to be closed is '(\w+)'", message):
        return f"{{% {opened[1]} %}} is never closed; add {{% end{opened[1]} %}}"
    return message.split(". ")[0].rstrip(".")


def theme_folders(name: str, project: Path, source: Path) -> tuple[Path, ...]:
    """Return the folders of a theme, first to last: overrides, the theme, what it extends.

    A theme stands in the project's `themes/` or in the package. Raise ThemeError.
    """
    own = source / "overrides"
    found = [own] if own.is_dir() and is_within(own, source) else []
    wanted: str | None = name
    while wanted is not None:
        folder = _find(wanted, project)
        if folder in found:
            raise ThemeError(Problem(f"theme '{wanted}' extends itself; mend its theme.toml"))
        found.append(folder)
        about = _about(folder)
        _check_version(folder, about)
        wanted = about.get("extends")
    return tuple(found)


def _find(name: str, project: Path) -> Path:
    places = (project / "themes", builtin_themes())
    if not re.fullmatch(r"[\w.-]{1,60}", name) or name.startswith("."):
        raise ThemeError(Problem(f"'{name}' is no name of a theme", "site.toml"))
    for place in places:
        if is_own(place / name / "theme.toml", place / name):
            return place / name
    known = sorted(
        {path.parent.name for place in places for path in place.glob("*/theme.toml")}
    )
    hint = did_you_mean(name, known) or f"; there is: {', '.join(known)}"
    message = f"no theme '{name}'{hint}"
    raise ThemeError(Problem(message, "site.toml"))


def _about(folder: Path) -> dict[str, Any]:
    path = folder / "theme.toml"
    if not is_own(path, folder):
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThemeError(
            Problem(f"not valid TOML: {error}", f"{folder.name}/theme.toml")
        ) from error


def _check_version(folder: Path, about: Mapping[str, Any]) -> None:
    path = f"{folder.name}/theme.toml"
    wanted = re.fullmatch(r">=\s*(\d+(?:\.\d+)*)", str(about.get("requires", ">=0")))
    if wanted is None:
        raise ThemeError(Problem('requires takes a version: ">=0.1"', path))
    have = [int(part) for part in __version__.split(".")]
    if [int(part) for part in wanted[1].split(".")] > have:
        message = f"needs Milepost {wanted[1]}, this is {__version__}; upgrade Milepost"
        raise ThemeError(Problem(message, path))


def _palettes(folders: Sequence[Path]) -> tuple[Palette, Palette]:
    light, dark = LIGHT, DARK
    for folder in reversed(folders):
        colours = _about(folder).get("map", {})
        if not isinstance(colours, dict):
            colours = {"light": colours}  # refused below, where the message is
        light = _coloured(light, colours.get("light", {}), folder)
        dark = _coloured(dark, colours.get("dark", {}), folder)
    return light, dark


def _font(folders: Sequence[Path]) -> str:
    """Return the font family of words on maps; the first folder that names one wins."""
    for folder in folders:
        colours = _about(folder).get("map", {})
        font = colours.get("font", "") if isinstance(colours, dict) else ""
        if not isinstance(font, str) or re.search(r"[;{}<>@\\]", font):
            message = "'font' in [map] takes font families: \"'Gill Sans', sans-serif\""
            raise ThemeError(Problem(message, f"{folder.name}/theme.toml"))
        if font:
            return font
    return PAGE_FONT


def _coloured(palette: Palette, colours: object, folder: Path) -> Palette:
    known = [field.name for field in fields(Palette)]
    path = f"{folder.name}/theme.toml"
    if not isinstance(colours, dict):
        raise ThemeError(Problem('[map.light] and [map.dark] take  name = "#c8321f"', path))
    for name, colour in colours.items():
        if name not in known:
            raise ThemeError(
                Problem(f"no map colour '{name}'{did_you_mean(name, known)}", path)
            )
        if not isinstance(colour, str) or not re.fullmatch(r"#[0-9a-fA-F]{3,8}", colour):
            raise ThemeError(Problem(f"'{name}' takes a colour such as \"#c8321f\"", path))
    return replace(palette, **colours)


def _assets(folders: Sequence[Path], made: Mapping[str, str]) -> Mapping[str, bytes]:
    found = {name: text.encode() for name, text in made.items()}
    for folder in reversed(folders):
        root = folder / "assets"
        for path in (path for path in files_below(root) if is_own(path, folder)):
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def _filters(words: Words) -> dict[str, Callable[..., Any]]:
    return {
        "distance": lambda metres, approximate=False: words.roughly(
            metres, approximate, full=True
        ),
        "distance_parts": words.distance,
        "elevation": lambda metres: words.elevation(metres).full,
        "elevation_parts": words.elevation,
        "duration": words.duration,
        "clock": words.clock,
        "speed": lambda mps: words.speed(mps).full,
        "pace": lambda mps: words.pace(mps).full,
        "pace_parts": words.pace,
        "percent": words.percent,
        "off_by": words.off_by,
        "beats": lambda per_minute: str(words.beats(per_minute)),
        "cadence": lambda per_minute: str(words.cadence(per_minute)),
        "watts": lambda power: str(words.watts(power)),
        "degrees": lambda celsius: str(words.degrees(celsius)),
        "energy": lambda kcal: str(words.energy(kcal)),
        "pieces": pieces,
        "how_many": words.count,
        "money": words.money,
        "long_date": words.long_date,
        "short_date": words.short_date,
        "month": words.month_of_year,
        "chapter": chapter,
        "iso": words.iso,
        "locale": locale_of,
        "sport": words.sport,
        "sport_within": words.sport_within,
        "listed": lambda parts: Markup(words.listed(_escaped(parts))),
        "joined": lambda parts: Markup(words.joined(_escaped(parts))),
    }


def _when_rendered(filter: Callable[..., Any]) -> Callable[..., Any]:
    """Keep Jinja from working out  {{ 0 | elevation }}  while it compiles.

    Compiled templates serve all languages and units; this filter speaks one of them.
    """

    @jinja2.pass_context
    def filtered(_context: jinja2.runtime.Context, *args: Any, **options: Any) -> Any:
        return filter(*args, **options)

    return filtered


def _escaped(parts: Iterable[str]) -> list[str]:
    """Return words as HTML, which those with links in them are already."""
    return [str(escape(part)) for part in parts]
