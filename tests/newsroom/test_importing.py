"""Files that are imported."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from careader import words
from careader.model import Article
from careader.newsroom import Newsroom, importing
from careader.settings import Settings
from careader.store.articles import ArticleStore, Stored
from careader.text.blocks import text_of
from tests.library import NOW, paths_in

TICKER = "\n".join(
    "  • KGS/USD = 0.01143 0%\n  • KZT/USD = 0.00211 -0%\n  • TJS/USD = 0.10709 -0.12%" for _ in range(8)
)
BODY = (
    "Kyrgyzstan has opened a new road between Naryn and Osh, the transport ministry in Bishkek said on Friday. The road"
    " shortens the way by ninety kilometers and stays open in winter.\n\n"
    "The ministry said that Kyrgyzstan would build three more tunnels by 2029.\n"
)
PAGE = f"{TICKER}\n{{date}}\n\nKyrgyzstan Opens a Winter Road Between Naryn and Osh\n\n{BODY}"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(paths_in(tmp_path), Settings(default_outlets=False), now=lambda: NOW)


def test_one_article_on_two_pages_is_one_and_the_newest_quotes_count(newsroom: Newsroom, tmp_path: Path) -> None:
    for day in ("08", "10"):
        page = PAGE.format(date=f"{day} December 2025").replace("0.00211", f"0.002{day}")
        (tmp_path / f"page-{day}.txt").write_text(page)
    with newsroom:
        done = newsroom.import_paths([str(tmp_path)])
        assert (len(done.stories), done.articles, done.distinct) == (1, 2, 1)
        [story] = newsroom.stories()
        assert story.lead.title == "Kyrgyzstan Opens a Winter Road Between Naryn and Osh"
        assert story.countries == ("kg",)
        assert {rate.base: (rate.rate, rate.change_pct, rate.stale) for rate in newsroom.rates()} == {
            "KGS": (Decimal("0.01143"), Decimal(0), True),
            "KZT": (Decimal("0.00210"), Decimal(0), True),
            "TJS": (Decimal("0.10709"), Decimal("-0.12"), True),
        }


def test_what_is_no_capture_is_named_and_the_others_are_read(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Milk, eggs, bread.\n")
    (tmp_path / "b.txt").write_text(PAGE.format(date="08 December 2025"))
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "d.txt").write_text("")
    with newsroom:
        done = newsroom.import_paths([str(tmp_path), str(tmp_path / "missing.txt")])
    failed = {Path(file.failure.what).name: words.reason(file.failure) for file in done.files if file.failure}
    assert set(failed) == {"a.txt", "c.txt", "d.txt", "missing.txt"}
    assert failed["missing.txt"] == "there is no such file"
    assert len(done.stories) == 1


def test_a_saved_feed_and_standard_input(newsroom: Newsroom, tmp_path: Path) -> None:
    item = {
        "id": "1",
        "url": "https://g.example/1",
        "title": "Tashkent counts its trees",
        "content_text": "Many. " * 99,
    }
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Gazette", "items": [item]})
    with newsroom:
        done = newsroom.import_paths(["-"], stdin=feed.encode())
        assert [story.lead.outlet for story in newsroom.stories()] == ["The Gazette"]
        assert done.files[0].name == "standard input"


def test_a_packed_feed_and_what_is_left_out_of_it(newsroom: Newsroom, tmp_path: Path) -> None:
    items = "".join(f"<item><title>Tree {n}</title><link>https://g.example/{n}</link></item>" for n in range(502))
    feed = f"<rss><channel><title>The Gazette</title>{items}"
    (tmp_path / "saved.xml.gz").write_bytes(gzip.compress(feed.encode()))
    with newsroom:
        (file,) = newsroom.import_paths([str(tmp_path)]).files
    assert len(file.articles) == 500
    assert file.notes == ("cut off; only its whole entries are kept", "only the newest 500 of 502 kept")


def test_a_capture_in_another_character_set_is_read(newsroom: Newsroom, tmp_path: Path) -> None:
    page = PAGE.format(date="08 December 2025") + "\nМинистерство водных ресурсов сообщило об этом в пятницу.\n"
    (tmp_path / "page.txt").write_bytes(page.encode("cp1251"))
    with newsroom:
        (file,) = newsroom.import_paths([str(tmp_path)]).files
        article = newsroom.articles.get(file.articles[-1])
    assert article
    assert "Министерство" in text_of(article.blocks)


def some_feeds(folder: Path) -> None:
    for number in range(4):
        items = "".join(
            f"<item><title>Report {number}-{item}</title><link>https://gazette.example/{number}/{item}</link></item>"
            for item in range(3)
        )
        text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{items}</channel></rss>'
        (folder / f"{number}.xml").write_text(text)


def test_many_files_are_kept_some_at_a_time_and_are_one_import(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_feeds(tmp_path)
    at_once: list[int] = []
    put = ArticleStore.put

    def counted(store: ArticleStore, articles: Sequence[Article], **more: Any) -> Stored:
        at_once.append(len(articles))
        return put(store, articles, **more)

    monkeypatch.setattr(ArticleStore, "put", counted)
    monkeypatch.setattr(importing, "_AT_ONCE", 4)
    with newsroom:
        done = newsroom.import_paths([str(tmp_path)])
        [one] = newsroom.removal.imports()
        assert at_once == [6, 6, 0]
        assert (done.new, done.distinct, one.number) == (12, 12, done.number)
        assert set(one.articles) == newsroom.articles.ids()
        assert [Path(file).name for file in one.files] == ["0.xml", "1.xml", "2.xml", "3.xml"]


def test_what_an_import_kept_before_an_error_can_be_taken_back(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_feeds(tmp_path)
    put, turns = ArticleStore.put, iter((True, False))

    def failing(store: ArticleStore, articles: Sequence[Article], **more: Any) -> Stored:
        if not next(turns):
            raise sqlite3.OperationalError("disk I/O error")
        return put(store, articles, **more)

    monkeypatch.setattr(importing, "_AT_ONCE", 4)
    with newsroom:
        with monkeypatch.context() as patch:
            patch.setattr(ArticleStore, "put", failing)
            with pytest.raises(sqlite3.OperationalError):
                newsroom.import_paths([str(tmp_path)])
        [one] = newsroom.removal.imports()
        assert len(one.articles) == 6
        assert set(one.articles) == newsroom.articles.ids()


def test_opml_adds_its_outlets_to_the_settings_and_keeps_comments(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.paths.settings.parent.mkdir(parents=True)
    newsroom.paths.settings.write_text("# mine\n[outlets]\ndefaults = false  # fewer\n")
    opml = '<opml version="2.0"><body><outline type="rss" text="Osh Daily" xmlUrl="https://osh.example/feed"/></body></opml>'
    (tmp_path / "list.opml").write_text(opml)
    with newsroom:
        for _ in range(2):
            done = newsroom.import_paths([str(tmp_path / "list.opml")])
        assert done.files[0].outlets == 0
        assert [(outlet.name, outlet.url) for outlet in newsroom.outlets()] == [
            ("Osh Daily", "https://osh.example/feed")
        ]
    text = newsroom.paths.settings.read_text()
    assert "# mine" in text
    assert "# fewer" in text
