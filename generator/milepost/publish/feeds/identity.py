"""What feed readers and calendars know an entry by, for good."""

import unicodedata
from urllib.parse import quote, urlsplit

from milepost.assemble.addresses import lasting_name
from milepost.model.journal import Entry
from milepost.model.site import Site

# RFC 4151: a date on which its maker had the host. It is that of this way to name entries, and
# the same for all of them: those of an entry change, and its name has its day already.
_SINCE = "2026"


def guid(entry: Entry, site: Site, language: str = "") -> str:
    """Return the identity of an entry in feeds: a tag: URI.

    It has one more for each `language` that it was translated into.
    """
    spoken = f";{language}" if language else ""  # a name has no semicolon
    return f"tag:{_host(site)},{_SINCE}:{_name(entry)}{spoken}"


def uid(entry: Entry, site: Site) -> str:
    """Return the identity of an entry in calendars."""
    return f"{_name(entry)}@{_host(site)}"


def _name(entry: Entry) -> str:
    return quote(lasting_name(entry.source))


def _host(site: Site) -> str:
    """Return the host as DNS knows it, however it was typed, without port and password."""
    typed = site.feed_identity or urlsplit(site.url).hostname or ""
    labels = unicodedata.normalize("NFKC", typed).lower().split(".")
    return ".".join(each if each.isascii() else _punycode(each) for each in labels)


def _punycode(label: str) -> str:
    # Not the codec "idna": it makes of "faß" the host "fass", which is somebody else's.
    return "xn--" + label.encode("punycode").decode()
