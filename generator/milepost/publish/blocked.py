"""What an author wrote into words that the policy of their page lets no browser load or run."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from milepost.errors import Problem
from milepost.model.artifact import Artifact
from milepost.model.journal import Entry, Page
from milepost.publish.copier import Attributes
from milepost.publish.policies import rules_of, stated

# The directive that decides on what a tag loads, by tag and attribute.
_LOADS: Mapping[str, Mapping[str, str]] = {
    "audio": {"src": "media-src"},
    "embed": {"src": "object-src"},
    "frame": {"src": "frame-src"},
    "iframe": {"src": "frame-src"},
    "img": {"src": "img-src"},
    "object": {"data": "object-src"},
    "script": {"src": "script-src"},
    "source": {"src": "media-src"},
    "track": {"src": "media-src"},
    "video": {"src": "media-src", "poster": "img-src"},
}
_INSTEAD = {"frame-src": "child-src"}  # whose word counts where a directive is not there
_FRAMES = {"frame-src", "object-src"}
_DATA = {"application/ld+json", "application/json", "text/plain"}  # scripts that run nothing
_NOBODY = ("'none'",)
# Most words have nothing of all this, and to parse long ones takes 20 ms.
_SUSPECT = re.compile(
    r"<(?:script|style|form|i?frame|embed|object)\b"
    r"|<[^>]*\b(?:style|on[a-z]+)\s*="
    r"|<[^>]*\b(?:src|poster)\s*=\s*[\"']?\s*(?:https?:)?//",
    re.IGNORECASE,
)
_ELSEWHERE = (
    "'{}' is never shown, as pages load nothing from elsewhere; keep a copy beside the entry, "
    "or write a link"
)
_FRAME = "{} stays empty, as pages hold nothing of other pages; write a link"
_INLINE = {
    "script-src": "{} never runs, as pages run no scripts of words; write it in Markdown",
    "style-src": "{} has no effect, as pages take no styles from words; use a class, and a "
    "style sheet in overrides/assets/",
    "form-action": "{} sends nothing, as pages forbid it; write a link",
}


def blocked(
    written: Iterable[tuple[Entry | Page, PurePosixPath]], made: Sequence[Artifact], own: str
) -> Iterator[Problem]:
    """Yield a warning for each thing in words that browsers do not load or run.

    `written` are the writers and their pages, whose own policy tells: a theme may have widened
    it. `own` is the address of the site, "" if unknown.
    """
    suspects = [(writer, page) for writer, page in written if _SUSPECT.search(writer.html)]
    wanted = {page for _, page in suspects}
    pages = {each.path: each.content for each in made if each.path in wanted}
    for writer, page in suspects:
        content = pages.get(page)
        if isinstance(content, bytes) and (policy := stated(content)):
            found = _Blocked(rules_of(policy), own)
            found.feed(writer.html)
            found.close()
            for what, message in found.parts.items():
                yield _problem(writer, what, message)


def _problem(writer: Entry | Page, what: str, message: str) -> Problem:
    at = writer.text.lower().find(what.lower())
    line = writer.line + writer.text.count("\n", 0, at) if at >= 0 else None
    return Problem(message, str(writer.source), line, severity="warning")


class _Blocked(HTMLParser):
    """Notes what a policy forbids: a message for each, by what stands in the text."""

    def __init__(self, rules: Mapping[str, tuple[str, ...]], own: str) -> None:
        super().__init__()
        self.parts: dict[str, str] = {}
        self._rules, self._own = rules, _origin(own)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note what is wrong with a tag."""
        told = dict(reversed(attrs))  # what the author wrote first wins
        for name, directive in _LOADS.get(tag, {}).items():
            self._load(tag, directive, (told.get(name) or "").strip())
        runs = tag == "script" and (told.get("type") or "") not in _DATA
        if runs and not told.get("src"):
            self._inline(f"<{tag}", "script-src")
        if tag == "style":
            self._inline(f"<{tag}", "style-src")
        if tag == "form" and self._sources("form-action") == _NOBODY:
            self._inline(f"<{tag}", "form-action")
        for name in told:
            if name == "style":
                self._inline(f"{name}=", "style-src")
            elif re.fullmatch("on[a-z]+", name):
                self._inline(f"{name}=", "script-src")

    def _load(self, tag: str, directive: str, url: str) -> None:
        if not url or self._allows(directive, url):
            return
        if directive in _FRAMES:
            self.parts.setdefault(f"<{tag}", _FRAME.format(f"<{tag}>"))
        else:
            self.parts.setdefault(url, _ELSEWHERE.format(url))

    def _inline(self, what: str, directive: str) -> None:
        # A hash or a nonce may allow just this one: nothing is said of what may be allowed.
        sources = self._sources(directive)
        if directive == "form-action" or not any(
            source.startswith(("'unsafe-inline", "'nonce-", "'sha")) for source in sources
        ):
            shown = f"{what}>" if what.startswith("<") else what.rstrip("=")
            self.parts.setdefault(what, _INLINE[directive].format(shown))

    def _sources(self, directive: str) -> tuple[str, ...]:
        """Return what a directive allows; without one of their own, words may do anything."""
        for name in (directive, _INSTEAD.get(directive, "")):
            if name in self._rules:
                return self._rules[name]
        if directive == "form-action":
            return ("*",)
        return self._rules.get("default-src", ("*", "'unsafe-inline'"))

    def _allows(self, directive: str, url: str) -> bool:
        sources, origin = self._sources(directive), _origin(url)
        if not origin:
            scheme = url.partition(":")[0].lower() if ":" in url.split("/")[0] else ""
            return any(source in ("*", "'self'", f"{scheme}:") for source in sources)
        if "'self'" in sources and origin == self._own:
            return True
        return any(_matches(source, origin) for source in sources)


def _origin(url: str) -> str:
    """Return scheme, host and port of an address, "" for a path; a scheme may be missing."""
    try:
        parts = urlsplit(url)
    except ValueError:  # http://[::1
        return ""
    return f"{parts.scheme or 'https'}://{parts.netloc}".lower() if parts.netloc else ""


def _matches(source: str, origin: str) -> bool:
    """Tell whether a source of a policy may mean an origin; its path is not looked at."""
    scheme, _, host = origin.partition("://")
    if source in ("*", f"{scheme}:"):
        return True
    said, apart, rest = source.lower().rpartition("://")
    allowed = rest.split("/")[0]
    if apart and said not in (scheme, "http"):
        return False
    return host == allowed or (allowed.startswith("*.") and host.endswith(allowed[1:]))
