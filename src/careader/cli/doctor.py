"""`doctor`: what a report of a bug needs to say."""

from __future__ import annotations

import click

from careader.cli import echo
from careader.cli.room import open_newsroom
from careader.cli.shapes import echo_json
from careader.text.clean import clean


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool) -> None:
    """Say how careader is doing, for a report of a bug.

    Versions, folders and their sizes, the library, when each outlet and bank answered last and what failed. Nothing
    private is in it: no headline, no mark, no address of your own outlets; your home folder is written as ~.
    """
    from careader.newsroom.diagnosis import diagnosis

    with open_newsroom(ctx) as newsroom:
        sections = diagnosis(newsroom)
    if as_json:
        echo_json({title: [[clean(name), clean(said)] for name, said in lines] for title, lines in sections})
        return
    for number, (title, lines) in enumerate(sections):
        echo(("\n" if number else "") + title)
        width = max((len(name) for name, _ in lines), default=0)
        for name, said in lines or [("", "none")]:
            echo(f"  {clean(name):<{width}}  {clean(said)}".rstrip())
