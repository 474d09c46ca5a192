"""What it takes to arrive, in words."""

from collections.abc import Iterator
from datetime import date

from milepost.model.journey import Journey
from milepost.publish.words.text import N_, Words


def outlook(journey: Journey, words: Words) -> tuple[str, ...]:
    """Say what it takes to arrive, a sentence each; none where that means nothing."""
    found = journey.outlook
    said = []
    if found.ahead_m is not None and found.ahead_days is not None:
        said.append(_ahead(found.ahead_m, found.ahead_days, words))
    said += _to_the_end(journey, words)
    if found.early and found.late:
        said.append(_arrival(found.early, found.late, words))
    return tuple(said)


def _ahead(ahead_m: float, ahead_days: float, words: Words) -> str:
    if ahead_m > 0:
        # For translators: the number of days has a decimal: "0.5", "1.0", "2.3".
        message = N_("%(far)s (%(days)s days) ahead of the plan.")
    else:
        message = N_("%(far)s (%(days)s days) behind the plan.")
    far, days = words.milestone(abs(ahead_m)), words.number(abs(ahead_days), 1)
    return words.gettext(message, far=far, days=days)


def _to_the_end(journey: Journey, words: Words) -> Iterator[str]:
    """Say what each day has to bring, or that the planned end is over."""
    found, until = journey.outlook, words.long_date(journey.planned_end)
    if found.needed_m is not None and found.days_left is not None and journey.end:
        needed = words.distance(found.needed_m)
        if found.days_left == 1:
            message = N_("%(needed)s in a day would reach the end on %(until)s.")
            yield words.gettext(message, needed=needed, until=until)
        else:
            yield words.ngettext(
                "%(needed)s a day, for %(num)s day, would reach the end on %(until)s.",
                "%(needed)s a day, for %(num)s days, would reach the end on %(until)s.",
                found.days_left,
                needed=needed,
                until=until,
            )
    if found.days_left == 0 and journey.planned_end:
        yield words.gettext("The planned end was %(date)s.", date=until)


def _arrival(early: date, late: date, words: Words) -> str:
    first, last = words.long_date(early), words.long_date(late)
    if first == last:
        message = N_("At the pace of the last days, the end comes on %(date)s.")
        return words.gettext(message, date=first)
    return words.gettext(
        "At the pace of the last days, the end comes between %(early)s and %(late)s.",
        early=first,
        late=last,
    )
