"""Where a day led, in the words of its author or of the map."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.model.activity import Activity, Line, Metres, Position
from milepost.model.journal import Entry
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


def course_title(course: Course, language: str = "en") -> str:
    """Name a day by where it led, "" if that is unknown: "Vapi to Surat", "Around Udaipur".

    Only English has words for it; other languages get the names and a dash.
    """
    start, end = course.start, course.end
    if start and (course.inside or (end and _same(start, end) and start.near == end.near)):
        return _round(course, start, language)
    if start and end and _same(start, end):  # one of the two is only near it
        start, end = (None, end) if start.near else (start, None)
    if not language.startswith("en"):
        # Without a word for "near", a town some way off would be a wrong name.
        return " – ".join(place.name for place in (start, end) if place and not place.near)
    if start and end:
        said = f"{spoken(start)} to {spoken(end)}"
    elif start or end:
        said = f"from {spoken(start)}" if start else f"to {spoken(end)}" if end else ""
    else:
        return ""
    return said[0].upper() + said[1:]


def _round(course: Course, start: Place, language: str) -> str:
    """Name a day that ends where it began."""
    turn = course.turn
    far = turn is not None and not (start.near or turn.near or _same(start, turn))
    english = language.startswith("en")
    if turn and far and not course.inside:
        return (
            f"{start.name} to {turn.name} and back"
            if english
            else f"{start.name} – {turn.name} – {start.name}"
        )
    if not english:
        return start.name
    word = "In" if course.inside else "Near" if start.near else "Around"
    return f"{word} {start.name}"


def _same(one: Place, other: Place) -> bool:
    return one.name.casefold() == other.name.casefold()


def spoken(place: Place) -> str:
    """Return `Surat`, or `near Surat`."""
    return f"near {place.name}" if place.near else place.name
