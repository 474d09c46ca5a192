"""Reading without a connection: a service worker, and the page that it shows at the end."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact
from milepost.publish.press import Press
from milepost.publish.urls import OFFLINE, WORKER, file_digest

OFFLINE_SCRIPTS = "offline/"  # the folder of the theme's assets
WORKER_SCRIPT = f"{OFFLINE_SCRIPTS}worker.js"
_LIST = f"{OFFLINE_SCRIPTS}visited.js"
_ALWAYS = ("site.css", "map.css", _LIST)


def offline(press: Press) -> Iterator[Artifact]:
    """Yield the worker and its page; nothing unless the author asks for it.

    A browser that finds the worker changed takes the new one. What was visited is kept until
    the script itself changes, not with each entry.
    """
    if not press.site.offline:
        return
    words = press.theme.words
    yield press.page(
        "offline.html",
        OFFLINE,
        "the page without a connection",
        noindex=True,
        page_title=words.gettext("You are offline"),
    )
    script = press.theme.assets[WORKER_SCRIPT]
    always = [OFFLINE, *(press.theme.asset_path(name) for name in _ALWAYS)]
    keep = file_digest(script)
    head = f"const KEEP = {json.dumps(keep)};\nconst ALWAYS = {json.dumps(always)};\n"
    yield Artifact(PurePosixPath(WORKER), head.encode() + script, "the service worker")
