"""How a story is laid out: its articles side by side under who owns their outlets, and below what is related. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.cells import cell_len

from careader.model import Article, Ownership, Story
from careader.newsroom.sides import Side, first, sides
from careader.tui.format import Signs, age, cut, fit, headline, is_day_only, pad, wrap, written
from careader.words import figures
from careader.words import screen as words

TABLE = 96
"""From this width on outlets, times and headlines stand in columns; below it each article is a headline and a line."""

_OUTLET, _TIME, _LANGUAGE, _LATER = 28, 15, 4, 9
_INDENT, _TITLE_LINES = 3, 2


@dataclass(frozen=True, slots=True)
class Kin:
    """A related story as it is listed: a few words on how, such as "58% alike"."""

    story: Story
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """Some lines that belong together, as parts of (text, style); `target` is what the cursor chooses there."""

    lines: tuple[tuple[tuple[str, str], ...], ...]
    target: Article | Story | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of a story. `related` None is not known yet; `unread` and `starred` are ids of articles."""

    story: Story
    followed: Mapping[Ownership, int]
    related: Sequence[Kin] | None
    unread: Collection[str]
    starred: Collection[str]
    now: datetime


def story_rows(page: Page, width: int, signs: Signs) -> list[Row]:
    """Lay a story out in rows for a width."""
    earliest = first(page.story)
    rows = []
    for side in sides(page.story, page.followed):
        rows.append(_heading(_name(side.ownership), "" if side.articles else _silence(side), width, signs))
        rows += [Row(tuple(_article(article, earliest, page, width, signs)), article) for article in side.articles]
        if side.articles:
            rows.append(_BLANK)
    if rows[-1] is not _BLANK:
        rows.append(_BLANK)
    said = words.LOOKING if page.related is None else "" if page.related else words.NONE_FOUND
    rows.append(_heading(words.RELATED, said, width, signs))
    rows += [Row(tuple(_kin(kin, page, width, signs)), kin.story) for kin in page.related or ()]
    return rows


_BLANK = Row((((" ", ""),),))


def _heading(text: str, said: str, width: int, signs: Signs) -> Row:
    room = max(width - _INDENT - cell_len(text), 1)
    return Row((((f" {text}", "strong"), (fit(f"   {said}", room, signs.ellipsis), "quiet")),))


def _name(ownership: Ownership | None) -> str:
    return words.OWNERSHIPS[ownership] if ownership else words.OTHERS


def _silence(side: Side) -> str:
    return words.silence(side.ownership or "", side.followed)


def _article(
    article: Article, earliest: Article | None, page: Page, width: int, signs: Signs
) -> Iterator[tuple[tuple[str, str], ...]]:
    unread, starred = article.id in page.unread, article.id in page.starred
    sign = f" {signs.unread if unread else ' '} "
    star = f" {signs.star}" if starred else ""
    style = "strong" if unread else "title"
    when, later = _time(article, page.now), _later(article, earliest)
    if width < TABLE:
        meta = f" {signs.dot} ".join(part for part in (article.outlet, when, article.language, later) if part)
        yield from _stacked(article.title, sign, style, meta, star, width, signs)
        return
    outlets = min(max(cell_len(other.outlet) for other in page.story.articles) + 2, _OUTLET, width // 4)
    columns = _column(article.outlet, outlets, signs) + _column(when, _TIME, signs)
    columns += _column(article.language, _LANGUAGE, signs) + (_column(later, _LATER, signs) if earliest else "")
    room = width - _INDENT - cell_len(columns) - 3
    for number, line in enumerate(headline(article.title, room, _TITLE_LINES, signs.ellipsis)):
        left = columns if number == 0 else " " * cell_len(columns)
        end = (pad("", room - cell_len(line)) + star, "accent") if number == 0 else ("", "")
        yield ((sign if number == 0 else " " * _INDENT, style), (left, "quiet"), (line, style), end)


def _kin(kin: Kin, page: Page, width: int, signs: Signs) -> Iterator[tuple[tuple[str, str], ...]]:
    story = kin.story
    count = len(story.outlets)
    told = story.lead.outlet if count == 1 else words.outlets_of(count)
    meta = f" {signs.dot} ".join(part for part in (told, age(story.date, page.now), kin.words) if part)
    sign = f" {' ' if story.read else signs.unread} "
    star = f" {signs.star}" if story.starred else ""
    yield from _stacked(story.lead.title, sign, "title" if story.read else "strong", meta, star, width, signs)


def _stacked(
    title: str, sign: str, style: str, meta: str, star: str, width: int, signs: Signs
) -> Iterator[tuple[tuple[str, str], ...]]:
    room = max(width - _INDENT - 3, 8)
    for number, line in enumerate(headline(title, room, _TITLE_LINES, signs.ellipsis)):
        yield ((sign if number == 0 else " " * _INDENT, style), (line, style), (star if number == 0 else "", "accent"))
    for line in wrap(meta, room)[:_TITLE_LINES]:
        yield ((" " * _INDENT + line, "quiet"),)


def _column(text: str, width: int, signs: Signs) -> str:
    return pad(cut(text, width - 2, signs.ellipsis), width)


def _time(article: Article, now: datetime) -> str:
    return written(article.date, now)


def _later(article: Article, earliest: Article | None) -> str:
    """Say who was first and how long after that the others were."""
    if earliest is None or not article.published or is_day_only(article.published):
        return ""
    if article.id == earliest.id:
        return words.FIRST
    return f"+{_span(article.published - earliest.date)}" if article.published >= earliest.date else ""


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return figures.minutes(minutes)
    return figures.hours(minutes // 60) if minutes < 48 * 60 else figures.days_short(minutes // 60 // 24)
