"""What pages may load and run: their content security policies, as strict as what they use.

A page is made under the widest policy that one of ours may need. Only the finished page shows
what it uses, as words, themes and templates may all bring something, so the rest is taken out
of its policy then. What an author has put there stays.

`connect-src 'self'` stays on all: who audits a page reads the site's robots.txt through it, and
where nothing else is allowed to run it lets nothing out.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from milepost.publish.modules import imported

NOBODY = "'none'"
_META = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')
_SCRIPT = re.compile(rb"<script\b(?![^>]*\bapplication/ld\+json)([^>]*)")
_SOURCE = re.compile(rb"""\bsrc\s*=\s*["']?([^"'\s>]+)""")
# Directives by what a page has, and by what a script of it does.
_HAS = {
    "media-src": re.compile(rb"<(?:video|audio)\b"),
    "style-src": re.compile(rb"<link\b[^>]*\bstylesheet\b"),
    "manifest-src": re.compile(rb"<link\b[^>]*\bmanifest\b"),
}
_DOES = {
    "media-src": re.compile(rb"""\bAudio\(|["'](?:video|audio)["']"""),
    "worker-src": re.compile(rb"\bserviceWorker\b|\bWorker\("),
}


def policy(images_from: str = "", *, compiled: bool = False) -> str:
    """Return the widest policy of a page: nothing from elsewhere, nothing inline.

    `images_from` is one more origin that the author chose, for the tiles of a map. With
    `compiled` code may run too: a search engine.
    """
    scripts = "script-src 'self'" + (" 'wasm-unsafe-eval'" if compiled else "")
    images = " ".join(("img-src 'self' data:", images_from)).rstrip()
    return "; ".join(
        (
            f"default-src {NOBODY}",
            images,
            "media-src 'self'",
            "style-src 'self'",
            scripts,
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            f"base-uri {NOBODY}",
            f"form-action {NOBODY}",
            "require-trusted-types-for 'script'",
        )
    )


def needs_of(scripts: Mapping[str, bytes]) -> dict[str, frozenset[str]]:
    """Return for each script, by its published path, the directives that it cannot do without.

    Those of what it imports are among them.
    """
    own = {path: _needs(data) for path, data in scripts.items()}
    return {
        path: frozenset().union(*(own[each] for each in _reached(path, scripts)))
        for path in own
    }


def narrowed(page: bytes, needs: Mapping[str, frozenset[str]]) -> bytes:
    """Return a page whose policy allows only what it uses; `needs` are those of the theme.

    Of a script from elsewhere nobody knows what it does: its page keeps what scripts may need.
    """
    found = _META.search(page)
    if not found:
        return page
    used = {directive for directive, pattern in _HAS.items() if pattern.search(page)}
    for script in _SCRIPT.finditer(page):
        used |= {"script-src", *needs.get(_asset(script[1]), _DOES)}
    widest = rules_of(policy())
    kept = []
    for name, sources in rules_of(html.unescape(found[2].decode())).items():
        ours = name in (*_HAS, *_DOES, "script-src") and sources == widest[name]
        if name == "worker-src" and ours and name not in used:
            sources = (NOBODY,)  # in its absence, what holds for scripts would hold
        elif ours and name not in used:
            continue
        kept.append(" ".join((name, *sources)))
    text = html.escape("; ".join(kept), quote=False).replace('"', "&quot;").encode()
    return page[: found.start(2)] + text + page[found.end(2) :]


def stated(page: bytes) -> str:
    """Return the policy that a page states, "" for none."""
    found = _META.search(page)
    return html.unescape(found[2].decode()) if found else ""


def united(policies: Iterable[str]) -> str:
    """Return the strictest policy that allows all that each of some allows; "" for anything.

    >>> united(["default-src 'none'; img-src 'self'", "default-src 'none'; script-src 'self'"])
    "default-src 'none'; img-src 'self'; script-src 'self'"
    """
    every = [rules_of(each) for each in policies]
    if not every or any(each.get("default-src") != (NOBODY,) for each in every):
        return ""  # what is not named is allowed there
    for rules in every:
        rules.setdefault("worker-src", rules.get("script-src", (NOBODY,)))
    kept = []
    for name in dict.fromkeys(name for rules in every for name in rules):
        said = [rules[name] for rules in every if name in rules]
        if not name.endswith("-src") and len(said) < len(every):
            continue
        sources = dict.fromkeys(source for each in said for source in each)
        wanted = [source for source in sources if source != NOBODY] or list(sources)
        kept.append(" ".join((name, *wanted)))
    return "; ".join(kept)


def rules_of(policy: str) -> dict[str, tuple[str, ...]]:
    """Return the directives of a policy, each with its sources; the first of a name counts."""
    rules: dict[str, tuple[str, ...]] = {}
    for words in map(str.split, policy.split(";")):
        if words:
            rules.setdefault(words[0].lower(), tuple(words[1:]))
    return rules


def _asset(attributes: bytes) -> str:
    """Return the path of a theme's script below the root, as far as its tag tells one."""
    source = _SOURCE.search(attributes)
    _, folder, name = html.unescape(source[1].decode() if source else "").rpartition("assets/")
    return folder + name


def _reached(path: str, scripts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield a script and all that it imports."""
    known, waiting = {path}, [path]
    while waiting:
        at = waiting.pop()
        yield at
        found = {to for to in imported(at, scripts[at]) if to in scripts}
        waiting += found - known
        known |= found


@lru_cache(maxsize=128)  # a site in two languages has the same scripts twice
def _needs(script: bytes) -> frozenset[str]:
    return frozenset(name for name, pattern in _DOES.items() if pattern.search(script))
