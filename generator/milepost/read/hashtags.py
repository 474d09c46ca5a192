"""`#words` in a text: in an entry links to the page of a tag."""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

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
            md.inlinePatterns.register(_Tags(HASHTAG, md), "hashtag", 75)
        md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)


class _Tags(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    # The library's own processors return more than the class that they come from does.
    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name that it calls
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        if self._is_within_link(data[: m.start(0)]):
            return None, None, None
        word = m[1].rstrip("-_")
        link = Element("a", {"class": "hashtag", "href": f"/tags/{word}/"})
        link.text = AtomicString(f"#{word}")  # read once, also within *others*
        return link, m.start(0), m.start(0) + 1 + len(word)

    def _is_within_link(self, before: str) -> bool:
        """Tell whether an author's own HTML has begun a link: the library has put it aside."""
        aside = (
            str(self.md.htmlStash.rawHtmlBlocks[int(found[1])])
            for found in HTML_PLACEHOLDER_RE.finditer(self.unescape(before))
        )
        links = [found[0] for tag in aside if (found := _LINK.match(tag))]
        return bool(links) and not links[-1].startswith("</")


class _Headings(HashHeaderProcessor):
    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \t])(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")
