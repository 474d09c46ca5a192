"""What a setting may hold: each kind turns a TOML value into ours or says what it takes."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from milepost.errors import did_you_mean
from milepost.measure.quantities import delay_of, metres_of, seconds_of
from milepost.model.delay import Delay
from milepost.model.reserved import is_reserved

Kind = Callable[[object], object]
"""Takes a TOML value; returns ours or raises ValueError with a phrase for the author."""


FONTS = (".ttf", ".otf", ".ttc", ".otc")  # that letters can be taken from
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")  # of pictures that can be shown
# Names that mean another zone on every machine, or none.
_NO_ZONES = {"localtime", "posixrules", "Factory"}


def text(value: object) -> str:
    """Accept any text."""
    if not isinstance(value, str):
        raise ValueError(f"takes text in quotes, not {_what(value)}")
    return value.strip()


def name(value: object) -> str:
    """Accept text that is not empty."""
    found = text(value)
    if not found:
        raise ValueError("is empty; write something between the quotes")
    return found


def names(value: object) -> tuple[str, ...]:
    """Accept one text or a list of texts."""
    if isinstance(value, str):
        return (name(value),)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError('takes a list of names: ["one.gpx", "two.gpx"]')
    return tuple(name(item) for item in value)


def slug(value: object) -> str:
    """Accept a word for an address: small letters, digits and hyphens."""
    found = name(value)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found):
        raise ValueError("becomes a part of an address: use small letters, digits and hyphens")
    if is_reserved(found):
        raise ValueError(f"cannot be '{found}', as Windows has no such folder; add a word")
    return found


def web_address(value: object) -> str:
    """Accept an absolute http or https address; the result ends with a slash."""
    found = name(value)
    try:
        parts = urlsplit(found)
    except ValueError:  # brackets that hold no IPv6 address
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"\s", found):
        raise ValueError('takes a whole address: "https://example.org/"')
    if not found.isprintable():
        raise ValueError("holds characters that no address has")
    if parts.query or parts.fragment:
        raise ValueError("must not hold '?' or '#'")
    return found if found.endswith("/") else found + "/"


def host(value: object) -> str:
    """Accept the name of a host as it stands in an address: `example.org`."""
    found = name(value)
    if not re.fullmatch(r"[^\W_]([\w.-]*[^\W_])?", found):
        raise ValueError('takes the name of a host: "example.org"')
    return found


def mail_address(value: object) -> str:
    """Accept an address for mail."""
    found = name(value)
    if not re.fullmatch(r"[^\s@<>?&\"]+@[^\s@<>?&\"]+\.[^\s@<>?&\"]+", found):
        raise ValueError('takes an address for mail: "asha@example.org"')
    return found


def web_links(value: object) -> tuple[str, ...]:
    """Accept one http or https address or a list of them, kept as they are."""
    found = names(value)
    for link in found:
        web_address(link.split("#")[0].split("?")[0])
    return found


def fediverse(value: object) -> str:
    """Accept the name of an account on a fediverse server; the result begins with an @."""
    found = name(value)
    if not re.fullmatch(r"@?[\w.-]+@[\w-]+(\.[\w-]+)+", found, re.ASCII):
        raise ValueError('takes an account with its server: "@sam@social.example"')
    return "@" + found.removeprefix("@")


def colour(value: object) -> str:
    """Accept a colour in hexadecimal."""
    found = text(value)
    if not re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", found):
        raise ValueError('takes a colour such as "#1a7f5a"')
    return found.lower()


def photo(value: object) -> str:
    """Accept the path of a picture in pages/ or journal/."""
    found = str(file_name(*SUFFIXES, below="site_src/")(value))
    if not found.startswith(("pages/", "journal/")):
        raise ValueError('takes a picture in pages/ or journal/: "pages/asha.jpg"')
    return found


def widths(value: object) -> tuple[int, ...]:
    """Accept a list of widths in pixels, each once, in their order."""
    example = "takes a list of widths in pixels from 100 to 4000: [480, 960, 1600]"
    if not isinstance(value, list) or not 1 <= len(value) <= 6:
        raise ValueError(example)
    for width in value:
        if isinstance(width, bool) or not isinstance(width, int) or not 100 <= width <= 4000:
            raise ValueError(example)
    return tuple(sorted(set(value)))


def length(*units: str) -> Kind:
    """Accept a length in quotes with its unit; the result is in metres, and more than 0."""
    return lambda value: _some(metres_of(text(value), units), f"more than 0 {units[0]}")


def length_between(least: str, most: str, *units: str) -> Kind:
    """Accept a length in quotes with its unit, between two others; the result is in metres."""
    limits = metres_of(least, units), metres_of(most, units)

    def convert(value: object) -> float:
        found = metres_of(text(value), units)
        if not limits[0] <= found <= limits[1]:
            raise ValueError(f"takes a length from {least} to {most}")
        return found

    return convert


def unless_false(kind: Kind) -> Kind:
    """Accept what a kind accepts, or false for none of it, which is 0."""

    def convert(value: object) -> object:
        if value is True:
            raise ValueError("takes false, or how much in quotes")
        return 0.0 if value is False else kind(value)

    return convert


def degrees(limit: float) -> Kind:
    """Accept degrees from minus to plus a limit, without quotes."""

    def convert(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError("takes degrees with a decimal point, without quotes: 26.9124")
        if not -limit <= value <= limit:
            raise ValueError(f"takes degrees from -{limit:.0f} to {limit:.0f}")
        return float(value)

    return convert


def lasting(value: object) -> float:
    """Accept a time in quotes; the result is in seconds, and more than 0."""
    return _some(seconds_of(text(value)), "more than 0 s")


def amount(value: object) -> float:
    """Accept a number that is not negative, such as an amount of money."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e12:
        raise ValueError("takes a number from 0, without quotes or a currency: 2500 or 0.5")
    return float(value)


def currency(value: object) -> str:
    """Accept an ISO 4217 code."""
    from babel import Locale  # its data takes a while to load

    found = text(value).upper()
    if found not in Locale("en").currencies:
        raise ValueError('takes the three letters of a currency: "INR", "EUR"')
    return found


def stages(value: object) -> tuple[tuple[str, str], ...]:
    """Accept a list of marks on the way to a goal, each with a name and where it is."""
    example = 'takes a list of  { name = "half", at = "21.1 km" }'
    if not isinstance(value, list):
        raise ValueError(example)
    for stage in value:
        if not isinstance(stage, dict) or stage.keys() != {"name", "at"}:
            raise ValueError(example)
    return tuple((name(stage["name"]), name(str(stage["at"]))) for stage in value)


def _some(number: float, least: str) -> float:
    if number <= 0:
        raise ValueError(f"takes {least}")
    return number


def tile_address(value: object) -> str:
    """Accept where the tiles of a map are: an https address, or a path below the root."""
    found = name(value)
    known = "{z}, {x}, {y} and {r}"
    for placeholder in re.findall(r"\{(.*?)\}", found):
        if placeholder == "s":
            raise ValueError("must name one host: write a name in place of {s}")
        if placeholder not in ("z", "x", "y", "r"):
            raise ValueError(f"has {{{placeholder}}} in it, but knows only {known}")
    if missing := [word for word in ("{z}", "{x}", "{y}") if word not in found]:
        example = '"https://tiles.example.org/{z}/{x}/{y}.png"'
        raise ValueError(f"has no {missing[0]} in it; write it as  {example}")
    scheme, colon, rest = found.partition("://")
    if colon and scheme.lower() != "https":
        raise ValueError("takes an https address: pages may not mix in what anyone can alter")
    host = rest.partition("/")[0]
    if colon and not re.fullmatch(r"[A-Za-z0-9.-]+(:\d+)?", host):
        raise ValueError("names no host that a policy can hold; write it in plain letters")
    if re.search(r"[\s;,'\"<>\\]", found) or not found.isprintable():
        raise ValueError("holds characters that no address has")
    if colon:
        return found
    parts = found.lstrip("/").split("/")
    if found.startswith("//") or ".." in parts or ":" in parts[0]:
        raise ValueError("takes an https address in full, or a path below static/")
    return "/".join(parts)


def file_name(*suffixes: str, below: str) -> Kind:
    """Accept the path of a file with one of a few suffixes, below a folder."""

    def convert(value: object) -> str:
        found = name(value)
        if not found.lower().endswith(suffixes):
            raise ValueError(f"takes a file that ends in {' or '.join(suffixes)}")
        if found.startswith("/") or ".." in found.split("/") or "\\" in found:
            raise ValueError(f"takes a path below {below}, with / between its parts")
        return found

    return convert


def font_files(value: object) -> tuple[str, ...]:
    """Accept one or more font files in fonts/."""
    convert = file_name(*FONTS, below="fonts/")
    found = tuple(str(convert(item)) for item in names(value))
    if strays := [path for path in found if not path.startswith("fonts/")]:
        raise ValueError(f'takes files in fonts/: "fonts/{strays[0].rpartition("/")[2]}"')
    return found


def language(value: object) -> str:
    """Accept a language tag that the number and date formats know."""
    from babel import Locale, UnknownLocaleError  # its data takes a while to load

    found = name(value)
    try:
        Locale.parse(found, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError('takes a language code such as "en", "de" or "pt-BR"') from error
    return found


def zone(value: object) -> str:
    """Accept the name of an IANA time zone."""
    found = name(value)
    try:
        if found in _NO_ZONES:
            raise ValueError(found)
        ZoneInfo(found)
    except (KeyError, ValueError, OSError) as error:
        hint = did_you_mean(found, sorted(available_timezones() - _NO_ZONES))
        message = f'takes a time zone such as "Europe/Oslo" or "Asia/Kolkata"{hint}'
        raise ValueError(message) from error
    return found


def delay(value: object) -> Delay:
    """Accept a time to wait, "next day" or "now"."""
    return delay_of(name(value))


def day(value: object) -> date:
    """Accept a date, bare or in quotes."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(text(value))
    except ValueError as error:
        raise ValueError("takes a date: 2026-05-01") from error


def whole_number(least: int, most: int) -> Kind:
    """Accept a whole number between two limits, both included."""

    def convert(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"takes a whole number from {least} to {most}")
        return value

    return convert


def one_of(*words: str) -> Kind:
    """Accept one of a few words."""

    def convert(value: object) -> str:
        if value not in words:
            raise ValueError("takes " + " or ".join(f'"{word}"' for word in words))
        return str(value)

    return convert


def some_of(*words: str) -> Kind:
    """Accept one or more of a few words; they come back in the order given here."""

    def convert(value: object) -> tuple[str, ...]:
        found = value if isinstance(value, list) else [value]
        for word in found:
            if word not in words:
                known = f"takes a list of {', '.join(words)}"
                if not isinstance(word, str):
                    raise ValueError(known)
                raise ValueError(f"{known}, not '{word}'{did_you_mean(word, words)}")
        return tuple(word for word in words if word in found)

    return convert


def true_or_false(value: object) -> bool:
    """Accept true or false, without quotes."""
    if not isinstance(value, bool):
        raise ValueError("takes true or false, without quotes")
    return value


def _what(value: object) -> str:
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a table",
        time: "a time",
    }
    return kinds.get(type(value), "a date")
