"""Fixtures for all tests. See `builders.py` for short ways to say a value."""

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import drawn_once  # noqa: F401 - before all that draws
import trips
from builders import Shelf
from sites import site_files
from trips import Files, SiteOn

# The same examples in every run, however slow the machine: a suite that fails now and then
# is not believed.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


_HERE = {"", "localhost", "127.0.0.1", "::1"}
_asked: list[object] = []  # other machines, and whatever was refused


def _listen(event: str, told: tuple[Any, ...]) -> None:
    """Note who is asked, at whatever time: fixtures of modules come before those of tests."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = told[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(told[1], tuple):
        host = told[1][0]
    else:
        return
    if (host or "") not in _HERE:
        _asked.append(host)


sys.addaudithook(_listen)


@pytest.fixture(autouse=True)
def asked(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[object]]:
    """Refuse every network while a site is built, checked, counted or drawn.

    Only the preview is a server, and its tests stand with those that need a browser. Who is
    asked is returned, and has to be nobody at the end: a refusal may be swallowed.
    """
    if "browser" not in request.path.parts:
        _refuse_networks(monkeypatch)
    yield _asked
    found = _asked[:]
    _asked.clear()
    assert found == []


def _refuse_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*asked: object, **_: object) -> None:
        _asked.append(asked)
        raise AssertionError(f"the network was asked for {asked}")

    class Local(socket.socket):
        def __init__(
            self, family: int = -1, type: int = -1, proto: int = -1, fileno: Any = None
        ):
            # Processes of one machine talk by the former; the latter is what the server of
            # another test has taken, as browsers keep on asking.
            if family != socket.AF_UNIX and fileno is None:
                refuse(family, type)
            super().__init__(family, type, proto, fileno)

    monkeypatch.setattr(socket, "socket", Local)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """What all small sites remember: maps are dear, and most tests ask for other things."""
    return Shelf()


@pytest.fixture(scope="session")
def site_on(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> SiteOn:
    """Return the files of a site with several journeys, as on a date, by path."""

    def make(day: date, files: Mapping[str, str | bytes], config: str = trips.CONFIG) -> Files:
        root = tmp_path_factory.mktemp("trip")
        return site_files(root, files, config, store=shelf, day=day)

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
