"""The languages of a site, and where its pages stand in each of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from milepost.model.journal import translation_of
from milepost.model.site import Site
from milepost.publish.links import page_path
from milepost.publish.urls import absolute, folder_of, relative
from milepost.publish.words.names import own_name


@dataclass(frozen=True, slots=True)
class Version:
    """A site in one language.

    Its `pages` stand below `folder`, where the main language has them at the root: they are
    the paths that those have. The main language has no folder, and every page. Whatever is no
    page, such as a photo, is there once, for all languages.
    """

    language: str
    folder: str = ""
    pages: frozenset[str] = frozenset()

    @property
    def is_main(self) -> bool:
        """Whether it is in the main language of the site."""
        return not self.folder

    def has(self, path: str) -> bool:
        """Tell whether a page of the main language exists in this one."""
        return self.is_main or path in self.pages

    def path(self, path: str) -> str:
        """Return where to go for a path of the main language: to this one if it has it."""
        return f"{self.folder}{path}" if path in self.pages else path


@dataclass(frozen=True, slots=True)
class Spoken:
    """A page in one of its languages: `href` leads there from this page, `url` is whole.

    `name` is what the language calls itself, and `here` tells that this page is in it. `url`
    is "" for a site without an address.
    """

    language: str
    name: str
    href: str
    url: str
    here: bool


def spoken(
    path: str, versions: Iterable[Version], shown: Version, base_url: str
) -> tuple[Spoken, ...]:
    """Return the languages of a page that is `shown` in one of them; () if it is the only."""
    here = shown.path(path)
    found = [version for version in versions if version.has(path)]
    if len(found) < 2:
        return ()
    return tuple(
        Spoken(
            language=version.language,
            name=own_name(version.language),
            href=relative(here, version.path(path)),
            url=absolute(base_url, version.path(path)) if base_url else "",
            here=version is shown,
        )
        for version in found
    )


def version_in(language: str, site: Site) -> Version:
    """Return a language that a site has some pages in, and a front page that leads to them."""
    days = (day.permalink for day in site.days if translation_of(day.entry, language))
    pages = (page_path(page) for page in site.pages if translation_of(page, language))
    return Version(language, folder_of(language), frozenset(("", *days, *pages)))
