"""What `site.toml` plans: people, journeys with their routes, goals, how to count."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from milepost.assemble.addresses import slugify
from milepost.assemble.journeys import Plan
from milepost.assemble.people import by_name
from milepost.assemble.rules import Numbers
from milepost.config import Config
from milepost.config.settings import (
    TARGETS,
    AthleteConfig,
    FundraiserConfig,
    GoalConfig,
    JourneyConfig,
)
from milepost.errors import MilepostError, Problem, Severity, did_you_mean
from milepost.measure.efforts import MILE_M
from milepost.model.goal import Fundraiser, Goal, Stage, Unit
from milepost.model.journal import Photo
from milepost.model.people import Athlete
from milepost.model.privacy import Hiding
from milepost.model.source import SourceFile
from milepost.model.track import Route
from milepost.read.gpx import parse_route


def athletes_of(config: Config, photos: Mapping[PurePosixPath, Photo]) -> tuple[Athlete, ...]:
    """Return the people of a site; a picture that cannot be shown is left out."""
    return tuple(_athlete(athlete, photos) for athlete in config.athletes)


def _athlete(athlete: AthleteConfig, photos: Mapping[PurePosixPath, Photo]) -> Athlete:
    return Athlete(
        slug=athlete.slug or slugify(athlete.name),
        name=athlete.name,
        url=athlete.url,
        colour=athlete.colour or "",
        bio=athlete.bio,
        photo=photos.get(PurePosixPath(athlete.photo)) if athlete.photo else None,
        links=athlete.links,
        fediverse=athlete.fediverse,
    )


def lost_in(
    config: Config,
    files: Sequence[SourceFile],
    public: Sequence[SourceFile],
    is_font: Callable[[str], bool],
) -> list[Problem]:
    """Tell of pictures and fonts that the settings name, but that are not there."""
    return [*_lost_photos(config, files, public), *_lost_fonts(config, files, is_font)]


def _lost_photos(
    config: Config, files: Sequence[SourceFile], public: Sequence[SourceFile]
) -> Iterator[Problem]:
    """Tell of pictures of athletes that are not there, or not among what is `public`."""
    known, shown = {str(file.path) for file in files}, {str(file.path) for file in public}
    for number, athlete in enumerate(config.athletes):
        if not athlete.photo or athlete.photo in shown:
            continue
        said = f"the picture '{athlete.photo}' of {athlete.name}"
        where = "athletes", number, "photo"
        if athlete.photo in known:
            advice = "belongs to an entry that is not published; move it to pages/"
            yield config.problem(f"{said} {advice}", *where, "warning")
        else:
            near = did_you_mean(athlete.photo, sorted(known)) or "; put it there"
            yield config.problem(f"{said} is not in site_src/{near}", *where)


def _lost_fonts(
    config: Config, files: Sequence[SourceFile], is_font: Callable[[str], bool]
) -> list[Problem]:
    """Tell of fonts of share pictures that are not there, or that are none."""
    known = sorted(str(file.path) for file in files)
    problems: list[Problem] = []
    for path in config.share_fonts:
        wrong = ""
        if path not in known:
            hint = did_you_mean(path, known) or "; put it there"
            wrong = f"the font '{path}' is not in site_src/{hint}"
        elif not is_font(path):
            wrong = f"'{path}' is no font that can be read; get it anew, or take it out"
        if wrong:
            problems.append(config.problem(wrong, "share", 0, "fonts"))
    return problems


class Plans:
    """The journeys of a site with their routes; collects what is wrong with these."""

    def __init__(
        self,
        config: Config,
        athletes: tuple[Athlete, ...],
        files: Sequence[SourceFile],
        read: Callable[[SourceFile], bytes],
        hiding: Hiding,
    ):
        self.problems: list[Problem] = []
        self._config, self._files, self._read = config, files, read
        self._hiding = hiding
        self._people = by_name(athletes)
        self.plans = [self._plan(*each) for each in enumerate(config.journeys)]

    def _plan(self, number: int, journey: JourneyConfig) -> Plan:
        routes = [self._route(number, *each) for each in enumerate(journey.routes)]
        plan = Plan(
            slug=slug_of(journey),
            title=journey.title,
            description=journey.description,
            start=journey.start,
            end=journey.end,
            routes=tuple(route for route in routes if route is not None and route.lines),
            goal_m=journey.goal,
            sports=journey.sports,
            athletes=tuple(self._people[name.lower()] for name in journey.athletes),
        )
        length_m = sum(route.length_m for route in plan.routes)
        if plan.goal_m and length_m and plan.goal_m > 1.01 * length_m:
            message = (
                f"the goal of '{plan.title}' is longer than its route of "
                f"{length_m / 1000:.0f} km, which counts; make it shorter or take it out"
            )
            self._tell(message, number, "goal", severity="warning")
        return plan

    def _tell(self, message: str, number: int, key: str, severity: Severity = "error") -> None:
        problem = self._config.problem(message, "journeys", number, key, severity)
        self.problems.append(problem)

    def _route(self, number: int, turn: int, name: str) -> Route | None:
        path = PurePosixPath("routes", name)
        file = next((file for file in self._files if file.path == path), None)
        if file is None:
            known = [str(file.path.relative_to("routes")) for file in self._files]
            hint = did_you_mean(name, known) or "; put the GPX file there"
            self._tell(f"the route '{name}' is not in routes/{hint}", number, "routes")
            return None
        try:
            route = parse_route(path, self._read(file), self._hidden(number, turn))
        except MilepostError as error:
            self.problems += error.problems
            return None
        self.problems += route.warnings
        return route

    def _hidden(self, number: int, turn: int) -> Hiding:
        """Return what is hidden of a route: where two of them meet, nobody starts or ends."""
        last = len(self._config.journeys[number].routes) - 1
        hiding = self._hiding
        return replace(
            hiding,
            start_m=hiding.start_m if turn == 0 else 0.0,
            end_m=hiding.end_m if turn == last else 0.0,
        )


def slug_of(journey: JourneyConfig) -> str:
    """Return the slug of a journey, made of its title if none is given."""
    return journey.slug or slugify(journey.title) or "journey"


def goals_of(config: Config, athletes: tuple[Athlete, ...]) -> tuple[Goal, ...]:
    """Return the goals of a site, without a history yet."""
    journeys = {
        name.lower(): slug_of(journey)
        for journey in config.journeys
        for name in (journey.title, slug_of(journey))
    }
    return tuple(_goal(goal, journeys, by_name(athletes)) for goal in config.goals)


def _goal(goal: GoalConfig, journeys: Mapping[str, str], people: Mapping[str, Athlete]) -> Goal:
    unit: Unit = next(target for target in TARGETS if getattr(goal, target) is not None)
    return Goal(
        slug=goal.slug or slugify(goal.name) or "goal",
        name=goal.name,
        unit=unit,
        target=float(getattr(goal, unit)),
        description=goal.description,
        journey=journeys[goal.journey.lower()] if goal.journey else None,
        sports=goal.sports,
        athletes=tuple(people[name.lower()] for name in goal.athletes),
        start=goal.start,
        end=goal.end,
        before=goal.before,
        stages=tuple(Stage(name, at) for name, at in goal.stages),
    )


def fundraiser_of(config: Config) -> Fundraiser | None:
    """Return the cause that money is raised for; it is tied to the first journey if to none."""
    found = config.fundraiser
    if found is None:
        return None
    return Fundraiser(
        title=found.title,
        currency=found.currency,
        counts=_counts(found, config),
        link=found.link,
        target=found.target,
        per_km=found.per_km,
        raised=found.raised,
        typed=found.raised is not None,
    )


def _counts(found: FundraiserConfig, config: Config) -> str:
    known = [(journey.title, slug_of(journey)) for journey in config.journeys]
    known += [(goal.name, goal.slug or slugify(goal.name)) for goal in config.goals]
    slugs = {word.lower(): slug for name, slug in known for word in (name, slug)}
    if found.counts:
        return slugs.get(found.counts.lower(), found.counts)
    return next(iter(slugs.values()), "journey")


def numbers_of(config: Config) -> Numbers:
    """Return how a site counts."""
    return Numbers(
        raw=config.distance_mode == "raw",
        sensors=config.sensors,
        max_heart_rate=config.max_heart_rate,
        threshold_power=config.threshold_power,
        split_days=config.split_days,
        split_m=MILE_M if config.units == "imperial" else 1000.0,
    )
