"""The words of entries and pages: rendered once, and remembered."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from milepost.memo import Store, key_of, remembered
from milepost.model.journal import Entry, Page
from milepost.read import markup
from milepost.read.stored import dump_value, load_texts


def render(
    things: Sequence[Entry | Page], *, hashtags: bool, store: Store
) -> Iterator[Entry | Page]:
    """Fill in the HTML and the first words of entries and pages."""
    translations = [each for thing in things for each in thing.translations]
    # Pages have no tags, so nothing leads to one there.
    linked = [isinstance(thing, Entry) for thing in things for _ in thing.translations]
    linked += [isinstance(thing, Entry) for thing in things]
    written = [each.text for each in (*translations, *things)]
    texts = remembered(
        partial(_words, tagged=hashtags),
        list(zip(written, linked, strict=True)),
        key=lambda text: key_of("words", text, hashtags),
        dump=dump_value,
        load=load_texts,
        store=store,
        pmap=map,  # a few milliseconds each: less than a process costs
    )
    done = iter(texts)
    said = {
        each.source: replace(each, html=html, summary=summary)
        for each, (html, summary, *_) in zip(translations, done, strict=False)
    }
    for thing, (html, summary, *tags) in zip(things, done, strict=True):
        spoken = tuple(said[each.source] for each in thing.translations)
        rendered = replace(thing, html=html, summary=summary, translations=spoken)
        if isinstance(rendered, Entry) and tags:
            rendered = replace(rendered, tags=(*rendered.tags, *tags))
        yield rendered


def _words(text: tuple[str, bool], *, tagged: bool) -> tuple[str, ...]:
    html = markup.render(text[0], tagged=tagged, linked=text[1])
    return html, markup.first_words(html), *markup.hashtags_in(html)
