"""The tags of days: of several spellings one, and a page for each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from milepost.assemble.addresses import slugify
from milepost.model.day import Day
from milepost.model.journal import Entry
from milepost.model.site import Tag


def tag_names(entries: Iterable[Entry]) -> Mapping[str, str]:
    """Return what tags are called, by slug: "Chai" and "chai" are one, named as the first."""
    found: dict[str, str] = {}
    for entry in entries:
        for name in entry.tags:
            if slug := slugify(name):
                found.setdefault(slug, name)
    return found


def with_tags(entry: Entry, names: Mapping[str, str]) -> Entry:
    """Return an entry with each of its tags once, by its name; some have none."""
    slugs = (slugify(tag) for tag in entry.tags)
    tags = tuple(dict.fromkeys(names[slug] for slug in slugs if slug in names))
    return replace(entry, tags=tags) if tags != entry.tags else entry


def tags_of(days: Sequence[Day]) -> tuple[Tag, ...]:
    """Gather days by tag, in their order; each day names its tags as the others do."""
    found: dict[str, Tag] = {}
    for day in days:
        for name in day.entry.tags:
            slug = slugify(name)
            tag = found.get(slug, Tag(slug, name, ()))
            found[slug] = replace(tag, days=(*tag.days, day))
    return tuple(found[slug] for slug in sorted(found))
