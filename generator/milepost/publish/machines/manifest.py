"""What a device shows of the site that is kept on its screen: icons, a name, colours."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact
from milepost.publish.machines.icons import SIZES, icon_path, icon_pictures, masked_path
from milepost.publish.press import Press
from milepost.publish.urls import MANIFEST

_SHORT = 12  # letters that fit below an icon on a phone


def manifest(press: Press) -> Iterator[Artifact]:
    """Yield the manifest and the icons; not what the author has of these in `static/`."""
    made = (*icon_pictures(press.theme), _manifest(press))
    for artifact in made:
        if PurePosixPath("static", artifact.path) not in press.site.files:
            yield artifact


def _manifest(press: Press) -> Artifact:
    site, theme = press.site, press.theme
    kinds = (("any", icon_path), ("maskable", masked_path))
    about = {
        "name": site.title,
        "short_name": _short(site.title),
        "description": site.description,
        "lang": site.language,
        "dir": theme.words.direction,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": theme.light.ground,
        "background_color": theme.light.ground,
        "icons": [
            {
                "src": path(theme, size),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for purpose, path in kinds
            for size in SIZES
        ],
    }
    text = json.dumps({key: value for key, value in about.items() if value}, indent=1)
    return Artifact(PurePosixPath(MANIFEST), f"{text}\n".encode(), "the manifest")


def _short(title: str) -> str:
    """Return as many of the first words of a title as fit below an icon, at least one."""
    words = title.split()
    while len(words) > 1 and len(" ".join(words)) > _SHORT:
        words.pop()
    return " ".join(words)
