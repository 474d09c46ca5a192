"""What countries and big towns are called in the reader's language: as CLDR has it.

CLDR names a town for each time zone: some 300 of them are known well enough to have a name of
their own elsewhere, such as Rom, Kairo, Tokio.
"""

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from milepost.model.place import Names, plain

_SOFT_HYPHEN = "\u00ad"


@cache
def locale_of(language: str) -> str:
    """Return a language with the country that most of its readers live in, if it names none.

    >>> locale_of("en"), locale_of("pt-PT"), locale_of("hi")
    ('en_US', 'pt_PT', 'hi_IN')
    """
    locale = Locale.parse(language, sep="-")
    likely = get_global("likely_subtags").get(locale.language, "")
    territory = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else locale.language


@cache
def tag_of(word: str) -> str | None:
    """Return the tag of a language as it is usually written, None if a word is none.

    >>> tag_of("pt-br"), tag_of("zh-hant"), tag_of("one")
    ('pt-BR', 'zh-Hant', None)
    """
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", word):
        return None
    try:
        return str(Locale.parse(word, sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def own_name(language: str) -> str:
    """Return what a language calls itself, as it stands in a list.

    >>> own_name("hi"), own_name("fr"), own_name("pt-BR")
    ('हिन्दी', 'Français', 'Português (Brasil)')
    """
    name = Locale.parse(language, sep="-").get_display_name() or language
    return name[:1].title() + name[1:]


@cache
def names_in(language: str) -> Names:
    """Return what is called otherwise than in English, and all countries."""
    locale = Locale.parse(language.replace("-", "_"))
    countries = {
        code: name
        for code, name in sorted(locale.territories.items())
        if len(code) == 2 and code.isalpha()
    }
    if locale.language == "en":
        return Names(countries=countries)
    english = Locale("en")
    home, renamed = get_global("zone_territories"), get_global("zone_aliases")
    towns = {}
    for zone, said in sorted(locale.time_zones.items()):
        country = home.get(zone) or home.get(renamed.get(zone, ""))
        if not country or not said.get("city"):
            continue
        known = english.time_zones.get(zone, {}).get("city")
        name = known or zone.rpartition("/")[2].replace("_", " ")
        here = said["city"].replace(_SOFT_HYPHEN, "")
        towns[country, plain(name)] = here
        if name not in english.territories.values():  # Panama City is no Panama
            towns.setdefault((country, plain(f"{name} City")), here)
    return Names(towns, countries)
