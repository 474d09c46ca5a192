from pathlib import Path

import pytest

from milepost.errors import ConfigError, MilepostError, SourceError
from milepost.read.project import Project, find_project


def config(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text("", "utf-8")
    return folder


def test_a_journal_in_site_src_has_its_output_beside_it(tmp_path: Path) -> None:
    source = config(tmp_path / "site_src")
    project = find_project(tmp_path)
    assert project == Project(tmp_path, source)
    assert project.output == tmp_path / "output"
    assert project.store == tmp_path / ".cache" / "milepost.sqlite3"
    assert project.config == source / "site.toml"


def test_a_journal_may_be_the_folder_itself(tmp_path: Path) -> None:
    config(tmp_path)
    assert find_project(tmp_path) == Project(tmp_path, tmp_path)


@pytest.mark.parametrize("below", ["site_src", "site_src/journal", "site_src/journal/2026"])
def test_a_journal_is_found_from_within(tmp_path: Path, below: str) -> None:
    source = config(tmp_path / "site_src")
    (tmp_path / below).mkdir(parents=True, exist_ok=True)
    assert find_project(tmp_path / below) == Project(tmp_path, source)


def test_the_nearest_journal_wins(tmp_path: Path) -> None:
    config(tmp_path)
    config(tmp_path / "other")
    assert find_project(tmp_path / "other").root == tmp_path / "other"


def test_without_a_journal_the_author_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MilepostError) as caught:
        find_project(tmp_path)
    assert str(caught.value) == (
        f"no journal here: neither site.toml nor site_src/site.toml in {tmp_path} or above; "
        "go to its folder, name it with -C, or begin one with  milepost init"
    )


def test_a_path_is_shown_from_the_root(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "site_src")
    assert project.shown(tmp_path / "site_src" / "site.toml") == "site_src/site.toml"


def test_a_path_outside_is_shown_whole(tmp_path: Path) -> None:
    project = Project(tmp_path / "a", tmp_path / "a")
    assert project.shown(tmp_path / "b") == str(tmp_path / "b")


def test_what_is_no_file_is_called_what_it_is_however_long(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "site_src")
    assert project.place("tag '" + "x" * 9_000) == "tag '" + "x" * 9_000


def test_settings_are_no_link_to_a_place_outside(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("root:x:0:0\n")
    project = Project(tmp_path, config(tmp_path / "site_src"))
    project.config.unlink()
    project.config.symlink_to(tmp_path / "words.txt")
    with pytest.raises(SourceError, match="it is a link to a place outside the journal"):
        project.settings()


def test_a_journal_that_is_a_link_itself_has_its_settings(tmp_path: Path) -> None:
    config(tmp_path / "elsewhere")
    (tmp_path / "j").mkdir()
    (tmp_path / "j/site_src").symlink_to(tmp_path / "elsewhere")
    assert find_project(tmp_path / "j").settings() == b""


def test_settings_without_an_end_are_refused(tmp_path: Path) -> None:
    project = Project(tmp_path, config(tmp_path))
    with project.config.open("wb") as file:
        file.truncate(10**12)  # a hole: it takes no place on the disk
    with pytest.raises(SourceError, match="cannot be read: it is larger than 1 MB"):
        project.settings()


@pytest.mark.parametrize(
    ("target", "why"), [("/dev/zero", "it is no file"), ("hole", "larger than 1 MB")]
)
def test_a_secret_without_an_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, why: str
) -> None:
    monkeypatch.delenv("MILEPOST_SECRET", raising=False)
    project = Project(tmp_path, config(tmp_path))
    with (tmp_path / "hole").open("wb") as file:
        file.truncate(10**12)
    project.secret_file.symlink_to(tmp_path / target)
    with pytest.raises(ConfigError, match=f"cannot be read, and privacy zones .* {why}"):
        project.secret()


def test_a_secret_may_be_kept_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MILEPOST_SECRET", raising=False)
    (tmp_path / "safe").write_text("0123456789abcdef\n")
    project = Project(tmp_path / "j", config(tmp_path / "j"))
    project.secret_file.symlink_to(tmp_path / "safe")
    assert project.secret() == b"0123456789abcdef"
