"""Leaflet, which draws the live maps, out of the Python package that ships it."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files

import js_lib_leaflet


@cache
def leaflet_files() -> Mapping[str, bytes]:
    """Return what is published of Leaflet, by path below its folder: the script, its licence.

    The package's style sheet is mostly about controls that no page has; the few rules that a
    map rests on stand in the theme's `live/live.css`.
    """
    script = files(js_lib_leaflet).joinpath("static", "js_lib_leaflet", "leaflet.js")
    licence = distribution("django-js-lib-leaflet").read_text("LICENSE") or ""
    return {"leaflet.js": script.read_bytes(), "LICENSE.txt": licence.encode()}


@cache
def leaflet_folder() -> str:
    """Return where the files are published, below the root; it changes with their content."""
    digest = hashlib.sha256()
    for name, data in leaflet_files().items():
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return f"assets/leaflet.{digest.hexdigest()[:10]}/"
