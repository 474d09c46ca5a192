"""Measured recordings and rendered text to JSON and back, for the store."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from milepost.errors import Problem
from milepost.model.activity import Activity, Measured, Profile, Totals


def dump_measured(measured: Measured) -> bytes:
    """Write down what became of a recording."""
    activities = [_plain(activity) for activity in measured.activities]
    problems = [asdict(problem) for problem in measured.problems]
    return json.dumps({"activities": activities, "problems": problems}).encode()


def load_measured(data: bytes) -> Measured:
    """Read back what `dump_measured` wrote."""
    row = json.loads(data)
    return Measured(
        tuple(_activity(activity) for activity in row["activities"]),
        tuple(Problem(**problem) for problem in row["problems"]),
    )


def dump_texts(texts: tuple[str, ...]) -> bytes:
    """Write a few texts down."""
    return json.dumps(texts).encode()


def load_texts(data: bytes) -> tuple[str, ...]:
    """Read back what `dump_texts` wrote."""
    return tuple(json.loads(data))


def _plain(activity: Activity) -> dict[str, Any]:
    row = asdict(activity)
    row["source"] = str(activity.source)
    row["start"] = activity.start.isoformat() if activity.start else None
    row["day"] = activity.day.isoformat() if activity.day else None
    row["profile"] = activity.profile.stretches if activity.profile else None
    return row


def _activity(row: dict[str, Any]) -> Activity:
    profile = row["profile"]
    return Activity(
        id=row["id"],
        source=PurePosixPath(row["source"]),
        sport=row["sport"],
        start=datetime.fromisoformat(row["start"]) if row["start"] else None,
        day=date.fromisoformat(row["day"]) if row["day"] else None,
        zone=row["zone"],
        totals=Totals(**row["totals"]),
        lines=_pairs(row["lines"]),
        profile=Profile(_pairs(profile)) if profile else None,
    )


def _pairs(lines: list[list[list[float]]]) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(tuple((a, b) for a, b in line) for line in lines)
