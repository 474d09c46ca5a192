"""Numbers and their units as a language writes them: as CLDR has it, in Latin digits.

A number stands before its unit and a space that does not break between them, in every
language. Languages that would do otherwise are understood so too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import format_time
from babel.numbers import format_decimal

from milepost.publish.words.catalogue import MARKS

UNKNOWN = "–"
NBSP = "\N{NO-BREAK SPACE}"

Sign = Literal[
    "km", "mi", "m", "ft", "km/h", "mph", "/km", "/mi", "°C", "°F", "W", "kcal", "kB", "MB"
]
_CLDR: Mapping[Sign, str] = {
    "km": "length-kilometer",
    "mi": "length-mile",
    "m": "length-meter",
    "ft": "length-foot",
    "km/h": "speed-kilometer-per-hour",
    "mph": "speed-mile-per-hour",
    "/km": "length-kilometer",
    "/mi": "length-mile",
    "°C": "temperature-celsius",
    "°F": "temperature-fahrenheit",
    "W": "power-watt",
    "kcal": "energy-kilocalorie",
    "kB": "digital-kilobyte",
    "MB": "digital-megabyte",
}
_MARKS = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
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
    if sign in ("/km", "/mi"):
        return _unit(sign, language, "per")
    shown = Decimal(f"{abs(value):.{digits}f}")
    return _unit(sign, language, str(locale.plural_form(shown)))


def unit_forms(sign: Sign, language: str) -> dict[str, str]:
    """Return what a unit is called, by each plural form of the language that differs.

    >>> unit_forms("km", "pl"), unit_forms("mi", "pl")["few"]
    ({'other': 'km'}, 'mile')
    """
    forms = ("per",) if sign in ("/km", "/mi") else _locale(language).plural_form.tags
    called = {form: _unit(sign, language, form) for form in sorted(forms)}
    other = _unit(sign, language, "per" if sign in ("/km", "/mi") else "other")
    return {"other": other} | {form: said for form, said in called.items() if said != other}


@cache
def _unit(sign: Sign, language: str, form: str) -> str:
    # English is the same everywhere: no "kph" for India.
    locale = Locale("en") if language.startswith("en") else _locale(language)
    patterns = locale._data["unit_patterns"][_CLDR[sign]]["short"]
    own = str(patterns.get(form, ""))
    if "{0}" in own:  # else it is "a mile"
        return _called(own)
    other = _called(str(patterns["other"]))
    return f"/{other}" if form == "per" else other


def _called(pattern: str) -> str:
    return "".join(c for c in pattern.replace("{0}", "") if c not in _MARKS).strip()


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


def time_of_day(at: time, language: str) -> str:
    """Write a time of day without seconds; in plain English as 14:05."""
    pattern = "HH:mm" if language == "en" else "short"
    return format_time(at, pattern, locale=language.replace("-", "_"))


# Scripts without spaces between words write "48時間36分".
_WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PIECE = re.compile(rf"([^ {NBSP}]+?)([ {NBSP}]|$|(?<=\d)(?=[{_WIDE}])|(?<=[{_WIDE}])(?=\d))")


def pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the words of a quantity, each with "value" or "unit" and the space behind it.

    What stands in brackets is one word, as its spaces are narrow.

    >>> list(pieces("5 km (3.1\\u202fmi)"))
    [('5', 'value', ' '), ('km', 'unit', ' '), ('(3.1\\u202fmi)', 'unit', '')]
    """
    for word, gap in _PIECE.findall(text):
        kind = "value" if word.lstrip(f"-−{MARKS}")[:1].isdigit() else "unit"
        yield word, kind, " " if gap else ""
