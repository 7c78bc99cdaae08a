"""`list` and `show`: what was fetched or imported, without the screen."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

import click

from careader import words
from careader.cli import complain, echo
from careader.cli.filters import filter_options, query_of
from careader.cli.room import open_newsroom
from careader.cli.shapes import (
    appearance_shape,
    article_line,
    article_shape,
    echo_json,
    echo_json_list,
    iso,
    story_line,
    story_shape,
    text_shape,
)
from careader.model import Article, Story
from careader.newsroom import Newsroom, Query
from careader.words import screen, told

IN_A_TERMINAL = 50
"""How many stories are listed where a person reads them."""


@click.command("list")
@filter_options
@click.option("--unread", is_flag=True, help="Only stories that were not read.")
@click.option("--starred", is_flag=True, help="Only stories with a star.")
@click.option(
    "--limit", type=click.IntRange(min=1), help="At most so many; in a terminal 50 unless this says otherwise."
)
@click.option("--articles", "ungrouped", is_flag=True, help="List articles one by one instead of stories.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def list_command(
    ctx: click.Context,
    places: frozenset[str] | None,
    unread: bool,
    starred: bool,
    search: str,
    since: datetime | None,
    limit: int | None,
    ungrouped: bool,
    as_json: bool,
) -> None:
    """List stories, the newest first.

    A line gives the id (for show and mark), ● for unread and ★ for starred, the date, the countries that the story
    is about, its headline and who tells it.
    """
    query = query_of(places, search, since, unread=unread, starred=starred)
    if limit is None and sys.stdout.isatty():  # a pipe gets all
        limit = IN_A_TERMINAL
    with open_newsroom(ctx) as newsroom:
        if ungrouped:
            articles = islice(_one_by_one(newsroom.reads.select(query)), limit)
            if as_json:
                echo_json_list(_ungrouped_shape(article, story) for article, story in articles)
            else:
                _echo_lines(newsroom, (article_line(article, story) for article, story in articles))
        elif as_json:
            echo_json_list(
                story_shape(story) for story in newsroom.reads.select(query, limit=-1 if limit is None else limit)
            )
        else:
            stories = newsroom.reads.select(query, limit=-1 if limit is None else limit)
            _echo_lines(newsroom, map(story_line, stories))


def _one_by_one(stories: Iterable[Story]) -> Iterator[tuple[Article, Story]]:
    """Take the articles out of stories, which are newest first, the newest article first."""
    waiting: list[tuple[datetime, str, Article, Story]] = []
    for story in stories:
        waiting.sort(key=lambda one: one[:2])
        while waiting and waiting[-1][0] > story.date:  # nothing to come is as new
            yield waiting.pop()[2:]
        waiting += [(article.date, article.id, article, story) for article in story.articles]
    for _, _, article, story in sorted(waiting, key=lambda one: one[:2], reverse=True):
        yield article, story


def _ungrouped_shape(article: Article, story: Story) -> dict[str, object]:
    return article_shape(article) | {
        "language": article.language,
        "region": article.region,
        "read": story.read,
        "starred": story.starred,
        "story": story.id,
    }


def _echo_lines(newsroom: Newsroom, lines: Iterable[str]) -> None:
    empty = True
    for line in lines:
        echo(line)
        empty = False
    if not empty:
        return
    if next(iter(newsroom.reads.select(Query(), limit=1)), None):
        echo(told("No stories match; with fewer filters there are some."), err=True)
    else:
        echo(told("No stories yet; careader refresh fetches the news, careader import reads files."), err=True)


@click.command("show")
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Write Markdown.")
@click.option("--full", is_flag=True, help="Fetch the whole text from its page first, where the feed has a teaser.")
@click.pass_context
def show_command(ctx: click.Context, id_: str, as_json: bool, as_markdown: bool, full: bool) -> None:
    """Show the text of a story or article.

    ID is as list gives it; its first characters are enough where they are unmistakable. With --full a text that
    cannot be had whole is shown as it is, and standard error says why.
    """
    if as_json and as_markdown:
        raise click.UsageError("--json and --markdown do not go together")
    with open_newsroom(ctx) as newsroom:
        story, article = newsroom.resolve(id_)
        shown = next((member for member in story.articles if article and member.id == article), story.lead)
        if full:
            story, shown = _with_page(newsroom, shown)
        places = newsroom.appearances.at_several([shown.id]).get(shown.id, ())
    if as_json:
        whole = story_shape(story)
        whole["articles"] = [article_shape(member) | text_shape(member) for member in story.articles]
        if article:
            whole |= {"title": shown.title, "url": shown.url, "published": iso(shown.published)}
        echo_json(whole | text_shape(shown) | {"appearances": [appearance_shape(one) for one in places]})
        return
    from careader.export import markdown, text

    others = [member for member in story.articles if member is not shown]
    echo(markdown.article(shown, others) if as_markdown else text.article(shown, others))
    if places and not as_markdown:
        echo(f"\n{screen.appeared([(one.place, one.published) for one in places])}")


def _with_page(newsroom: Newsroom, article: Article) -> tuple[Story, Article]:
    """Fetch the page of an article; return the story and the article as they are after that."""
    from careader.newsroom.article_pages import fetch_pages

    (outcome,) = asyncio.run(fetch_pages(newsroom, [article.id]))
    if outcome.failure:
        complain(words.say(outcome.failure))
    story, _ = newsroom.resolve(outcome.article)
    return story, next((member for member in story.articles if member.id == outcome.article), story.lead)
