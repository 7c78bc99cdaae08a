from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest

from careader.model import Outlet
from careader.sources.entry import Entry, to_article
from careader.sources.identity import article_id, identified, newest

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
DESK = Outlet("desk", "The Desk", "https://desk.example/rss", "ky", ("kg",))
SITE = "https://desk.example/"


def ids(*entries: Entry, nowhere: tuple[str, ...] = (SITE, DESK.url)) -> list[str]:
    return [entry.id for entry in identified(entries, DESK, nowhere=nowhere)]


def test_the_id_comes_from_the_canonical_address() -> None:
    assert ids(Entry("Lake", "https://www.desk.example/1/?utm_source=rss")) == [article_id("desk.example/1")]
    assert ids(Entry("Lake", "/1", base=SITE)) == [article_id("desk.example/1")]


@pytest.mark.parametrize(
    "link", ["", SITE, "https://www.desk.example/?utm_medium=x", DESK.url, "#", "/rss", "javascript:x()"]
)
def test_entries_whose_link_says_nothing_are_told_apart_by_their_guids(link: str) -> None:
    entries = [Entry(f"Episode {n}", link, guid=f"ep-{n}", base=DESK.url) for n in range(3)]
    assert ids(*entries) == [article_id("desk", f"ep-{n}") for n in range(3)]


def test_entries_that_share_a_page_are_told_apart_by_what_they_have() -> None:
    page = "https://desk.example/podcast"
    assert len(set(ids(*(Entry(f"Episode {n}", page, guid=f"ep-{n}") for n in range(3))))) == 3
    assert len(set(ids(*(Entry(f"Part {n}", f"{page}#p{n}", guid=page) for n in range(3))))) == 3
    assert len(set(ids(*(Entry(f"Title {n}", page, guid=page) for n in range(3))))) == 3
    assert len(set(ids(*(Entry("", page, description=f"<p>Words {n}</p>", guid=f"w{n}") for n in range(3))))) == 3
    assert len(ids(Entry("Lake", page), Entry("Lake", f"{page}/#comments"), Entry("Lake!", page))) == 1


def test_an_article_twice_is_kept_once_the_fuller() -> None:
    entries = identified([Entry("Lake", f"{SITE}1"), Entry("Lake", f"{SITE}1", content="It froze.")], DESK)
    assert [entry.content for entry in entries] == ["It froze."]


def test_the_newest_are_kept_in_their_order() -> None:
    entries = [Entry(str(n), published=NOW - timedelta(hours=n) if n else None) for n in (3, 1, 0, 2)]
    assert [entry.title for entry in newest(entries, 2)] == ["1", "0"]


def test_the_fingerprint_changes_with_anything_that_is_said_and_with_nothing_else() -> None:
    entry = Entry("Lake", f"{SITE}1", "1", NOW, "It froze.", "It did.", "Aida", "ky", SITE, "id")
    assert entry.fingerprint == replace(entry).fingerprint
    assert len(entry.fingerprint) == 8
    names = ("title", "link", "guid", "content", "description", "author", "language", "base", "id")
    said = asdict(entry)
    changed = {Entry(**(said | {name: "x"})).fingerprint for name in names}
    changed.add(replace(entry, published=None).fingerprint)
    assert len(changed | {entry.fingerprint}) == len(names) + 2


def test_an_entry_of_any_source_becomes_an_article() -> None:
    (entry,) = identified(
        [Entry("Lake &amp; ice", "/1", published=NOW + timedelta(days=1), content="<h2>Ice</h2>")], DESK
    )
    article = to_article(entry, DESK, NOW)
    assert article is not None
    assert (article.id, article.title, article.url) == (entry.id, "Lake & ice", f"{SITE}1")
    assert (article.published, article.seen, article.outlet) == (NOW, NOW, "The Desk")
    assert to_article(Entry(description="<p></p>"), DESK, NOW) is None
