"""The documentation tells all there is, and nothing that is not."""

import ast
import importlib
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import jinja2.defaults
import pytest

from milepost.assemble.days import Material
from milepost.assemble.site import About, Parts, assemble
from milepost.cli.main import COMMANDS, cli
from milepost.config.settings import LISTS, TABLES
from milepost.draw.palette import Palette
from milepost.model.activity import Activity, Totals
from milepost.model.day import Day, Transfer
from milepost.model.detail import Climb, Pause
from milepost.model.goal import Credit, Fundraiser, Goal, Stage
from milepost.model.journal import Entry, Page, Photo, Race, Video
from milepost.model.journey import Average, Journey, PlannedDay
from milepost.model.people import Athlete
from milepost.model.place import Course, Passed, Place
from milepost.model.progress import Outlook, Progress
from milepost.model.site import AthleteTotals, Counting, PlaceDays, Site, Tag, Year
from milepost.model.statistics import Crossing, Eddington, Record, Statistics, Tally, Visit
from milepost.publish.numbers.scopes import Carried, Period, Row, Scope, Sheet
from milepost.publish.pages.now import Now
from milepost.publish.photos.pictures import Picture
from milepost.publish.photos.videos import Film
from milepost.publish.press import Press
from milepost.publish.theme import Theme, builtin_themes
from milepost.publish.words.details import Details
from milepost.publish.words.sayings import Sayings
from milepost.publish.words.text import Words
from milepost.read.files import FOLDERS
from milepost.read.keys import ENTRY, PAGE

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONFIGURATION = ROOT / "docs" / "configuration.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
WRITING = ROOT / "docs" / "writing.md"
DEPENDENCIES = ROOT / "docs" / "dependencies.md"

_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)


@cache
def section(path: Path, heading: str) -> str:
    """The text below a heading, down to the next one of any level."""
    found = re.search(
        rf"^#+ {re.escape(heading)}$\n(.*?)(?=^#|\Z)",
        path.read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    assert found, f"{path.name} has no section '{heading}'"
    return found[1]


def rows(path: Path, heading: str) -> Iterator[list[str]]:
    """The rows of the tables below a heading, cell by cell."""
    for line in section(path, heading).splitlines():
        if line.startswith("|") and not line.startswith("|---"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def named(path: Path, heading: str) -> set[str]:
    """What stands as code in the first column of those tables."""
    cells = (row[0] for row in rows(path, heading))
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def house_rules() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "house_rules", Path(__file__).with_name("test_architecture.py")
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def press() -> Press:
    about = About("Test", "", "", "en", "UTC", "metric", 10, 20, date(2026, 6, 1))
    site, _ = assemble(about, Parts((), (), Material({}), (), {}))
    return Press(site, Theme((builtin_themes() / "default",), Words()))


def options_of(command: click.Command) -> set[str]:
    names = (param.opts for param in command.params if isinstance(param, click.Option))
    return {name for opts in names for name in opts}


def test_every_command_is_documented() -> None:
    headings = re.findall(r"^### milepost (\w+)$", CONFIGURATION.read_text("utf-8"), re.M)
    assert headings == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    command = importlib.import_module(f"milepost.cli.{name}").command
    assert named(CONFIGURATION, f"milepost {name}") == options_of(command)
    if isinstance(command, click.Group):
        for below, sub in command.commands.items():
            assert named(CONFIGURATION, f"milepost {name} {below}") == options_of(sub)


def test_every_common_option_is_documented() -> None:
    common = options_of(cli) | {"-h", "--help"}
    assert named(CONFIGURATION, "milepost") == common


@pytest.mark.parametrize("table", TABLES)
def test_every_setting_is_documented(table: str) -> None:
    assert named(CONFIGURATION, f"[{table}]") == TABLES[table].keys()


@pytest.mark.parametrize("table", LISTS)
def test_every_setting_of_a_list_is_documented(table: str) -> None:
    assert named(CONFIGURATION, f"[[{table}]]") == LISTS[table].keys()


def test_every_folder_is_documented() -> None:
    found = named(CONFIGURATION, "Folders")
    assert {f"site_src/{folder}/" for folder in FOLDERS} <= found


def test_every_key_of_an_entry_is_documented() -> None:
    assert named(WRITING, "Front matter keys") == ENTRY.keys()


def test_every_key_of_a_page_is_documented() -> None:
    assert named(WRITING, "Pages") == PAGE.keys()


def test_every_filter_is_documented() -> None:
    filters = press().theme._env.filters.keys() - jinja2.defaults.DEFAULT_FILTERS.keys()
    assert named(CONFIGURATION, "Filters") == filters


def test_every_name_that_all_templates_know_is_documented() -> None:
    machine = press()
    ours = machine.theme._env.globals.keys() - jinja2.defaults.DEFAULT_NAMESPACE.keys()
    assert named(CONFIGURATION, "On every page") == {*machine._defaults(""), *ours}


def test_every_name_that_some_templates_know_is_documented() -> None:
    given = {
        keyword.arg
        for path in (house_rules().PACKAGE / "publish").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "page"
        for keyword in node.keywords
    }
    assert named(CONFIGURATION, "On some pages") == given - press()._defaults("").keys()


def test_every_word_that_templates_can_ask_for_is_documented() -> None:
    told = {name.split("(")[0].removeprefix("say.") for name in named(CONFIGURATION, "Words")}
    assert told == {name for name in vars(Sayings) if not name.startswith("_")}


def test_the_values_are_those_of_the_model() -> None:
    kinds = {
        "site": Site,
        "journey": Journey,
        "day": Day,
        "course": Course,
        "place": Place,
        "passed": Passed,
        "entry": Entry,
        "activity": Activity,
        "transfer": Transfer,
        "progress": Progress,
        "outlook": Outlook,
        "planned day": PlannedDay,
        "now": Now,
        "goal": Goal,
        "stage": Stage,
        "credit": Credit,
        "fundraiser": Fundraiser,
        "scope": Scope,
        "row": Row,
        "sheet": Sheet,
        "period": Period,
        "carried": Carried,
        "statistics": Statistics,
        "record": Record,
        "eddington": Eddington,
        "tally": Tally,
        "visit": Visit,
        "crossing": Crossing,
        "details": Details,
        "climb": Climb,
        "pause": Pause,
        "photo": Photo,
        "picture": Picture,
        "video": Video,
        "film": Film,
        "totals": Totals,
        "average": Average,
        "athlete": Athlete,
        "race": Race,
        "athlete's sum": AthleteTotals,
        "counting": Counting,
        "tag": Tag,
        "place's days": PlaceDays,
        "year": Year,
        "page": Page,
    }
    table = list(rows(CONFIGURATION, "The values"))[1:]
    told = {name: set(re.findall(r"`(\w+)`", has)) for name, has in table}
    assert told.keys() == kinds.keys()
    for name, kind in kinds.items():
        assert {word for word in told[name] if not hasattr(kind, word)} == set(), name
    for name in kinds.keys() - {"entry", "activity", "page"}:
        assert {field.name for field in fields(kinds[name])} <= told[name], name


def test_every_template_is_documented() -> None:
    templates = (builtin_themes() / "default" / "templates").iterdir()
    assert named(CONFIGURATION, "Templates") >= {path.name for path in templates}


def test_every_map_colour_is_documented() -> None:
    assert named(CONFIGURATION, "Map colours") == {field.name for field in fields(Palette)}


def test_every_environment_variable_is_documented() -> None:
    read = {"VISUAL", "EDITOR"}  # by click.edit
    for path in house_rules().modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            read |= set(_variables(node))
    assert named(CONFIGURATION, "Environment variables") == read


def _variables(node: ast.AST) -> Iterator[str]:
    """The variables that a call, an option or an index asks the environment for."""
    if isinstance(node, ast.Call):
        words: list[ast.expr] = [k.value for k in node.keywords if k.arg == "envvar"]
        if ast.unparse(node.func) in ("os.getenv", "os.environ.get", "os.environ.setdefault"):
            words += node.args[:1]
        yield from (str(word.value) for word in words if isinstance(word, ast.Constant))
    elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        assert isinstance(node.slice, ast.Constant)
        yield str(node.slice.value)


def test_the_floors_are_those_of_the_house() -> None:
    found = {
        part: int(number)
        for number, parts, _ in list(rows(ARCHITECTURE, "Floors"))[1:]
        for part in re.findall(r"`([^`]+)`", parts)
    }
    assert found == house_rules().FLOORS


def test_the_doors_are_those_of_the_house() -> None:
    found = {
        library.strip("`"): set(re.findall(r"`([^`]+)`", doors))
        for library, doors in list(rows(ARCHITECTURE, "One door for each library"))[1:]
    }
    assert found == house_rules().DOORS


@pytest.mark.parametrize(
    ("heading", "extra"),
    [
        ("To run", None),
        ("To test", "test"),
        ("To lint", "lint"),
        ("To make the basemap", "tools"),
        ("To pin", "pin"),
        ("To search all words", "search"),
    ],
)
def test_every_dependency_is_explained(heading: str, extra: str | None) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["optional-dependencies"][extra] if extra else project["dependencies"]
    assert named(DEPENDENCIES, heading) == {
        re.split(r"[<>=~! \[]", line, maxsplit=1)[0] for line in wanted
    }


def test_the_commands_of_the_readme_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    told = set(re.findall(r"\bmake ([a-z]+)\b", _code(ROOT / "README.md")))
    assert {"site", "test", "serve", "lint", "bench"} <= told <= targets


def test_commands_in_the_documents_exist() -> None:
    for path in DOCUMENTS:
        told = re.findall(r"\bmilepost ([a-z]+)\b", _code(path))
        assert set(told) <= COMMANDS.keys(), path.name


def _code(path: Path) -> str:
    """What a document shows as code, in blocks and in lines."""
    text = path.read_text("utf-8")
    pieces = re.findall(r"`([^`\n]+)`|^ {4}(.*)$", text, re.MULTILINE)
    return "\n".join(inline or block for inline, block in pieces)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_within_the_documents_lead_somewhere(path: Path) -> None:
    for link in _links(path):
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), f"{path.name}: {link}"
        if anchor:
            assert anchor in _anchors(target), f"{path.name}: {link}"


def _links(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    prose = re.sub(r"^ {4}.*$|`[^`\n]+`", "", _FENCED.sub("", text), flags=re.MULTILINE)
    for link in re.findall(r"\]\(([^)\s]+)\)|\bsrc=\"([^\"]+)\"", prose):
        where = link[0] or link[1]
        if not re.match(r"[a-z]+:", where):
            yield where


def _anchors(path: Path) -> set[str]:
    """The names that a code host gives to the headings."""
    headings = _HEADING.findall(path.read_text("utf-8"))
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def test_pictures_in_the_documents_are_light() -> None:
    for path in (ROOT / "docs").glob("*.png"):
        assert path.stat().st_size < 150_000, path.name
