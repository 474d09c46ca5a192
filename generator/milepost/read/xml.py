"""Hostile or broken XML into a tree, or a sentence that says why not."""

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from milepost.errors import Problem, SourceError

LARGEST_BYTES = 64_000_000  # a day at one point a second with sensors stays below 30 MB

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BARE = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PROLOG = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = "the file has a document type (<!DOCTYPE>), which no GPS writes; export it again"
# Encodings that GPS software writes. Others are refused: some decoders can be abused.
_READABLE = re.compile(
    r"(us-)?ascii|utf-?8|utf-?(16|32)(-?[lb]e)?|iso-?8859-\d+|latin-?1|(windows-|cp)125\d"
)


def parse_xml(
    path: PurePosixPath, data: bytes, kind: str = "GPX"
) -> tuple[Any, tuple[Problem, ...]]:
    """Return the root element and warnings; raise SourceError with one sentence.

    `kind` is what the file should be, in that sentence.
    Document types are refused, entities stay unresolved, nothing is fetched. A file that
    breaks off, or holds characters that XML forbids, is read as far as it goes.
    """
    if len(data) > LARGEST_BYTES:
        size = f"{len(data) / 1e6:,.0f} MB"
        raise _refused(path, f"the file is too large ({size}); split it by day")
    if not data.strip(b" \t\r\n\0"):
        raise _refused(path, "the file is empty; export it again")
    text, warnings = _to_utf8(path, data)
    text = text.rstrip(b"\0")  # a device that lost power pads with zeros
    prolog = _PROLOG.match(text)
    begin = prolog.end() if prolog else 0
    _refuse_others(path, text[begin : begin + 200].lower(), kind)
    parser = _parser(recover=False)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        root = _recovered(text, error)
        if root is None:
            message = f"not readable as XML ({_reason(error)}); export the file again"
            raise _refused(path, message, error.lineno) from error
        # The log of the error itself still holds what was wrong with files before this one.
        if not _only_namespaces(parser.error_log):
            message = f"the XML is broken here ({_reason(error)})"
            if _tail(text) or "Premature end" in message:
                message = "the file breaks off here"
            message += "; only what could be read is used: export it again if you can"
            broken = Problem(message, str(path), error.lineno, severity="warning")
            warnings = (*warnings, broken)
    return root, warnings


def children(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of that local name.

    Files come with the right namespace, a wrong one, prefixed, or bare.
    """
    return (child for child in element if local_name(child) == name)


def local_name(element: Any) -> str:
    """Return the name of an element without namespace and prefix, "" for a comment."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    # A prefix that nobody declared stays in the name: <gpx:trk>.
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def text_of(element: Any, name: str) -> str:
    """Return the text of the first child of that name, white space as one blank."""
    found = next(children(element, name), None)
    return " ".join((found.text or "").split()) if found is not None else ""


def _refuse_others(path: PurePosixPath, start: bytes, kind: str) -> None:
    """Refuse what is not XML, a web page, and a document type."""
    if start.startswith((b"<!doctype html", b"<html")):
        message = f"this is a web page, not {kind}; log in there and download the file again"
        raise _refused(path, message)
    if not start.startswith(b"<"):
        message = f"this is no {kind}, whatever its name says; export the activity as {kind}"
        raise _refused(path, message)
    if start.startswith((b"<!doctype", b"<!entity")):
        raise _refused(path, _DOCTYPE)


def _parser(*, recover: bool) -> Any:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_blank_text=True,  # halves the tree
        remove_comments=True,
        remove_pis=True,
    )


def _to_utf8(path: PurePosixPath, data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    encoding, mark = _encoding(data)
    if not _READABLE.fullmatch(encoding):
        raise _refused(path, f"the file is written in '{encoding}'; export it as UTF-8")
    data = data[mark:]
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        message = f"the file is written in '{encoding}'; export it as UTF-8"
        raise _refused(path, message) from error
    try:
        if encoding in ("utf-8", "utf8"):
            data.decode()
            return data, ()
        return data.decode(encoding).encode(), ()
    except UnicodeError:
        # Old programs declare UTF-8 and write Windows letters; only names suffer.
        message = f"the file says it is {encoding} but is not; names may show odd letters"
        wide = encoding.startswith(("utf-16", "utf-32"))  # half a letter at a cut end
        fixed = data.decode(encoding if wide else "cp1252", "replace").encode()
        return fixed, (Problem(message, str(path), severity="warning"),)


def _encoding(data: bytes) -> tuple[str, int]:
    """Return the encoding and the length of the byte order mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    for start, encoding in _BARE:
        if data.startswith(start):
            return encoding, 0
    declared = _DECLARED.search(data[:300])
    name = declared[1].decode().lower() if declared else "utf-8"
    # A text that was converted may still declare what it once was.
    return ("utf-8" if re.match("utf-?(16|32)", name) else name), 0


def _recovered(text: bytes, error: etree.XMLSyntaxError) -> Any:
    # An amplification or depth limit is an attack, not an accident.
    if re.search(r"entity|amplification|depth|huge|limit", _reason(error), re.IGNORECASE):
        return None
    # A number that breaks off is another number: what stands after the last tag goes.
    if _tail(text):
        text = text[: text.rfind(b"<")]
    try:
        return etree.fromstring(text, _parser(recover=True))
    except etree.XMLSyntaxError:
        return None


def _tail(text: bytes) -> bytes:
    return text[text.rfind(b">") + 1 :].strip()


def _only_namespaces(log: Iterable[Any]) -> bool:
    domains = {entry.domain_name for entry in log}
    return domains == {"NAMESPACE"}


def _reason(error: etree.XMLSyntaxError) -> str:
    text = re.sub(r",? (line \d+, column|use XML_).*$", "", str(error.msg or "unknown error"))
    return text[:120].strip().rstrip(".") or "unknown error"


def _refused(path: PurePosixPath, message: str, line: int | None = None) -> SourceError:
    return SourceError(Problem(message, str(path), line or None))
