"""Records, the Eddington number and days off, in words."""

from milepost.model.statistics import Eddington, Record, Statistics
from milepost.publish.words.quantities import Sign, unit
from milepost.publish.words.text import N_, Words

RECORDS = {
    "distance": N_("Longest day"),
    "gain": N_("Most climbing"),
    "moving": N_("Longest in motion"),
    "climb": N_("Biggest climb"),
    "highest": N_("Highest point"),
    "fastest": N_("Fastest day"),
    "streak": N_("Longest streak"),
}


def record_value(record: Record, words: Words) -> str:
    """Write how much a record is."""
    match record.kind:
        case "distance":
            return words.distance(record.value).full
        case "moving":
            return words.duration(record.value)
        case "fastest":
            return words.speed(record.value).full
        case "streak":
            return words.ngettext("%(num)s day", "%(num)s days", round(record.value))
    return words.elevation(record.value).full


def record_more(record: Record, words: Words) -> str:
    """Say what belongs to a record: how long and steep a climb was, when a streak began."""
    if climb := record.climb:
        steep = words.percent(climb.gradient_pct)
        far = words.distance(climb.length_m)
        # For translators: of a climb: "over 5.2 km at 7.5%".
        return words.gettext("over %(far)s at %(gradient)s", far=far, gradient=steep)
    if record.first:
        return words.gettext("since %(date)s", date=words.long_date(record.first.date))
    return ""


def eddington(found: Eddington, words: Words) -> str:
    """Say what an Eddington number means, and what is missing for the next one."""
    number = found.number
    sign: Sign = "mi" if found.unit == "mi" else "km"
    values = {"unit": unit(sign, words.language, number)}
    # For translators: "42 km or more on 42 days."
    reached = words.ngettext(
        "%(far)s %(unit)s or more on %(num)s day.",
        "%(far)s %(unit)s or more on %(num)s days.",
        number,
        far=number,
        **values,
    )
    wanted = words.ngettext(
        "%(num)s more day of at least %(far)s %(unit)s makes it %(far)s.",
        "%(num)s more days of at least %(far)s %(unit)s make it %(far)s.",
        found.next_days,
        far=number + 1,
        **values,
    )
    return f"{reached} {wanted}"


def days_off(found: Statistics, words: Words) -> str:
    """Say on how many dates there was no way, as a sentence; "" if on none."""
    off, rest, all_ = found.off_days, found.rest_days, found.calendar_days
    dates = {"off": off, "all": words.number(all_, 0)}
    if not off:
        return ""
    if not rest:
        return words.gettext("Days without a way: %(off)s of %(all)s.", **dates)
    if rest < off:
        return words.ngettext(
            "Days without a way: %(off)s of %(all)s, "
            "%(num)s rest day with an entry among them.",
            "Days without a way: %(off)s of %(all)s, "
            "%(num)s rest days with an entry among them.",
            rest,
            **dates,
        )
    if rest == 1:
        message = N_("Days without a way: %(off)s of %(all)s, a rest day with an entry.")
    else:
        message = N_(
            "Days without a way: %(off)s of %(all)s, all of them rest days with an entry."
        )
    return words.gettext(message, **dates)
