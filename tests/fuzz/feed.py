"""A feed of any bytes: read or refused, and clean."""

from __future__ import annotations

from careader.model import Article, BlockKind
from careader.sources.feed import Feed, looks_like_feed, parse_feed
from careader.text.clean import clean
from careader.text.urls import web_url
from tests.sources.hostile import MAKERS, NOW, OUTLET

CORPUS = [make(3).encode("utf-8", "surrogateescape") for make in MAKERS.values()]


def one(content: bytes) -> None:
    """Read a document as it would be fetched."""
    looks_like_feed(content)
    feed = parse_feed(content, OUTLET, now=NOW, url=OUTLET.url)
    if isinstance(feed, Feed):
        for article in feed.articles:
            check(article)
        if len({article.id for article in feed.articles}) != len(feed.articles):
            raise AssertionError("an article twice")


def check(article: Article) -> None:
    """Raise for an article of which something is not clean."""
    lines = [article.title, article.summary, article.author, article.guid]
    lines += [block.text for block in article.blocks if block.kind is not BlockKind.PREFORMATTED]
    for line in lines:
        if clean(line) != line:
            raise AssertionError(repr(line))
    for address in (article.url, *(link.url for block in article.blocks for link in block.links)):
        if web_url(address) != address:
            raise AssertionError(repr(address))
    for block in article.blocks:
        ends = [place for link in block.links for place in (link.start, link.end)]
        if ends != sorted(ends) or any(place > len(block.text) for place in ends) or not block.text.strip():
            raise AssertionError(repr(block))
