"""`#words` in an entry: links to the page of a tag."""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from milepost.model.hashtag import HASHTAG


class Hashtags(Extension):
    """Reads `#word` as a tag, and `# word` alone as a heading."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        """Take part in reading a text."""
        md.inlinePatterns.register(_Tags(HASHTAG, md), "hashtag", 75)
        md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)


class _Tags(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        word = m[1].rstrip("-_")
        link = Element("a", {"class": "hashtag", "href": f"/tags/{word}/"})
        link.text = AtomicString(f"#{word}")  # read once, also within *others*
        return link, m.start(0), m.start(0) + 1 + len(word)


class _Headings(HashHeaderProcessor):
    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \t])(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")
