"""Asks whether what CI installs has known vulnerabilities: `make lint` does it.

Fails on a finding, and on any mistake of its own. Where no service of vulnerabilities can be
reached, or knows none of the packages, it says that nothing was looked at and lets it pass: a
machine without one could not lint at all.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

FILES = ("constraints.txt", "constraints-build.txt")
_UNREACHED = ("ConnectionError", "Timeout", "Max retries exceeded", "ServiceError")


def main() -> int:
    """Audit all pinned packages; return what the shell gets."""
    files = [word for name in FILES for word in ("--requirement", name)]
    program = Path(sys.executable).with_name("pip-audit")
    command = [program, *files, "--disable-pip", "--progress-spinner=off", "--format=json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told, code = verdict(done.stdout, done.stderr)
    print(told)
    return code


def verdict(found: str, errors: str) -> tuple[str, int]:
    """Return what to say about the output of pip-audit, and 0 if that is no reason to fail."""
    try:
        packages = json.loads(found)["dependencies"]
    except (ValueError, KeyError):
        if any(word in errors for word in _UNREACHED):
            return "not audited: no service of vulnerabilities can be reached", 0
        return f"the audit failed:\n{errors}", 1
    bad = [_said(each, flaw) for each in packages for flaw in each.get("vulns", ())]
    if bad:
        return "\n".join(bad), 1
    skipped = [each["name"] for each in packages if "skip_reason" in each]
    if len(skipped) == len(packages):
        return "not audited: the service of vulnerabilities knows none of the packages", 0
    unknown = f"; not audited: {', '.join(skipped)}" if skipped else ""
    looked_at = len(packages) - len(skipped)
    return f"no known vulnerabilities in {looked_at} packages{unknown}", 0


def _said(package: dict[str, Any], flaw: dict[str, Any]) -> str:
    mended = ", ".join(flaw["fix_versions"]) or "no version yet"
    return f"{package['name']} {package['version']} has {flaw['id']}; mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())
