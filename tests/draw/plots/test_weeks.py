from datetime import date, timedelta

import pytest

from milepost.draw.plots.weeks import Names, bands, sheet

MONDAY = date(2021, 11, 29)
WIDE = 640.0


def names(first_weekday=0):
    return Names(lambda day: f"m{day.month}", lambda n: "MTWTFSS"[n], first_weekday)


def span(days, first=MONDAY):
    return first, first + timedelta(days=days - 1)


def apart(boxes):
    """Whether no two boxes, left to right and top to bottom, lie over each other."""
    ordered = sorted(boxes)
    return all(
        one[2] <= other[0] or one[3] <= other[1] or other[3] <= one[1]
        for n, one in enumerate(ordered)
        for other in ordered[n + 1 : n + 9]
    )


@pytest.mark.parametrize(
    ("first_weekday", "day", "row"),
    [(0, MONDAY, 0), (0, date(2021, 12, 5), 6), (6, date(2021, 12, 5), 0), (6, MONDAY, 1)],
)
def test_a_week_begins_where_it_is_said_to(first_weekday, day, row):
    assert names(first_weekday).row(day) == row


def test_the_names_of_days_begin_there_too():
    assert "".join(names(6).days) == "SMTWTFS"


def test_weeks_are_counted_as_they_are_touched():
    assert names().weeks((MONDAY, MONDAY)) == 1
    assert names().weeks(span(7)) == 1
    assert names().weeks(span(8)) == 2
    assert names().weeks((date(2021, 12, 5), date(2021, 12, 6))) == 2


def test_on_a_sheet_weeks_are_rows_over_the_whole_width():
    tiles = sheet(span(10), names(), WIDE)
    first, last = tiles.boxes[MONDAY], tiles.boxes[MONDAY + timedelta(days=6)]
    below = tiles.boxes[MONDAY + timedelta(days=7)]
    assert first[0] == below[0] == 0
    assert last[2] == pytest.approx(WIDE)
    assert first[1] == last[1] < below[1]


@pytest.mark.parametrize(
    ("days", "months"), [(50, 12), (184, 6), (300, 6), (366, 12), (900, 12)]
)
def test_tiles_of_all_dates_fit_side_by_side(days, months):
    tiles = bands(span(days), names(), WIDE, months)
    assert len(tiles.boxes) == days
    assert apart(tiles.boxes.values())
    assert all(0 <= box[0] < box[2] <= WIDE for box in tiles.boxes.values())
    assert all(box[3] <= tiles.bottom + 0.01 for box in tiles.boxes.values())


def test_in_bands_weeks_are_columns():
    boxes = bands(span(60), names(), WIDE, 12).boxes
    monday, sunday, next_monday = (boxes[MONDAY + timedelta(days=n)] for n in (0, 6, 7))
    assert monday[0] == sunday[0] < next_monday[0]
    assert monday[1] == next_monday[1] < sunday[1]


def test_seven_weeks_fill_the_width():
    assert max(box[2] for box in bands(span(49), names(), WIDE, 12).boxes.values()) > 0.9 * WIDE


def test_one_month_of_two_years_stands_below_itself():
    boxes = bands(span(700), names(), WIDE, 12).boxes
    one, other = boxes[date(2021, 12, 15)], boxes[date(2022, 12, 15)]
    assert abs(one[0] - other[0]) < 12
    assert other[1] > one[3]


def test_half_years_begin_in_january_and_july():
    boxes = bands(span(400), names(), WIDE, 6).boxes
    rows = {day: round(boxes[day][1], 1) for day in (date(2022, 6, 30), date(2022, 7, 7))}
    assert rows[date(2022, 7, 7)] > rows[date(2022, 6, 30)]  # both are Thursdays


def test_a_year_without_a_break_is_one_row():
    boxes = bands(span(366), names(), WIDE, 12).boxes
    assert len({box[1] for box in boxes.values()}) == 7


def test_months_whose_names_would_touch_are_not_both_named():
    words = bands(span(200, date(2022, 1, 31)), names(), WIDE, 12).words
    assert ">m1<" not in words
    assert ">m2<" in words
