"""Numbers, dates and sports in words, in the reader's language and units.

All rounding happens here, once, on numbers that were never rounded before.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, format_percent

from milepost.measure.sports import SPORTS
from milepost.publish.catalogue import Catalogue

METRES_A_MILE = 1609.344
METRES_A_FOOT = 0.3048
UNKNOWN = "–"
_NBSP = "\u00a0"


def N_(message: str) -> str:  # noqa: N802 - what the tools that gather messages look for
    """Mark a message for catalogues, where it stands in a table and is translated later."""
    return message


SPORT_NAMES = {
    "run": N_("Run"),
    "trail-run": N_("Trail run"),
    "hike": N_("Hike"),
    "walk": N_("Walk"),
    "ride": N_("Ride"),
    "ski": N_("Ski"),
    "paddle": N_("Paddle"),
    "swim": N_("Swim"),
    "other": N_("Other"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit, ready to be set apart from each other."""

    value: str
    unit: str

    def __str__(self) -> str:
        return f"{self.value}{_NBSP}{self.unit}" if self.unit else self.value


@dataclass(frozen=True, slots=True)
class Words:
    """How words, numbers and dates are written; None becomes a dash everywhere."""

    language: str = "en"
    imperial: bool = False
    catalogue: Catalogue = field(default_factory=Catalogue)

    def gettext(self, message: str, **values: object) -> str:
        """Say an English message in the language, its `%(name)s` filled in.

        >>> Words().gettext("km %(done)s of %(total)s", done=873, total="1,012")
        'km 873 of 1,012'
        """
        return self.catalogue.translations.gettext(message) % values

    def ngettext(self, one: str, many: str, num: int, **values: object) -> str:
        """Say how many there are, by the rules of the language; `%(num)s` is the number.

        >>> Words().ngettext("%(num)s day", "%(num)s days", 1_200)
        '1,200 days'
        """
        said = self.catalogue.translations.ngettext(one, many, num)
        return said % {"num": self.number(num, 0), **values}

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Say an English message that has another sense elsewhere; `context` tells which."""
        return self.catalogue.translations.pgettext(context, message) % values

    def distance(self, metres: float | None) -> Quantity:
        """Write metres as kilometres or miles, with a decimal below 1000."""
        if metres is None:
            return Quantity(UNKNOWN, "")
        value = metres / METRES_A_MILE if self.imperial else metres / 1000
        digits = 1 if value < 999.95 else 0
        return Quantity(self.number(value, digits), "mi" if self.imperial else "km")

    def milestone(self, metres: float) -> Quantity:
        """Write how far along a way something is: in whole kilometres or miles."""
        value = metres / METRES_A_MILE if self.imperial else metres / 1000
        return Quantity(self.number(value, 0), "mi" if self.imperial else "km")

    def roughly(self, metres: float | None, approximate: bool) -> str:
        """Write a distance, with a warning before one that is an estimate."""
        said = str(self.distance(metres))
        return f"approx.{_NBSP}{said}" if approximate and metres is not None else said

    def elevation(self, metres: float | None) -> Quantity:
        """Write metres as whole metres or feet."""
        if metres is None:
            return Quantity(UNKNOWN, "")
        value = metres / METRES_A_FOOT if self.imperial else metres
        return Quantity(self.number(value, 0), "ft" if self.imperial else "m")

    def size(self, count: int) -> Quantity:
        """Write a number of bytes as kB or MB.

        >>> str(Words().size(12_345)).replace("\\xa0", " "), Words().size(3).value
        ('12 kB', '1')
        """
        if count < 999_500:
            return Quantity(self.number(max(1.0, count / 1000), 0), "kB")
        return Quantity(self.number(count / 1_000_000, 1), "MB")

    def duration(self, seconds: float | None) -> str:
        """Write seconds as `5 h 12 min`; never as 60 minutes.

        >>> Words().duration(3599.0).replace("\\xa0", " "), Words().duration(100.0)
        ('1 h 0 min', '2\\xa0min')
        """
        if seconds is None:
            return UNKNOWN
        if round(seconds) < 60:
            return f"{round(seconds)}{_NBSP}s"
        hours, minutes = divmod(round(seconds / 60), 60)
        if not hours:
            return f"{minutes}{_NBSP}min"
        return f"{self.number(hours, 0)}{_NBSP}h {minutes}{_NBSP}min"

    def clock(self, seconds: float | None) -> str:
        """Write seconds as runners do; never as 10:60.

        >>> Words().clock(3599.6), Words().clock(2832.0), Words().clock(9.2)
        ('1:00:00', '47:12', '0:09')
        """
        if seconds is None:
            return UNKNOWN
        minutes, rest = divmod(round(seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

    def speed(self, mps: float | None) -> Quantity:
        """Write metres a second as km/h or mph."""
        if mps is None:
            return Quantity(UNKNOWN, "")
        an_hour = mps * 3600 / (METRES_A_MILE if self.imperial else 1000)
        return Quantity(self.number(an_hour, 1), "mph" if self.imperial else "km/h")

    def pace(self, mps: float | None) -> Quantity:
        """Write metres a second as minutes for a kilometre or mile; never as 5:60."""
        if not mps:
            return Quantity(UNKNOWN, "")
        minutes, seconds = divmod(round((METRES_A_MILE if self.imperial else 1000) / mps), 60)
        return Quantity(f"{minutes}:{seconds:02}", "/mi" if self.imperial else "/km")

    def percent(self, value: float | None, digits: int = 1) -> str:
        """Write hundredths, such as a gradient, as the language has its percent sign."""
        if value is None:
            return UNKNOWN
        pattern = Locale.parse(self._locale).percent_formats[None].pattern
        if digits:
            pattern = re.sub("0(?!.*0)", "0." + "0" * digits, pattern)
        rounded = Decimal(str(round(value, digits) + 0.0)) / 100  # no "-0"
        return str(format_percent(rounded, format=pattern, locale=self._locale))

    def off_by(self, value: float | None, unit: str) -> str:
        """Write how far a number is off: in "%" with two decimals, in "m" with one."""
        if unit == "%" or value is None:
            return self.percent(value, 2)
        length = value / METRES_A_FOOT if self.imperial else value
        return f"{self.number(length, 1)}{_NBSP}{'ft' if self.imperial else unit}"

    def beats(self, per_minute: float | None) -> Quantity:
        """Write a heart rate."""
        return self._whole(per_minute, "bpm")

    def cadence(self, per_minute: float | None) -> Quantity:
        """Write turns of a crank, strides or strokes a minute."""
        return self._whole(per_minute, "/min")

    def watts(self, power: float | None) -> Quantity:
        """Write a power."""
        return self._whole(power, "W")

    def energy(self, kcal: float | None) -> Quantity:
        """Write kilocalories."""
        return self._whole(kcal, "kcal")

    def degrees(self, celsius: float | None) -> Quantity:
        """Write degrees Celsius, or Fahrenheit for imperial sites."""
        if celsius is None or not self.imperial:
            return self._whole(celsius, "°C")
        return self._whole(celsius * 9 / 5 + 32, "°F")

    def _whole(self, value: float | None, unit: str) -> Quantity:
        return Quantity(UNKNOWN, "") if value is None else Quantity(self.number(value, 0), unit)

    def number(self, value: float, digits: int) -> str:
        """Write a number with its thousands set apart and a fixed count of decimals."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        rounded = round(value, digits) + 0.0  # no "-0"
        return str(format_decimal(rounded, format=pattern, locale=self._locale))

    def money(self, amount: float | None, currency: str) -> str:
        """Write an amount in whole units of a currency, which is a code of ISO 4217."""
        if amount is None:
            return UNKNOWN
        said = format_currency(
            round(amount),
            currency,
            locale=self._locale,
            currency_digits=False,
            format=_whole_money(self._locale),
        )
        return _apart(said)

    def price(self, amount: float, currency: str) -> str:
        """Write an amount with its small coins, unless there are none."""
        if amount == round(amount):
            return self.money(amount, currency)
        return _apart(format_currency(amount, currency, locale=self._locale))

    def count(self, value: float) -> str:
        """Write how many of something there are: whole, unless somebody counted halves."""
        return self.number(value, 0 if value == round(value) else 1)

    def long_date(self, day: date | None) -> str:
        """Write `7 December 2021`."""
        return self._date(day, "d MMMM y", "long")

    def short_date(self, day: date | None) -> str:
        """Write `7 Dec`."""
        return self._date(day, "d MMM", "MMMd")

    def _date(self, day: date | None, english: str, elsewhere: str) -> str:
        """Write the day first in English, and as it is done in other languages."""
        if day is None:
            return UNKNOWN
        if self.language.startswith("en"):
            return str(format_date(day, english, locale=self._locale))
        if elsewhere == "long":
            return str(format_date(day, elsewhere, locale=self._locale))
        return str(format_skeleton(elsewhere, day, locale=self._locale))

    def time_of_day(self, at: time) -> str:
        """Write a time of day without seconds; in plain English as 14:05."""
        pattern = "HH:mm" if self.language == "en" else "short"
        return format_time(at, pattern, locale=self._locale)

    def month(self, day: date) -> str:
        """Write the month of a date: `Dec`."""
        return str(format_skeleton("MMM", day, locale=self._locale))

    def month_of_year(self, day: date) -> str:
        """Write `December 2021`."""
        return str(format_skeleton("yMMMM", day, locale=self._locale))

    def weekday(self, number: int) -> str:
        """Write the name of a day of the week, Monday being 0: `Mon`."""
        return str(Locale.parse(self._locale).days["stand-alone"]["abbreviated"][number])

    @property
    def first_weekday(self) -> int:
        """Which day a week begins with where the language is spoken: 0 is Monday."""
        return int(Locale.parse(self._locale).first_week_day)

    def iso(self, day: date | datetime | None) -> str:
        """Write a date or moment for a `datetime` attribute."""
        return "" if day is None else day.isoformat()

    def sport(self, sport: str) -> str:
        """Write the name of a sport."""
        return self.gettext(SPORT_NAMES[sport]) if sport in SPORT_NAMES else sport

    def a_sport(self, sport: str) -> str:
        """Write a sport within a sentence."""
        return "an activity" if sport == "other" else f"a {self.sport(sport).lower()}"

    @property
    def direction(self) -> str:
        """Which way the language is written: "ltr" or "rtl"."""
        return str(Locale.parse(self._locale).text_direction)

    @property
    def _locale(self) -> str:
        return self.language.replace("-", "_")


def _apart(money: str) -> str:
    """Keep a code of letters apart from the number, as CLDR asks for: "CHF 302"."""
    return re.sub(r"(?<=[A-Za-z])(?=\d)", "\N{NO-BREAK SPACE}", money)


def _whole_money(locale: str) -> str:
    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
    return re.sub(r"(?<=0)[.,]0+", "", pattern)


def is_foot(sport: str) -> bool:
    """Tell whether runners and walkers speak of pace in this sport."""
    return sport in SPORTS and SPORTS[sport].on_foot
