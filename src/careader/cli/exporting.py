"""`export`: stories and stars as Markdown or JSON, outlets as OPML."""

from __future__ import annotations

import click

from careader.cli.room import open_newsroom
from careader.cli.shapes import echo_json, echo_json_list, iso, story_shape
from careader.cli.writing import escape, link, markdown_star
from careader.model import Story
from careader.newsroom import Newsroom, Query


@click.command("export")
@click.option("--starred", is_flag=True, help="Only what has a star, also where the article itself is gone.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json", "opml"]),
    default="markdown",
    show_default=True,
    help="markdown and json hold stories, opml the outlets.",
)
@click.pass_context
def export_command(ctx: click.Context, starred: bool, form: str) -> None:
    """Write stories, stars or outlets to standard output, for other programs and for safe keeping."""
    if form == "opml" and starred:
        raise click.UsageError("--starred goes with markdown and json; opml holds outlets, which have no stars")
    with open_newsroom(ctx) as newsroom:
        _export(newsroom, starred, form)


def _export(newsroom: Newsroom, starred: bool, form: str) -> None:
    stories, stars = newsroom.reads.select(Query()), newsroom.stars()
    if form == "opml":
        from careader.sources.opml import write_opml

        click.echo(write_opml(newsroom.outlets()))
    elif starred and form == "json":
        echo_json(
            [
                {
                    "id": mark.article,
                    "title": mark.title,
                    "url": mark.url,
                    "outlet": mark.outlet,
                    "published": iso(mark.published),
                    "starred_at": iso(mark.starred_at),
                }
                for mark in stars
            ]
        )
    elif starred:
        click.echo("\n".join(["# Starred", "", *(markdown_star(mark) for mark in stars)]))
    elif form == "json":
        echo_json_list(story_shape(story) for story in stories)
    else:
        click.echo("# Stories\n")
        for story in stories:
            click.echo(_line(story))


def _line(story: Story) -> str:
    lead = story.lead
    codes = " ".join(country.upper() for country in story.countries)
    about = f", {codes}" if codes else ""
    return f"- {link(lead.title, lead.url)} ({escape(', '.join(story.outlets))}, {story.date:%Y-%m-%d}{about})"
