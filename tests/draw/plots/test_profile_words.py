"""The words in a profile, at both sizes that they are shown at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.draw.palette import NARROW_NOTE_PX, NOTE_PX, page_style
from milepost.draw.plots.callouts import Extremes
from milepost.draw.plots.profile import elevation_profile
from milepost.draw.plots.sections import Rise, Section, end_to_end
from milepost.draw.scales import IMPERIAL, METRIC, Units
from milepost.draw.type import width
from milepost.model.detail import Climb
from plots import line

SCREENS = ("wide", "narrow")
_ASCENT, _DESCENT = 0.75, 0.2  # of the size: what digits and letters cover at least
_TOUCH_PX = 0.5


@dataclass(frozen=True)
class Written:
    words: str
    kind: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Written") -> bool:
        return (
            self.left < other.right - _TOUCH_PX
            and other.left < self.right - _TOUCH_PX
            and self.top < other.bottom - _TOUCH_PX
            and other.top < self.bottom - _TOUCH_PX
        )

    def holds(self, spot: tuple[float, float]) -> bool:
        x, y = spot
        return self.left < x < self.right and self.top < y < self.bottom


def leaders(svg: str, screen: str) -> Iterator[list[tuple[float, float]]]:
    """Spots on the lines that lead to words, from the words down to the place."""
    content = svg.split(f'class="mp-{screen}"')[1].split("</g>")[0]
    for piece in re.findall(r'mp-leader" d="([^"]*)"', content):
        for x, y, way in re.findall(r"M([\d.]+) ([\d.]+)([VL][\d. ]+)", piece):
            *x_end, y_end = (float(n) for n in way[1:].split())
            shares = np.linspace(0, 1, 60)
            columns = float(x) + shares * ((x_end[0] if x_end else float(x)) - float(x))
            rows = float(y) + shares * (y_end - float(y))
            yield list(zip(columns.tolist(), rows.tolist(), strict=True))


def sizes(kind: str) -> tuple[float, float]:
    """The size in pixels that the style sheet gives to words on a wide and a narrow screen."""
    wide, narrow = page_style().split("@media (max-width: 40em)")
    rule = re.compile(rf"^\.mp-{kind}\{{[^}}]*font-size:([\d.]+)px", re.MULTILINE)
    return float(rule.findall(wide)[0]), float(rule.findall(narrow)[0])


SIZES = {kind: sizes(kind) for kind in ("note", "value", "category-text")}


def written(svg: str, screen: str) -> Iterator[Written]:
    """What is written on a screen: the words of its group, and those outside of groups."""
    root = ElementTree.fromstring(svg)
    groups = {group.get("class"): group for group in root}
    texts = [*root, *groups[f"mp-{screen}"]]
    for text in (each for each in texts if each.tag.endswith("text")):
        kind = str(text.get("class")).split()[0].removeprefix("mp-")
        size = SIZES[kind][SCREENS.index(screen)]
        wide = width(str(text.text), size, bold=kind != "note")
        x, y = float(text.get("x", 0)), float(text.get("y", 0))
        share = {"mp-middle": 0.5, "mp-end": 1.0}.get(str(text.get("class")).split()[-1], 0.0)
        left = x - share * wide
        yield Written(
            str(text.text), kind, left, y - _ASCENT * size, left + wide, y + _DESCENT * size
        )


def rise(start_m: float, length_m: float, gain_m: float, category: str) -> Rise:
    climb = Climb(start_m, length_m, gain_m, 1000.0, 9.0, category)
    return Rise(climb, f"{length_m / 1000:.1f} km {climb.gradient_pct:.1f}%")


def profile(*sections: Section, **options: object) -> str:
    return elevation_profile(
        end_to_end(sections), **{"title": "T", "description": "", "ident": "p", **options}
    )


@st.composite
def sections(draw: st.DrawFn) -> list[Section]:
    """Some activities or days over hills of all kinds, with climbs, gaps and breaks."""
    made = []
    tones = draw(st.sampled_from([(None,), (0, 1)]))
    for number in range(draw(st.integers(1, 14))):
        length_m = draw(st.floats(500, 200_000))
        heights = draw(st.lists(st.floats(-400, 5_000), min_size=2, max_size=40))
        step_m = length_m / (len(heights) - 1)
        rows = tuple((k * step_m, ele_m) for k, ele_m in enumerate(heights))
        known = draw(st.booleans()) or number == 0
        shares = sorted(draw(st.lists(st.floats(0, 1), max_size=8)))
        rises = tuple(
            rise(a * length_m, (b - a) * length_m, gain_m, category)
            for a, b in zip(shares[::2], shares[1::2], strict=False)
            if b - a > 0.01
            for gain_m in [draw(st.floats(15, 2_000))]
            for category in [draw(st.sampled_from(["", "4", "2", "HC"]))]
        )
        made.append(
            Section(
                length_m,
                ((0.0, rows),) if known else (),
                rises if known and tones == (None,) else (),
                tuple(draw(st.lists(st.floats(0, length_m), max_size=2))),
                draw(st.sampled_from(["", "Ride", "Trail run"]))
                if tones == (None,)
                else str(number + 1),
                number + 1 if tones != (None,) else 0,
                tones[number % len(tones)],
            )
        )
    return made


@pytest.mark.parametrize("screen", SCREENS)
@settings(max_examples=100, deadline=None)
@given(sections(), st.sampled_from((METRIC, IMPERIAL)))
def test_no_words_touch_others_or_leave_the_picture(
    screen: str, made: list[Section], units: Units
) -> None:
    svg = profile(*made, extremes=Extremes("-1,395 m", "4,810 m"), row_name="Day", units=units)
    root = ElementTree.fromstring(svg)
    found = list(written(svg, screen))
    for one in found:
        assert one.left >= 0, one
        assert one.right <= float(root.get("width", 0)), one
        assert one.top >= 0, one
        assert one.bottom <= float(root.get("height", 0)), one
    for one, other in combinations(found, 2):
        assert not one.meets(other), (one, other)
    for one in found:
        assert not any(one.holds(spot) for line in leaders(svg, screen) for spot in line), one


@pytest.mark.parametrize("screen", SCREENS)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-400, 5_000), min_size=2, max_size=80))
def test_the_lowest_and_the_highest_are_not_written_over_the_line(
    screen: str, heights: list[float]
) -> None:
    rows = tuple((k * 500.0, ele_m) for k, ele_m in enumerate(heights))
    svg = profile(Section(rows[-1][0], ((0.0, rows),)), extremes=Extremes("-395 m", "4,810 m"))
    xs, ys = zip(*line(svg), strict=True)
    columns = np.arange(xs[0], xs[-1], 0.5)
    way = np.interp(columns, xs, ys)
    for one in (each for each in written(svg, screen) if each.kind == "value"):
        inside = (columns > one.left) & (columns < one.right)
        assert not ((way[inside] > one.top) & (way[inside] < one.bottom)).any(), one


def words(svg: str, screen: str) -> list[str]:
    return [each.words for each in written(svg, screen)]


def hill(top_m: float, at_m: float = 10_000.0, length_m: float = 20_000.0) -> Section:
    rows = ((0.0, 100.0), (at_m, top_m), (length_m, 100.0))
    return Section(length_m, ((0.0, rows),))


def days(count: int) -> list[Section]:
    rows = ((0.0, 100.0), (50_000.0, 400.0))
    return [
        Section(50_000.0, ((0.0, rows),), name=str(n), number=n, tone=0)
        for n in range(1, count + 1)
    ]


def test_words_are_readable_on_a_phone() -> None:
    svg = profile(hill(900.0))
    shown = 324 / float(ElementTree.fromstring(svg).get("width", 0))  # 360 px with margins
    assert shown * NARROW_NOTE_PX >= 11
    assert SIZES["note"] == (NOTE_PX, NARROW_NOTE_PX)


@pytest.mark.parametrize(
    ("count", "wide", "narrow"), [(6, 1, 1), (14, 1, 1), (40, 2, 5), (300, 20, 50)]
)
def test_day_numbers_are_thinned_evenly(count: int, wide: int, narrow: int) -> None:
    svg = profile(*days(count), row_name="Day")
    for screen, step in (("wide", wide), ("narrow", narrow)):
        found = [each.words for each in written(svg, screen) if each.top < 30]
        assert found == ["Day", *(str(n) for n in range(step, count + 1, step))]


def test_sports_are_named_in_their_parts() -> None:
    ride, hike = hill(900.0), hill(1200.0)
    svg = profile(replace(ride, name="Ride"), replace(hike, name="Hike"))
    ((left, _), (right, _)) = (
        (each.left, each) for each in written(svg, "narrow") if each.words in ("Ride", "Hike")
    )
    assert left < 320 < right


def test_the_lowest_and_the_highest_place_are_called_out_where_they_are() -> None:
    rows = ((0.0, 300.0), (4_000.0, 120.0), (15_000.0, 880.0), (20_000.0, 400.0))
    svg = profile(Section(20_000.0, ((0.0, rows),)), extremes=Extremes("119 m", "884 m"))
    assert svg.count("mp-joint") == 2
    for screen in SCREENS:
        found = {each.words: each for each in written(svg, screen)}
        low, high = found["119 m"], found["884 m"]
        assert abs((low.left + low.right) / 2 - 195) < 60
        assert abs((high.left + high.right) / 2 - 480) < 60
        assert high.bottom < low.top


def test_nothing_is_called_out_unasked() -> None:
    assert "mp-joint" not in profile(hill(900.0))


def test_a_climb_to_the_highest_place_has_one_mark() -> None:
    top = replace(hill(900.0), rises=(rise(0.0, 10_000.0, 800.0, "1"),))
    svg = profile(top, extremes=Extremes("100 m", "900 m"))
    assert svg.count("mp-summit") == svg.count("mp-joint") == 1
    for screen in SCREENS:
        assert {"1", "900 m", "100 m"} <= set(words(svg, screen))


def test_the_hardest_climbs_come_first_where_room_is_short() -> None:
    rises = [
        rise(k * 250.0, 240.0, 20.0 + (k == 17) * 900, "4" if k != 17 else "HC")
        for k in range(40)
    ]
    svg = profile(replace(hill(2_000.0), rises=tuple(rises)))
    for screen in SCREENS:
        found = words(svg, screen)
        assert "HC" in found
        assert 0 < found.count("4") < 39


@pytest.mark.parametrize("sign", [1, -1])
def test_lines_lead_to_tops_and_never_cross(sign: int) -> None:
    at_km = (3.0, 3.4, 3.8, 9.0, 9.2, 19.5, 19.8)
    rises = [
        rise(km * 1000 - 300, 300.0, 80.0 + sign * 9 * n, "4") for n, km in enumerate(at_km)
    ]
    svg = profile(replace(hill(900.0), rises=tuple(rises)))
    tops = re.findall(r'translate\(([\d.]+) [\d.]+\)"><path class="mp-mark mp-summit"', svg)
    for screen in SCREENS:
        found = sorted(leaders(svg, screen))
        assert len(found) >= 3
        assert sorted(line[-1][0] for line in found) == [line[-1][0] for line in found]
        assert {f"{line[-1][0]:g}" for line in found} <= set(tops)


def test_how_long_and_steep_a_climb_is_stands_beside_its_category() -> None:
    svg = profile(replace(hill(900.0), rises=(rise(2_000.0, 8_000.0, 640.0, "2"),)))
    for screen in SCREENS:
        assert "8.0 km 8.0%" in words(svg, screen)


def test_a_climb_without_a_category_is_called_out_at_its_top() -> None:
    svg = profile(replace(hill(150.0), rises=(rise(9_000.0, 1_000.0, 30.0, ""),)))
    (label,) = (each for each in written(svg, "wide") if each.words.startswith("1.0 km"))
    assert label.top > 30
    assert abs((label.left + label.right) / 2 - 350) < 80
