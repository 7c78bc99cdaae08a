"""Help and wrong usage in the language that is spoken: click lays them out, the words come from `careader.words`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from careader import words

_FACTS = re.compile(r"  \[[^\]]*\]$")
"""What click adds to the help of an option: its default and its range."""


class Formatter(click.HelpFormatter):
    """Writes help in the language that is spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how it is called."""
        super().write_usage(prog, args, words.told("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write what a part is headed by."""
        super().write_heading(words.help_of(heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text("\n\n".join(words.help_of(paragraph) for paragraph in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options and commands with what is said of each."""
        super().write_dl([(name, _said(text)) for name, text in rows], col_max, col_spacing)


click.Context.formatter_class = Formatter  # click makes the contexts of commands within commands by itself


class Group(click.Group):
    """Commands of which the list says the whole first sentence, however narrow the terminal is."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name."""
        return briefly(super().get_command(ctx, cmd_name))


def briefly(command: click.Command | None) -> click.Command | None:
    """Return a command that is listed with the first paragraph of its help."""
    if command is not None and command.short_help is None:
        command.short_help = (command.help or "").partition("\n\n")[0]
    return command


def speak(arguments: Sequence[str]) -> None:
    """Speak the language of the settings that these arguments name, else of the locale; English in JSON.

    Programs that read JSON compare codes, and whoever looks at it finds the same words everywhere.
    """
    words.use("en" if "--json" in arguments else _language(arguments))


def _language(arguments: Sequence[str]) -> str:
    from careader.settings import Paths, load_settings

    named, following = "", False
    for argument in arguments:
        option, _, value = argument.partition("=")
        named = argument if following else value if option == "--config" else named
        following = argument == "--config"
    settings = load_settings(Paths.default(Path(named) if named else None).settings)
    return settings.language or words.of_locale(os.environ)


def _said(text: str) -> str:
    """Return the help of an option or a command, without and again with what click has added."""
    found = _FACTS.search(text)
    facts = found[0] if found else ""
    return words.help_of(text.removesuffix(facts)) + facts
