"""The map library in the output."""

import re

from milepost.publish.maps.leaflet import leaflet_files, leaflet_folder


def test_the_script_comes_with_its_licence() -> None:
    files = leaflet_files()
    assert files.keys() == {"leaflet.js", "LICENSE.txt"}
    assert b"Leaflet 1.9.4" in files["leaflet.js"][:200]
    assert b"Redistribution and use in source and binary forms" in files["LICENSE.txt"]


def test_its_folder_has_a_digest_in_its_name() -> None:
    assert re.fullmatch(r"assets/leaflet\.[0-9a-f]{10}/", leaflet_folder())


def test_what_live_css_rests_on_is_there() -> None:
    """A new version of the library may want other rules: read its style sheet again then."""
    script = leaflet_files()["leaflet.js"].decode()
    for name in ("leaflet-zoom-animated", "leaflet-tile-loaded", "leaflet-zoom-anim"):
        assert f'"{name}' in script or f"{name} " in script, name
    assert "_latLngToNewLayerPoint" in script
