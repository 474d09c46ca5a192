"""Who did what was recorded."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from milepost.assemble.matching import by_folder, writers
from milepost.errors import Problem, did_you_mean
from milepost.model.journal import Entry, TrackRef
from milepost.model.people import Athlete


def riders(
    entry: Entry,
    activity_source: PurePosixPath,
    said: TrackRef | None,
    athletes: Sequence[Athlete],
) -> tuple[str, ...]:
    """Return the slugs of those who made a way together: whose track it is, then companions.

    `said` is what the entry says of this file alone. Companions are those named beside the
    file, else those of the entry, if its author recorded it. A stranger's slug is the name in
    small letters.
    """
    own = owners(entry, activity_source, said, athletes)
    with_them = said.companions if said else ()
    if not with_them and own & writers(entry, athletes):
        with_them = entry.companions
    return tuple(dict.fromkeys((*sorted(own), *(_slug(name, athletes) for name in with_them))))


def owners(
    entry: Entry,
    activity_source: PurePosixPath,
    said: TrackRef | None,
    athletes: Sequence[Athlete],
) -> frozenset[str]:
    """Return the slugs of those whose track it is: by the key, the folder, or who wrote."""
    if said and said.athlete:
        return frozenset({_slug(said.athlete, athletes)})
    of_folder = by_folder(activity_source, athletes)
    return frozenset({of_folder}) if of_folder else writers(entry, athletes)


def strangers(entry: Entry, athletes: Sequence[Athlete]) -> Iterator[Problem]:
    """Warn of names beside the tracks of an entry that are no athlete's, if any are listed."""
    known = {name.lower() for each in athletes for name in (each.name, each.slug)}
    for ref in entry.tracks:
        for name in (*([ref.athlete] if ref.athlete else []), *ref.companions):
            if athletes and name.lower() not in known:
                hint = did_you_mean(name, [each.name for each in athletes])
                message = f"'{name}' is none of the [[athletes]] in site.toml{hint}"
                yield Problem(message, str(entry.source), ref.line, severity="warning")


def _slug(name: str, athletes: Sequence[Athlete]) -> str:
    low = name.lower()
    known = (each.slug for each in athletes if low in (each.name.lower(), each.slug.lower()))
    return next(known, low)
