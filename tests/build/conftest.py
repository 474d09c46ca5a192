"""The journal of `journals.py`, unbuilt and built."""

import shutil
from pathlib import Path

import pytest

from builders import journal
from journals import FILES, remembering


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
