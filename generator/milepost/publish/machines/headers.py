"""`_headers`: what Netlify, Cloudflare Pages and the like shall say of each file they send.

All rules that fit an address count, and a header that two of them name is sent with both of
its values. So no two rules here name one header for one file, and nothing is said of how long
pages are kept: these hosts have browsers ask anew each time, which is right.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact
from milepost.publish.policies import stated, united
from milepost.publish.press import Press
from milepost.publish.urls import from_root

HEADERS = "_headers"
_UNUSED = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED)),
)
_FOR_EVER = ("Cache-Control", "public, max-age=31536000, immutable")
# What hosts may not know by the name. Feeds stay plain XML: a browser shows that to a reader
# who follows the link, and would have them save a file of the feeds' own type.
_KINDS = {
    "feed.json": "application/feed+json; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".geojson": "application/geo+json; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".pmtiles": "application/vnd.pmtiles",
}
_PAGES = (".html", ".htm", ".xhtml")
_LASTING = re.compile(r"[.-][0-9a-f]{10}(?![0-9a-f])")  # a digest of the content

_Rule = tuple[str, tuple[tuple[str, str], ...]]  # which addresses, and what is said of them


def headers(press: Press, made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Yield the file that is about all others of a site; not if the author has one."""
    if PurePosixPath("static", HEADERS) in press.site.files:
        return
    root = from_root(press.site.url, "")
    text = "".join(
        f"{root}{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in said)
        for pattern, said in _rules(made)
    )
    yield Artifact(PurePosixPath(HEADERS), text.encode(), "the headers")


def _rules(made: Sequence[Artifact]) -> Iterator[_Rule]:
    yield "*", (("Content-Security-Policy", _policy(made)), *_ALWAYS)
    for pattern in _lasting(made):
        yield pattern, (_FOR_EVER,)
    for ending, kind in _KINDS.items():
        if any(each.path.name.endswith(ending) for each in made):
            yield f"*{ending}", (("Content-Type", kind),)


def _policy(made: Sequence[Artifact]) -> str:
    """Return the policy of the site as a whole: what some page may do, and none in a frame.

    An author's own pages have to go on working too, and nobody has read what they need.
    """
    pages = (each.content for each in made if each.path.suffix in _PAGES)
    together = united(stated(page) if isinstance(page, bytes) else "" for page in pages)
    return "; ".join(filter(None, (together, "frame-ancestors 'none'")))


def _lasting(made: Sequence[Artifact]) -> Iterator[str]:
    """Yield patterns that only files fit whose addresses tell their content."""
    paths = [each.path.as_posix() for each in made]
    for pattern in sorted({_pattern(path) for path in paths} - {""}):
        fits = re.compile(re.sub(r":\w+", "[^/]+", pattern).replace("*", ".*"))
        if all(_LASTING.search(path) for path in paths if fits.fullmatch(path)):
            yield pattern


def _pattern(path: str) -> str:
    """Return which pattern a file with a digest in its address fits, "" for other files.

    Hosts know one * in a pattern, and a :word for the name of a folder.
    """
    *folders, name = path.split("/")
    if folders and folders[0] == "assets":
        return "assets/*"
    if not (begin := re.match(r"(photo|video)-", name)) or not _LASTING.search(name):
        return ""
    words = (f":folder{number}" for number, _ in enumerate(folders[1:], 1))
    return "/".join((*folders[:1], *words, f"{begin[0]}*"))
