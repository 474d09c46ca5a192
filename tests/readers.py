"""Pages as a reader opens them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

WATCH = """
    window.shifts = 0; window.broken = [];
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) window.shifts += shift.value;
    }).observe({ type: 'layout-shift', buffered: true });
    document.addEventListener('securitypolicyviolation', (e) => broken.push(e.blockedURI));
"""


@cache
def _context(browser: Browser, options: str) -> BrowserContext:
    """Open a window for all tests with some options.

    A page stays in it and keeps the process of its site: its start costs more than most tests.
    """
    context = browser.new_context(**json.loads(options))
    kept = context.new_page()
    kept.route("**", lambda route: route.fulfill(body=""))
    kept.goto("http://127.0.0.1/")
    return context


@contextmanager
def opened(browser: Browser, **how: Any) -> Iterator[Page]:
    """Open a page, for a reader who wants no motion unless told: zooms need no waiting for."""
    usual = {"viewport": {"width": 1000, "height": 900}, "reduced_motion": "reduce"}
    page = _context(browser, json.dumps({**usual, **how}, sort_keys=True)).new_page()
    page.add_init_script(WATCH)
    yield page
    page.close()
