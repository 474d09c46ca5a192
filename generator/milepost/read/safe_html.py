"""HTML of words that somebody else may have written: nothing that runs, frames or restyles.

What stays is what Markdown makes, and plain HTML of the same kind.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import nh3

_TAGS = nh3.ALLOWED_TAGS | {"audio", "source", "video"}
# Gone with all that is in them, as that is not written to be read.
_WHOLE = {
    *("embed", "iframe", "math", "noembed", "noframes", "noscript", "object", "script"),
    *("select", "style", "svg", "template", "textarea", "title", "xmp"),
}
_NAMED = {"h1", "h2", "h3", "h4", "h5", "h6", "li", "sup"}  # headings, footnotes
_EVERYWHERE = {"dir", "lang", "title"}
_ATTRIBUTES = {
    **{tag: {"id"} for tag in _NAMED},
    "a": {"class", "href", "hreflang"},
    "audio": {"controls", "src"},
    "blockquote": {"cite"},
    "code": {"class"},
    "col": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"class"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "li": {"id", "value"},
    "ol": {"reversed", "start"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": {"class", "colspan", "headers", "rowspan"},
    "th": {"class", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"controls", "height", "poster", "src", "width"},
}
# Those that Markdown writes; the site's own would lend its looks to anything.
_CLASSES = re.compile(
    r"hashtag|footnote(-ref|-backref)?|align-(left|center|right)|language-[\w+#.-]+"
)
_SCHEMES = {"http", "https", "mailto", "geo", "tel"}
_ADDRESSES = {"href", "src", "poster", "cite"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]")  # browsers pass over them in an address


def safe_html(body: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML without what could do harm, and what was taken out, each kind once.

    That is written as it is looked for: `<script`, `onclick=`, `javascript:`.
    """
    taken = _Taken()
    taken.feed(body)
    taken.close()
    cleaned = nh3.clean(
        body,
        tags=_TAGS,
        clean_content_tags=_WHOLE,
        attributes={tag: _ATTRIBUTES.get(tag, set()) | _EVERYWHERE for tag in _TAGS},
        attribute_filter=_kept,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return cleaned, tuple(dict.fromkeys(taken.parts))


def _kept(tag: str, name: str, value: str) -> str | None:
    """Return an attribute that a tag may have, None for nothing."""
    if name == "class":
        return " ".join(word for word in value.split() if _CLASSES.fullmatch(word)) or None
    return None if name in _ADDRESSES and _foreign_scheme(value) else value


def _foreign_scheme(address: str) -> str:
    """Return the scheme of an address that is none of the allowed, "" for any other."""
    found = _SCHEME.match(_UNSEEN.sub("", address))
    scheme = found[1].lower() if found else ""
    return "" if scheme in _SCHEMES else scheme


class _Taken(HTMLParser):
    """Notes what of HTML is not kept."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, or what is wrong with it."""
        self.parts += self._of(tag, attrs)

    def _of(self, tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[str]:
        if tag not in _TAGS:
            yield f"<{tag}"
            return
        known = _ATTRIBUTES.get(tag, set()) | _EVERYWHERE
        for name, value in attrs:
            shown = name != "class" or _kept(tag, name, value or "") == value
            if name not in known or not shown:
                yield f"{name}="
            elif name in _ADDRESSES and (scheme := _foreign_scheme(value or "")):
                yield f"{scheme}:"
