"""The packages of the basemap: opened if they are the known ones, else refused."""

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path
from typing import Literal

import pytest

from basemap.sources import Archives, MissingSourceError, Source

MEMBER, TEXT = "data/towns.txt", b"Vapi\n"


def tar(name: str, mode: Literal["w:xz", "w:gz"]) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode=mode) as archive:
        info = tarfile.TarInfo(name)
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT))
    return written.getvalue()


def wheel() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(MEMBER, TEXT)
    return written.getvalue()


def debian_package() -> bytes:
    def part(name: str, body: bytes) -> bytes:
        header = f"{name:16}{0:<12}{0:<6}{0:<6}{'100644':8}{len(body):<10}`\n".encode()
        return header + body + b"\n" * (len(body) % 2)

    body = tar(f"./usr/share/{MEMBER}", "w:xz")
    return b"!<arch>\n" + part("debian-binary", b"2.0") + part("data.tar.xz", body)


ARCHIVES = {
    "towns-1.0-py3-none-any.whl": wheel(),
    "towns-1.0.tgz": tar(f"package/{MEMBER}", "w:gz"),
    "towns_1.0_all.deb": debian_package(),
}


def source(archive: str, data: bytes, registry: str = "npm") -> Source:
    digest = hashlib.sha256(data).hexdigest()
    return Source(registry, "towns", "1.0", archive, digest, "towns", "public domain")


@pytest.mark.parametrize("archive", ARCHIVES)
def test_a_package_in_the_folder_is_opened(archive: str, tmp_path: Path) -> None:
    (tmp_path / archive).write_bytes(ARCHIVES[archive])
    assert Archives(tmp_path).read(source(archive, ARCHIVES[archive]), MEMBER) == TEXT


def test_it_is_noted_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "towns-1.0.tgz").write_bytes(ARCHIVES["towns-1.0.tgz"])
    archives, towns = Archives(tmp_path), source("towns-1.0.tgz", ARCHIVES["towns-1.0.tgz"])
    archives.read(towns, MEMBER)
    archives.read(towns, MEMBER)
    assert archives.members_read(towns) == [MEMBER]


def test_another_package_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "towns-1.0.tgz").write_bytes(b"something else")
    with pytest.raises(
        MissingSourceError, match=r"is not the towns 1\.0 that we know.*delete it"
    ):
        Archives(tmp_path).read(source("towns-1.0.tgz", b"what we knew"), MEMBER)


def test_what_cannot_be_fetched_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        MissingSourceError, match=r"no `npm` here.*get towns-1\.0\.tgz"
    ) as refused:
        Archives(tmp_path).read(source("towns-1.0.tgz", b""), MEMBER)
    assert f"put it into {tmp_path}" in str(refused.value)
