"""The commands. Only the result goes to standard output, messages go to standard error.

Exit codes: 0 done, 1 the work failed, 2 wrong usage. Each command imports what it needs when it runs.
"""

from __future__ import annotations

import importlib
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from careader import __version__

_COMMANDS = {
    "refresh": "fetching",
    "import": "fetching",
    "rates": "fetching",
    "list": "reading",
    "show": "reading",
    "mark": "marking",
    "marks": "marks",
    "export": "exporting",
    "outlets": "outlets",
    "serve": "serving",
}


class _Commands(click.Group):
    """A group that imports a command's module when it is asked for, and says failures in one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order in which a newcomer needs them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"careader.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what the reader can mend is a sentence on standard error, not a traceback."""
        import sqlite3

        from careader.newsroom import UnknownIdError
        from careader.settings import Paths, SettingsError
        from careader.store.database import NewerDatabaseError

        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _leave)
        try:
            return super().invoke(ctx)
        except (SettingsError, UnknownIdError, NewerDatabaseError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            fail(str(error))
        except sqlite3.Error as error:
            paths: Paths = ctx.obj[0]
            fail(f"{paths.data / 'articles.sqlite3'} cannot be used ({error}); move it away to begin a new library")


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Use this settings file instead of settings.toml in your config folder.",
)
@click.option("--demo", is_flag=True, help="Open the sample edition: no network, nothing is saved.")
@click.version_option(__version__, message="careader %(version)s")
@click.pass_context
def careader(ctx: click.Context, config: Path | None, demo: bool) -> None:
    """Read the news of Central Asia in the terminal.

    Without a command the reader opens. It shows what it has at once and fetches the news behind it; press ? in it
    for its keys, q to leave.
    """
    from careader.settings import Paths

    ctx.obj = (Paths.default(config.resolve() if config else None), config is not None)
    if demo and ctx.invoked_subcommand:
        raise click.UsageError("--demo opens the reader and goes with no command")
    if ctx.invoked_subcommand is None:
        from careader.tui import run

        sys.exit(run(*ctx.obj, demo=demo))


def fail(message: str) -> NoReturn:
    """End with exit code 1 and a sentence on standard error."""
    complain(message)
    sys.exit(1)


def complain(message: str) -> None:
    """Write a sentence to standard error; what of it came from outside is text there and no command to the terminal."""
    from careader.text.clean import clean

    click.echo(f"careader: {clean(message)}", err=True)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
