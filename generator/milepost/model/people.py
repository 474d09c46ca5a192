"""Who writes and who rides."""

from dataclasses import dataclass

from milepost.model.journal import Photo


@dataclass(frozen=True, slots=True)
class Athlete:
    """A person who writes or rides along; a stranger has a name and no slug.

    `colour` is in hexadecimal, "" for the theme's own. `links` are web addresses; `fediverse`
    is an account such as "@sam@social.example".
    """

    slug: str
    name: str
    url: str | None = None
    colour: str = ""
    bio: str = ""
    photo: Photo | None = None
    links: tuple[str, ...] = ()
    fediverse: str = ""
