"""Commands as a user gives them, in this process."""

from milepost.cli.main import main


def run(*arguments: str) -> int:
    """Run a command and return its exit code."""
    try:
        main(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
