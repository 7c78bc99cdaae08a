"""`list` and `show`: what was fetched or imported, without the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

import click

from careader import words
from careader.cli.room import open_newsroom
from careader.cli.shapes import (
    article_line,
    article_shape,
    echo_json,
    echo_json_list,
    iso,
    story_line,
    story_shape,
    text_shape,
)
from careader.model import COUNTRIES, Article, Story
from careader.newsroom import PLACES, Newsroom, Query, utc_now
from careader.newsroom.grammar import moment


class Places(click.ParamType[frozenset[str]]):
    """Countries and the region, by code or name, with commas between."""

    name = "countries"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Read `kz,kg` or `Kazakhstan,Kyrgyzstan`."""
        given = [name for part in str(value).split(",") if (name := part.strip().lower())]
        known = {name.lower(): code for code, name in COUNTRIES.items()} | {code: code for code in PLACES}
        unknown = next((name for name in given if name not in known), None)
        if unknown is not None or not given:
            self.fail(
                f"{unknown or value!r} is no country here; write {', '.join(COUNTRIES)} or their English names, "
                "or region, with commas between",
                param,
                ctx,
            )
        return frozenset(known[name] for name in given)


class Since(click.ParamType[datetime]):
    """A time before now."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read `24h`, `7d`, `yesterday` or a date; a date begins at midnight here."""
        time = moment(str(value), utc_now())
        if time is None:
            self.fail(f"{str(value)!r} is not a time; write 30m, 24h, 7d, 2w, today or a date such as 2026-11-20")
        return time


@click.command("list")
@click.option(
    "--country",
    "places",
    type=Places(),
    help="Only stories about these: kz, kg, tj, tm, uz or their names, and region.",
)
@click.option("--unread", is_flag=True, help="Only stories that were not read.")
@click.option("--starred", is_flag=True, help="Only stories with a star.")
@click.option(
    "--search", metavar="TEXT", default="", help="Only stories that hold all these words (or their beginnings)."
)
@click.option("--since", type=Since(), help="Only stories newer than this: 30m, 24h, 7d, or a date.")
@click.option("--limit", type=click.IntRange(min=0), default=50, show_default=True, help="At most so many.")
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
    limit: int,
    ungrouped: bool,
    as_json: bool,
) -> None:
    """List stories, the newest first.

    A line gives the id (for show and mark), ● for unread and ★ for starred, the date, the countries that the story
    is about, its headline and who tells it.
    """
    query = Query(
        places=places or frozenset(), unread=unread, starred=starred, search=search, since=since, now=utc_now()
    )
    with open_newsroom(ctx) as newsroom:
        if ungrouped:
            articles = islice(_one_by_one(newsroom.reads.select(query)), limit)
            if as_json:
                echo_json_list(_ungrouped_shape(article, story) for article, story in articles)
            else:
                _echo_lines(article_line(article, story) for article, story in articles)
        elif as_json:
            echo_json_list(story_shape(story) for story in newsroom.reads.select(query, limit=limit))
        else:
            _echo_lines(story_line(story) for story in newsroom.reads.select(query, limit=limit))


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


def _echo_lines(lines: Iterable[str]) -> None:
    empty = True
    for line in lines:
        click.echo(line)
        empty = False
    if empty:
        click.echo("No stories match; careader refresh fetches, careader import reads files.", err=True)


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
    if as_json:
        whole = story_shape(story)
        whole["articles"] = [article_shape(member) | text_shape(member) for member in story.articles]
        if article:
            whole |= {"title": shown.title, "url": shown.url, "published": iso(shown.published)}
        echo_json(whole | text_shape(shown))
        return
    from careader.cli.writing import markdown, plain_text

    others = [member for member in story.articles if member is not shown]
    click.echo(markdown(shown, others) if as_markdown else plain_text(shown, others))


def _with_page(newsroom: Newsroom, article: Article) -> tuple[Story, Article]:
    """Fetch the page of an article; return the story and the article as they are after that."""
    from careader.newsroom.article_pages import fetch_pages

    (outcome,) = asyncio.run(fetch_pages(newsroom, [article.id]))
    if outcome.failure:
        click.echo(f"careader: {words.say(outcome.failure)}", err=True)
    story, _ = newsroom.resolve(outcome.article)
    return story, next((member for member in story.articles if member.id == outcome.article), story.lead)
