"""What the scripts of live maps say, and how they write units, as a module they import."""

import json

from milepost.publish.words.quantities import Sign, unit_forms
from milepost.publish.words.text import Words


def script_words(words: Words) -> str:
    """Return the text of `live/messages.js`: `messages` by name, and `units` by system.

    A unit is told by what it is called for each kind of number that the language knows.
    """
    gettext = words.gettext
    messages = {
        "open": gettext("Open the live map"),
        "whole": gettext("Whole route"),
        "closer": gettext("Zoom in"),
        "farther": gettext("Zoom out"),
        "full": gettext("Full screen"),
        "leave": gettext("Leave full screen"),
        "fingers": gettext("Two fingers move the map"),
        # For translators: a key of the keyboard: "Ctrl and the wheel zoom the map".
        "wheel": gettext("%(key)s and the wheel zoom the map", key="%(key)s"),
        # For translators: names a slider along a profile.
        "place": gettext("Place along the way"),
        # For translators: what a journey's map tells: "Day 8: By the sea, 98.2 km".
        "day": gettext(
            "Day %(number)s: %(title)s, %(numbers)s",
            number="%(number)s",
            title="%(title)s",
            numbers="%(numbers)s",
        ),
        "next": gettext("Next day"),
        # For translators: a button that shows the journey day by day, as a film.
        "replay": gettext("Replay"),
    }
    systems: dict[str, dict[str, Sign]] = {
        "metric": {"far": "km", "high": "m", "speed": "km/h", "pace": "/km"},
        "imperial": {"far": "mi", "high": "ft", "speed": "mph", "pace": "/mi"},
    }
    units = {
        system: {name: unit_forms(sign, words.language) for name, sign in signs.items()}
        for system, signs in systems.items()
    }
    return f"export const messages = {_json(messages)};\nexport const units = {_json(units)};\n"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=True, indent=1)
