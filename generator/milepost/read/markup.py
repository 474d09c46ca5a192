"""Markdown into HTML, and the first words of it as plain text."""

import html
import re
from html.parser import HTMLParser

from milepost.model.hashtag import hashtags

_LINKED = re.compile(r'<a class="hashtag" href="/tags/([^"]+)/">')
_PICTURE_WORDS = re.compile(r'<img\b[^>]*?\s(?:alt|title)="([^"]*#[^"]*)"')
_HEADINGS = re.compile(r"</?h([1-6])\b")
_WITHIN = ("a", "abbr", "b", "bdi", "code", "em", "i", "mark", "s", "small", "span", "strong")
_UNREAD = {"script", "style"}
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (\w+);"')


_BRACKETS = re.compile(r"[][()]")
_MOST_READING = 3_000_000  # characters that are read again, up to three times: two seconds
# What becomes an element within a paragraph, a list or a table.
_MARKS = re.compile(r"""[*_`<&#\\"']|\]\(|\n[ \t>]*(?:[-+|]|\d+[.)])|[ ]{2}\n""")
_MOST_MARKS = 10_000  # in one paragraph, about three seconds
_UNCLOSED = "this paragraph has too many brackets that are never closed; write \\[ for them"
_TOO_MANY = "this text has too many marks or paragraphs; part it"


def tangled(text: str) -> tuple[int, str] | None:
    """Return from which line a text would take minutes to render, and why; None if not.

    From each bracket that is not closed, the library reads to the paragraph's end; for each
    element it goes through those before it.
    """
    line, reading, walking = 1, 0, 0
    for number, part in enumerate(re.split(r"(\n[ \t]*\n)", text)):
        open_ = {"[": 0, "(": 0}
        for bracket in _BRACKETS.findall(part):
            if bracket in open_:
                open_[bracket] += 1
            else:
                pair = "[" if bracket == "]" else "("
                open_[pair] = max(0, open_[pair] - 1)
        reading += sum(open_.values()) * len(part)
        if reading > _MOST_READING:
            return line, _UNCLOSED
        # Abbreviations are looked for in all that follows them.
        walking += (len(_MARKS.findall(part)) + 4 * part.count("*[")) ** 2
        if walking > _MOST_MARKS**2 or number > 2 * _MOST_MARKS:
            return line, _TOO_MANY
        line += part.count("\n")
    return None


def render(text: str, *, tagged: bool = False, linked: bool = True) -> str:
    """Turn Markdown into HTML; the highest heading becomes an <h2>, as a page has its <h1>.

    With `tagged`, a `#word` is a tag, and becomes a link to `/tags/word/` if they are `linked`.
    """
    # Imported when there is something new to render: a build of known words does without.
    import markdown
    from markdown.extensions.extra import ExtraExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.smarty import SmartyExtension
    from markdown.extensions.toc import TocExtension

    # Extension objects, not names: a name makes Python-Markdown scan all installed packages.
    extensions = [
        ExtraExtension(),
        SaneListExtension(),
        SmartyExtension(),
        TocExtension(baselevel=2),
    ]
    if tagged:
        from milepost.read.hashtags import Hashtags

        extensions.append(Hashtags(linked=linked))
    body = markdown.Markdown(extensions=extensions, output_format="html").convert(text)
    # Columns are aligned by a class: the pages' policy allows no inline styles.
    return _raised(_ALIGNED.sub(r'\1 class="align-\2"', body))


def _raised(body: str) -> str:
    """Let the highest heading be an <h2>, whatever the author began with."""
    highest = min((int(level) for level in _HEADINGS.findall(body)), default=2)
    if highest <= 2:
        return body
    return _HEADINGS.sub(lambda found: f"{found[0][:-1]}{int(found[1]) - highest + 2}", body)


def render_line(text: str, *, tagged: bool = False) -> str:
    """Turn a line of Markdown into HTML with no block around it; HTML stays as typed.

    It knows emphasis, code and links, and nothing that would give them attributes.
    """
    import markdown
    from markdown.extensions.smarty import SmartyExtension

    line = " ".join(text.split())
    if tangled(line):
        return html.escape(line, quote=False)
    reader = markdown.Markdown(extensions=[SmartyExtension()], output_format="html")
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    if tagged:
        from milepost.read.hashtags import Hashtags

        Hashtags().extendMarkdown(reader)
    body = reader.convert(line) if line else ""
    inner = body.removeprefix("<p>").removesuffix("</p>")
    is_one = body.startswith("<p>") and "<p>" not in inner and "<img" not in inner
    return inner if is_one else html.escape(line, quote=False)


def plain(body: str) -> str:
    """Return the words of HTML, those of its pictures among them, in one line."""
    found = _Words()
    found.feed(str(body))
    found.close()
    return " ".join("".join(found.parts).split())


class _Words(HTMLParser):
    """Gathers what a reader reads."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep words of two elements apart, unless they are within a line."""
        self._unread += tag in _UNREAD
        self.parts.append("" if tag in _WITHIN else " ")
        if tag == "img":
            self.parts.append(f" {dict(reversed(attrs)).get('alt') or ''} ")

    def handle_endtag(self, tag: str) -> None:
        """Keep words of two elements apart, unless they are within a line."""
        self._unread -= tag in _UNREAD
        self.parts.append("" if tag in _WITHIN else " ")

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self._unread:
            self.parts.append(data)


def hashtags_in(body: str) -> tuple[str, ...]:
    """Return the tags that HTML links to as hashtags, each once.

    With them go those in the words of its pictures, which hold no links.
    """
    found = [html.unescape(word) for word in _LINKED.findall(body)]
    if found or "#" in body:
        words = html.unescape(" ".join(_PICTURE_WORDS.findall(body)))
        found += hashtags(words)
    return tuple(dict.fromkeys(found))


def first_words(body: str, most: int = 220) -> str:
    """Return the plain text of the first paragraphs of HTML, cut at a word."""
    prose = re.sub(r"<(table|pre|figure|sup)\b.*?</\1>", " ", body, flags=re.DOTALL)
    paragraphs = re.findall(r"<p\b[^>]*>(.*?)</p>", prose, flags=re.DOTALL)
    plain = html.unescape(re.sub(r"<[^>]*>", "", " ".join(paragraphs)))
    words = re.sub(r"\s+", " ", plain).strip()
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
