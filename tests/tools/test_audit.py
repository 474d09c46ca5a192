"""What is made of an audit of the pinned packages."""

import json

import pytest

from audit import verdict

FLAW = {"id": "PYSEC-1", "fix_versions": ["2.0"], "aliases": [], "description": "x"}
GOOD = {"name": "good", "version": "1.0", "vulns": []}
BAD = {"name": "bad", "version": "1.0", "vulns": [FLAW]}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "told", "code"),
    [
        ([GOOD, BAD, UNKNOWN], "bad 1.0 has PYSEC-1; mended in 2.0", 1),
        ([GOOD, UNKNOWN], "no known vulnerabilities in 1 packages; not audited: unknown", 0),
        ([UNKNOWN], "not audited: the service of vulnerabilities knows none", 0),
    ],
)
def test_a_finding_fails_and_what_was_not_looked_at_is_told(
    packages: list[object], told: str, code: int
) -> None:
    said, failed = verdict(json.dumps({"dependencies": packages}), "")
    assert (said.startswith(told), failed) == (True, code)


def test_without_a_service_nothing_fails_and_anything_else_does() -> None:
    assert verdict("", "requests.exceptions.ConnectionError: no way")[1] == 0
    assert verdict("", "ERROR: invalid requirements input: constraints.txt")[1] == 1
