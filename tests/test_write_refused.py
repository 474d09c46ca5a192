"""What is not written: over the files of others, and two pages at one address."""

from pathlib import Path, PurePosixPath

import pytest

from milepost.errors import AddressError, OutputError
from milepost.model.artifact import Artifact
from milepost.write import refuse_rivals
from outputs import PAGES, put, tree


def test_a_foreign_file_at_a_wanted_address_is_refused(out: Path) -> None:
    out.mkdir()
    (out / "index.html").write_bytes(b"somebody else's work")
    with pytest.raises(OutputError, match=r"index\.html.*choose another folder"):
        put(out, PAGES)
    assert tree(out) == {"index.html": b"somebody else's work"}


def test_a_foreign_link_at_a_wanted_address_is_refused(out: Path) -> None:
    out.mkdir()
    (out / "index.html").symlink_to("nowhere")
    with pytest.raises(OutputError, match=r"index\.html"):
        put(out, PAGES)
    assert tree(out) == {"index.html": "-> nowhere"}


def test_a_foreign_file_where_a_folder_is_wanted_is_refused(out: Path) -> None:
    out.mkdir()
    (out / "journal").write_bytes(b"mine")
    with pytest.raises(OutputError):
        put(out, PAGES)
    assert tree(out) == {"journal": b"mine"}


def test_a_page_may_not_take_the_place_of_a_folder_with_foreign_files(out: Path) -> None:
    put(out, {"map/index.html": b"folder"})
    (out / "map" / "mine.txt").write_bytes(b"mine")
    with pytest.raises(OutputError, match="map"):
        put(out, {"map": b"file"})
    assert tree(out) == {"map/index.html": b"folder", "map/mine.txt": b"mine"}


def test_an_output_that_is_a_file_is_refused(out: Path) -> None:
    out.write_bytes(b"a file")
    with pytest.raises(OutputError):
        put(out, PAGES)
    assert out.read_bytes() == b"a file"


def test_a_parent_that_cannot_be_made_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot write"):
        put(tmp_path / "file" / "output", PAGES)


def test_another_disk_in_the_output_is_refused_and_left_alone(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(out, PAGES)
    (out / "mnt").mkdir()
    (out / "mnt/file").write_text("elsewhere")
    monkeypatch.setattr("milepost.write._device", lambda folder: Path(folder).name == "mnt")
    with pytest.raises(OutputError, match="another disk is mounted there"):
        put(out, {**PAGES, "index.html": b"<p>changed"})
    assert (out / "mnt/file").read_text() == "elsewhere"
    assert (out / "index.html").read_bytes() == PAGES["index.html"]


def page(path: str, source: str) -> Artifact:
    return Artifact(PurePosixPath(path), b"", source)


def refusal(*artifacts: Artifact) -> list[str]:
    with pytest.raises(AddressError) as caught:
        refuse_rivals(artifacts)
    return [str(problem) for problem in caught.value.problems]


def test_two_sources_of_one_address_are_both_named() -> None:
    (message,) = refusal(page("a/index.html", "one.md"), page("a/index.html", "two.md"))
    assert "one.md" in message
    assert "two.md" in message
    assert "a/index.html" in message


def test_all_rivals_are_told_at_once() -> None:
    pages = [page(f"{n % 2}", f"{n}.md") for n in range(6)]
    assert len(refusal(*pages)) == 4


def test_addresses_that_differ_only_in_case_are_refused() -> None:
    (message,) = refusal(page("Tags/index.html", "one.md"), page("tags/index.html", "two.md"))
    assert "one.md" in message
    assert "two.md" in message


def test_a_file_where_another_needs_a_folder_is_refused() -> None:
    (message,) = refusal(page("about", "static/about"), page("about/index.html", "about.md"))
    assert "static/about" in message
    assert "about.md" in message
    assert refusal(page("a/b/c/index.html", "c.md"), page("A", "static/A"))


def test_different_addresses_are_no_rivals() -> None:
    refuse_rivals([page("a/index.html", "a"), page("ab/index.html", "b"), page("a.png", "c")])


@pytest.mark.parametrize("other", ["A/Tags.txt", "a/t\u00e9", "a/TE\u0301"])
def test_names_that_are_one_on_many_disks_are_refused(other: str) -> None:
    first = "a/tags.txt" if other.endswith("txt") else "a/te\u0301"
    (message,) = refusal(page(first, "one.md"), page(other, "two.md"))
    assert "wants the same address as one.md" in message
