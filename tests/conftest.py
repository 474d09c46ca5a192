"""Fixtures for all tests. See `builders.py` for short ways to say a value."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import settings

# The same examples in every run, however slow the machine: a suite that fails now and then
# is not believed.
settings.register_profile("steady", derandomize=True, deadline=None)
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
