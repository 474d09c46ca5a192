from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from milepost.errors import SourceError
from milepost.read import xml
from milepost.read.xml import parse_xml

PATH = PurePosixPath("a.gpx")
NAMES = "<gpx><name>Zürich – Où</name></gpx>"


def root_of(data: bytes) -> Any:
    """Parse what is without a fault."""
    root, warnings = parse_xml(PATH, data)
    assert not warnings
    return root


def message_of(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        parse_xml(PATH, data)
    (problem,) = caught.value.problems
    return problem.message


def declared(encoding: str, text: str = NAMES) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'


@pytest.mark.parametrize(
    ("says", "is_"),
    [
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("UTF-32", "utf-32"),
        ("windows-1252", "cp1252"),
        ("cp1252", "cp1252"),
        ("UTF-16", "utf-8"),
        ("UTF-32", "utf-8"),
        ("windows-1252", "utf-16"),
        ("iso-8859-1", "utf-8-sig"),
    ],
)
def test_text_is_read_in_the_encoding_it_is_in(says: str, is_: str) -> None:
    assert root_of(declared(says).encode(is_)).findtext("name") == "Zürich – Où"


@pytest.mark.parametrize("says", ["ISO-8859-1", "latin1", "Latin-1", "iso8859-15"])
def test_latin_letters_are_read(says: str) -> None:
    text = "<gpx><name>Zürich</name></gpx>"
    assert root_of(declared(says, text).encode("latin-1")).findtext("name") == "Zürich"


def test_without_a_declaration_it_is_utf_8() -> None:
    assert root_of(NAMES.encode()).findtext("name") == "Zürich – Où"


def test_letters_that_are_not_what_the_file_says_are_a_warning() -> None:
    root, (warning,) = parse_xml(PATH, declared("UTF-8", "<a>Zürich</a>").encode("latin-1"))
    assert root.text == "Zürich"
    assert warning.message == "the file says it is utf-8 but is not; names may show odd letters"


def test_utf_16_that_breaks_off_within_a_letter_is_read_as_far_as_it_goes() -> None:
    root, warnings = parse_xml(PATH, declared("UTF-16").encode("utf-16-le")[:-13])
    assert root.findtext("name") == "Zürich – Où"
    assert warnings


@pytest.mark.parametrize("encoding", ["utf-7", "iso-8859-99", "idna", "rot13", "base64"])
def test_an_encoding_that_no_gps_writes_is_refused(encoding: str) -> None:
    message = message_of(declared(encoding, "<gpx/>").encode())
    assert message == f"the file is written in '{encoding}'; export it as UTF-8"


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LARGEST_BYTES", 10)
    assert message_of(NAMES.encode()) == "the file is too large (0 MB); split it by day"


def test_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    include = (
        f'<gpx xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="{secret}"/></gpx>'
    )
    assert "secret" not in "".join(root_of(include.encode()).itertext())


@pytest.mark.parametrize("prolog", ["<!-- <!DOCTYPE gpx> -->", "<?x <!DOCTYPE gpx> ?>", "\n\n"])
def test_a_harmless_prolog_is_no_document_type(prolog: str) -> None:
    assert root_of(f"{prolog}<gpx/>".encode()).tag == "gpx"


def test_undeclared_prefixes_are_no_fault() -> None:
    assert root_of(b"<gpx><gpxx:a/><ns3:b/></gpx>").tag == "gpx"


def test_a_broken_file_leaves_the_next_one_alone() -> None:
    parse_xml(PATH, b"<gpx><a></b></gpx>")
    assert root_of(b"<gpx><gpxx:a/></gpx>").tag == "gpx"


def test_a_broken_line_is_named() -> None:
    _, (warning,) = parse_xml(PATH, b"<gpx>\n<a>\n</b>\n</gpx>")
    assert (warning.line, warning.severity) == (3, "warning")


def test_comments_and_instructions_are_left_out() -> None:
    assert len(root_of(b"<gpx><!-- a --><?b c?><d/></gpx>")) == 1
