"""The colours that people chose, as a style sheet."""

from collections.abc import Iterable

from milepost.model.people import Athlete
from milepost.publish.urls import hashed


def colours_of(athletes: Iterable[Athlete]) -> tuple[str, bytes] | None:
    """Return where the style sheet of people stands and what it holds; None without colours.

    It sets `--person` on everything of class `a-` and the person's slug. Where that shows is
    for the theme to say: no words are set in it, as nobody knows how it reads on the paper.
    """
    rules = [
        f".a-{each.slug} {{ --person: {each.colour}; }}\n" for each in athletes if each.colour
    ]
    data = "".join(rules).encode()
    return (hashed("assets/people.css", data), data) if rules else None
