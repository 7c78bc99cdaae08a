"""The commands. Only the result goes to standard output, messages go to standard error.

Exit codes: 0 done, 1 the work failed, 2 wrong usage. Each command imports what it needs when it runs.
"""

from __future__ import annotations

import errno
import importlib
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, Any, NoReturn

import click

from careader import __version__, words
from careader.cli.usage import Group, briefly, speak

_COMMANDS = {
    "refresh": "fetching",
    "import": "fetching",
    "rates": "fetching",
    "list": "reading",
    "show": "reading",
    "mark": "marking",
    "marks": "marks",
    "forget": "forgetting",
    "export": "exporting",
    "outlets": "outlets",
    "serve": "serving",
    "doctor": "doctor",
}


class _Commands(Group):
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
        return briefly(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none of that name, say which is meant or where they are listed."""
        from careader.settings.wording import near

        if args[0] not in _COMMANDS and not args[0].startswith("-"):
            meant = near(args[0], _COMMANDS) or "; careader --help lists them"
            ctx.fail(f"there is no command {args[0]}{meant}")
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; what is said about them is text and no command to the terminal."""
        speak(args)
        with _plainly():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what the reader can mend is a sentence on standard error, not a traceback."""
        import sqlite3

        from careader.newsroom import UnknownIdError, failure_of
        from careader.settings import Paths, SettingsError
        from careader.store.database import NewerDatabaseError

        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _leave)
        try:
            with _plainly():
                return super().invoke(ctx)
        except (SettingsError, UnknownIdError, NewerDatabaseError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            if isinstance(error, OSError) and error.filename and error.strerror:
                fail(f"{error.filename}: {error.strerror}")
            fail(str(error))
        except sqlite3.Error as error:
            paths: Paths = ctx.obj[0]
            fail(words.say(failure_of(error, what=str(paths.data / "articles.sqlite3"))))


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
@click.option(
    "--log",
    "log_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what goes on into this file; what goes wrong is always in careader.log.",
)
@click.version_option(__version__, message="careader %(version)s")
@click.pass_context
def careader(ctx: click.Context, config: Path | None, demo: bool, log_file: Path | None) -> None:
    """Read the news of Central Asia in the terminal.

    Without a command the reader opens. It shows what it has at once and fetches the news behind it; press ? in it
    for its keys, q to leave.
    """
    from careader import logs
    from careader.settings import Paths

    paths = Paths.default(config.resolve() if config else None)
    ctx.obj = (paths, config is not None)
    logs.start(paths.log, log_file)
    ctx.call_on_close(logs.stop)
    if demo and ctx.invoked_subcommand:
        raise click.UsageError("--demo opens the reader and goes with no command")
    if ctx.invoked_subcommand is None:
        from careader.tui import run

        sys.exit(run(*ctx.obj, demo=demo))


@contextmanager
def _plainly() -> Iterator[None]:
    """Let what is said about wrong usage hold nothing that a terminal acts on; it repeats what was typed."""
    try:
        yield
    except click.ClickException as error:
        from careader.text.clean import printable

        if not isinstance(error, click.UsageError):
            raise
        raise _WrongUsage(words.told(printable(error.format_message())), error.ctx) from None


class _WrongUsage(click.UsageError):
    """Wrong usage, said in the language that is spoken."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Say how it is called, where the help is, and what was wrong."""
        if self.ctx is not None:
            echo(self.ctx.get_usage(), err=True)
            echo(words.told(f"Try '{self.ctx.command_path} --help' for help.") + "\n", err=True)
        echo(words.told(f"Error: {self.message}"), err=True)


def fail(message: str) -> NoReturn:
    """End with exit code 1 and a sentence on standard error."""
    complain(message)
    sys.exit(1)


def complain(message: str) -> None:
    """Write a sentence to standard error, in the language that is spoken and as nothing but text."""
    from careader.text.clean import clean

    echo(f"careader: {clean(words.told(message))}", err=True)


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Write to standard output or standard error, whatever came from outside as nothing but text.

    Every command writes with this or with `complain`: a test holds it. Raises OSError where the output cannot be
    written; what cannot be said on standard error is not.
    """
    from careader.text.clean import printable

    try:
        click.echo(printable(text), err=err, nl=nl)
    except OSError as error:
        if err:
            return
        if error.errno == errno.EPIPE:
            raise
        raise OSError(error.errno, error.strerror, "standard output") from None


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
