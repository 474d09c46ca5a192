"""What is wrong with settings together, each of which is fine by itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.config.settings import TARGETS, ZONES
from milepost.errors import Severity, did_you_mean
from milepost.measure.quantities import metres_of, seconds_of

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What to tell the author, and of which value: of its key with `at_key`, or of a table."""

    message: str
    table: str
    number: int = 0
    key: str = ""
    at_key: bool = False
    severity: Severity = "error"


# What people say -> what the setting is called.
_OTHER_WORDS = {
    "from": "start",
    "to": "end",
    "until": "end",
    "km": "distance",
    "target": "distance",
    "climb": "elevation_gain",
    "hours": "moving_time",
    "sport": "sports",
    "athlete": "athletes",
    "route": "routes",
    "plan": "routes",
}


def said_otherwise(key: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for a word that people use for one of the known settings."""
    meant = _OTHER_WORDS.get(key.lower())
    return f"; did you mean '{meant}'?" if meant in set(known) else ""


def wrong_athletes(rows: Sequence[Row]) -> Iterator[Told]:
    """Tell of athletes who share a name: their pages would have one address."""
    yield from _rivals("athletes", rows, "name")


def wrong_journeys(rows: Sequence[Row], athletes: Sequence[Row]) -> Iterator[Told]:
    """Tell of journeys that end before they start, share a name, or name strangers."""
    yield from _rivals("journeys", rows, "title")
    for number, row in enumerate(rows):
        yield from _backward("journeys", number, row)
        yield from _strangers("journeys", number, row, athletes)
        dates = row.get("start"), row.get("end")
        if None not in dates and dates in [
            (r.get("start"), r.get("end")) for r in rows[:number]
        ]:
            message = "another of the [[journeys]] has these dates and gets all entries by date"
            advice = "write  journey:  into the entries of this one"
            yield Told(f"{message}; {advice}", "journeys", number, "start", severity="warning")


def wrong_languages(rows: Sequence[Row], main: str) -> Iterator[Told]:
    """Tell of a language that stands there twice, or is that of the site."""
    yield from _rivals("languages", rows, "code")
    for number, row in enumerate(rows):
        if row.get("code", "").lower() == main.lower():
            message = "is the language of the site, whose title stands in [site]; take it out"
            yield Told(f"'{row['code']}' {message}", "languages", number, "code")


def wrong_goals(
    rows: Sequence[Row],
    given: Sequence[Row],
    known_journeys: Sequence[Row],
    athletes: Sequence[Row],
) -> Iterator[Told]:
    """Tell of goals that ask for nothing or for two things; give their marks its unit.

    `given` are the rows as they were typed, with what was wrong by itself.
    """
    yield from _rivals("goals", rows, "name")
    for number, row in enumerate(rows):
        yield from _backward("goals", number, row)
        yield from _strangers("goals", number, row, athletes)
        yield from _of_no_journey(number, row, known_journeys)
        targets = [key for key in TARGETS if key in row]
        if len(targets) == 1:
            yield from _in_its_unit(number, row, targets[0])
        elif targets:
            message = f"'{targets[1]}' and '{targets[0]}' in [[goals]] are two goals; keep one"
            yield Told(message, "goals", number, targets[1], at_key=True)
        elif not given[number].keys() & set(TARGETS):
            known = ", ".join(TARGETS)
            message = f'[[goals]] needs one of {known}: add  distance = "42.195 km"'
            yield Told(message, "goals", number)


def wrong_fundraiser(
    values: Mapping[str, Any], journeys: Sequence[Row], goals: Sequence[Row]
) -> Iterator[Told]:
    """Tell of money that is tied to the way of nothing known."""
    found = values.get("fundraiser")
    names = [
        each[key]
        for each in (*journeys, *goals)
        for key in ("slug", "title", "name")
        if key in each
    ]
    if found and found.counts and found.counts.lower() not in {n.lower() for n in names}:
        hint = did_you_mean(found.counts, names)
        message = f"no journey or goal '{found.counts}' in site.toml{hint}"
        yield Told(message, "fundraiser", 0, "counts")
    if not (found and found.counts and found.per_km is not None):
        return
    for goal in goals:
        called = {goal[key].lower() for key in ("slug", "name") if key in goal}
        if found.counts.lower() in called and "distance" not in goal:
            message = f"'per_km' needs a way, and the goal '{found.counts}' is none of distance"
            yield Told(f"{message}; take 'per_km' out", "fundraiser", 0, "per_km", at_key=True)


def _in_its_unit(number: int, row: Row, target: str) -> Iterator[Told]:
    """Turn what is typed for `before` and `stages` into the unit of the target."""
    try:
        if "before" in row:
            row["before"] = _typed(row["before"], target)
            if row["before"] >= row[target]:
                raise ValueError("is the whole goal already; correct one of the two")
    except ValueError as error:
        yield Told(f"'before' in [[goals]] {error}", "goals", number, "before")
        row.pop("before")
    try:
        marks = ((name, _typed(at, target)) for name, at in row.get("stages", ()))
        row["stages"] = tuple(sorted(marks, key=lambda mark: mark[1]))
    except ValueError as error:
        yield Told(f"'stages' in [[goals]] {error}", "goals", number, "stages")
        row.pop("stages")
    for name, at in row.get("stages", ()):
        if at > row[target]:
            message = f"the stage '{name}' in [[goals]] is beyond its goal; correct its 'at'"
            yield Told(message, "goals", number, "stages")


def _typed(words: str, target: str) -> float:
    match target:
        case "distance":
            return metres_of(words, ("km", "mi"))
        case "elevation_gain":
            return metres_of(words, ("m", "ft"))
        case "moving_time":
            return seconds_of(words)
    if not words.isdecimal():
        raise ValueError(f'takes a whole number in quotes, as the goal is of {target}: "12"')
    return float(words)


def _rivals(table: str, rows: Sequence[Row], name: str) -> Iterator[Told]:
    names: set[str] = set()
    for number, row in enumerate(rows):
        key = "slug" if "slug" in row else name
        said = row.get(key, "").lower()
        if said in names:
            message = f"another of the [[{table}]] has this {key}; change one"
            yield Told(message, table, number, key)
        names |= {said} - {""}


def _backward(table: str, number: int, row: Row) -> Iterator[Told]:
    start, end = row.get("start"), row.get("end")
    if start and end and end < start:
        message = f"'end' in [[{table}]] is before its start, {start}"
        yield Told(message, table, number, "end")


def _strangers(table: str, number: int, row: Row, athletes: Sequence[Row]) -> Iterator[Told]:
    known = {row[key].lower() for row in athletes for key in ("name", "slug") if key in row}
    for name in row.get("athletes", ()):
        if name.lower() not in known:
            names = [each["name"] for each in athletes if "name" in each]
            hint = did_you_mean(name, names) or "; add a table [[athletes]] for them"
            message = f"'{name}' in [[{table}]] is none of the [[athletes]]{hint}"
            yield Told(message, table, number, "athletes")


def _of_no_journey(number: int, row: Row, known: Sequence[Row]) -> Iterator[Told]:
    names = [each[key] for each in known for key in ("slug", "title") if key in each]
    wanted = row.get("journey")
    if wanted and wanted.lower() not in {name.lower() for name in names}:
        message = f"no journey '{wanted}' in site.toml{did_you_mean(wanted, names)}"
        yield Told(message, "goals", number, "journey")


def wrong_tiles(values: Mapping[str, Any], given: Iterable[str]) -> Iterator[Told]:
    """Tell of tiles that nobody is credited for, and of more than one kind of them.

    `given` are the keys of the table [map], those with a wrong value among them.
    """
    kinds = [key for key in ("tiles", "pmtiles") if key in values]
    for key in kinds[1:]:
        message = f"'{key}' in [map] and '{kinds[0]}' exclude each other; keep one"
        yield Told(message, "map", 0, key, at_key=True)
    if kinds and "tiles_credit" not in given:
        message = f"'{kinds[0]}' in [map] needs a credit, which every licence asks for: add"
        example = 'tiles_credit = "© OpenStreetMap contributors"'
        yield Told(f"{message}  {example}", "map", 0, kinds[0], at_key=True)


def idle_zones(values: Mapping[str, Any]) -> Iterator[Told]:
    """Tell of zones that are asked for while their sensor is not shown."""
    for key, sensor in ZONES.items():
        if key in values and sensor not in values.get("sensors", ()):
            message = (
                f"'{key}' in [numbers] has no effect: '{sensor}' is not in sensors; "
                "add it there to show time in zones"
            )
            yield Told(message, "numbers", 0, key, at_key=True, severity="warning")


def idle_times(values: Mapping[str, Any]) -> Iterator[Told]:
    """Tell of times that are asked for in files that are not offered."""
    if values.get("gpx_times") and not values.get("gpx"):
        message = "'gpx_times' in [map] has no effect without  gpx = true; add that line"
        yield Told(message, "map", 0, "gpx_times", at_key=True, severity="warning")


def risky_sums(values: Mapping[str, Any]) -> Iterator[Told]:
    """Name the risk of sums that count what is hidden, as long as they are asked for."""
    if values.get("true_totals"):
        message = (
            "'true_totals' in [privacy] tells how much is hidden in sum: with few tracks, or "
            "many from one door, that shows how far it is from where they break off; take it "
            "out unless that is fine"
        )
        yield Told(message, "privacy", 0, "true_totals", at_key=True, severity="warning")
