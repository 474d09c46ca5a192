"""The search page, and the small index that it reads: titles, dates, places, tags, people."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact
from milepost.model.day import Day
from milepost.model.journal import Page
from milepost.publish.links import page_path
from milepost.publish.policies import policy
from milepost.publish.press import Press
from milepost.publish.search.full_text import FOLDER, SCRIPT, Record, index_files
from milepost.publish.urls import SEARCH
from milepost.read.markup import plain

INDEX = "search.json"


@dataclass(frozen=True, slots=True)
class Found:
    """What the search page knows of a page: where it stands, and what it may be found by."""

    path: str
    title: str
    date: str
    words: tuple[str, ...]


def search(press: Press) -> Iterator[Artifact]:
    """Yield the search page and its index; and that of all words, if the site wants one."""
    found = [
        *((_of_day(press, day), day.entry.html) for day in press.site.days),
        *((_of_page(page), page.html) for page in press.site.pages),
    ]
    records = [_record(each, body) for each, body in found] if press.site.full_text else []
    full = any(record.has_words for record in records)
    yield press.page(
        "search.html",
        SEARCH,
        "the search page",
        index=INDEX,
        full_text=f"{FOLDER}/{SCRIPT}" if full else "",
        csp=policy(compiled=full),
        page_title=press.theme.words.gettext("Search"),
    )
    rows = [(each.path, each.title, each.date, each.words) for each, _ in found]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    yield Artifact(PurePosixPath(INDEX), text.encode(), "the search page")
    if full:
        for name, data in index_files(records, press.site.language).items():
            yield Artifact(PurePosixPath(FOLDER, name), data, "the search page")


def _record(found: Found, body: str) -> Record:
    known = ", ".join((found.date, *found.words)).strip(", ")
    return Record(found.path, found.title, plain(body), known)


def _of_day(press: Press, day: Day) -> Found:
    course = day.course
    places = [place.name for place in (course.start, course.turn, course.end) if place]
    passed = [each.place.name for each in day.passes]
    people = [person.name for person in day.people]
    sports = [press.theme.words.sport(share.sport) for share in day.by_sport]
    words = dict.fromkeys((*places, *passed, *day.entry.tags, *people, *sports))
    date = press.theme.words.long_date(day.date)
    return Found(day.permalink, day.title, date, tuple(words))


def _of_page(page: Page) -> Found:
    return Found(page_path(page), page.title, "", ())
