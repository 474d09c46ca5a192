"""Where a day led, in the words of its author or of the map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from milepost.model.activity import Activity, Line, Metres, Position
from milepost.model.journal import Entry
from milepost.model.message import N_
from milepost.model.place import Course, Names, Passed, Place, Trace


def trace_of(activities: Sequence[Activity]) -> Trace:
    """Lay the lines of a day's activities end to end, in the metres of their totals.

    What a device has counted stretches the metres of the points. Between two activities no
    way is counted, nor is that of transfers, as long as there is another.
    """
    before_m = 0.0
    lines: list[Line] = []
    along_m: list[Metres] = []
    own = [activity for activity in activities if not activity.transfer]
    for activity in own or activities:
        told_m, measured_m = activity.totals.distance_m, activity.measured.distance_m
        stretch = told_m / measured_m if told_m and measured_m else 1.0
        lines += activity.lines
        for metres in activity.along_m:
            along_m.append(tuple(round(before_m + stretch * m, 1) for m in metres))
        before_m += told_m
    return Trace(tuple(lines), tuple(along_m))


def told_course(
    entry: Entry, activities: Sequence[Activity], course: Course, names: Names
) -> Course:
    """Return a course with the names that its author gave, and others as the site has them."""
    course = _translated(course, names)
    if not (entry.start_place or entry.end_place):
        return course
    line = [place for a in activities for line in a.lines for place in line]
    first, last = (line[0], line[-1]) if line else (None, None)
    start = _typed(entry.start_place, first, course.start)
    end = _typed(entry.end_place, last, course.end)
    ends = [place for place in (start, end) if place]
    passes = (p for p in course.passes if not any(_same(p.place, place) for place in ends))
    return replace(course, start=start, end=end, passes=tuple(passes), inside=False)


def _typed(name: str | None, point: Position | None, found: Place | None) -> Place | None:
    if not name:
        return found
    if found is None:
        return Place(name, at=point)
    return Place(name, found.country, point, region=found.region)


def _translated(course: Course, names: Names) -> Course:
    start, end, turn = (_named(p, names) for p in (course.start, course.end, course.turn))
    passes = (Passed(replace(p.place, name=names.of(p.place)), p.at_m) for p in course.passes)
    return replace(course, start=start, end=end, turn=turn, passes=tuple(passes))


def _named(place: Place | None, names: Names) -> Place | None:
    return replace(place, name=names.of(place)) if place else None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a day led: an English message, and the towns whose names are put into it."""

    message: str
    places: Mapping[str, str]


_FROM_TO = {  # by whether the start and the end are only near
    (False, False): N_("%(start)s to %(end)s"),
    (False, True): N_("%(start)s to near %(end)s"),
    (True, False): N_("near %(start)s to %(end)s"),
    (True, True): N_("near %(start)s to near %(end)s"),
}
# For translators: where a day led, if only one end of it is known; also at the begin of a line.
_FROM = {False: N_("from %(place)s"), True: N_("from near %(place)s")}
_TO = {False: N_("to %(place)s"), True: N_("to near %(place)s")}


def phrase(course: Course) -> Phrase | None:
    """Return where a day led, as a message that may begin with a small letter; None if unknown.

    The publisher has it in other languages.
    """
    if _is_round(course) and course.start:
        return _round(course, course.start)
    start, end = _ends(course)
    if start and end:
        return Phrase(_FROM_TO[start.near, end.near], {"start": start.name, "end": end.name})
    if start:
        return Phrase(_FROM[start.near], {"place": start.name})
    return Phrase(_TO[end.near], {"place": end.name}) if end else None


def course_title(course: Course, language: str = "en") -> str:
    """Name a day by where it led, "" if that is unknown: "Vapi to Surat", "Around Udaipur".

    Only English has words for it; other languages get the names and a dash.
    """
    if language.startswith("en"):
        found = phrase(course)
        said = found.message % found.places if found else ""
        return said[:1].upper() + said[1:]
    if _is_round(course) and course.start:
        names = [course.start.name]
        if turn := _turn(course, course.start):
            names += [turn.name, course.start.name]
        return " – ".join(names)
    # Without a word for "near", a town some way off would be a wrong name.
    return " – ".join(place.name for place in _ends(course) if place and not place.near)


def says_back(course: Course) -> bool:
    """Tell whether the phrase for a course says that it came back: "Vapi to Surat and back"."""
    return bool(_is_round(course) and course.start and _turn(course, course.start))


def _is_round(course: Course) -> bool:
    """Tell whether a day ends where it began."""
    start, end = course.start, course.end
    if start is None:
        return False
    return course.inside or bool(end and _same(start, end) and start.near == end.near)


def _ends(course: Course) -> tuple[Place | None, Place | None]:
    start, end = course.start, course.end
    if start and end and _same(start, end):  # one of the two is only near it
        return (None, end) if start.near else (start, None)
    return start, end


def _turn(course: Course, start: Place) -> Place | None:
    """Return the far end of a day that went out from a town and back."""
    turn = course.turn
    if turn is None or course.inside or start.near or turn.near or _same(start, turn):
        return None
    return turn


def _round(course: Course, start: Place) -> Phrase:
    """Say where a day led that ends where it began."""
    if turn := _turn(course, start):
        message = N_("%(start)s to %(turn)s and back")
        return Phrase(message, {"start": start.name, "turn": turn.name})
    if course.inside:
        message = N_("In %(place)s")
    else:
        message = N_("Near %(place)s") if start.near else N_("Around %(place)s")
    return Phrase(message, {"place": start.name})


def _same(one: Place, other: Place) -> bool:
    return one.name.casefold() == other.name.casefold()
