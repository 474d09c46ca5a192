"""Journal entries and pages: Markdown with keys on top."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from milepost.errors import Problem, SourceError, did_you_mean
from milepost.model.delay import Delay
from milepost.model.journal import Entry, Page, Translation, Typed
from milepost.model.privacy import Ends
from milepost.read.front_matter import FrontMatter, split
from milepost.read.hidden_ends import KEYS
from milepost.read.keys import ELSEWHERE, ENTRY, PAGE, PRIVATE, TRANSLATION, InsideError, Kind
from milepost.read.markup import tangled
from milepost.read.moments import is_of_our_time
from milepost.read.text import decode

DATED = re.compile(r"(?P<date>\d{4}-\d\d?-\d\d?)(?:[-_ ]+(?P<slug>.*))?")
LARGEST_BYTES = 1_000_000  # two novels
_HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|$)")


def parse_entry(path: PurePosixPath, data: bytes, *, bundle: bool, time_zone: str) -> Entry:
    """Read one entry; `html` stays empty until its Markdown, `text`, is rendered.

    The date comes from the key `date`, else from the name of the file or of the bundle's
    folder. A time of day without an offset is meant in `time_zone`. Raise SourceError with
    every error of the file.
    """
    front = _split(path, data)
    found, problems = _convert(front, ENTRY)
    name = path.parent.name if bundle else path.stem
    dated = DATED.fullmatch(name)
    day, published, wrong = _date(front, found.get("date"), dated, name, time_zone)
    if wrong:
        problems.append(wrong)
    if any(problem.severity == "error" for problem in problems) or day is None:
        raise SourceError(problems)
    title, body, line = _title(found.get("title"), front)
    return Entry(
        source=path,
        folder=path.parent if bundle else None,
        date=day,
        slug=found.get("slug") or (dated["slug"] or "" if dated else name),
        title=title,
        text=body,
        published=published,
        updated=found.get("updated"),
        description=found.get("description"),
        authors=found.get("author", ()),
        companions=found.get("with", ()),
        tags=found.get("tags", ()),
        journey=found.get("journey"),
        sport=found.get("sport"),
        rest=found.get("rest", False),
        draft=found.get("draft", False),
        planned=found.get("status", False),
        tracks=found.get("tracks", ()),
        typed=Typed(
            found.get("distance"), found.get("moving_time"), found.get("elevation_gain")
        ),
        elevation=found.get("elevation"),
        cuts=found.get("cut", ()),
        waypoints=found.get("waypoints"),
        start_place=found.get("from"),
        end_place=found.get("to"),
        transfers=found.get("transfer", ()),
        night=found.get("night") or None,
        counters=found.get("counters", ()),
        photos=found.get("photos", ()),
        cover=found.get("cover"),
        clock_s=found.get("camera_offset"),
        race=found.get("race"),
        share_photo=found.get("share_photo"),
        thread=found.get("thread"),
        delay=_aware(found.get("publish_after"), time_zone),
        hidden=found.get("privacy", Ends()),
        line=line,
        key_lines={key: value.line for key, value in front.values.items()},
        warnings=tuple(problems),
    )


def parse_page(path: PurePosixPath, data: bytes) -> Page:
    """Read one page; its file name gives the slug. Raise SourceError."""
    front = _split(path, data)
    found, problems = _convert(front, PAGE)
    if any(problem.severity == "error" for problem in problems):
        raise SourceError(problems)
    title, body, line = _title(found.get("title"), front)
    return Page(
        source=path,
        slug=found.get("slug") or path.stem,
        title=title or path.stem.replace("-", " ").capitalize(),
        text=body,
        description=found.get("description"),
        draft=found.get("draft", False),
        line=line,
        warnings=tuple(problems),
    )


def parse_translation(
    path: PurePosixPath, data: bytes, *, language: str, of: PurePosixPath
) -> Translation:
    """Read the words of the file `of` in another language. Raise SourceError."""
    front = _split(path, data)
    known = {key: front.values[key] for key in front.values if not _is_of_entry(key)}
    found, problems = _convert(replace(front, values=known), TRANSLATION)
    if any(problem.severity == "error" for problem in problems):
        raise SourceError(problems)
    for key in (each for each in front.values if each not in known):
        message = f"'{key}' stands in {of.name} for all languages; take it out here"
        problems.append(front.problem(message, front.keys[key], "warning"))
    title, body, line = _title(found.get("title"), front)
    return Translation(
        language=language,
        source=path,
        title=title,
        text=body,
        updated=found.get("updated"),
        description=found.get("description"),
        draft=found.get("draft", False),
        photos=found.get("photos", ()),
        line=line,
        warnings=tuple(problems),
    )


def _split(path: PurePosixPath, data: bytes) -> FrontMatter:
    if len(data) > LARGEST_BYTES:
        message = f"the text is too large ({len(data) / 1e6:,.1f} MB); part it"
        raise SourceError(Problem(message, str(path)))
    front = split(path, decode(path, data))
    if found := tangled(front.body):
        line, message = found
        raise SourceError(Problem(message, str(path), front.body_line + line - 1))
    return front


def _is_of_entry(given: str) -> bool:
    """Tell whether a key is known in entries and pages, but has no say in a translation."""
    key = ELSEWHERE.get(given.lower(), given.lower())
    return key in ENTRY and key not in TRANSLATION


def _convert(
    front: FrontMatter, kinds: Mapping[str, Kind]
) -> tuple[dict[str, Any], list[Problem]]:
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    names: dict[str, str] = {}
    for given, value in front.values.items():
        low = given.lower()
        key = given if given in kinds else low if low in kinds else ELSEWHERE.get(low, given)
        if key not in kinds:
            problems.append(_unknown(front, given, kinds))
            continue
        if key != given:
            message = f"'{given}' is called '{key}' here; it was understood"
            problems.append(front.problem(message, front.keys[given], "warning"))
        if value.content == "":
            continue  # `tags:` with nothing behind it is a key not given
        if (other := names.setdefault(key, given)) != given:
            message = f"'{given}' and '{other}' mean the same; keep one"
            problems.append(front.problem(message, front.keys[given]))
            continue
        try:
            found[key] = kinds[key](value)
        except ValueError as error:
            problems.append(_wrong(front, given, error))
    return found, problems


def _unknown(front: FrontMatter, given: str, kinds: Mapping[str, Kind]) -> Problem:
    """Return a warning; what was to hide something must not get lost by a typing error."""
    hint, low = did_you_mean(given, kinds), given.lower()
    if low in KEYS:
        hint = f"; write  privacy: {{{low}: …}}"
    private = low in KEYS or any(f"'{key}'" in hint for key in PRIVATE)
    message = f"unknown key '{given}'{hint}"
    return front.problem(message, front.keys[given], "error" if private else "warning")


def _wrong(front: FrontMatter, given: str, error: ValueError) -> Problem:
    """Return what is wrong with a value, at the part of it that is wrong."""
    if not isinstance(error, InsideError):
        return front.problem(f"'{given}' {error}", front.values[given])
    name = f"'{error.key}' in '{given}'" if error.key else f"'{given}'"
    return front.problem(f"{name} {error}", error.at)


def _date(
    front: FrontMatter,
    given: date | datetime | None,
    dated: re.Match[str] | None,
    name: str,
    time_zone: str,
) -> tuple[date | None, datetime | None, Problem | None]:
    """Return the entry's day, its moment if one was typed, or what is wrong."""
    if isinstance(given, datetime):
        aware = given if given.tzinfo else given.replace(tzinfo=ZoneInfo(time_zone))
        return given.date(), aware, None
    if given is not None:
        return given, None, None
    if dated:
        try:
            day = date(*(int(part) for part in dated["date"].split("-")))
        except ValueError:
            message = f"'{dated['date']}' is no date of the calendar; rename it"
            return None, None, front.problem(message, None)
        if not is_of_our_time(day):
            return None, None, front.problem(f"{day} is no day of our time; rename it", None)
        return day, None, None
    typed = (value for key, value in front.values.items() if key.lower() == "date")
    if any(value.content != "" for value in typed):  # it was wrong, and that has been told
        return None, None, None
    message = f"no date: begin the name with it (2026-05-01-{name}) or add  date: 2026-05-01"
    return None, None, front.problem(message, None)


def _aware(delay: Delay | None, time_zone: str) -> Delay | None:
    """Return a delay whose moment is in the site's time zone, unless it has one of its own."""
    if delay is None or delay.until is None or delay.until.tzinfo:
        return delay
    return replace(delay, until=delay.until.replace(tzinfo=ZoneInfo(time_zone)))


def _title(given: str | None, front: FrontMatter) -> tuple[str | None, str, int]:
    """Return the title, the text below it, and its line: a first `# Heading` is the title."""
    body, heading = front.body, _HEADING.match(front.body)
    if heading and (not given or given == heading["title"]):
        above = body.count("\n", 0, heading.end())
        return heading["title"], body[heading.end() :], front.body_line + above
    return given, body, front.body_line
