"""Numbers, dates and sports in words, in the reader's language and units.

All rounding happens here, once, on numbers that were never rounded before.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache, reduce

from babel import Locale, localedata
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_percent

from milepost.draw.scales import IMPERIAL, METRIC, Unit, Units
from milepost.measure.sports import SPORTS
from milepost.model.message import N_ as N_
from milepost.model.message import NP_ as NP_
from milepost.publish.words.catalogue import MARKS, Catalogue
from milepost.publish.words.quantities import (
    NBSP,
    NOT_KNOWN,
    UNKNOWN,
    Quantity,
    Sign,
    number,
    point,
    quantity,
    unit,
)
from milepost.publish.words.sport_names import SPORT_NAMES, SPORTS_WITHIN

METRES_A_MILE = 1609.344
METRES_A_FOOT = 0.3048


@dataclass(frozen=True, slots=True)
class Words:
    """How words, numbers and dates are written; None becomes a dash everywhere."""

    language: str = "en"
    imperial: bool = False
    catalogue: Catalogue = field(default_factory=Catalogue)
    both: bool = False  # a quantity's `also` tells it in miles or feet

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

    def listed(self, parts: Iterable[str]) -> str:
        """Return `a`, `a and b`, `a, b and c`; "" for nothing."""
        # Pages without a catalogue are English; without the comma before the last "and".
        speaks = self.catalogue.known and not self.language.startswith("en")
        locale = self._locale if speaks else "en_001"
        return str(format_list(list(parts), locale=locale))

    def joined(self, parts: Iterable[str]) -> str:
        """Put what was said of one thing beside each other: `a, b, c`; leave out ""."""
        return self._folded(N_("%(before)s, %(after)s"), parts)

    def clauses(self, parts: Iterable[str]) -> str:
        """Put clauses of a sentence beside each other: `a; b; c`; leave out ""."""
        return self._folded(N_("%(before)s; %(after)s"), parts)

    def _folded(self, message: str, parts: Iterable[str]) -> str:
        said = [part for part in parts if part]
        if len(said) < 2:
            return "".join(said)
        return reduce(lambda a, b: self.gettext(message, before=a, after=b), said)

    def sentence(self, text: str) -> str:
        """Return words with a capital in front and a full stop behind."""
        # For translators: the end of a sentence.
        return self.gettext("%(text)s.", text=capital(text))

    def distance(self, metres: float | None) -> Quantity:
        """Write metres as kilometres or miles, with a decimal below 1000."""
        return self._length(metres, ("km", 1000.0), ("mi", METRES_A_MILE), None)

    def milestone(self, metres: float) -> Quantity:
        """Write how far along a way something is: in whole kilometres or miles."""
        return self._length(metres, ("km", 1000.0), ("mi", METRES_A_MILE), 0)

    def _length(
        self,
        metres: float | None,
        metric: tuple[Sign, float],
        imperial: tuple[Sign, float],
        digits: int | None,
    ) -> Quantity:
        if metres is None:
            return NOT_KNOWN

        def written(sign: Sign, unit_m: float) -> Quantity:
            value = metres / unit_m
            decimals = (1 if value < 999.95 else 0) if digits is None else digits
            return quantity(value, decimals, sign, self.language)

        if self.imperial:
            return written(*imperial)
        return self._and_also(written(*metric), lambda: written(*imperial))

    def _and_also(self, said: Quantity, other: Callable[[], Quantity]) -> Quantity:
        # The narrow space keeps what is in brackets in one piece: it is no second big number.
        return replace(said, also=str(other()).replace(NBSP, "\u202f")) if self.both else said

    def roughly(self, metres: float | None, approximate: bool, *, full: bool = False) -> str:
        """Write a distance, with a warning before one that is an estimate.

        With `full` it is in brackets in other units too, on a site that shows both.
        """
        far = self.distance(metres)
        said = far.full if full else str(far)
        if not approximate or metres is None:
            return said
        # For translators: a distance that is an estimate.
        return self.gettext("approx. %(distance)s", distance=said).replace(". ", f".{NBSP}", 1)

    def elevation(self, metres: float | None) -> Quantity:
        """Write metres as whole metres or feet."""
        return self._length(metres, ("m", 1.0), ("ft", METRES_A_FOOT), 0)

    def size(self, count: int) -> Quantity:
        """Write a number of bytes as kB or MB.

        >>> str(Words().size(12_345)).replace("\\xa0", " "), Words().size(3).value
        ('12 kB', '1')
        """
        if count < 999_500:
            return quantity(max(1.0, count / 1000), 0, "kB", self.language)
        return quantity(count / 1_000_000, 1, "MB", self.language)

    def duration(self, seconds: float | None) -> str:
        """Write seconds as `5 h 12 min`; never as 60 minutes.

        >>> Words().duration(3599.0).replace("\\xa0", " "), Words().duration(100.0)
        ('1 h 0 min', '2\\xa0min')
        """
        if seconds is None:
            return UNKNOWN
        if round(seconds) < 60:
            return _kept(self.gettext("%(seconds)s s", seconds=round(seconds)))
        hours, minutes = divmod(round(seconds / 60), 60)
        if not hours:
            return _kept(self.gettext("%(minutes)s min", minutes=minutes))
        long = self.number(hours, 0)
        return _kept(self.gettext("%(hours)s h %(minutes)s min", hours=long, minutes=minutes))

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
            return NOT_KNOWN

        def written(sign: Sign, unit_m: float) -> Quantity:
            return quantity(mps * 3600 / unit_m, 1, sign, self.language)

        if self.imperial:
            return written("mph", METRES_A_MILE)
        return self._and_also(written("km/h", 1000.0), lambda: written("mph", METRES_A_MILE))

    def pace(self, mps: float | None) -> Quantity:
        """Write metres a second as minutes for a kilometre or mile; never as 5:60."""
        if not mps:
            return NOT_KNOWN

        def written(sign: Sign, unit_m: float) -> Quantity:
            minutes, seconds = divmod(round(unit_m / mps), 60)
            return Quantity(f"{minutes}:{seconds:02}", unit(sign, self.language))

        if self.imperial:
            return written("/mi", METRES_A_MILE)
        return self._and_also(written("/km", 1000.0), lambda: written("/mi", METRES_A_MILE))

    def percent(self, value: float | None, digits: int = 1) -> str:
        """Write hundredths, such as a gradient, as the language has its percent sign."""
        if value is None:
            return UNKNOWN
        pattern = Locale.parse(self._locale).percent_formats[None].pattern
        if digits:
            pattern = re.sub("0(?!.*0)", "0." + "0" * digits, pattern)
        rounded = Decimal(str(round(value, digits) + 0.0)) / 100  # no "-0"
        return str(format_percent(rounded, format=pattern, locale=self._locale))

    def off_by(self, value: float | None, kind: str) -> str:
        """Write how far a number is off: in "%" with two decimals, in "m" with one."""
        if kind == "%" or value is None:
            return self.percent(value, 2)
        length = value / METRES_A_FOOT if self.imperial else value
        return str(quantity(length, 1, "ft" if self.imperial else "m", self.language))

    def beats(self, per_minute: float | None) -> Quantity:
        """Write a heart rate."""
        # For translators: beats a minute, of a heart; stands behind a number.
        return self._counted(per_minute, self.gettext("bpm"))

    def cadence(self, per_minute: float | None) -> Quantity:
        """Write turns of a crank, strides or strokes a minute."""
        # For translators: turns or steps a minute; stands behind a number.
        return self._counted(per_minute, self.gettext("/min"))

    def _counted(self, value: float | None, said: str) -> Quantity:
        return NOT_KNOWN if value is None else Quantity(self.number(value, 0), said)

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

    def _whole(self, value: float | None, sign: Sign) -> Quantity:
        return NOT_KNOWN if value is None else quantity(value, 0, sign, self.language)

    def number(self, value: float, digits: int) -> str:
        """Write a number with its thousands set apart and a fixed count of decimals."""
        return number(value, digits, self.language)

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
        pattern = english if self.language.startswith("en") else elsewhere
        if pattern in (english, "long"):
            return str(format_date(day, pattern, locale=self._locale))
        return str(format_skeleton(elsewhere, day, locale=self._locale))

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

    def sport_within(self, sport: str) -> str:
        """Write the name of a sport within a sentence: "trail run"."""
        within = SPORTS_WITHIN.get(sport)
        return self.pgettext("within a sentence", within) if within else sport

    def sports(self, sports: Sequence[str]) -> str:
        """Name sports in a row, the first as at the begin of a sentence: "Ride and run"."""
        first, rest = sports[:1], sports[1:]
        return self.listed([*map(self.sport, first), *map(self.sport_within, rest)])

    @property
    def direction(self) -> str:
        """Which way the language is written: "ltr" or "rtl"."""
        return str(Locale.parse(self._locale).text_direction)

    @property
    def _locale(self) -> str:
        return _own_names(self.language)


@cache
def _own_names(language: str) -> str:
    """Return the locale of a language after giving it names of months and days of its own.

    What a language lacks there, Babel looks up in its other names and keeps in a dictionary
    that all such languages share: the next of them would have the names of the one before.
    """
    locale = str(Locale.parse(language, sep="-"))
    names = localedata.load(locale)
    for kind in ("months", "days"):
        names[kind] = deepcopy(names[kind])
    return locale


def _apart(money: str) -> str:
    """Keep a code of letters apart from the number, as CLDR asks for: "CHF 302"."""
    return re.sub(r"(?<=[A-Za-z])(?=\d)", "\N{NO-BREAK SPACE}", money)


def _whole_money(locale: str) -> str:
    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
    return re.sub(r"(?<=0)[.,]0+", "", pattern)


def units_of(words: Words) -> Units:
    """Return the units of pictures, with their signs in the language."""

    def called(plain: Unit, sign: Sign) -> Unit:
        return replace(plain, sign=unit(sign, words.language), point=point(words.language))

    if words.imperial:
        return Units(called(IMPERIAL.far, "mi"), called(IMPERIAL.high, "ft"))
    return Units(called(METRIC.far, "km"), called(METRIC.high, "m"))


def capital(text: str) -> str:
    """Return words as they stand at the begin of a sentence."""
    return text[:1].upper() + text[1:]


def _kept(said: str) -> str:
    """Let no line break between a number and its unit."""
    return re.sub(rf"(?<=[\d{MARKS}]) ", NBSP, said)


def is_foot(sport: str) -> bool:
    """Tell whether runners and walkers speak of pace in this sport."""
    return sport in SPORTS and SPORTS[sport].on_foot
