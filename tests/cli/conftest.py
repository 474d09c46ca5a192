"""Spare most of the time of many small builds: templates are compiled once for all tests."""

from collections.abc import Iterator
from typing import Any

import jinja2
import pytest


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    compiled: dict[object, Any] = {}
    original: Any = jinja2.Environment.compile

    def compile_once(environment: Any, source: str, *names: Any, **options: Any) -> Any:
        key = source, names, *options.items()
        if key not in compiled:
            compiled[key] = original(environment, source, *names, **options)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_once)
        yield
