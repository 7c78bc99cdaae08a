"""Files that are imported."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path

import pytest

from careader import words
from careader.newsroom import Newsroom
from careader.settings import Settings
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
    assert "Министерство" in text_of(file.articles[-1].blocks)


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
