"""`export`: stories and stars as Markdown, HTML or JSON, outlets as OPML."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import click

from careader.cli import echo
from careader.cli.filters import filter_options, query_of
from careader.cli.room import open_newsroom
from careader.cli.shapes import echo_json, echo_json_list, iso, story_shape
from careader.model import Mark, Story
from careader.newsroom import Newsroom
from careader.words import actions


@click.command("export")
@filter_options
@click.option("--unread", is_flag=True, help="Only stories that were not read.")
@click.option("--starred", is_flag=True, help="Only what has a star; alone, also where the article itself is gone.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "html", "json", "opml"]),
    default="markdown",
    show_default=True,
    help="markdown, html and json hold stories, opml the outlets.",
)
@click.pass_context
def export_command(
    ctx: click.Context,
    places: frozenset[str] | None,
    search: str,
    since: datetime | None,
    unread: bool,
    starred: bool,
    form: str,
) -> None:
    """Write stories, stars or outlets to standard output.

    For other programs and for safe keeping. Markdown and HTML are grouped by country.
    """
    filtered = bool(places or search or since or unread)
    if form == "opml" and (starred or filtered):
        raise click.UsageError("filters go with markdown, html and json; opml holds outlets, which have no stars")
    with open_newsroom(ctx) as newsroom:
        if form == "opml":
            from careader.sources.opml import write_opml

            echo(write_opml(newsroom.outlets()))
        elif starred and not filtered and form != "html":
            _stars(newsroom.stars(), form)
        else:
            stories = newsroom.reads.select(query_of(places, search, since, unread=unread, starred=starred))
            _stories(stories, newsroom, actions.STARS_TITLE if starred else actions.EXPORT_TITLE, form)


def _stars(stars: Iterable[Mark], form: str) -> None:
    if form == "json":
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
        return
    from careader.export import markdown

    echo("\n".join([f"# {actions.STARS_TITLE}", "", *map(markdown.star, stars)]))


def _stories(stories: Iterable[Story], newsroom: Newsroom, title: str, form: str) -> None:
    if form == "json":
        echo_json_list(story_shape(story) for story in stories)
        return
    from careader.export import html, markdown

    page = html.stories(stories, title=title, now=newsroom.now())
    for line in page if form == "html" else markdown.stories(stories, title=title):
        echo(line)
