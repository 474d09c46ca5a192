"""Show the site while it is written: build, serve, watch, reload."""

import html
import os
import queue
import socket
import threading
import traceback
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import watchfiles

from milepost.errors import MilepostError, OutputError, Problem

_EVENTS, _SCRIPT = "/__milepost__/events", "/__milepost__/reload.js"
# The policy of a page is widened for them.
# A page knows the number of the build that it shows. One that connects late learns at once
# that there is a newer one.
_RELOAD = f"""const shown = new URL(document.currentScript.src).search;
new EventSource({_EVENTS!r} + shown).onmessage = () => location.reload();
""".encode()
_NEWS = b"data: reload\n\n"
_BEAT_S = 10.0
_LOOK_MS = 1000  # how often to look for what the watcher may have missed
_PORTS = 20  # tried after a busy default


class Preview:
    """A folder over HTTP, on this machine only, with news of each rebuild.

    While `failure` is set, every page is that text instead, and the old ones come back with
    the next build that works.
    """

    def __init__(self, folder: Path, host: str, port: int, *, exact: bool):
        self.folder = folder
        self.failure: str | None = None
        self.number = 0  # of the build that is shown
        self._listeners: set[queue.Queue[bytes]] = set()
        self._lock = threading.Lock()
        self._server = _bound(host, port, self, exact=exact)
        self.address = f"http://{host}:{self._server.server_port}/"

    def start(self) -> None:
        """Answer from now on, in the background."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()

    def reload(self) -> None:
        """Tell every open page to load itself anew."""
        with self._lock:
            self.number += 1
            for listener in self._listeners:
                listener.put(_NEWS)

    def listen(self, shown: int) -> "queue.Queue[bytes]":
        """Return a queue that gets an event for each build after the one that is shown."""
        listener: queue.Queue[bytes] = queue.Queue()
        with self._lock:
            if shown != self.number:
                listener.put(_NEWS)
            self._listeners.add(listener)
        return listener

    def forget(self, listener: "queue.Queue[bytes]") -> None:
        """Send no more events to a queue."""
        with self._lock:
            self._listeners.discard(listener)


def rebuild(preview: Preview, build: Callable[[], None]) -> None:
    """Build once more and reload the pages; what stops the build becomes the page."""
    try:
        build()
    except MilepostError as error:
        preview.failure = str(error)
    except Exception:  # a bug, or a file that vanished: the next save may be luckier
        preview.failure = traceback.format_exc()
        traceback.print_exc()
    else:
        preview.failure = None
    preview.reload()


def watch(
    preview: Preview,
    build: Callable[[], None],
    folders: Sequence[Path],
    ignored: Sequence[Path],
    *,
    stop: threading.Event,
    poll: bool,
) -> None:
    """Build, and again whenever a file in the folders changes, until told to stop."""

    def counts(change: watchfiles.Change, name: str) -> bool:
        path = Path(name)
        temporary = path.name.startswith(".") or path.name.endswith(("~", ".swp", ".tmp"))
        return not temporary and not any(path.is_relative_to(folder) for folder in ignored)

    def state() -> frozenset[tuple[str, int, int]]:
        files = (path for folder in folders for path in folder.rglob("*"))
        return frozenset(
            (str(path), stat.st_mtime_ns, stat.st_size)
            for path in files
            if counts(watchfiles.Change.modified, str(path)) and (stat := _stat(path))
        )

    built = state()
    rebuild(preview, build)
    changes = watchfiles.watch(
        *folders,
        watch_filter=counts,
        debounce=200,
        step=30,
        stop_event=stop,
        force_polling=poll or None,
        raise_interrupt=False,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
    )
    # The watcher begins after the first build, and a build takes a while: what was saved
    # meanwhile shows in the state.
    for _ in changes:
        now = state()
        if now != built:
            built = now
            rebuild(preview, build)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat() if path.is_file() else None
    except OSError:
        return None


def _bound(host: str, port: int, preview: Preview, *, exact: bool) -> "_Server":
    """Return a server on a port; a busy one that nobody asked for is passed over."""
    last = port if exact else min(port + _PORTS, 65535)
    for candidate in range(port, last + 1):
        try:
            return _Server((host, candidate), preview)
        except OSError as error:
            busy = error
    message = f"port {port} is in use ({busy.strerror}); choose another with --port"
    raise OutputError(Problem(message)) from busy


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Else a port that another program listens on would seem free.
    allow_reuse_address = False

    def __init__(self, address: tuple[str, int], preview: Preview):
        self.preview = preview
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        super().server_bind()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: browsers drop connections all the time."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves the preview's folder, its events and its failures."""

    server: "_Server"

    def __init__(self, request: Any, client: Any, server: "_Server"):
        self.preview = server.preview
        super().__init__(request, client, server, directory=str(self.preview.folder))

    def do_GET(self) -> None:
        """Answer a request."""
        address = urlsplit(self.path)
        path = address.path
        if path == _EVENTS:
            self._events(int(address.query) if address.query.isdecimal() else 0)
        elif path == _SCRIPT:
            self._send(_RELOAD, "text/javascript")
        elif self.preview.failure is not None and not Path(path).suffix:
            page = _failure_page(self.preview.failure, self.preview.number)
            self._send(page, "text/html", HTTPStatus.INTERNAL_SERVER_ERROR)
        elif (page_file := self._page(path)) is not None:
            self._send(_with_reload(page_file.read_bytes(), self.preview.number), "text/html")
        else:
            super().do_GET()

    def _page(self, path: str) -> Path | None:
        file = Path(self.translate_path(path))
        file = file / "index.html" if path.endswith("/") else file
        return file if file.suffix == ".html" and file.is_file() else None

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Show the site's own page for what is not found."""
        missing = self.preview.folder / "404.html"
        if code == HTTPStatus.NOT_FOUND and missing.is_file():
            self._send(
                _with_reload(missing.read_bytes(), self.preview.number),
                "text/html",
                HTTPStatus.NOT_FOUND,
            )
        else:
            super().send_error(code, message, explain)

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Keep nothing in the browser: the next look may be at another site."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _events(self, shown: int) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        listener = self.preview.listen(shown)
        try:
            while True:
                try:
                    self.wfile.write(listener.get(timeout=_BEAT_S))
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            pass  # the page was closed
        finally:
            self.preview.forget(listener)

    def log_message(self, *args: object) -> None:
        """Say nothing: the terminal is for the build."""


def _tag(number: int) -> str:
    return f'<script src="{_SCRIPT}?{number}"></script>'


def _with_reload(page: bytes, number: int) -> bytes:
    head, found, tail = _allowing_reload(page).rpartition(b"</body>")
    tag = _tag(number).encode()
    return head + tag + found + tail if found else page + tag


def _allowing_reload(page: bytes) -> bytes:
    """Return a page that may run a script of the site and ask the site for news."""
    begin = page.find(b"default-src ")
    policy = page[begin : page.find(b'"', begin)]
    needed = (name for name in (b"script-src ", b"connect-src ") if name not in policy)
    more = b"".join(name + b"'self'; " for name in needed)
    return page[:begin] + more + page[begin:] if begin >= 0 else page


def _failure_page(text: str, number: int) -> bytes:
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The site was not built</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root {{ color-scheme: light dark }} body {{ margin: 2rem auto; max-width: 60rem;
padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }} pre {{ overflow-x: auto; padding: 1rem;
border-left: 4px solid #c8321f; font-size: .95rem; white-space: pre-wrap }}</style></head>
<body><h1>The site was not built</h1><p>Mend this and save; the page comes back by itself.</p>
<pre>{html.escape(text)}</pre>{_tag(number)}</body></html>
""".encode()
