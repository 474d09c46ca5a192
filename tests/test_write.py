import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from journals import stamps
from milepost import swap, write
from milepost.errors import OutputError
from milepost.write import MANIFEST, write_site
from outputs import PAGES, put, tree


def names(paths: tuple[PurePosixPath, ...]) -> list[str]:
    return [str(path) for path in paths]


@pytest.fixture(params=["linked and swapped", "copied", "renamed", "copied and renamed"])
def _disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Disks that can do less: without hard links, without the atomic swap."""

    def refuse(*names: object, **how: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if "copied" in request.param:
        monkeypatch.setattr(os, "link", refuse)
    if "renamed" in request.param:
        monkeypatch.setattr(swap, "_swap", lambda one, other: False)


@pytest.mark.usefixtures("_disk")
def test_a_new_site_is_written_whole(out: Path) -> None:
    report = put(out, PAGES)
    assert tree(out) == PAGES
    assert names(report.written) == sorted(PAGES)
    assert (report.removed, report.unchanged) == ((), 0)


@pytest.mark.usefixtures("_disk")
def test_a_changed_file_is_replaced_and_the_others_stay(out: Path) -> None:
    put(out, PAGES)
    report = put(out, {**PAGES, "index.html": b"<p>HOME"})
    assert tree(out) == {**PAGES, "index.html": b"<p>HOME"}
    assert names(report.written) == ["index.html"]
    assert report.unchanged == 3


@pytest.mark.usefixtures("_disk")
def test_a_page_that_is_gone_goes_with_its_folder(out: Path) -> None:
    put(out, PAGES)
    kept = {name: data for name, data in PAGES.items() if "/b/" not in name}
    report = put(out, kept)
    assert tree(out) == kept
    assert not (out / "journal" / "b").exists()
    assert names(report.removed) == ["journal/b/index.html", "journal/b/map.png"]


@pytest.mark.usefixtures("_disk")
def test_folders_above_a_page_that_is_gone_go_too(out: Path) -> None:
    put(out, PAGES)
    put(out, {"index.html": b"<p>home"})
    assert sorted(path.name for path in out.iterdir()) == ["index.html", str(MANIFEST)]


@pytest.mark.usefixtures("_disk")
def test_nothing_is_left_beside_the_output(out: Path) -> None:
    put(out, PAGES)
    put(out, {**PAGES, "index.html": b"2"})
    assert [path.name for path in out.parent.iterdir()] == ["output"]


@pytest.mark.usefixtures("_disk")
def test_foreign_files_stay(out: Path) -> None:
    put(out, PAGES)
    (out / ".git" / "refs" / "tags").mkdir(parents=True)
    (out / ".git" / "HEAD").write_bytes(b"ref: refs/heads/pages")
    (out / "CNAME").write_bytes(b"example.org")
    (out / "journal" / "b" / "mine.txt").write_bytes(b"mine")
    (out / "empty").mkdir()
    put(out, {"index.html": b"2"})
    assert tree(out) == {
        ".git/HEAD": b"ref: refs/heads/pages",
        "CNAME": b"example.org",
        "index.html": b"2",
        "journal/b/mine.txt": b"mine",
    }
    assert (out / ".git" / "refs" / "tags").is_dir()
    assert (out / "empty").is_dir()


@pytest.mark.usefixtures("_disk")
def test_foreign_links_stay_links(out: Path) -> None:
    put(out, PAGES)
    (out.parent / "elsewhere").mkdir()
    (out.parent / "elsewhere" / "big.bin").write_bytes(b"big")
    (out / "folder").symlink_to("../elsewhere")
    (out / "file").symlink_to("../elsewhere/big.bin")
    (out / "journal" / "broken").symlink_to("nowhere")
    put(out, {**PAGES, "index.html": b"2"})
    assert (out / "folder").readlink() == Path("../elsewhere")
    assert (out / "file").readlink() == Path("../elsewhere/big.bin")
    assert (out / "journal" / "broken").readlink() == Path("nowhere")
    assert tree(out.parent / "elsewhere") == {"big.bin": b"big"}


def test_nothing_is_touched_when_nothing_differs(out: Path) -> None:
    put(out, PAGES)
    before = stamps(out)
    report = put(out, PAGES)
    assert stamps(out) == before
    assert (report.written, report.removed, report.unchanged) == ((), (), 4)


def test_a_file_that_stays_keeps_its_time(out: Path) -> None:
    put(out, PAGES)
    os.utime(out / "journal/a/index.html", (1_000_000_000, 1_000_000_000))
    before = (out / "journal/a/index.html").stat()
    put(out, {**PAGES, "index.html": b"2"})
    after = (out / "journal/a/index.html").stat()
    assert (after.st_mtime, after.st_ino) == (before.st_mtime, before.st_ino)


def test_a_file_that_was_changed_by_hand_is_put_right(out: Path) -> None:
    put(out, PAGES)
    (out / "index.html").write_bytes(b"defaced")
    (out / "journal" / "a" / "index.html").unlink()
    report = put(out, PAGES)
    assert tree(out) == PAGES
    assert names(report.written) == ["index.html", "journal/a/index.html"]


def test_an_edit_in_the_old_output_does_not_reach_through_a_link(out: Path) -> None:
    put(out, PAGES)
    with (out / "index.html").open("rb") as reader:
        put(out, {**PAGES, "index.html": b"<p>HOME"})
        assert reader.read() == b"<p>home"


def test_a_page_may_become_a_folder_and_a_folder_a_page(out: Path) -> None:
    put(out, {"about": b"file", "map/index.html": b"folder"})
    put(out, {"about/index.html": b"folder", "map": b"file"})
    assert tree(out) == {"about/index.html": b"folder", "map": b"file"}


def test_an_output_that_is_a_link_leads_to_its_folder(out: Path, tmp_path: Path) -> None:
    real = tmp_path / "www" / "site"
    real.mkdir(parents=True)
    out.symlink_to(real)
    put(out, PAGES)
    put(out, {**PAGES, "index.html": b"2"})
    assert out.is_symlink()
    assert tree(real) == {**PAGES, "index.html": b"2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "www"]


def test_a_manifest_never_leads_out_of_the_output(out: Path) -> None:
    put(out, PAGES)
    precious = out.parent / "precious.txt"
    precious.write_bytes(b"keep")
    with (out / MANIFEST).open("a") as file:
        file.write(f"../precious.txt\n{precious}\njournal/../../precious.txt\n")
    put(out, {"index.html": b"2"})
    assert precious.read_bytes() == b"keep"


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\n\n/", b"\0"])
def test_a_damaged_manifest_takes_nothing_away(out: Path, damage: bytes) -> None:
    put(out, PAGES)
    (out / MANIFEST).write_bytes(damage)
    put(out, PAGES)
    assert tree(out) == PAGES


def test_names_that_are_no_utf_8_are_written_too(out: Path) -> None:
    odd = os.fsdecode(b"photo-\xe9.jpg")
    put(out, {odd: b"1", "line\u2028break.txt": b"2"})
    put(out, {"index.html": b"3"})
    assert tree(out) == {"index.html": b"3"}


@pytest.fixture
def _usual_mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_usual_mask")
def test_folders_and_files_may_be_read_by_a_web_server(out: Path) -> None:
    put(out, PAGES)
    put(out, {**PAGES, "index.html": b"2"})
    modes = {path.stat().st_mode & 0o777 for path in (out, *out.rglob("*")) if path.is_dir()}
    assert modes == {0o755}
    assert {p.stat().st_mode & 0o777 for p in out.rglob("*") if p.is_file()} == {0o644}


def test_an_iterator_that_fails_half_way_leaves_the_old_site(out: Path) -> None:
    put(out, PAGES)

    def breaking() -> Iterator[tuple[PurePosixPath, bytes]]:
        yield PurePosixPath("index.html"), b"2"
        raise ZeroDivisionError

    before = stamps(out.parent)
    with pytest.raises(ZeroDivisionError):
        write_site(out, breaking())
    assert stamps(out.parent) == before


@pytest.mark.parametrize("step", ["mkdir", "write_bytes", "exchange"])
def test_a_disk_that_fails_half_way_leaves_the_old_site(
    out: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(out, PAGES)
    calls = {"left": 2 if step == "write_bytes" else 0}

    def full(*given: object, **how: object) -> None:
        calls["left"] -= 1
        if calls["left"] < 0:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        target = write if step == "exchange" else Path
        patch.setattr(target, step, full)
        with pytest.raises(OutputError, match="the site was left as it was"):
            put(out, {name: data + b"!" for name, data in PAGES.items()})
    assert tree(out) == PAGES
    assert [path.name for path in out.parent.iterdir()] == ["output"]


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.mark.parametrize("number", [dead_process, os.getpid], ids=["dead", "our own number"])
def test_leftovers_of_a_killed_build_are_cleared(out: Path, number) -> None:
    put(out, PAGES)
    left = out.parent / f".output.staged-{number()}"
    (left / "journal").mkdir(parents=True)
    (left / "journal" / "x").write_bytes(b"half")
    put(out, {**PAGES, "index.html": b"2"})
    assert [path.name for path in out.parent.iterdir()] == ["output"]


def test_a_number_that_is_now_another_process_keeps_no_leftovers(out: Path) -> None:
    (out.parent / f".output.staged-{os.getppid()}").mkdir()
    put(out, PAGES)
    assert [path.name for path in out.parent.iterdir()] == ["output"]


def test_files_of_others_beside_the_output_are_left_alone(out: Path) -> None:
    for name in (".output.staged-mine", ".output.staged-", "output.staged-1"):
        (out.parent / name).mkdir()
    put(out, PAGES)
    assert len(list(out.parent.iterdir())) == 4


def test_ctrl_c_between_two_renames_leaves_the_old_site(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(out, PAGES)
    real = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if target == out:
            monkeypatch.setattr(Path, "rename", real)
            raise KeyboardInterrupt
        return real(path, target)

    monkeypatch.setattr(swap, "_swap", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put(out, {"index.html": b"2"})
    assert tree(out) == PAGES
    assert [path.name for path in out.parent.iterdir()] == ["output"]


def test_a_read_only_output_is_told_and_stays(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(out, PAGES)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    with pytest.raises(
        OutputError, match=r"output: the folder is read-only; change its rights"
    ):
        put(out, {"index.html": b"2"})
    assert tree(out) == PAGES


def test_an_output_that_is_a_mounted_disk_is_refused_before_the_work(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: path == out)
    with pytest.raises(OutputError, match="choose a folder in it with --output"):
        put(out, PAGES)
    assert list(out.iterdir()) == []


def test_pages_go_into_folders_of_ours_that_somebody_made_read_only(out: Path) -> None:
    put(out, PAGES)
    (out / "journal" / "a").chmod(0o555)
    put(out, {**PAGES, "journal/a/index.html": b"2"})
    put(out, {**PAGES, "journal/a/index.html": b"3"})
    assert (out / "journal" / "a" / "index.html").read_bytes() == b"3"
    assert [path.name for path in out.parent.iterdir()] == ["output"]


def test_words_of_the_disk_come_with_what_to_do(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    told = r"cannot write .*/output/index\.html: No space left on device; make room on its disk"
    with pytest.raises(OutputError, match=told):
        put(out, {"index.html": b"1"})


def test_a_build_killed_between_two_renames_loses_nothing(out: Path) -> None:
    put(out, PAGES)
    out.rename(out.parent / f".output.staged-{dead_process()}.old")
    put(out, PAGES)
    assert tree(out) == PAGES
    assert [path.name for path in out.parent.iterdir()] == ["output"]


def test_foreign_files_survive_a_build_killed_between_two_renames(out: Path) -> None:
    put(out, PAGES)
    (out / "CNAME").write_bytes(b"example.org")
    out.rename(out.parent / f".output.staged-{dead_process()}.old")
    put(out, PAGES)
    assert tree(out) == {**PAGES, "CNAME": b"example.org"}


def test_a_folder_of_somebody_else_keeps_its_rights(out: Path) -> None:
    put(out, PAGES)
    (out / ".keys/deep").mkdir(parents=True)
    (out / ".keys/deep/secret").write_text("secret")
    (out / ".keys").chmod(0o700)
    out.chmod(0o2775)
    put(out, {**PAGES, "index.html": b"<p>changed"})
    assert (out / ".keys").stat().st_mode & 0o7777 == 0o700
    assert out.stat().st_mode & 0o7777 == 0o2775
    assert (out / ".keys/deep/secret").read_text() == "secret"
