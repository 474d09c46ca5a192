"""`milepost` itself: the options that all commands share, and how they end."""

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from milepost import __version__
from milepost.errors import MilepostError

# Read only when asked for: `--help` has to be there at once.
COMMANDS = {
    "init": "Begin a journal in a folder.",
    "new": "Write a new entry.",
    "build": "Turn the journal into a site.",
    "serve": "Show the site while you write; it reloads by itself.",
    "check": "Look for mistakes without writing anything.",
    "stats": "Show all days in a table, with sums, progress and goals.",
    "card": "Draw the pictures of a day that are shared.",
    "map": "Prepare a street map of your own.",
}


class Commands(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names, in the order that a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command, None for an unknown name."""
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"milepost.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what a mistyped command may have meant."""
        try:
            return super().resolve_command(context, args)
        except click.UsageError as error:
            from milepost.errors import did_you_mean

            known = did_you_mean(args[0], COMMANDS)
            raise click.UsageError(f"no command '{args[0]}'{known}", context) from error


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with:  milepost init my-journey",
)
@click.version_option(__version__, prog_name="milepost")
@click.option(
    "-C",
    "--project",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    help="The journal's folder, if it is not the current one.",
)
@click.pass_context
def cli(context: click.Context, project: Path) -> None:
    """Turn a journal of Markdown entries and GPX tracks into a site."""
    context.obj = project


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 well, 1 problems, 2 wrong usage, 130 interrupted."""
    # NumPy would start a thread for each core, and nothing here multiplies matrices.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        # Click hands over the code of a command that ends early, such as `check --strict`.
        code = cli.main(arguments and list(arguments), standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except MilepostError as error:
        from milepost.cli.told import tell_failure

        tell_failure(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # `milepost build | head`: nothing is left to tell it to
        sys.exit(1)
    except OSError as error:  # a disk that is full, gone or out of order is nobody's bug
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"error: {where}{error.strerror or error}", err=True)
        sys.exit(1)
    if code:
        sys.exit(code)
