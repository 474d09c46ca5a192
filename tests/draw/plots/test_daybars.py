import gzip
import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from milepost.draw.plots.daybars import day_bars
from milepost.draw.plots.days import DayBar
from plots import data, words

FIRST = date(2021, 11, 29)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(days, **options):
    told = {
        "title": "Days",
        "description": "Each.",
        "ident": "d",
        "label": lambda day: f"{day.day}.{day.month}.",
        "value": lambda metres: f"{metres / 1000:.0f} km",
    }
    return day_bars(days, **{**told, **options})


def after(number):
    return FIRST + timedelta(days=number)


def ridden(*km):
    return [DayBar(after(n), 1000.0 * each) for n, each in enumerate(km)]


def linked(count):
    return [
        DayBar(after(n), 50_000.0 + n, href=f"../{n}/", title=f"Day {n}") for n in range(count)
    ]


def bars(svg, kind="day-bar"):
    """Left end and height of each bar in pixels."""
    pieces = re.findall(rf'class="mp-{kind}" d="([^"]*)"', svg)
    found = re.findall(r"M([\d.]+) ([\d.]+)v-([\d.]+)(?:q0-([\d.]+))?", "".join(pieces))
    return [(float(x), float(side) + float(corner or 0)) for x, _, side, corner in found]


@pytest.mark.parametrize("days", [[], [DayBar(FIRST, 0.0)], [DayBar(FIRST, 0.0, rest=True)]])
def test_nothing_is_drawn_for_no_way(days):
    assert drawn(days) == ""


def test_bars_are_as_tall_as_days_are_long():
    svg = drawn(ridden(40, 80, 160))
    (_, one), (_, two) = bars(svg)
    ((_, longest),) = bars(svg, "longest-bar")
    assert two == pytest.approx(2 * one, abs=0.2)
    assert longest == pytest.approx(4 * one, abs=0.4)


def test_the_longest_day_is_named():
    assert "160 km" in words(drawn(ridden(40, 160, 80)))


@pytest.mark.parametrize("at", range(8))
def test_its_words_stay_in_the_picture(at):
    svg = drawn(ridden(*(160 if n == at else 40 for n in range(8))))
    anchor, x = re.search(r'mp-value( mp-\w+)?" x="([\d.]+)"[^>]*>160 km', svg).groups()
    share = {" mp-middle": 0.5, " mp-end": 1.0}.get(anchor, 0.0)
    left = float(x) - share * 100
    assert 0 <= left < left + 100 <= 640


def test_every_date_has_its_place():
    one, _, three = ridden(40, 0, 160)
    (first, _), *_ = bars(drawn([one, three]))
    ((last, _),) = bars(drawn([one, three]), "longest-bar")
    three_days = bars(drawn(ridden(40, 60, 160)))
    assert first == three_days[0][0]
    assert last > three_days[1][0] > first


def test_a_day_of_rest_has_a_ring_on_the_axis_and_a_missing_one_nothing():
    days = [DayBar(FIRST, 9e4), DayBar(after(1), 0.0, rest=True), DayBar(after(3), 5e4)]
    svg = drawn(days)
    assert data(svg, "rest").count("M") == 1
    assert len(bars(svg)) == 1
    assert "mp-rest" not in drawn([days[0], days[2]])


def test_a_walk_on_a_day_of_rest_is_a_bar():
    svg = drawn([DayBar(FIRST, 9e4), DayBar(after(1), 4e3, rest=True)])
    assert "mp-rest" not in svg
    assert len(bars(svg)) == 1


def test_typed_days_are_told_apart():
    svg = drawn([*ridden(40, 90), DayBar(after(2), 5e4, typed=True)])
    assert len(bars(svg, "typed-bar")) == 1
    assert len(bars(svg)) == 1


def test_the_legend_explains_what_there_is():
    said = {"rest": "rest day", "typed": "typed by hand"}
    rest, typed = DayBar(after(2), 0.0, rest=True), DayBar(after(3), 5e4, typed=True)
    assert not {"rest day", "typed by hand"} & set(words(drawn(ridden(40, 90), **said)))
    assert "rest day" in words(drawn([*ridden(40, 90), rest], **said))
    both = words(drawn([*ridden(40, 90), rest, typed], **said))
    assert {"rest day", "typed by hand"} <= set(both)
    assert "rest day" not in words(drawn([*ridden(40, 90), rest]))


def test_a_day_is_a_link_with_a_name_and_its_whole_column_to_hit():
    root = ElementTree.fromstring(drawn([*linked(3), DayBar(after(3), 0.0, rest=True)]))
    links = list(root.iter(f"{SVG}a"))
    assert [each.get("href") for each in links] == ["../0/", "../1/", "../2/"]
    assert [each.find(f"{SVG}title").text for each in links] == ["Day 0", "Day 1", "Day 2"]
    hits = [each.findall(f"{SVG}path")[-1] for each in links]
    assert {each.get("class") for each in hits} == {"mp-hit"}
    (x0, wide), (x1, _), _ = (
        re.match(r"M([\d.]+) [\d.]+h([\d.]+)V", each.get("d")).groups() for each in hits
    )
    assert float(x0) + float(wide) == pytest.approx(float(x1), abs=0.1)


def test_words_of_an_author_are_escaped():
    svg = drawn([DayBar(FIRST, 9e4, href='../"a"/', title="<b> & co")])
    assert 'href="../&quot;a&quot;/"' in svg
    assert "&lt;b&gt; &amp; co" in svg


def test_a_picture_with_links_is_no_image_for_who_listens():
    assert ElementTree.fromstring(drawn(linked(3))).get("role") == "group"
    assert ElementTree.fromstring(drawn(ridden(40, 50))).get("role") == "img"


def test_too_many_days_are_no_links():
    assert drawn(linked(120)).count("<a ") == 120
    assert "<a " not in drawn(linked(121))


def test_a_span_makes_room_for_days_to_come():
    short, long = drawn(linked(5)), drawn(linked(5), span=(FIRST, after(9)))
    assert bars(long)[1][0] < bars(short)[1][0]
    assert long.count("<a ") == 5


def test_days_out_of_the_span_are_left_out():
    assert drawn(linked(5), span=(after(1), after(3))).count("<a ") == 3


def test_days_of_one_date_are_added_up():
    day = DayBar(FIRST, 30_000.0, href="../a/", title="A")
    other = replace(day, metres=60_000.0, href="../b/", title="B")
    svg = drawn([day, other])
    assert "90 km" in words(svg)
    assert "<title>A\nB</title>" in svg
    assert 'href="../a/"' in svg


def test_days_and_charts_of_one_span_stand_in_line():
    left = {re.search(r'mp-axis" d="M([\d.]+)', drawn(ridden(km))).group(1) for km in (9, 1500)}
    assert len(left) == 1


def test_many_days_stay_small():
    days = [
        DayBar(after(n), 0.0 if n % 7 == 6 else 60_000.0 + n * 7919 % 90_000, n % 7 == 6)
        for n in range(400)
    ]
    svg = drawn(days)
    assert svg.count("M") > 400
    assert len(gzip.compress(svg.encode())) < 6_000
    assert len(gzip.compress(drawn(linked(120)).encode())) < 6_000


def test_order_does_not_matter():
    assert drawn(linked(9)[::-1]) == drawn(linked(9))
