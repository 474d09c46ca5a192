"""Markdown of entries and pages into HTML, each text once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from milepost.assemble.albums import Album
from milepost.errors import Problem
from milepost.memo import Store, key_of, remembered
from milepost.model.journal import Entry, Page, Rendered, Translation
from milepost.read import markup
from milepost.read.safe_html import safe_html
from milepost.read.stored import dump_value, load_rendered


def worded(
    things: Sequence[Entry | Page], *, hashtags: bool, raw_html: bool, store: Store
) -> tuple[list[Entry | Page], list[Problem]]:
    """Fill in the HTML and the first words of entries and pages, and of their translations.

    Without `raw_html`, HTML of their authors that could do harm is left out; a warning tells
    of each kind of it.
    """
    translations = [each for thing in things for each in thing.translations]
    # Pages have no tags, so nothing leads to one there.
    linked = [isinstance(thing, Entry) for thing in things for _ in thing.translations]
    linked += [isinstance(thing, Entry) for thing in things]
    written = [*translations, *things]
    texts = remembered(
        partial(_rendered, tagged=hashtags, raw_html=raw_html),
        [(each.text, link) for each, link in zip(written, linked, strict=True)],
        key=lambda text: key_of("words", text, hashtags, raw_html),
        dump=dump_value,
        load=load_rendered,
        store=store,
        pmap=map,  # a few milliseconds each: less than a process costs
    )
    words: dict[PurePosixPath, Rendered] = {}
    problems: list[Problem] = []
    for writer, found in zip(written, texts, strict=True):
        if found is None:
            message = "has lists or quotes too deep in one another; take some levels out"
            problems.append(Problem(message, str(writer.source)))
        words[writer.source] = found or Rendered("", "")
        problems += _taken_out(writer, words[writer.source])
    return [_filled(thing, words) for thing in things], problems


def with_captions(thing: Entry | Page, album: Album | None) -> Entry | Page:
    """Return an entry with the hashtags that its captions hold among its tags."""
    if album is None or not isinstance(thing, Entry):
        return thing
    captions = [photo.caption for photo in album.photos]
    captions += [video.caption for video in album.videos]
    found = [tag for caption in captions for tag in markup.hashtags_in(caption)]
    return replace(thing, tags=(*thing.tags, *found)) if found else thing


def _rendered(text: tuple[str, bool], *, tagged: bool, raw_html: bool) -> Rendered | None:
    try:
        html = markup.render(text[0], tagged=tagged, linked=text[1])
    except RecursionError:
        return None
    html, taken = (html, ()) if raw_html else safe_html(html)
    return Rendered(html, markup.first_words(html), markup.hashtags_in(html), taken)


def _filled(thing: Entry | Page, words: Mapping[PurePosixPath, Rendered]) -> Entry | Page:
    own = words[thing.source]
    said = tuple(
        replace(each, html=words[each.source].html, summary=words[each.source].summary)
        for each in thing.translations
    )
    filled = replace(thing, html=own.html, summary=own.summary, translations=said)
    if isinstance(filled, Entry):
        return replace(filled, tags=(*filled.tags, *own.tags))
    return filled


def _taken_out(writer: Entry | Page | Translation, words: Rendered) -> Iterator[Problem]:
    """Tell of HTML that was left out, at the line on which the first of its kind stands."""
    for what in words.taken:
        at = writer.text.lower().find(what)
        line = writer.line + writer.text.count("\n", 0, at) if at >= 0 else None
        shown = f"{what}>" if what.startswith("<") else what.rstrip("=")
        message = f"{shown} is left out, as [markdown] in site.toml says  raw_html = false"
        yield Problem(message, str(writer.source), line, severity="warning")
