"""What is said of a page of a feed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """What a page of a feed says of itself; all addresses are whole ones, "" for none.

    `url` is its own, `home` that of the HTML page that the feed belongs to, `about` tells
    what is in `_milepost`. `older` is the page that goes on where this one ends; an archive
    names the page of the newest items in `archive_of`.
    """

    title: str
    description: str
    language: str
    home: str
    url: str
    about: str
    older: str = ""
    archive_of: str = ""
