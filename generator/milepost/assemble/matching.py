"""Which recording belongs to which entry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath

from milepost.assemble.rules import Job
from milepost.errors import Problem, did_you_mean
from milepost.measure.rollover import rollover_weeks
from milepost.model.activity import Activity, Measured, Unseen
from milepost.model.journal import Cut, Entry, TrackRef, TransferMark
from milepost.model.people import Athlete
from milepost.model.source import SourceFile

_WEEKS = 1024  # GPS counts them in ten bits


@dataclass(frozen=True, slots=True)
class Claim:
    """A recording that an entry owns by place or name, and what it says of it, if it does."""

    file: PurePosixPath
    entry: PurePosixPath
    said: TrackRef | None = None


@dataclass(frozen=True, slots=True)
class Portion:
    """What an entry has of a file: all of it, or the activities of some days.

    `job` tells how they come to be. If `measured` is not the same, it has them among others.
    """

    entry: Entry
    job: Job
    measured: Job
    cuts: tuple[Cut, ...] = ()  # those of the job, with their lines
    transfers: tuple[TransferMark, ...] = ()
    said: TrackRef | None = None

    def of(self, activities: Sequence[Activity]) -> tuple[Activity, ...]:
        """Return the entry's activities of those that were measured."""
        return tuple(each for each in activities if self._has(each.day))

    def not_of(self, measured: Measured) -> list[Unseen]:
        """Return what is hidden of that."""
        return [each for each in measured.unseen if self._has(each.day)]

    def _has(self, day: date | None) -> bool:
        days = self.job[1].days if self.measured != self.job else None
        return days is None or day in days


def beside(
    entries: Sequence[Entry], files: Iterable[SourceFile]
) -> dict[PurePosixPath, list[SourceFile]]:
    """Return the files that belong to entries by place: in their bundle, or of their stem.

    They are by the entry's source, each in the order given. A flat `2021-12-06.md` owns
    `2021-12-06.gpx` and `2021-12-06-evening.gpx`, unless a longer stem,
    `2021-12-06-evening.md`, has the better claim.
    """
    bundles: dict[PurePosixPath, list[Entry]] = {}
    flat: dict[PurePosixPath, list[Entry]] = {}
    for entry in entries:
        if entry.folder is not None:
            bundles.setdefault(entry.folder, []).append(entry)
        else:
            flat.setdefault(entry.source.with_suffix(""), []).append(entry)
    found: dict[PurePosixPath, list[SourceFile]] = {entry.source: [] for entry in entries}
    for file in files:
        owners = [entry for folder in file.path.parents for entry in bundles.get(folder, ())]
        if file.path.suffix != ".md":
            stems = (file.path.with_name(stem) for stem in _stems(file.path.stem))
            owners += next((flat[stem] for stem in stems if stem in flat), [])
        for owner in owners:
            if file.path != owner.source:
                found[owner.source].append(file)
    return found


def _stems(name: str) -> Iterator[str]:
    """Yield the stems of entries that may own a name, the longest first."""
    yield name
    yield from (name[:n] for n in range(len(name) - 1, 0, -1) if name[n] in "-_. ")


def claims(
    entries: Sequence[Entry], recordings: Sequence[SourceFile]
) -> tuple[Mapping[PurePosixPath, Claim], tuple[Problem, ...]]:
    """Return the claims by recording, and what is wrong: a missing or doubly named file."""
    found: dict[PurePosixPath, Claim] = {}
    problems: list[Problem] = []
    known = {file.path for file in recordings}
    for entry in entries:
        for claim, problem in _named(entry, known):
            rival = found.get(claim.file)
            if problem:
                problems.append(problem)
            elif rival and rival.entry != entry.source:
                problems.append(_twice(entry, claim, rival))
            else:
                found[claim.file] = claim
    for source, files in beside(entries, recordings).items():
        for file in files:
            found.setdefault(file.path, Claim(file.path, source))
    return found, tuple(problems)


def _named(entry: Entry, known: set[PurePosixPath]) -> Iterator[tuple[Claim, Problem | None]]:
    home = entry.source.parent
    for ref in entry.tracks:
        places = (home / ref.file, PurePosixPath("tracks", ref.file), PurePosixPath(ref.file))
        path = next((place for place in places if place in known), None)
        if path is None:
            names = [str(p.relative_to(home)) for p in known if p.is_relative_to(home)]
            names += [str(p.relative_to("tracks")) for p in known if p.is_relative_to("tracks")]
            hint = (
                did_you_mean(ref.file, sorted(names))
                or "; put it beside this entry or in tracks/"
            )
            message = f"track file '{ref.file}' does not exist{hint}"
            yield Claim(places[0], entry.source), Problem(message, str(entry.source), ref.line)
        else:
            yield Claim(path, entry.source, ref), None


def _twice(entry: Entry, claim: Claim, rival: Claim) -> Problem:
    line = entry.key_lines.get("tracks")
    message = (
        f"'{claim.file}' is named by {rival.entry} too; a track counts once: name it in one"
    )
    return Problem(message, str(entry.source), line)


def without_copies(
    files: Sequence[SourceFile], claimed: Mapping[PurePosixPath, Claim]
) -> tuple[list[SourceFile], list[Problem]]:
    """Leave out copies of a file: one way is counted once, for the entry that claims it."""
    kept: dict[str, SourceFile] = {}
    copies: list[Problem] = []
    for file in sorted(files, key=lambda file: (file.path not in claimed, str(file.path))):
        first = kept.setdefault(file.digest, file)
        if first is not file:
            message = f"is a copy of {first.path}; it counts once: delete one of them"
            copies.append(Problem(message, str(file.path), severity="warning"))
    return sorted(kept.values(), key=lambda file: str(file.path)), copies


def writers(entry: Entry, athletes: Sequence[Athlete]) -> frozenset[str]:
    """Return who writes an entry, however they are named; without a word the first athlete."""
    slugs = {
        name.lower(): athlete.slug
        for athlete in athletes
        for name in (athlete.name, athlete.slug)
    }
    named = entry.authors or tuple(athlete.slug for athlete in athletes[:1])
    return frozenset(slugs.get(name.lower(), name.lower()) for name in named)


def by_folder(path: PurePosixPath, athletes: Sequence[Athlete]) -> str | None:
    """Return the slug of the athlete in whose folder a file lies, None if in nobody's."""
    folders = {part.lower() for part in path.parts[1:-1]}
    return next((each.slug for each in athletes if each.slug.lower() in folders), None)


def by_date(
    entries: Sequence[Entry], activities: Iterable[Activity], athletes: Sequence[Athlete] = ()
) -> tuple[Mapping[PurePosixPath, tuple[Activity, ...]], tuple[Problem, ...]]:
    """Give activities that nobody claimed to the entry of their local date.

    Of several entries it is that of the athlete in whose folder the file lies, else the first.
    Return them by the entry's source, and a warning for each that finds no day.
    """
    first: dict[object, Entry] = {}
    for entry in entries:
        first.setdefault(entry.date, entry)
        for writer in writers(entry, athletes):
            first.setdefault((entry.date, writer), entry)
    found: dict[PurePosixPath, tuple[Activity, ...]] = {}
    problems: dict[str, Problem] = {}
    for activity in activities:
        of_folder = activity.day, by_folder(activity.source, athletes)
        entry_of_day = first.get(of_folder) or first.get(activity.day)
        if entry_of_day:
            source = entry_of_day.source
            found[source] = (*found.get(source, ()), activity)
        else:
            message = _homeless(activity, entries)
            problem = Problem(message, str(activity.source), severity="warning")
            problems.setdefault(f"{problem.path} {message}", problem)
    return found, tuple(problems.values())


def _homeless(activity: Activity, entries: Sequence[Entry]) -> str:
    if activity.day is None:
        return "has no times, so its day is unknown; put it into the day's folder"
    day = activity.day.isoformat()
    if activity.source.parts[0] == "journal":
        where = activity.source.parent
        return f"is not used: {where}/ has no entry; write {where}/index.md"
    noons = (datetime.combine(entry.date, time(12), UTC).timestamp() for entry in entries)
    rollovers = rollover_weeks(activity.start.timestamp(), None, noons) if activity.start else 0
    if rollovers:
        right = activity.day + timedelta(weeks=rollovers * _WEEKS)
        return (
            f"is not used: {_lost(rollovers, activity.day)}; it is probably of {right}: "
            "put it into that day's folder"
        )
    return f"was recorded on {day}, which has no entry; not used: write journal/{day}.md"


def astray(day: date, activities: Sequence[Activity]) -> Iterator[Problem]:
    """Warn of tracks that an entry owns but that were recorded on quite another day."""
    days = [activity.day for activity in activities if activity.day is not None]
    if any(abs((each - day).days) <= 1 for each in days):
        return  # a day of several in one file
    for activity in activities:
        if activity.start is not None:
            message = _astray(day, activity)
            yield Problem(message, str(activity.source), severity="warning")


def _astray(day: date, activity: Activity) -> str:
    assert activity.start is not None
    rollovers = rollover_weeks(activity.start.timestamp(), day)
    if rollovers:
        return (
            f"{_lost(rollovers, activity.day)}; it counts for its entry, {day}: nothing else "
            "is changed"
        )
    return f"was recorded on {activity.day}, its entry is of {day}; is it the right one?"


def _lost(rollovers: int, day: date | None) -> str:
    weeks = rollovers * _WEEKS
    return f"its clock lost {weeks} weeks and says {day}, as old GPS receivers do"
