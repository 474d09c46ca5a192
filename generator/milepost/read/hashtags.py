"""`#words` in a text: in an entry links to the page of a tag."""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

from milepost.model.hashtag import HASHTAG

_LINK = re.compile(r"</?a\b", re.IGNORECASE)


class Hashtags(Extension):
    """Reads `# word` alone as a heading, and `#word` as a tag: a link, if those are wanted."""

    def __init__(self, *, linked: bool = True):
        super().__init__()
        self._linked = linked

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        """Take part in reading a text."""
        if self._linked:
            md.inlinePatterns.register(_Tags(md), "hashtag", 75)
        md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)


class _Tags(InlineProcessor):
    """Matches where a text begins and what was put aside too, so that all is read just once."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: markdown.Markdown):
        super().__init__(rf"\A|{INLINE_PLACEHOLDER_RE.pattern}|{HASHTAG}", md)
        self._within_link = False

    # The library's own processors return more than the class that they come from does.
    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name that it calls
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        word = m[2]
        if word is None:
            self._within_link = bool(m[0]) and self._is_within_link(m[0])
        if word is None or self._within_link:
            return None, None, None
        word = word.rstrip("-_")
        link = Element("a", {"class": "hashtag", "href": f"/tags/{word}/"})
        link.text = AtomicString(f"#{word}")  # read once, also within *others*
        return link, m.start(0), m.start(0) + 1 + len(word)

    def _is_within_link(self, placeholder: str) -> bool:
        """Tell whether an author's own HTML has begun a link: the library has put it aside."""
        aside = (
            str(self.md.htmlStash.rawHtmlBlocks[int(found[1])])
            for found in HTML_PLACEHOLDER_RE.finditer(self.unescape(placeholder))
        )
        links = [found[0] for tag in aside if (found := _LINK.match(tag))]
        return not links[-1].startswith("</") if links else self._within_link


class _Headings(HashHeaderProcessor):
    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \t])(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")
