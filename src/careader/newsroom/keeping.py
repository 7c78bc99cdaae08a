"""Keeping what comes in, each article once: a captured one and the entry of its outlet's feed are the same article.

The two have no address in common, since a capture has none. They are one where they are of one outlet, the capture was
not saved before the entry was published, and their texts begin alike, letter for letter: for as long as the shorter
one goes, up to 400 letters. Under one headline 60 letters are enough; under two, which a later headline makes, it
takes 200, since an outlet begins its digests and obituaries alike. A text under another outlet's name is never the
same article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from careader.model import Article, BlockKind, Origin
from careader.sources.identity import folded
from careader.sources.listing import dateline_end
from careader.store.articles import ArticleStore, Stored
from careader.store.merging import with_text_of

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

_COMPARED, _ONE_HEADLINE, _TWO_HEADLINES = 400, 60, 200
_TEXT = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.QUOTATION)


class Kept(NamedTuple):
    """The articles as they were kept, some under the id of another that they are, and what of them was new."""

    articles: tuple[Article, ...]
    stored: Stored


def keep(
    newsroom: Newsroom, articles: Sequence[Article], *, finish: Callable[[Article], Article] | None = None
) -> Kept:
    """Keep articles; an entry takes the place of its capture with all marks, a capture adds its text to its entry.

    `finish` is asked for the last touch to each article that is new or has changed.
    """
    kept: list[Article] = []
    replaced: list[tuple[Article, Article]] = []
    for captured in (True, False):
        ours = [article for article in articles if is_captured(article) is captured]
        outlets = _outlets(newsroom.articles, ours, captured=not captured)
        twins = _twins(newsroom.articles, [one for one in ours if one.outlet_id in outlets], captured=not captured)
        for article in ours:
            twin = find_twin(article, twins.get(_key(article), ())) if article.outlet_id in outlets else None
            if twin is None:
                kept.append(article)
            elif captured:
                kept.append(united(article, twin))
            else:
                kept.append(united(twin, article))
                replaced.append((twin, kept[-1]))
    stored = newsroom.articles.put(kept, finish=finish)
    for old, new in replaced:
        hand_over(newsroom, old, new)
    newsroom.articles.remove(old.id for old, _ in replaced)
    return Kept(tuple(kept), stored)


_Key = tuple[str, str]


def _key(article: Article) -> _Key:
    return article.outlet_id, opening_of(article)[:_ONE_HEADLINE]


def _outlets(store: ArticleStore, articles: Iterable[Article], *, captured: bool) -> set[str]:
    """Return the outlets of these articles of which something is kept that may be one of them."""
    outlets = {article.outlet_id for article in articles} - {""}
    return {outlet for outlet in outlets if store.has_captured(outlet)} if captured else outlets


def _twins(store: ArticleStore, articles: Iterable[Article], *, captured: bool) -> dict[_Key, list[Article]]:
    """Read the kept articles that may be one of these, by outlet and opening."""
    asked: dict[str, set[str]] = {}
    for article in articles:
        outlet, opening = _key(article)
        if len(opening) == _ONE_HEADLINE:
            asked.setdefault(outlet, set()).add(opening)
    twins: dict[_Key, list[Article]] = {}
    for outlet, openings in asked.items():
        store.set_openings(outlet, lambda article: opening_of(article)[:_ONE_HEADLINE])
        for twin in store.with_opening(outlet, openings, captured=captured):
            twins.setdefault(_key(twin), []).append(twin)
    return twins


def is_captured(article: Article) -> bool:
    """Say whether an article comes from a captured page."""
    return article.origin is Origin.FILE and not article.url


def find_twin(article: Article, others: Iterable[Article]) -> Article | None:
    """Give the other article that this one is, where exactly one of the two is captured."""
    return next((other for other in others if _are_one(article, other)), None)


def united(capture: Article, entry: Article) -> Article:
    """Make one article of a capture and its feed entry: the entry, with the capture's text where that is fuller."""
    one = replace(entry, seen=max(capture.seen, entry.seen), published=entry.published or capture.published)
    if _is_fuller(capture, entry):
        one = with_text_of(capture, one)
    return replace(one, origin=Origin.FILE)  # what was imported cannot be fetched again


def _are_one(one: Article, other: Article) -> bool:
    if is_captured(one) is is_captured(other) or not one.outlet_id or one.outlet_id != other.outlet_id:
        return False
    capture, entry = (one, other) if is_captured(one) else (other, one)
    if capture.published and entry.published and entry.published - capture.published > timedelta(days=2):
        return False
    texts = opening_of(capture), opening_of(entry)
    compared = min(*map(len, texts), _COMPARED)
    needed = _ONE_HEADLINE if folded(capture.title) == folded(entry.title) else _TWO_HEADLINES
    return compared >= needed and texts[0][:compared] == texts[1][:compared]


def opening_of(article: Article) -> str:
    """Return the letters and digits that the text begins with, at most 400, without dateline, headings and captions."""
    letters = ""
    for block in article.blocks:
        if block.kind in _TEXT:
            letters += folded(block.text if letters else block.text[dateline_end(block.text) :])
            if len(letters) >= _COMPARED:
                break
    return letters[:_COMPARED]


def _is_fuller(capture: Article, entry: Article) -> bool:
    """Say whether the capture's text is the one to keep: the longer teaser, or the whole text."""
    lengths = [sum(len(block.text) for block in article.blocks) for article in (capture, entry)]
    if entry.complete:
        return capture.complete and lengths[1] < lengths[0] / 2
    return capture.complete or lengths[0] > lengths[1]


def hand_over(newsroom: Newsroom, old: Article, new: Article) -> None:
    """Give an article the marks and decisions of one that it takes the place of."""
    mark = newsroom.marks.get(old.id)
    if mark and mark.read:
        newsroom.marks.set_read([new.id], True)
    if mark and mark.starred:
        newsroom.marks.set_starred([new], True)
        newsroom.marks.set_starred([old], False)
    newsroom.decisions.replace_article(old.id, new.id)
