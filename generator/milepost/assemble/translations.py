"""The parts of a site in another language: its words are other ones, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace

from milepost.assemble.albums import Album, Line, caption_of, marks_by_file, worded
from milepost.assemble.site import Parts
from milepost.errors import Problem
from milepost.model.journal import Entry, Page, Translation, translation_of


def languages_of(writers: Iterable[Entry | Page]) -> tuple[str, ...]:
    """Return the languages that some entries and pages were translated into, by their tags.

    A planned entry has no page, so it makes no language.
    """
    shown = (each for each in writers if isinstance(each, Page) or not each.planned)
    return tuple(sorted({said.language for each in shown for said in each.translations}))


def parts_in(parts: Parts, language: str, line: Line) -> tuple[Parts, tuple[Problem, ...]]:
    """Return the parts with what is translated, and warnings; the rest is as it was.

    `line` turns the captions of photos into HTML.
    """
    albums = dict(parts.material.albums)
    problems: list[Problem] = []
    entries: list[Entry] = []
    for entry in parts.entries:
        said = translation_of(entry, language)
        entries.append(_entry_in(entry, said) if said else entry)
        if said and entry.source in albums:
            album, wrong = _album_in(albums[entry.source], entry, said, line)
            albums[entry.source] = album
            problems += wrong
    material = replace(parts.material, albums=albums)
    pages = [_page_in(page, translation_of(page, language)) for page in parts.pages]
    return replace(parts, entries=entries, pages=pages, material=material), tuple(problems)


def _entry_in(entry: Entry, said: Translation) -> Entry:
    # A title that the day has got by itself is another one in each language.
    return replace(
        entry,
        title=said.title or entry.title,
        text=said.text,
        html=said.html,
        summary=said.summary,
        description=said.description,
        updated=said.updated,
    )


def _page_in(page: Page, said: Translation | None) -> Page:
    if said is None:
        return page
    return replace(
        page,
        title=said.title or page.title,
        text=said.text,
        html=said.html,
        summary=said.summary,
        description=said.description,
    )


def _album_in(
    album: Album, entry: Entry, said: Translation, line: Line
) -> tuple[Album, list[Problem]]:
    """Return an album with the captions of a translation, where it has some."""
    files = [*(each.source for each in album.photos), *(each.source for each in album.videos)]
    own = replace(entry, source=said.source, photos=said.photos)
    marks, problems = marks_by_file(own, [*files, *album.same], album.same)
    photos = tuple(
        worded(each, marks[each.source], line) if each.source in marks else each
        for each in album.photos
    )
    videos = tuple(
        replace(each, caption=caption_of(each.caption, marks.get(each.source), line))
        for each in album.videos
    )
    return replace(album, photos=photos, videos=videos), problems
