"""References to other files in an author's HTML, found and replaced.

Read with the standard library's HTML parser: authors may write raw HTML, with attributes
unquoted or in capitals, and what looks like a tag within code is none.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from milepost.publish.copier import Attributes, Copier

# What a reader's browser follows or loads by itself.
_REFERRING = {
    "a": {"href"},
    "area": {"href"},
    "audio": {"src"},
    "embed": {"src"},
    "img": {"src", "srcset"},
    "object": {"data"},
    "source": {"src", "srcset"},
    "track": {"src"},
    "video": {"src", "poster"},
}
_BLANK = " \t\r\n"
_ACTIVE = re.compile(r"[\s\x00-\x1f]*(javascript|vbscript|data:(?!image/))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a reference is to lead.

    A picture may have something `instead` of its tag: HTML made of the attributes that its
    author wrote, and of whether it is within a link already. If that stands alone, `caption`
    is HTML to stand below it where they wrote no words, and `below` follows either.
    """

    url: str
    instead: Callable[[Mapping[str, str | None], bool], str] | None = None
    caption: str = ""
    below: str = ""


Resolve = Callable[[str], Reference | None]
"""Takes a reference as it was written; returns its replacement, None if it leads nowhere."""


def replaced(body: str, resolve: Resolve) -> str:
    """Return HTML with every reference resolved.

    One that leads nowhere is taken out, and so is one that would run something; of a link or
    picture that leads nowhere, its words stay. A paragraph of nothing but pictures becomes
    figures.
    """
    rewriter = _Rewriter(resolve)
    rewriter.feed(body)
    rewriter.close()
    return "".join(rewriter.parts)


def references(body: str) -> Iterator[str]:
    """Yield every reference in HTML as it was written."""
    found = _References()
    found.feed(body)
    found.close()
    yield from found.references


def pictures(body: str) -> Iterator[tuple[str, str]]:
    """Yield each picture in HTML: its reference as it was written, and its words or ""."""
    found = _Pictures()
    found.feed(body)
    found.close()
    yield from found.pictures


def written_below(told: Mapping[str, str | None]) -> str:
    """Return the words that an author wrote to stand below a picture, by its attributes."""
    return " ".join((told.get("title") or told.get("alt") or "").split())


def figcaption(caption: str, below: str = "") -> str:
    """Return what stands below a picture: its caption and what follows that, both as HTML."""
    if caption and below:
        caption = f'<span class="caption">{caption}</span> '
    said = f"{caption}{below}"  # Markup would escape what is added to it
    return f"<figcaption>{said}</figcaption>" if said else ""


class _Pictures(HTMLParser):
    """Notes the pictures of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note a picture."""
        told = dict(reversed(attrs))  # what the author wrote first wins
        if tag == "img" and (source := told.get("src")):
            self.pictures.append((source, " ".join((told.get("alt") or "").split())))


class _References(HTMLParser):
    """Notes the references of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.references: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note what a tag refers to."""
        names = _REFERRING.get(tag, ())
        for name, value in attrs:
            if name in names and value:
                self.references += _referred(name, value)


def _referred(name: str, value: str) -> Iterator[str]:
    """Yield what the value of an attribute refers to, but for what would run something."""
    if name == "srcset":
        yield from (url for url, _ in _candidates(value) if url)
    elif not _ACTIVE.match(value):
        yield value


def _candidates(srcset: str) -> Iterator[tuple[str, str]]:
    """Yield each picture of a srcset and its width or density."""
    for part in re.split(r",\s+", srcset.strip()):
        url, _, size = part.strip().partition(" ")
        yield url, size


class _Rewriter(Copier):
    """Copies HTML, with other attributes where they refer to something."""

    def __init__(self, resolve: Resolve):
        super().__init__()
        self._resolve = resolve
        self._paragraph: int | None = None  # where the last one began
        self._found: Reference | None = None  # what is to stand in place of this tag
        self._figures: dict[int, str] = {}  # pictures by where they stand, as figures
        self._linked = False  # whether this is within a link
        self._unlinked = False  # whether this is within one that leads nowhere

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Copy a tag, or write it anew."""
        if tag == "p":
            self._paragraph = len(self.parts)
        if tag == "a":
            self._linked, self._unlinked = True, False
        names = _REFERRING.get(tag)
        if names is None or not any(name in names for name, _ in attrs):
            super().handle_starttag(tag, attrs)
            return
        self._found = None
        kept = [pair for name, value in attrs for pair in self._attribute(name, value, names)]
        if tag == "img" and self._found:
            self._put_instead(self._found, dict(reversed(attrs)))
            return
        if tag == "img" and not any(name in ("src", "srcset") for name, _ in kept):
            self.parts.append(html.escape(dict(attrs).get("alt") or "", quote=False))
            return
        if tag == "a" and not any(name in ("href", "id", "name") for name, _ in kept):
            self._linked, self._unlinked = False, True
            self.parts.append("")
            return
        unique = dict(reversed(kept))  # what the author wrote first wins
        self.put_tag(tag, list(reversed(unique.items())))

    def _attribute(self, name: str, value: str | None, names: set[str]) -> Attributes:
        if name not in names or not value:
            return [(name, value)]
        if name == "srcset":
            candidates = [self._candidate(*each) for each in _candidates(value)]
            kept = ", ".join(candidate for candidate in candidates if candidate)
            return [(name, kept)] if kept else []
        found = None if _ACTIVE.match(value) else self._resolve(value)
        if found and found.instead and name == "src":
            self._found = found
        return [(name, found.url)] if found else []

    def _put_instead(self, found: Reference, told: Mapping[str, str | None]) -> None:
        """Write something else in place of a picture."""
        assert found.instead
        shown = found.instead(told, self._linked)
        caption = html.escape(written_below(told), quote=False) or found.caption
        below = figcaption(caption, found.below)
        self._figures[len(self.parts)] = f'<figure class="photo">{shown}{below}</figure>'
        self.parts.append(shown)

    def _put_apart(self, begin: int) -> bool:
        """Make figures of a paragraph that is about to end, if it holds only pictures."""
        inside = range(begin + 1, len(self.parts))
        if not any(n in self._figures for n in inside):
            return False
        if any(n not in self._figures and self.parts[n].strip(_BLANK) for n in inside):
            return False
        self.parts[begin:] = [self._figures.pop(n) for n in inside if n in self._figures]
        return True

    def _candidate(self, url: str, size: str) -> str:
        """Return one picture of a srcset, its width or density behind it."""
        found = self._resolve(url) if url else None
        return f"{found.url} {size}".strip() if found else ""

    def handle_endtag(self, tag: str) -> None:
        """Copy an end tag."""
        begin = self._paragraph
        if tag == "a":
            unlinked, self._linked, self._unlinked = self._unlinked, False, False
            if unlinked:
                return
        if tag == "p":
            self._paragraph = None
            if begin is not None and self._put_apart(begin):
                return
        super().handle_endtag(tag)
