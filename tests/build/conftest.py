"""The journal of `journals.py`, unbuilt and built."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest

from builders import journal
from journals import FILES, remembering


@pytest.fixture(scope="module", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    """Spare half of the time of the many builds below: a text always compiles to the same."""
    compiled: dict[object, Any] = {}
    original: Any = jinja2.Environment.compile

    def compile_once(environment: Any, source: str, *names: Any, **options: Any) -> Any:
        key = source, names, *options.items()
        if key not in compiled:
            compiled[key] = original(environment, source, *names, **options)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_once)
        yield


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal, built once with its store; never touched by a test."""
    root = journal(tmp_path_factory.mktemp("master"), FILES)
    remembering(root)
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A journal that was never built."""
    return journal(tmp_path, FILES)


@pytest.fixture
def finished(tmp_path: Path, master: Path) -> Path:
    """The same journal with its site and its store."""
    return shutil.copytree(master, tmp_path / "finished")
