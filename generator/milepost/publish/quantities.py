"""Numbers and their units as a language writes them: as CLDR has it, in Latin digits.

A number stands before its unit and a space that does not break between them, in every
language. Languages that would do otherwise are understood so too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from babel import Locale
from babel.numbers import format_decimal

UNKNOWN = "–"
NBSP = "\N{NO-BREAK SPACE}"

Sign = Literal[
    "km", "mi", "m", "ft", "km/h", "mph", "/km", "/mi", "°C", "°F", "W", "kcal", "kB", "MB"
]
_CLDR: Mapping[Sign, tuple[str, str]] = {  # its name for each, and the form if there is but one
    "km": ("length-kilometer", ""),
    "mi": ("length-mile", ""),
    "m": ("length-meter", ""),
    "ft": ("length-foot", ""),
    "km/h": ("speed-kilometer-per-hour", ""),
    "mph": ("speed-mile-per-hour", ""),
    "/km": ("length-kilometer", "per"),
    "/mi": ("length-mile", "per"),
    "°C": ("temperature-celsius", ""),
    "°F": ("temperature-fahrenheit", ""),
    "W": ("power-watt", ""),
    "kcal": ("energy-kilocalorie", ""),
    "kB": ("digital-kilobyte", ""),
    "MB": ("digital-megabyte", ""),
}
# Where 1000 is written without a mark and 10 000 with one: the minimumGroupingDigits of CLDR,
# which Babel does not have.
_FOUR_TOGETHER = {"bg", "es", "es_ES", "et", "hu", "it", "lv", "pl", "pt_PT", "sl"}
_BY_COUNTRY = ("es", "pt")  # languages that differ in it


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit, ready to be set apart from each other.

    `also` is the same in other units, "" unless the site shows both.
    """

    value: str
    unit: str
    also: str = ""

    def __str__(self) -> str:
        return f"{self.value}{NBSP}{self.unit}" if self.unit else self.value

    @property
    def full(self) -> str:
        """The quantity, and in brackets what it is in other units: `10.0 km (6.2 mi)`."""
        return f"{self} ({self.also})" if self.also else str(self)


NOT_KNOWN = Quantity(UNKNOWN, "")


def quantity(value: float, digits: int, sign: Sign, language: str) -> Quantity:
    """Write a number with a fixed count of decimals, and its unit in the form that it asks for.

    >>> str(quantity(5.0, 1, "km", "hi")), quantity(2.0, 0, "mi", "pl").unit
    ('5.0\\xa0कि॰मी॰', 'mile')
    """
    return Quantity(number(value, digits, language), unit(sign, language, value, digits))


def unit(sign: Sign, language: str, value: float = 0.0, digits: int = 0) -> str:
    """Return what a unit is called beside a number, without a space."""
    locale = _locale(language)
    shown = Decimal(f"{abs(value):.{digits}f}")
    return _unit(
        sign, language, "other" if sign in ("/km", "/mi") else locale.plural_form(shown)
    )


@cache
def _unit(sign: Sign, language: str, form: str) -> str:
    # English is the same everywhere: no "kph" for India.
    locale = Locale("en") if language.startswith("en") else _locale(language)
    name, only = _CLDR[sign]
    patterns = locale._data["unit_patterns"][name]["short"]
    pattern = str(patterns.get(only or form, ""))
    if "{0}" not in pattern:  # "a mile"
        pattern = str(patterns.get("other", f"{{0}}{sign}"))
    return pattern.replace("{0}", "").strip("\u200e\u200f \xa0\u202f")


def number(value: float, digits: int, language: str) -> str:
    """Write a number with its thousands set apart and a fixed count of decimals.

    >>> number(1234.5, 1, "de"), number(1234567, 0, "hi"), number(1234, 0, "es")
    ('1.234,5', '12,34,567', '1234')
    """
    rounded = round(value, digits) + 0.0  # no "-0"
    apart = abs(rounded) >= 10_000 or not _keeps_four(language)
    return str(
        format_decimal(
            rounded, _pattern(language, digits), locale=_locale(language), group_separator=apart
        )
    )


@cache
def _pattern(language: str, digits: int) -> str:
    groups = str(_locale(language).decimal_formats[None].pattern).split(".")[0]
    return groups + ("." + "0" * digits if digits else "")


@cache
def _keeps_four(language: str) -> bool:
    locale = _locale(language)
    by_country = locale.language in _BY_COUNTRY and locale.territory
    name = f"{locale.language}_{locale.territory}" if by_country else locale.language
    return name in _FOUR_TOGETHER


@cache
def point(language: str) -> str:
    """Return what stands before decimals: "." or ","."""
    return number(0.5, 1, language)[1:-1]


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))
