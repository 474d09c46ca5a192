"""Those who write and ride: by name, and what each of them has done."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from milepost.assemble.sums import Share, alike, sport_totals
from milepost.errors import Problem, did_you_mean
from milepost.measure.totals import total
from milepost.model.day import Day
from milepost.model.journal import Entry
from milepost.model.people import Athlete
from milepost.model.site import AthleteTotals


def people(
    names: Iterable[str], athletes: tuple[Athlete, ...], entry: Entry, key: str
) -> tuple[tuple[Athlete, ...], tuple[Problem, ...]]:
    """Return the athletes of given names or slugs; a stranger is welcome, with a warning.

    Nobody is warned on a site that lists no athletes. Each is there once, however often and in
    whatever capitals a name was written.
    """
    known = by_name(athletes)
    found: dict[str, Athlete] = {}
    problems = []
    for name in names:
        person = known.get(name.lower(), Athlete(slug="", name=name))
        if slug_of(person) in found:
            continue
        if athletes and person not in athletes:
            hint = did_you_mean(name, [athlete.name for athlete in athletes])
            message = f"'{name}' is none of the [[athletes]] in site.toml{hint}"
            place = str(entry.source), entry.key_lines.get(key)
            problems.append(Problem(message, *place, severity="warning"))
        found[slug_of(person)] = person
    return tuple(found.values()), tuple(problems)


def people_of(
    entry: Entry, athletes: tuple[Athlete, ...]
) -> tuple[tuple[Athlete, ...], tuple[Athlete, ...], tuple[Problem, ...]]:
    """Return the authors of an entry, their companions, and what is wrong with the names.

    Without an author it is by the first of the athletes. Who wrote it is no companion.
    """
    authors, told = people(entry.authors, athletes, entry, "author")
    named, also = people(entry.companions, athletes, entry, "with")
    authors = authors or athletes[:1]
    wrote = {slug_of(person) for person in authors}
    companions = tuple(person for person in named if slug_of(person) not in wrote)
    return authors, companions, (*told, *also)


def by_name(athletes: Iterable[Athlete]) -> dict[str, Athlete]:
    """Return athletes by what entries may call them, in small letters."""
    return {
        name.lower(): athlete for athlete in athletes for name in (athlete.name, athlete.slug)
    }


def slug_of(athlete: Athlete) -> str:
    """Return what stands for a person in an activity: of a stranger the name."""
    return athlete.slug or athlete.name.lower()


def everybody(entry: Entry, athletes: tuple[Athlete, ...]) -> tuple[str, ...]:
    """Return what stands for each of the people of an entry, its author first."""
    authors, companions, _ = people_of(entry, athletes)
    return tuple(slug_of(person) for person in (*authors, *companions)) or ("",)


def athlete_totals(
    days: Sequence[Day],
    shares: Mapping[PurePosixPath, Sequence[Share]],
    known: tuple[Athlete, ...],
) -> tuple[AthleteTotals, ...]:
    """Add up what each person did, in the days that they wrote or shared; `days` in turn.

    Strangers follow by name, if they wrote a day. A way that two entries give to one person
    is theirs once: in the entry where it counts for all.
    """
    wrote = {person for day in days for person in day.athletes if person not in known}
    everybody = [*known, *sorted(wrote, key=lambda person: person.name)]
    found = (_totals(person, days, shares) for person in everybody)
    return tuple(own for own in found if own.days)


def _totals(
    person: Athlete, days: Sequence[Day], shares: Mapping[PurePosixPath, Sequence[Share]]
) -> AthleteTotals:
    slug = slug_of(person)
    counted = {
        (day.date, share)
        for day in days
        for share in shares[day.entry.source]
        if share.counted and slug in share.athletes
    }
    own: list[tuple[Day, list[Share]]] = []
    for day in days:
        of_date = [share for date, share in counted if date == day.date]
        did = [
            share
            for share in shares[day.entry.source]
            if slug in share.athletes
            and (share.counted or not any(alike(share, other) for other in of_date))
        ]
        if did or person in day.people:
            own.append((day, did))
    each = [(share.sport, share.totals) for _, did in own for share in did]
    return AthleteTotals(
        athlete=person,
        days=tuple(day for day, _ in own),
        totals=total(totals for _, totals in each),
        by_sport=sport_totals(each),
        shares=tuple(total(share.totals for share in did) for _, did in own),
    )
