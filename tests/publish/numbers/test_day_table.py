"""The table of days for spreadsheets."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from days import ASHA, KABIR, Told, day, plan, ride, site_of
from milepost.model.territory import Stay, Territory
from milepost.publish.numbers.day_table import COLUMNS, days_csv


def may(number: int, *activities: Any, **keys: Any) -> Told:
    return day(f"2026-05-{number:02}", *activities, **keys)


def rows(*days: Told, **more: Any) -> list[dict[str, str]]:
    site = site_of(*days, **more)
    text = days_csv(site.statistics.days, site)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_tells_a_day_in_metres_and_seconds() -> None:
    stays = (
        Stay(Territory("IN", "Gujarat"), 0.0, 1e4),
        Stay(Territory("NP", "Lumbini"), 1e4, 5e4),
    )
    (row,) = rows(
        may(
            1,
            ride(50_000),
            ride(9_000, transfer="ferry"),
            title="Off",
            night="tent",
            stays=stays,
        ),
        plans=(plan("alps", "2026-05-01", goal_m=80_000.0),),
        athletes=(ASHA,),
    )
    assert row == {
        "date": "2026-05-01",
        "day": "1",
        "title": "Off",
        "url": "https://example.org/journal/2026-05-01/",
        "journey": "alps",
        "athletes": "Asha Rao",
        "sports": "ride",
        "distance_m": "50000.0",
        "moving_s": "10000.0",
        "elapsed_s": "",
        "gain_m": "10.0",
        "loss_m": "",
        "max_ele_m": "",
        "average_speed_mps": "5.0",
        "typed": "no",
        "rest": "no",
        "counted_m": "50000.0",
        "cumulative_m": "50000.0",
        "progress_m": "50000.0",
        "to_go_m": "30000.0",
        "country": "NP",
        "region": "Lumbini",
        "night": "tent",
        "transfers": "ferry",
    }


def test_rows_are_oldest_first_and_add_up_what_counts() -> None:
    found = rows(
        may(2, distance_m=31_000.0, authors=("Asha Rao", "Kabir")),
        may(1, ride(50_000), ride(5_000, sport="run")),
        may(3, rest=True),
        plans=(plan(sports=("ride",)),),
        athletes=(ASHA, KABIR),
    )
    told = [(r["day"], r["distance_m"], r["counted_m"], r["cumulative_m"]) for r in found]
    assert told == [
        ("1", "55000.0", "50000.0", "50000.0"),
        ("2", "31000.0", "31000.0", "81000.0"),
        ("3", "0.0", "0.0", "81000.0"),
    ]
    assert [(r["typed"], r["rest"]) for r in found] == [
        ("no", "no"),
        ("yes", "no"),
        ("no", "yes"),
    ]
    assert found[1]["athletes"] == "Asha Rao; Kabir"


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-5 degrees", "'-5 degrees"),
        ("@home", "'@home"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("\rUp", "' Up"),
        ('Up, "up" = up', 'Up, "up" = up'),
        ("चाय", "चाय"),
    ],
)
def test_no_title_is_a_formula(title: str, cell: str) -> None:
    (row,) = rows(may(1, ride(50_000), title=title))
    assert row["title"] == cell


def test_lines_end_as_the_standard_says_and_the_first_names_the_columns() -> None:
    site = site_of(may(1, ride(50_000), title="Two\nlines"))
    text = days_csv(site.statistics.days, site)
    assert text.count("\r\n") == 2 and text.count("\n") == 2
    assert text.startswith(",".join(COLUMNS) + "\r\n")


SITE = site_of(may(1, ride(50_000)))


@given(st.text(min_size=1))
def test_any_title_is_one_cell_that_no_program_runs(title: str) -> None:
    text = days_csv([replace(SITE.days[0], title=title)], SITE)
    (row,) = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    assert not row["title"].lstrip().startswith(("=", "+", "-", "@"))
    assert all(c.isprintable() for c in row["title"])
