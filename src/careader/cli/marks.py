"""`marks`: the marks of the reader's other machines."""

from __future__ import annotations

import click

from careader.cli import echo, fail
from careader.cli.marking import save
from careader.cli.room import open_newsroom
from careader.cli.usage import Group
from careader.words import told


@click.group("marks", cls=Group)
def marks_command() -> None:
    """Bring the marks of several machines together."""


@marks_command.command("merge")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.pass_context
def merge_marks(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Take in marks.json and decisions.json of another machine.

    FILE may be a folder with them. Of two marks on one article the later one holds. The files stay as they are, and
    may be merged again.
    """
    from careader.newsroom.merging import merge_files

    with open_newsroom(ctx) as newsroom:
        merged = merge_files(newsroom, files)
        save(newsroom)
    for file in merged:
        if not file.problem or file.marks or file.decisions:
            taken = told(f"{_count(file.marks, 'mark')} and {_count(file.decisions, 'decision')} taken in")
            echo(f"{file.name}: {taken}")
    if not merged:
        fail("there is no marks.json and no decisions.json in there")
    if problems := [f"{file.name}: {file.problem}" for file in merged if file.problem]:
        fail("; ".join(problems))


def _count(count: int, name: str) -> str:
    return f"{count} {name}{'s' * (count != 1)}"
