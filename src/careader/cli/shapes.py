"""The JSON shapes that other programs rely on, and the plain lines that people read."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from careader.cli import echo
from careader.model import Appearance, Article, Rate, Story
from careader.text.blocks import text_of
from careader.words import figures


def echo_json(value: object) -> None:
    """Write JSON to standard output, two spaces deep, letters as they are."""
    echo(json.dumps(value, ensure_ascii=False, indent=2))


def echo_json_list(values: Iterable[object]) -> None:
    """Write a JSON array just so, each value as soon as there is one."""
    begun = False
    for value in values:
        echo(",\n" if begun else "[\n", nl=False)
        echo(textwrap.indent(json.dumps(value, ensure_ascii=False, indent=2), "  "), nl=False)
        begun = True
    echo("\n]" if begun else "[]")


def iso(time: datetime | None) -> str | None:
    """Write a time as ISO 8601 in UTC: `2026-11-21T13:40:00Z`."""
    return None if time is None else time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def story_shape(story: Story) -> dict[str, Any]:
    """Give a story as `list --json` has it."""
    lead = story.lead
    return {
        "id": story.id,
        "title": lead.title,
        "url": lead.url,
        "published": iso(max((a.published for a in story.articles if a.published), default=None)),
        "countries": list(story.countries),
        "region": story.region,
        "language": lead.language,
        "read": story.read,
        "starred": story.starred,
        "outlets": list(story.outlets),
        "articles": [article_shape(article) for article in story.articles],
    }


def article_shape(article: Article) -> dict[str, Any]:
    """Give an article as `list --json` has it within a story."""
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "published": iso(article.published),
        "countries": list(article.countries),
    }


def appearance_shape(appearance: Appearance) -> dict[str, Any]:
    """Give where and when an article appeared."""
    return {"place": appearance.place, "url": appearance.url, "published": iso(appearance.published)}


def text_shape(article: Article) -> dict[str, Any]:
    """Give what `show --json` adds to an article: its words."""
    return {
        "language": article.language,
        "ownership": article.ownership,
        "region": article.region,
        "author": article.author,
        "summary": article.summary,
        "complete": article.complete,
        "text_origin": article.text_origin.name.lower(),
        "text": text_of(article.blocks),
        "blocks": [{"kind": block.kind, "text": block.text} for block in article.blocks],
    }


def rate_shape(rate: Rate) -> dict[str, Any]:
    """Give a rate as `rates --json` has it; numbers are decimal strings."""
    return {
        "pair": rate.pair,
        "rate": plain(rate.rate),
        "change_pct": None if rate.change_pct is None else plain(rate.change_pct),
        "as_of": rate.as_of.isoformat(),
        "provider": rate.provider,
        "stale": rate.stale,
        "doubt": rate.note or None,
    }


def plain(number: Decimal) -> str:
    """Write a decimal without an exponent."""
    return format(number, "f")


def story_line(story: Story) -> str:
    """Give a story as one line: id, unread and star, date, countries, headline, outlets."""
    more = f" +{len(story.outlets) - 1}" if len(story.outlets) > 1 else ""
    return _line(
        story.id,
        story.read,
        story.starred,
        story.date,
        story.countries,
        story.region,
        story.lead.title,
        story.lead.outlet + more,
    )


def article_line(article: Article, story: Story) -> str:
    """Give an article as one line with the marks of its story."""
    return _line(
        article.id,
        story.read,
        story.starred,
        article.date,
        article.countries,
        article.region,
        article.title,
        article.outlet,
    )


def _line(
    id_: str,
    read: bool,
    starred: bool,
    date: datetime,
    countries: tuple[str, ...],
    region: bool,
    title: str,
    outlet: str,
) -> str:
    signs = f"{' ' if read else '●'}{'★' if starred else ' '}"
    codes = " ".join([*(country.upper() for country in countries), *([figures.REGION] if region else [])]) or "-"
    return f"{id_:<13}  {signs}  {date.astimezone():%Y-%m-%d %H:%M}  {codes:<8}  {title}  ({outlet})"
