import os
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pytest

from milepost.errors import SourceError
from milepost.model.source import SourceFile
from milepost.read.files import (
    FOLDERS,
    LARGEST_BYTES,
    content,
    source_files,
    strange_folders,
)


def write(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return root


def found(root: Path) -> list[str]:
    return [str(file.path) for file in source_files(root)]


def test_files_of_the_known_folders_are_found_in_order(tmp_path: Path) -> None:
    names = [f"{folder}/b/x.md" for folder in FOLDERS] + ["journal/a.md"]
    write(tmp_path, *names, "site.toml", "notes/x.md", "x.md")
    assert found(tmp_path) == ["journal/a.md", *names[:-1]]


@pytest.mark.parametrize(
    "name",
    [
        "journal/.hidden.md",
        "journal/.git/x.md",
        "journal/x.md~",
        "journal/Thumbs.db",
        "journal/desktop.ini",
    ],
)
def test_hidden_files_and_backups_are_left_alone(tmp_path: Path, name: str) -> None:
    assert found(write(tmp_path, name)) == []


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    (file,) = source_files(write(tmp_path, "journal/a.md"))
    data = b"journal/a.md"
    assert (file.path, file.size) == (PurePosixPath("journal/a.md"), len(data))
    assert file.digest == sha256(data).hexdigest()


def test_a_link_that_leads_out_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "secret.txt", "inside/journal/a.md")
    (tmp_path / "inside/journal/b.md").symlink_to(tmp_path / "secret.txt")
    assert found(tmp_path / "inside") == ["journal/a.md"]


def test_a_link_inside_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "journal/a.md")
    (tmp_path / "journal/b.md").symlink_to(tmp_path / "journal/a.md")
    assert found(tmp_path) == ["journal/a.md", "journal/b.md"]


@pytest.mark.parametrize("target", ["journal/a.md", "nowhere", "journal"])
def test_a_link_to_itself_or_nowhere_does_no_harm(tmp_path: Path, target: str) -> None:
    write(tmp_path, "journal/b.md")
    (tmp_path / "journal/a.md").symlink_to(tmp_path / target)
    assert found(tmp_path) == ["journal/b.md"]


def test_an_empty_journal_is_no_error(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("jurnal/x.txt", "nothing reads this folder; did you mean 'journal'?"),
        ("Journals/x.txt", "nothing reads this folder; did you mean 'journal'?"),
        ("2026-05-01.md", "nothing reads this file here; move it to journal/"),
        ("ride.GPX", "nothing reads this file here; move it to tracks/"),
    ],
)
def test_what_stands_in_the_wrong_place_is_a_warning(
    tmp_path: Path, name: str, message: str
) -> None:
    (problem,) = strange_folders(write(tmp_path, name))
    assert (problem.message, problem.severity) == (message, "warning")


@pytest.mark.parametrize("name", ["journal/x.md", "README.md", "site.toml", "drafts/x.txt"])
def test_what_stands_in_its_place_is_no_warning(tmp_path: Path, name: str) -> None:
    assert strange_folders(write(tmp_path, name)) == ()


def warnings_of(root: Path) -> list[str]:
    return [f"{problem.path} {problem.message}" for problem in strange_folders(root)]


@pytest.mark.parametrize(
    ("link", "target", "words"),
    [
        ("inside/journal/out.md", "secret/a.md", "outside the journal"),
        ("inside/static/out", "secret", "outside the journal"),
        ("inside/tracks", "secret", "outside the journal"),
        ("inside/static/loop", "inside/static", "is a link to a folder, and not followed"),
        ("inside/static/self", "inside/static/self", "leads nowhere"),
    ],
)
def test_a_link_is_not_followed_and_told_of(
    tmp_path: Path, link: str, target: str, words: str
) -> None:
    write(tmp_path, "secret/a.md", "inside/static/x.txt", "inside/journal/b.md")
    (tmp_path / link).symlink_to(tmp_path / target)
    (told,) = warnings_of(tmp_path / "inside")
    assert words in told
    assert found(tmp_path / "inside") == ["journal/b.md", "static/x.txt"]


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    write(tmp_path, "journal/b.md")
    os.mkfifo(tmp_path / "journal/pipe.gpx")
    assert found(tmp_path) == ["journal/b.md"]
    (told,) = warnings_of(tmp_path)
    assert "door to a device or program" in told


@pytest.mark.parametrize("name", ["con.txt", "AUX", "a:b.txt", "what?.txt", "end."])
def test_a_name_that_windows_cannot_hold_is_told_of(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"static/{name}", f"journal/{name}")
    assert warnings_of(tmp_path) == [
        f"static/{name} has a name that Windows cannot hold; rename it"
    ]


def test_a_file_that_no_memory_holds_is_not_read(tmp_path: Path) -> None:
    huge = SourceFile(PurePosixPath("journal/a.gpx"), "", LARGEST_BYTES + 1)
    with pytest.raises(SourceError, match=r"journal/a.gpx: the file is too large \(256 MB\)"):
        content(tmp_path, huge)
