"""All parts into one Site."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from milepost.assemble.addresses import entry_permalink, lasting_name, slugify
from milepost.assemble.days import Days, Material, days_of
from milepost.assemble.goals import with_credits
from milepost.assemble.journeys import Plan, belonging, journey_of, plans_of
from milepost.assemble.people import athlete_totals
from milepost.assemble.places import places_of
from milepost.assemble.statistics import statistics_of
from milepost.assemble.sums import Share, sport_totals
from milepost.assemble.tags import tag_names, tags_of, with_tags
from milepost.errors import Problem, SourceError
from milepost.measure.route_line import Ruler
from milepost.measure.totals import total
from milepost.model.day import Day
from milepost.model.goal import Fundraiser, Goal
from milepost.model.journal import Entry, Page
from milepost.model.journey import Journey
from milepost.model.place import Names
from milepost.model.site import Counting, Site, Year

_RANKS = {"under way": 2, "planned": 1, "finished": 1}


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the whole site; `today` is the date in its time zone."""

    title: str
    url: str
    description: str
    language: str
    time_zone: str
    units: str
    per_page: int
    feed_limit: int
    today: date
    download: bool = True
    gpx: bool = False
    feed_identity: str = ""
    fediverse: str = ""
    offline: bool = False
    full_text: bool = False
    mail: str = ""
    counting: Counting = field(default_factory=Counting)
    names: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a site is assembled from.

    `rulers` are the planned routes, by the slug of their journey; `goals` have no history
    yet. `files` are the digests of all that words may link to, by source.
    """

    entries: Sequence[Entry]
    pages: Sequence[Page]
    material: Material
    plans: Sequence[Plan]
    files: Mapping[PurePosixPath, str]
    rulers: Mapping[str, Ruler] = field(default_factory=dict)
    goals: Sequence[Goal] = ()
    fundraiser: Fundraiser | None = None


def assemble(about: About, parts: Parts) -> tuple[Site, tuple[Problem, ...]]:
    """Return the site and warnings. Raise SourceError with all that stands in the way."""
    plans = plans_of(parts.plans, about.title)
    belongs, problems = belonging(parts.entries, plans)
    imperial = about.units == "imperial"
    made: list[tuple[Plan, Days, Sequence[Entry]]] = []
    shares: dict[PurePosixPath, tuple[Share, ...]] = {}
    for plan in plans:
        own = [entry for entry in parts.entries if belongs.get(entry.source) == plan.slug]
        to_come = [entry for entry in own if entry.planned]
        entries = [entry for entry in own if not entry.planned]
        found = days_of(entries, plan, parts.material, about.language, about.names)
        made.append((plan, found, to_come))
        problems += [*found.problems, *_done_already(to_come, parts.material)]
        shares |= found.shares
    problems += _namesakes(parts.entries)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise SourceError(errors)
    # Of one date, they stay in the order that their journey has them in.
    in_turn = sorted(
        (day for _, found, _ in made for day in found.days), key=lambda day: day.date
    )
    goals = tuple(
        with_credits(goal, in_turn, shares, today=about.today) for goal in parts.goals
    )
    names = tag_names(day.entry for day in in_turn)
    in_turn = [
        replace(_credited(day, goals), entry=with_tags(day.entry, names)) for day in in_turn
    ]
    journeys = [
        journey_of(
            plan,
            of_plan := [day for day in in_turn if day.journey == plan.slug],
            advances=parts.material.advances,
            ruler=parts.rulers.get(plan.slug),
            planned=sorted(
                (with_tags(entry, names) for entry in to_come),
                key=lambda entry: (entry.date, str(entry.source)),
            ),
            today=about.today,
            statistics=statistics_of(of_plan, imperial=imperial),
            true_totals=found.true_totals,
        )
        for plan, found, to_come in made
    ]
    days = in_turn[::-1]
    people = athlete_totals(in_turn, shares, parts.material.athletes)
    site = Site(
        title=about.title,
        url=about.url,
        description=about.description,
        language=about.language,
        time_zone=about.time_zone,
        units=about.units,
        per_page=about.per_page,
        feed_limit=about.feed_limit,
        feed_identity=about.feed_identity,
        download=about.download,
        gpx=about.gpx,
        fediverse=about.fediverse,
        offline=about.offline,
        full_text=about.full_text,
        mail=about.mail,
        athletes=parts.material.athletes,
        journeys=tuple(sorted(journeys, key=_rank, reverse=True)),
        days=tuple(days),
        pages=_pages(parts.pages),
        tags=tags_of(days),
        places=places_of(days),
        years=_years(days),
        totals=total(each.totals for day in days for each in day.once),
        by_sport=sport_totals((each.sport, each.totals) for day in days for each in day.once),
        by_athlete=tuple(
            replace(own, days=own.days[::-1], shares=own.shares[::-1]) for own in people
        ),
        counting=about.counting,
        statistics=statistics_of(in_turn, imperial=imperial),
        goals=goals,
        fundraiser=_fundraiser(parts.fundraiser, journeys, goals),
        photos=parts.material.photos,
        videos=parts.material.videos,
        files=parts.files,
    )
    return site, tuple(problem for problem in problems if problem.severity == "warning")


def _done_already(planned: Sequence[Entry], material: Material) -> list[Problem]:
    message = "is planned, so its tracks count for nothing; take out  status: planned"
    return [
        Problem(message, str(entry.source), entry.key_lines.get("status"), severity="warning")
        for entry in planned
        if material.activities.get(entry.source)
    ]


def _namesakes(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Tell of entries that followers could not tell apart: `a.md` beside `a/index.md`."""
    known: dict[str, Entry] = {}
    for entry in (each for each in entries if not each.planned):
        rival = known.setdefault(lasting_name(entry.source), entry)
        # Where they want one address as well, that is told when it is given to one of them.
        if rival is not entry and entry_permalink(rival) != entry_permalink(entry):
            message = f"has the name of {rival.source}, by which feeds know it; rename one"
            yield Problem(message, str(entry.source))


def _credited(day: Day, goals: Sequence[Goal]) -> Day:
    every = (credit for goal in goals for credit in goal.credits)
    earned = [credit for credit in every if credit.permalink == day.permalink]
    return replace(day, credits=tuple(earned)) if earned else day


def _rank(journey: Journey) -> tuple[int, date, str]:
    """Order journeys: the one under way is where the athlete is, then the newest."""
    newest = max((day.date for day in journey.days), default=date.min)
    return _RANKS[journey.status], newest, journey.slug


def _fundraiser(
    found: Fundraiser | None, journeys: Sequence[Journey], goals: Sequence[Goal]
) -> Fundraiser | None:
    """Add what has come together by the way of the journey or goal that it is tied to."""
    if found is None:
        return None
    lengths = {goal.slug: goal.done for goal in goals if goal.unit == "distance"}
    lengths |= {journey.slug: journey.totals.distance_m for journey in journeys}
    counted_m = lengths.get(found.counts, 0.0)
    raised = found.raised
    if not found.typed and found.per_km is not None:
        raised = found.per_km * counted_m / 1000
    return replace(found, counted_m=counted_m, raised=raised)


def _pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    addressed = (replace(page, slug=slugify(page.slug) or "page") for page in pages)
    return tuple(sorted(addressed, key=lambda page: page.slug))


def _years(days: Sequence[Day]) -> tuple[Year, ...]:
    found: dict[int, list[Day]] = {}
    for day in days:
        found.setdefault(day.date.year, []).append(day)
    return tuple(
        Year(
            year,
            tuple(of_year),
            total(each.totals for day in of_year for each in day.once),
            sport_totals((each.sport, each.totals) for day in of_year for each in day.once),
        )
        for year, of_year in sorted(found.items(), reverse=True)
    )
