"""All parts into one Site."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from milepost.assemble.addresses import entry_permalink, slugify
from milepost.assemble.courses import course_title, told_course
from milepost.assemble.days import day_totals, in_order, people, sport_totals, typed_problem
from milepost.assemble.markers import MOST_WAYPOINTS, markers_of, waypoints_of
from milepost.errors import Problem, SourceError, counted, did_you_mean
from milepost.measure.totals import add, total
from milepost.model.activity import Activity, Position, Totals
from milepost.model.journal import Entry, Page, Photo
from milepost.model.place import Course, Names
from milepost.model.site import (
    Athlete,
    AthleteTotals,
    Counting,
    Day,
    Journey,
    Site,
    SportTotals,
    Tag,
    Year,
)
from milepost.model.track import Route


@dataclass(frozen=True, slots=True)
class Plan:
    """A journey as it is announced, before any day of it."""

    slug: str
    title: str
    description: str | None
    start: date | None
    end: date | None
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the whole site."""

    title: str
    url: str
    description: str
    language: str
    time_zone: str
    units: str
    per_page: int
    feed_limit: int
    download: bool = True
    counting: Counting = field(default_factory=Counting)
    names: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a site is assembled from; activities and albums by their entry's source.

    `places` tells where photos were taken, by their own path. It is private. `courses` tells
    where the lines of days lead, by their entry's source, in plain English names.
    """

    entries: Sequence[Entry]
    activities: Mapping[PurePosixPath, tuple[Activity, ...]]
    photos: Mapping[PurePosixPath, Photo]  # by their own path
    albums: Mapping[PurePosixPath, tuple[PurePosixPath, ...]]  # photos beside each entry
    pages: Sequence[Page]
    plans: Sequence[Plan]
    athletes: tuple[Athlete, ...]
    files: Mapping[PurePosixPath, str]
    places: Mapping[PurePosixPath, Position] = field(default_factory=dict)
    courses: Mapping[PurePosixPath, Course] = field(default_factory=dict)


def assemble(about: About, parts: Parts) -> tuple[Site, tuple[Problem, ...]]:
    """Return the site and warnings. Raise SourceError with all that stands in the way."""
    plans = parts.plans or (Plan("journey", about.title, None, None, None, ()),)
    homes, problems = _homes(parts.entries, plans)
    warnings = [problem for problem in problems if problem.severity == "warning"]
    errors = [problem for problem in problems if problem.severity == "error"]
    journeys: list[Journey] = []
    for plan in plans:
        entries = [entry for entry in parts.entries if homes.get(entry.source) == plan.slug]
        days, told = _days(entries, plan, parts, about)
        warnings += [problem for problem in told if problem.severity == "warning"]
        errors += [problem for problem in told if problem.severity == "error"]
        journeys.append(_journey(plan, days))
    if errors:
        raise SourceError(errors)
    days = sorted((day for j in journeys for day in j.days), key=_order, reverse=True)
    return (
        Site(
            title=about.title,
            url=about.url,
            description=about.description,
            language=about.language,
            time_zone=about.time_zone,
            units=about.units,
            per_page=about.per_page,
            feed_limit=about.feed_limit,
            download=about.download,
            athletes=parts.athletes,
            journeys=tuple(sorted(journeys, key=_latest, reverse=True)),
            days=tuple(days),
            pages=_pages(parts.pages),
            tags=_tags(days),
            years=_years(days),
            totals=total(day.totals for day in days),
            by_sport=_all_sports(days),
            by_athlete=_athletes(days, parts.athletes),
            counting=about.counting,
            photos=parts.photos,
            files=parts.files,
        ),
        tuple(warnings),
    )


def _homes(
    entries: Sequence[Entry], plans: Sequence[Plan]
) -> tuple[Mapping[PurePosixPath, str], list[Problem]]:
    """Give every entry its journey: by its key, by its folder, by its date, or the only one."""
    names = {name.lower(): plan.slug for plan in plans for name in (plan.slug, plan.title)}
    found: dict[PurePosixPath, str] = {}
    problems: list[Problem] = []
    for entry in entries:
        if entry.journey and entry.journey.lower() not in names:
            hint = did_you_mean(entry.journey, [plan.slug for plan in plans])
            message = f"no journey '{entry.journey}' in site.toml{hint}"
            line = entry.key_lines.get("journey")
            problems.append(Problem(message, str(entry.source), line))
            continue
        slug = names[entry.journey.lower()] if entry.journey else _by_place(entry, plans)
        if slug is None:
            known = ", ".join(plan.slug for plan in plans)
            message = f"belongs to no journey by its date; add  journey:  and one of {known}"
            problems.append(Problem(message, str(entry.source)))
        else:
            found[entry.source] = slug
    return found, problems


def _by_place(entry: Entry, plans: Sequence[Plan]) -> str | None:
    folders = set(entry.source.parts[1:-1])
    by_folder = [plan.slug for plan in plans if plan.slug in folders]
    fitting = [
        plan.slug
        for plan in plans
        if (plan.start or date.min) <= entry.date <= (plan.end or date.max)
    ]
    only = [plan.slug for plan in plans] if len(plans) == 1 else []
    return next(iter(by_folder + fitting + only), None)


def _days(
    entries: Sequence[Entry], plan: Plan, parts: Parts, about: About
) -> tuple[list[Day], list[Problem]]:
    days: list[Day] = []
    problems: list[Problem] = []
    ordered = sorted(entries, key=lambda entry: (entry.date, str(entry.source)))
    first = min((entry.date for entry in ordered), default=None)
    start = plan.start if plan.start and first and plan.start <= first else first
    cumulative = Totals()
    for entry in ordered:
        activities = in_order(parts.activities.get(entry.source, ()))
        found = parts.courses.get(entry.source, Course())
        course = told_course(entry, activities, found, about.names)
        if wrong := typed_problem(entry, activities):
            problems.append(wrong)
        totals, by_sport = day_totals(entry, activities)
        cumulative = add(cumulative, totals)
        problems += [*_outside(entry, plan), *_wordless_tags(entry)]
        problems += _crowded(entry, activities)
        authors, told = people(entry.authors, parts.athletes, entry, "author")
        companions, also = people(entry.companions, parts.athletes, entry, "with")
        problems += [*told, *also]
        photos = tuple(parts.photos[path] for path in parts.albums.get(entry.source, ()))
        assert start is not None
        number = (entry.date - start).days + 1
        day = Day(
            entry=entry,
            permalink=entry_permalink(entry),
            journey=plan.slug,
            number=number,
            title=entry.title
            or _words(entry.slug)
            or course_title(course, about.language)
            or f"Day {number}",
            athletes=authors or parts.athletes[:1],
            companions=companions,
            activities=tuple(_without_times(n, each) for n, each in enumerate(activities, 1)),
            photos=photos,
            totals=totals,
            by_sport=by_sport,
            cumulative=cumulative,
            typed=bool(entry.typed),
            markers=markers_of(activities, photos, parts.places),
            course=course,
        )
        days.append(day)
    return days, problems


def _outside(entry: Entry, plan: Plan) -> list[Problem]:
    """Warn of a day before or after its journey: often a wrong year."""
    if (plan.start or date.min) <= entry.date <= (plan.end or date.max):
        return []
    span = " to ".join(str(day) for day in (plan.start, plan.end) if day)
    message = (
        f"{entry.date} lies outside the journey '{plan.title}' ({span}); is the date right?"
    )
    return [Problem(message, str(entry.source), severity="warning")]


def _crowded(entry: Entry, activities: Sequence[Activity]) -> list[Problem]:
    found = len(waypoints_of(activities))
    if found <= MOST_WAYPOINTS:
        return []
    message = (
        f"{counted(found, 'waypoint')} on this day, of which the first {MOST_WAYPOINTS} are "
        "shown; take some out of its recordings, or write  waypoints: no"
    )
    return [Problem(message, str(entry.source), severity="warning")]


def _wordless_tags(entry: Entry) -> list[Problem]:
    bare = [tag for tag in entry.tags if not slugify(tag)]
    place = str(entry.source), entry.key_lines.get("tags")
    return [
        Problem(
            f"the tag '{tag}' has no letter to make an address of", *place, severity="warning"
        )
        for tag in bare
    ]


def _without_times(number: int, activity: Activity) -> Activity:
    """Return an activity as templates may have it: not when, nor from which file."""
    nowhere = PurePosixPath()
    return replace(activity, id=str(number), source=nowhere, start=None, day=None, zone=None)


def _words(slug: str) -> str:
    words = slug.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _journey(plan: Plan, days: list[Day]) -> Journey:
    return Journey(
        slug=plan.slug,
        title=plan.title,
        description=plan.description,
        days=tuple(days),
        totals=total(day.totals for day in days),
        by_sport=_all_sports(days),
        routes=plan.routes,
        start=min((d for d in (plan.start, *(day.date for day in days)) if d), default=None),
        end=max((d for d in (plan.end, *(day.date for day in days)) if d), default=None),
    )


def _order(day: Day) -> tuple[date, str]:
    return day.date, str(day.entry.source)


def _latest(journey: Journey) -> tuple[date, str]:
    """Order journeys: the one with the newest entry is where the athlete is."""
    newest = max((day.date for day in journey.days), default=date.min)
    return newest, journey.slug


def _all_sports(days: Iterable[Day]) -> tuple[SportTotals, ...]:
    return sport_totals((part.sport, part.totals) for day in days for part in day.by_sport)


def _athletes(days: Sequence[Day], known: tuple[Athlete, ...]) -> tuple[AthleteTotals, ...]:
    """Add up the days that each person wrote; those that nobody is named for are left out."""
    wrote = {athlete: [day for day in days if athlete in day.athletes] for athlete in known}
    strangers = {person for day in days for person in day.athletes if person not in wrote}
    for person in sorted(strangers, key=lambda person: person.name):
        wrote[person] = [day for day in days if person in day.athletes]
    return tuple(
        AthleteTotals(person, tuple(own), total(day.totals for day in own), _all_sports(own))
        for person, own in wrote.items()
        if own
    )


def _pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    addressed = (replace(page, slug=slugify(page.slug) or "page") for page in pages)
    return tuple(sorted(addressed, key=lambda page: page.slug))


def _tags(days: Sequence[Day]) -> tuple[Tag, ...]:
    """Gather days by tag; "Chai" and "chai" are one tag, named as the oldest entry has it."""
    found: dict[str, Tag] = {}
    for day in reversed(days):
        for name in day.entry.tags:
            slug = slugify(name)
            if slug:
                tag = found.get(slug, Tag(slug, name, ()))
                if day not in tag.days[:1]:
                    found[slug] = replace(tag, days=(day, *tag.days))
    return tuple(found[slug] for slug in sorted(found))


def _years(days: Sequence[Day]) -> tuple[Year, ...]:
    found: dict[int, list[Day]] = {}
    for day in days:
        found.setdefault(day.date.year, []).append(day)
    return tuple(
        Year(year, tuple(of_year), total(day.totals for day in of_year), _all_sports(of_year))
        for year, of_year in sorted(found.items(), reverse=True)
    )
