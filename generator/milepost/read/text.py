"""Bytes of an author's text file into text."""

from pathlib import PurePosixPath

from milepost.errors import Problem, SourceError


def decode(path: PurePosixPath, data: bytes) -> str:
    """Return the text of a UTF-8 file, without a byte order mark, lines ended by \\n.

    Raise SourceError for anything else, naming the line of the first odd byte.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is saved as UTF-16; save it as UTF-8 in your editor"
        raise SourceError(Problem(message, str(path)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        message = "this line is not UTF-8 text; save the file as UTF-8 in your editor"
        excerpt = data.splitlines()[line - 1].decode("utf-8", "replace")
        raise SourceError(Problem(message, str(path), line, excerpt=excerpt)) from error
    if "\0" in text:
        message = "the file holds binary data, not text; is it the right file?"
        raise SourceError(Problem(message, str(path)))
    return text.replace("\r\n", "\n").replace("\r", "\n")
