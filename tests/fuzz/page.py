"""A web page of any bytes: an article, a list of them or a channel, or why there is none; what is found is clean."""

from __future__ import annotations

from careader.model import Failure, Way
from careader.net import Response
from careader.sources.entry import to_article
from careader.sources.page import read_page
from careader.sources.ways import reader
from careader.text.blocks import text_of
from careader.text.clean import printable
from tests.fuzz.feed import check
from tests.pages import SHAPES
from tests.sources.hostile import NOW, OUTLET

KINDS = ("page", "telegram", "sitemap", "wordpress")
CORPUS = [make().body for make in SHAPES]


def one(content: bytes) -> None:
    """Read a page in every way in which one is read."""
    url = "https://o.example/latest/"
    page = read_page(content, url, what="O", title="Canal")
    if not isinstance(page, Failure) and printable(text_of(page.blocks)) != text_of(page.blocks):
        raise AssertionError(text_of(page.blocks))
    for kind in KINDS:
        way, answers = Way(kind, url), [Response(url, 200, {}, content)]
        read = reader(kind).read(OUTLET, way, answers, now=NOW)
        for entry in () if isinstance(read, Failure) else read.entries:
            if article := to_article(entry, OUTLET, NOW):
                check(article)
