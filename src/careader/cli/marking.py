"""`mark`: stories and articles as read and unread, with a star and without."""

from __future__ import annotations

from datetime import datetime

import click

from careader.cli import echo, fail
from careader.cli.filters import filter_options, query_of
from careader.cli.room import open_newsroom
from careader.model import Article
from careader.newsroom import Newsroom, UnknownIdError
from careader.words import told

_PATIENCE = 10.0
"""How many seconds a command waits for another program that writes the marks."""


@click.command("mark")
@click.argument("ids", metavar="[ID...]", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every story that the filters below leave, in place of ids.")
@filter_options
@click.option("--read", "as_read", is_flag=True, help="Mark as read.")
@click.option("--unread", "as_unread", is_flag=True, help="Mark as unread.")
@click.option("--star", "with_star", is_flag=True, help="Put a star on it.")
@click.option("--unstar", "without_star", is_flag=True, help="Take its star off.")
@click.pass_context
def mark_command(
    ctx: click.Context,
    ids: tuple[str, ...],
    every: bool,
    places: frozenset[str] | None,
    search: str,
    since: datetime | None,
    as_read: bool,
    as_unread: bool,
    with_star: bool,
    without_star: bool,
) -> None:
    """Mark stories or articles.

    The id of a story marks each of its articles. What is not known is said, and the others are marked all the same. The
    exit code is 0 only where all of it is on the disk.
    """
    read = _one_of("--read", as_read, "--unread", as_unread)
    star = _one_of("--star", with_star, "--unstar", without_star)
    if read is None and star is None:
        raise click.UsageError("say how: --read, --unread, --star or --unstar")
    if every == bool(ids):
        raise click.UsageError("say what: either at least one ID, or --all with --country, --search or --since")
    if not every and (places or search or since):
        raise click.UsageError("--country, --search and --since go with --all")
    unknown: list[str] = []
    with open_newsroom(ctx) as newsroom:
        if every:
            selected = newsroom.reads.select(query_of(places, search, since))
            stories = [story.articles for story in selected]
        else:
            stories = [articles for id_ in ids if (articles := _articles(newsroom, id_, unknown))]
        for articles in stories:
            if read is not None:
                newsroom.set_read(articles, read)
            if star is not None:
                newsroom.set_starred(articles[:1] if star else articles, star)
        save(newsroom)
    if every:
        echo(told(f"Marked {len(stories)} {'story' if len(stories) == 1 else 'stories'}."), err=True)
    if unknown:
        fail("; ".join(unknown))


def _one_of(yes: str, says_yes: bool, no: str, says_no: bool) -> bool | None:
    """Return which of two flags was given, None for neither. Raises UsageError for both."""
    if says_yes and says_no:
        raise click.UsageError(f"{yes} and {no} do not go together")
    return says_yes if says_yes or says_no else None


def save(newsroom: Newsroom) -> None:
    """Wait until what was marked and decided is on the disk; end with a sentence and exit code 1 where it cannot be."""
    tables = (newsroom.marks, newsroom.decisions)
    for table in tables:
        table.flush(_PATIENCE)
    if lost := newsroom.unsaved:
        said = next(
            (table.problem for table in tables if table.unsaved and table.problem), "another program is writing"
        )
        fail(f"{said}; not saved: {lost}")


def _articles(newsroom: Newsroom, id_: str, unknown: list[str]) -> tuple[Article, ...]:
    try:
        story, article = newsroom.resolve(id_)
    except UnknownIdError as error:
        unknown.append(str(error))
        return ()
    return tuple(member for member in story.articles if article in (None, member.id))
