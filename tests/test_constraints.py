"""What CI installs: every package in one version, with the checksums of its files."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
FILES = ("constraints.txt", "constraints-build.txt")
PIN = re.compile(
    r"([\w.-]+)==(\S+)(?: ; ([^\\]+?))? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
)


def pinned(name: str) -> list[tuple[str, Version]]:
    text = (ROOT / name).read_text("utf-8")
    return [(found[1], Version(found[2])) for found in PIN.finditer(text)]


def wanted(name: str) -> list[str]:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    if name == "constraints-build.txt":
        return [*about["build-system"]["requires"], *about["dependency-groups"]["build"]]
    extras = about["project"]["optional-dependencies"]
    return [*about["project"]["dependencies"], *extras["test"], *extras["lint"]]


@pytest.mark.parametrize("name", FILES)
def test_every_dependency_is_pinned_within_its_range(name: str) -> None:
    versions = pinned(name)
    for line in wanted(name):
        asked = Requirement(line)
        found = [v for n, v in versions if n == canonicalize_name(asked.name)]
        assert found, f"{line} is not in {name}; run  make constraints"
        assert all(version in asked.specifier for version in found), line


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_a_checksum_and_nothing_has_an_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    rest = "\n".join(
        line for line in PIN.sub("", text).splitlines() if line[:1] not in ("", "#")
    )
    assert rest == ""
    assert not re.search(r"://|--(?:index|extra|find|trusted)| @ ", text)
