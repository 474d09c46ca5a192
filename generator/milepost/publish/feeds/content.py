"""A day as the HTML of a feed: all of it, and nothing that readers drop or show broken."""

import html
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

import nh3

from milepost.model.day import Day
from milepost.publish.links import goal_path
from milepost.publish.maps.maps import CARD_HEIGHT, CARD_WIDTH, picture_path
from milepost.publish.press import Press
from milepost.publish.urls import absolute
from milepost.publish.words.quantities import UNKNOWN

# Readers drop scripts, styles, forms and drawings, or show them broken.
_TAGS = nh3.ALLOWED_TAGS | {"figure", "figcaption", "audio", "video", "source"}
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "audio": {"src", "controls"},
    "div": {"dir"},
    "video": {"src", "controls", "height", "playsinline", "poster", "preload", "width"},
    "source": {"src", "type"},
}
_SCHEMES = {"http", "https", "mailto", "geo", "tel"}
_ADDRESSES = {"href", "src", "poster", "cite"}
# As nh3 writes a picture whose address it has taken out, such as one of data:.
_LOST = re.compile(r'<img(?: (?:alt="([^"]*)"|(?!src=)[a-z-]+="[^"]*"))*>')


def content(day: Day, press: Press, url: str) -> str:
    """Return an entry as readers need it; `url` is the whole address of its page."""
    link = press.address
    parts = (
        *_map(day, press),
        *_people(day, press),
        *_numbers(day, press),
        *_carried(day, press),
        *_progress(day, press),
        *_credits(day, press),
        press.album.plain_body(day.entry, link),
        *_photos(day, press),
        *_download(day, press),
    )
    said = "\n".join(part for part in parts if part)
    if press.theme.words.direction == "rtl":  # not all readers look at the feed's language
        said = f'<div dir="rtl">{said}</div>'
    cleaned = nh3.clean(
        said,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda _, name, value: _absolute(url, name, value),
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return _LOST.sub(_its_words, cleaned)


def _its_words(picture: re.Match[str]) -> str:
    # In an attribute, < and > may stand as they are.
    return html.escape(html.unescape(picture[1] or ""), quote=False)


def _absolute(page: str, name: str, value: str) -> str | None:
    """Return an attribute, an address as it is seen from the page: footnotes lead there."""
    if name not in _ADDRESSES:
        return value
    try:
        return urljoin(page, value)
    except ValueError:  # http://[::1
        return None


def _map(day: Day, press: Press) -> Iterator[str]:
    if press.maps.day_card(day):
        src = absolute(press.site.url, str(picture_path(day.permalink)))
        alt = html.escape(press.captions.day_text(day))
        size = f'width="{CARD_WIDTH}" height="{CARD_HEIGHT}"'
        yield f'<p><img src="{html.escape(src)}" alt="{alt}" {size}></p>'


def _people(day: Day, press: Press) -> Iterator[str]:
    words = press.theme.words
    writers = words.listed(person.name for person in day.athletes)
    others = words.listed(person.name for person in day.companions)
    if writers and others:
        yield _paragraph(
            words.gettext("By %(writers)s, with %(others)s", writers=writers, others=others)
        )
    elif writers:
        yield _paragraph(words.gettext("By %(writers)s", writers=writers))
    elif others:
        yield _paragraph(words.gettext("With %(others)s", others=others))


def _numbers(day: Day, press: Press) -> Iterator[str]:
    """Yield a small table: what the day was, and what it all adds up to by then."""
    words, today, so_far = press.theme.words, day.totals, day.cumulative
    said = (
        (
            words.gettext("Distance"),
            words.roughly(today.distance_m or None, day.approximate, full=True),
            words.distance(so_far.distance_m or None).full,
        ),
        (
            words.gettext("Moving time"),
            words.duration(today.moving_s),
            words.duration(so_far.moving_s),
        ),
        (
            words.gettext("Climbed"),
            words.elevation(today.gain_m).full,
            words.elevation(so_far.gain_m).full,
        ),
    )
    rows = [row for row in said if set(row[1:]) != {UNKNOWN}]
    if not rows:
        return
    journey = next((each for each in press.site.journeys if each.slug == day.journey), None)
    heads = (press.say.day_of(journey, day.number), words.gettext("So far"))
    # A second entry of a date, or a rest, has no numbers of its own.
    since = 1 if {of_day for _, of_day, _ in rows} == {UNKNOWN} else 0
    head = "".join(f'<th scope="col">{html.escape(each)}</th>' for each in heads[since:])
    body = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th>{_cells(numbers[since:])}</tr>'
        for name, *numbers in rows
    )
    yield f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(numbers: Sequence[str]) -> str:
    return "".join(f"<td>{html.escape(number)}</td>" for number in numbers)


def _carried(day: Day, press: Press) -> Iterator[str]:
    """Yield what something else did of the day, and stands in no number."""
    words = press.theme.words
    if day.transfers:
        said = words.clauses(press.say.transfer(each) for each in day.transfers)
        yield _paragraph(words.gettext("Not counted: %(ways)s", ways=said))


def _progress(day: Day, press: Press) -> Iterator[str]:
    if day.progress:
        yield _paragraph(press.theme.words.sentence(press.say.along(day.progress)))


def _credits(day: Day, press: Press) -> Iterator[str]:
    """Yield what the day added to goals, a line each."""
    words, paths = press.theme.words, {goal.slug: goal_path(goal) for goal in press.site.goals}
    for credit in day.credits:
        url = html.escape(absolute(press.site.url, paths[credit.goal]))
        link = f'<a href="{url}">{html.escape(credit.name)}</a>'
        said = (press.say.credit(credit), *press.say.cheers(credit))
        sentences = html.escape(" ".join(words.sentence(each) for each in said))
        # For translators: a goal, and what a day added to it.
        told = words.gettext("%(goal)s: %(added)s", goal=link, added=sentences)
        yield f"<p>{told}</p>"


def _photos(day: Day, press: Press) -> Iterator[str]:
    """Yield the photos that the words do not show, and the videos."""
    words, link = press.theme.words, press.address
    photos = press.gallery(day)
    for number, photo in enumerate(photos, 1):
        alt = words.gettext(
            "Photo %(number)s of %(count)s: %(title)s",
            number=number,
            count=len(photos),
            title=day.title,
        )
        yield press.album.plain_figure(photo, link, alt)
    for video in press.films(day):
        yield press.album.plain_film(video, link)


def _download(day: Day, press: Press) -> Iterator[str]:
    if found := press.downloads.of(day):
        url = html.escape(absolute(press.site.url, found.path))
        words = press.theme.words.gettext(
            "Download the line (GeoJSON, %(size)s)", size=found.size
        )
        yield f'<p><a href="{url}">{html.escape(words)}</a></p>'


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"
