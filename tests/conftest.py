"""Fixtures for all tests. See `builders.py` for short ways to say a value."""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import settings

import trips
from builders import Shelf, journal
from milepost.build import prepare
from milepost.memo import realise
from milepost.model.journal import Choice
from milepost.read.project import find_project
from trips import Files, SiteOn

# The same examples in every run, however slow the machine: a suite that fails now and then
# is not believed.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    """Spare half of the time of many small builds: a text always compiles to the same.

    The same for one way to write numbers, that is: Jinja writes `{{ 5 | elevation }}` when it
    compiles.
    """
    compiled: dict[object, Any] = {}
    original: Any = jinja2.Environment.compile

    def compile_once(environment: Any, source: str, *names: Any, **options: Any) -> Any:
        words = getattr(environment.filters.get("pace_parts"), "__self__", None)
        key = words, source, names, *options.items()
        if key not in compiled:
            compiled[key] = original(environment, source, *names, **options)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_once)
        yield


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def site_on(tmp_path_factory: pytest.TempPathFactory) -> SiteOn:
    """Return the bytes of every file of a site with several journeys, as on a date, by path."""
    store = Shelf()  # sites of these tests differ in little

    def make(day: date, files: Mapping[str, str | bytes], config: str = trips.CONFIG) -> Files:
        root = journal(tmp_path_factory.mktemp("trip"), files, config)
        ready = prepare(find_project(root), Choice(day), store=store)
        # Pictures of maps are dear, and other tests look at them.
        wanted = [
            each for each in ready.artifacts if each.path.name not in ("map.png", "base.json")
        ]
        made = realise(wanted, root / "site_src", store, map)
        return {str(path): data for path, data in made}

    return make


@pytest.fixture(scope="session")
def under_way(site_on: SiteOn) -> Files:
    """The site on the evening of the second of five days."""
    return site_on(date(2026, 5, 2), trips.days())


@pytest.fixture(scope="session")
def arrived(site_on: SiteOn) -> Files:
    """The site after the last day."""
    return site_on(date(2026, 6, 1), trips.arrived())


@pytest.fixture
def inside(tmp_path: Path) -> Iterator[Path]:
    """An empty folder that is the current one."""
    before = Path.cwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for a site, which is not there yet."""
    return tmp_path / "output"
