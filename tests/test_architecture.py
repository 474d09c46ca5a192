"""The house rules of docs/architecture.md, held by a machine."""

import ast
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "generator" / "milepost"

# A part may import parts of lower floors only.
FLOORS = {
    "errors": 0,
    "model": 1,
    "measure": 2,
    "read": 3,
    "draw": 3,
    "config": 3,
    "assemble": 4,
    "publish": 5,
    "swap": 5,
    "atomic": 5,
    "lock": 5,
    "memo": 6,
    "write": 6,
    "check": 6,
    "stamp": 7,
    "doubles": 7,
    "leaks": 7,
    "recordings": 8,
    "advice": 8,
    "progress": 8,
    "whereabouts": 8,
    "photos": 8,
    "plans": 8,
    "tongues": 8,
    "hiding": 8,
    "unused": 8,
    "wording": 8,
    "gather": 9,
    "build": 10,
    "serve": 11,
    "cli": 12,
    "__main__": 13,
}
DOORS = {
    "PIL": {
        "publish/cards/card_pictures.py",
        "publish/maps/ground_pictures.py",
        "publish/photos/pixels.py",
        "read/exif.py",
        "read/photo.py",
    },
    "babel": {
        "config/kinds.py",
        "publish/words/catalogue.py",
        "publish/words/names.py",
        "publish/words/quantities.py",
        "publish/words/text.py",
    },
    "click": {"cli/"},
    "feedgen": {"publish/feeds/rss.py"},
    "fitdecode": {"read/fit.py"},
    "font_source_sans_pro": {"draw/raster.py"},
    "gpxpy": {"read/gpx_points.py"},
    "icalendar": {"publish/feeds/calendar.py"},
    "jinja2": {"publish/theme.py"},
    "js_lib_leaflet": {"publish/maps/leaflet.py"},
    "lxml": {"read/xml.py"},
    "markdown": {"read/hashtags.py", "read/markup.py"},
    "markupsafe": {
        "publish/pages/chapters.py",
        "publish/cards/filling.py",
        "publish/numbers/charts.py",
        "publish/maps/maps.py",
        "publish/photos/album.py",
        "publish/photos/pictures.py",
        "publish/photos/videos.py",
        "publish/maps/profiles.py",
        "publish/theme.py",
    },
    "msgspec": {"read/stored.py"},
    "nh3": {"publish/feeds/content.py", "read/safe_html.py"},
    "numpy": {"model/", "measure/", "read/", "draw/", "assemble/"},
    "pi_heif": {"read/photo.py"},
    "pagefind": {"publish/search/full_text.py"},
    "pmtiles": {"read/pmtiles.py"},
    "resvg_py": {"draw/raster.py"},
    "tzfpy": {"measure/local_time.py"},
    "uharfbuzz": {"read/fonts.py"},
    "watchfiles": {"serve.py"},
    "yaml": {"read/front_matter.py"},
}
NETWORK = (
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl",
    "urllib.request", "urllib3", "xmlrpc",
)  # fmt: skip
PURE = ("model", "measure", "assemble", "draw", "errors")
IMPURE_MODULES = {"os", "io", "random", "secrets", "shutil", "subprocess", "tempfile", "time"}
IMPURE_CALLS = {"open", "now", "today", "read_text", "read_bytes", "write_text", "write_bytes"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "themes" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: imports are absolute"
            yield node.module or ""


def part_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "milepost" and len(parts) > 1 else None


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_imports_run_down() -> None:
    up = [
        f"{name_of(path)} imports {module}, which is not below it"
        for path in modules()
        for module in imports(path)
        if (own := room_of(path)) != "__init__"
        and (part := part_of(module)) not in (None, own)
        and FLOORS[part] >= FLOORS[own]
    ]
    assert up == []


def test_every_part_has_its_floor() -> None:
    parts = {room_of(path) for path in modules()}
    assert parts - {"__init__"} == FLOORS.keys()


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    graph = {
        path: [target for module in imports(path) for target in _files(module)]
        for path in modules()
    }
    done: set[Path] = set()

    def visit(path: Path, trail: tuple[Path, ...]) -> None:
        assert path not in trail, " -> ".join(name_of(step) for step in (*trail, path))
        if path not in done:
            for target in graph[path]:
                visit(target, (*trail, path))
            done.add(path)

    for path in graph:
        visit(path, ())


def _files(module: str) -> Iterator[Path]:
    parts = module.split(".")
    if parts[0] == "milepost" and len(parts) > 1:
        path = PACKAGE.joinpath(*parts[1:]).with_suffix(".py")
        package = PACKAGE.joinpath(*parts[1:], "__init__.py")
        yield from (candidate for candidate in (path, package) if candidate.is_file())


def test_each_library_comes_in_by_its_door() -> None:
    elsewhere = [
        f"{name_of(path)} imports {library}"
        for path in modules()
        for library in (module.split(".")[0] for module in imports(path))
        if library not in sys.stdlib_module_names
        and library != "milepost"
        and not name_of(path).startswith(tuple(DOORS[library]))
    ]
    assert elsewhere == []


def test_only_the_preview_knows_of_networks() -> None:
    asking = {
        f"{name_of(path)} imports {module}"
        for path in modules()
        for module in imports(path)
        if module.startswith(NETWORK) or module == "urllib"
        if name_of(path) != "serve.py"
    }
    assert asking == set()


def test_pure_floors_touch_nothing_outside() -> None:
    impure = {}
    for path in (path for path in modules() if room_of(path) in PURE):
        called = {
            getattr(node.func, "attr", getattr(node.func, "id", ""))
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Call)
        }
        imported = {module.split(".")[0] for module in imports(path)}
        if found := IMPURE_CALLS & called | IMPURE_MODULES & imported:
            impure[name_of(path)] = found
    assert impure == {}


def test_only_one_module_sees_both_recording_and_activity() -> None:
    above = ("publish", "check", "build", "gather", "serve", "cli", "memo", "write", "draw")
    for path in modules():
        if name_of(path).split("/")[0].removesuffix(".py") in above:
            names = {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)}
            assert "Recording" not in names, f"{name_of(path)} could leak a private recording"


def test_who_looks_for_leaks_knows_nothing_of_how_pages_are_made() -> None:
    makers = ("milepost.assemble", "milepost.publish", "milepost.draw", "milepost.gather")
    known = {
        module
        for path in modules()
        if room_of(path) == "leaks"
        for module in imports(path)
        if module.startswith(makers)
    }
    assert known == {"milepost.draw.projection"}


def test_only_the_command_line_prints() -> None:
    for path in modules():
        printing = {
            node.func.id
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert "print" not in printing or name_of(path).startswith("cli/")


def test_no_file_outgrows_a_screenful_of_screenfuls() -> None:
    for path in modules():
        assert len(path.read_text("utf-8").splitlines()) <= 400, name_of(path)


def test_rooms_of_drawing_do_not_know_each_other() -> None:
    draw = PACKAGE / "draw"
    rooms = {path.parent.name for path in draw.glob("*/__init__.py")}
    assert rooms == {"cards", "maps", "plots", "streets"}
    for path in draw.rglob("*.py"):
        here = path.relative_to(draw).parts[0]
        known = {module.split(".")[2] for module in imports(path) if ".draw." in module}
        assert not known & (rooms - {here}), name_of(path)


def test_files_are_written_behind_two_doors() -> None:
    """The site's in `write`, those for the author in `atomic`; an index for a tool beside."""
    writing = {"write_bytes", "write_text", "copyfile", "copy2", "touch"}
    doors = {"atomic.py", "write.py", "publish/search/full_text.py"}
    found = {
        name_of(path)
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and (called := getattr(node.func, "attr", None) or getattr(node.func, "id", None))
        and (called in writing or (called == "open" and _for_writing(node)))
    }
    assert found == doors


def _for_writing(call: ast.Call) -> bool:
    """Tell whether a file is opened for more than reading, as far as the words say."""
    modes = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    modes += [word.value for word in call.keywords if word.arg == "mode"]
    return any(
        isinstance(mode, str) and set(mode) & set("wax+") and len(mode) < 4 for mode in modes
    )


def test_each_file_of_tests_is_found(pytestconfig: pytest.Config) -> None:
    """Folders of some names, as `build`, are passed over by default."""
    passed_over = pytestconfig.getini("norecursedirs")
    for path in TESTS.rglob("test_*.py"):
        for folder in path.relative_to(TESTS).parts[:-1]:
            assert not any(fnmatch(folder, pattern) for pattern in passed_over), path
