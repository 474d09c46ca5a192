"""Links between the files of the site."""

import hashlib
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

NOT_FOUND = "404.html"
OFFLINE, WORKER = "offline.html", "sw.js"
FAVICON, MANIFEST = "favicon.ico", "site.webmanifest"
STATS = "stats/"
NOW = "now/"
SHARE = "share/"
GOALS = "goals/"
ATHLETES = "athletes/"
FOLLOW = "follow/"
CALENDAR = "calendar.ics"
BOOK = "book/"
TAGS = "tags/"
PLACES = "places/"
SEARCH = "search/"
STATS_DATA, DAYS_DATA = "stats.json", "days.csv"


def folder_of(language: str) -> str:
    """Return where the pages of a language stand that is not the main one of its site.

    >>> folder_of("pt-BR")
    'pt-br/'
    """
    return f"{language.lower()}/"


def relative(from_path: str, to_path: str) -> str:
    """Return a link from one page to a path below the root, as it works from any folder.

    >>> relative("journal/day-1/", "tags/chai/"), relative("", ""), relative("stats/", "")
    ('../../tags/chai/', './', '../')
    """
    here, there = from_path.split("/")[:-1], to_path.split("/")
    shared = 0
    # The last part of either is no folder: a file's name, or nothing.
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        shared += 1
    link = "../" * (len(here) - shared) + "/".join(there[shared:])
    return quote(link, safe="/.~-_") or "./"


def absolute(base_url: str, path: str) -> str:
    """Return the public address of a path below the root; just the path without a base."""
    return base_url + quote(path, safe="/.~-_")


def from_root(base_url: str, path: str) -> str:
    """Return a link that begins with the site's base path, for a page shown at any depth."""
    return urlsplit(base_url).path.rstrip("/") + "/" + quote(path, safe="/.~-_")


def file_of(path: str) -> PurePosixPath:
    """Return the file behind a path: a folder's is its `index.html`."""
    folder = not path or path.endswith("/")
    return PurePosixPath(path, "index.html") if folder else PurePosixPath(path)


def hashed(name: str, data: bytes) -> str:
    """Return a name with a digest of the content, so that it may be cached for ever."""
    plain = PurePosixPath(name)
    return str(plain.with_name(f"{plain.stem}.{file_digest(data)}{plain.suffix}"))


def file_digest(data: bytes) -> str:
    """Return what tells one content from another in a name."""
    return hashlib.sha256(data).hexdigest()[:10]
