"""Words of several entries on one page: what was unique on its own page stays so."""

import re

from markupsafe import Markup

from milepost.publish.copier import Attributes, Copier

_TOP = 3  # the level of the highest heading in a chapter: its title has the one above
_HEADING = re.compile(r"h[1-6]")
_HEADINGS = re.compile(r"<h([1-6])\b", re.IGNORECASE)
_NAMED = {"id", "name"}  # what a link on the page leads to
_NAMING = {"for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls"}


def chapter(body: str, ident: str) -> Markup:
    """Return the HTML of an entry as a part of a longer page.

    Its highest heading is of the third level, as its title is no longer the page's. Names
    within it, and links to them, begin with `ident`: footnotes have the same names in every
    entry. Its pictures are loaded at once, as not all browsers load what they print.
    """
    levels = [int(level) for level in _HEADINGS.findall(body)]
    writer = _Chapter(ident, _TOP - min(levels, default=_TOP))
    writer.feed(str(body))  # pieces of Markup would be escaped where they are put together
    writer.close()
    return Markup("".join(writer.parts))


class _Chapter(Copier):
    """Copies HTML, with other names and headings."""

    def __init__(self, ident: str, lower: int):
        super().__init__()
        self._ident, self._by = ident, lower

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Copy a tag with its names changed."""
        changed = [(name, self._value(name, value)) for name, value in attrs]
        kept = [pair for pair in changed if pair != ("loading", "lazy")]
        lower = self._lower(tag)
        if kept == attrs and lower == tag:
            super().handle_starttag(tag, attrs)
        else:
            self.put_tag(lower, kept)

    def _value(self, name: str, value: str | None) -> str | None:
        if not value:
            return value
        if name in _NAMED:
            return f"{self._ident}-{value}"
        if name in _NAMING:
            return " ".join(f"{self._ident}-{each}" for each in value.split())
        if name == "href" and value.startswith("#") and len(value) > 1:
            return f"#{self._ident}-{value[1:]}"
        if name == "sizes":
            return value.removeprefix("auto, ")  # that is for pictures that are loaded late
        return value

    def handle_endtag(self, tag: str) -> None:
        """Copy an end tag."""
        super().handle_endtag(self._lower(tag))

    def _lower(self, tag: str) -> str:
        if not _HEADING.fullmatch(tag):
            return tag
        return f"h{min(6, int(tag[1]) + self._by)}"
