"""The command line: arguments into one call, a module a command."""

from milepost.cli.main import main

__all__ = ["main"]
