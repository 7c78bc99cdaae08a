"""A damaged database: what can be read of it is saved, wherever the damage is."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from careader.model import Code, Failure
from careader.newsroom import Newsroom, Query
from careader.settings import Settings
from careader.store.fetches import Fetch, Row
from careader.store.pages import PageState
from careader.store.soundness import TABLES
from tests.library import NOW, article, open_library, paths_in

COUNT = 60
ARTICLES = [article(f"Item {number} of a long week", minutes=number, paragraphs=12) for number in range(COUNT)]
PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a library of sixty articles with bodies."""
    folder = tmp_path_factory.mktemp("sound")
    with open_library(folder, ARTICLES) as room:
        room.articles.whole([ARTICLES[0].id])
    with closing(sqlite3.connect(folder / "data" / "articles.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "data" / "articles.sqlite3").read_bytes()


def reopened(folder: Path, content: bytes) -> Newsroom:
    path = folder / "data" / "articles.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return Newsroom(paths_in(folder), Settings(default_outlets=False), now=lambda: NOW)


def pages_with(content: bytes, text: bytes) -> list[int]:
    """The numbers, from 0, of the pages that hold a text."""
    return [number for number in range(1, len(content) // PAGE) if text in content[number * PAGE :][:PAGE]]


def with_broken(content: bytes, pages: list[int], filler: bytes = b"\xff") -> bytes:
    broken = bytearray(content)
    for page in pages:
        broken[page * PAGE : (page + 1) * PAGE] = filler * (PAGE // len(filler))
    return bytes(broken)


def used(room: Newsroom) -> int:
    """Read everything that a screen reads, and return how many stories there are."""
    found = room.read(lambda: room.stories())
    for story in found:
        room.read(lambda story=story: room.whole(story))  # type: ignore[misc]
    room.read(lambda: room.reads.window(Query(), offset=0, limit=COUNT))
    room.read(lambda: room.find("item"))
    room.read(lambda: room.rates())
    return len(found)


def test_a_broken_leaf_costs_its_rows_and_no_more(tmp_path: Path, sound: bytes) -> None:
    leaves = pages_with(sound, b"https://example.org/")
    broken = leaves[len(leaves) // 2]
    with reopened(tmp_path, with_broken(sound, [broken])) as room:
        stories = used(room)
        assert COUNT - 30 <= stories < COUNT
        assert f"{stories} of {COUNT} articles were saved" in room.problems[0]
        assert room.integrity() == "ok"
        assert len(room.stories()) == stories == used(room)
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False), now=lambda: NOW) as again:
        assert len(again.stories()) == stories
        assert not again.problems


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("filler", [b"\xff", b"\0", b"A"])
def test_any_broken_pages_are_survived(tmp_path: Path, sound: bytes, seed: int, filler: bytes) -> None:
    dice = random.Random(seed)
    count = len(sound) // PAGE
    broken = with_broken(sound, dice.sample(range(1, count), k=min(3 + 3 * seed, count - 1)), filler)
    with reopened(tmp_path, broken) as room:
        room.set_read([ARTICLES[3]], True)
        stories = used(room)
        assert stories <= COUNT
        room.articles.put([article("After the damage", minutes=1)])
        room.regroup()
        assert room.find("damage")
        if room.problems:
            assert f"{room.paths.data / 'articles.sqlite3'} is damaged" in room.problems[0]
            assert list(room.paths.data.glob("articles.sqlite3.unreadable-*"))
            assert room.integrity() == "ok"
        assert room.marks.read_ids() == {ARTICLES[3].id}


def test_a_broken_head_is_set_aside(tmp_path: Path, sound: bytes) -> None:
    with reopened(tmp_path, with_broken(sound, [0])) as room:
        [problem] = room.problems
        assert "0 articles were saved" in problem
        assert room.stories() == []
    [aside] = (tmp_path / "data").glob("*.unreadable-*")
    assert aside.read_bytes()[PAGE:] == sound[PAGE:]


@pytest.mark.parametrize("spoilt", [b"x" * 16, bytes(100), b"\xff" * 24])
def test_a_header_that_is_spoilt_costs_nothing(tmp_path: Path, sound: bytes, spoilt: bytes) -> None:
    with reopened(tmp_path, spoilt + sound[len(spoilt) :]) as room:
        assert f"{COUNT} articles were saved" in room.problems[0]
        assert used(room) == COUNT
    assert len(list((tmp_path / "data").iterdir())) <= 3, "the library, what was set aside, the choices"


def test_what_is_kept_is_taken_for_sound(tmp_path: Path) -> None:
    full = [replace(one, guid=f"g{number}", first_seen=NOW) for number, one in enumerate(ARTICLES[:5])]
    with open_library(tmp_path, full) as room:
        room.articles.put([replace(full[0], title="Another headline", blocks=full[0].blocks[:1])])
        room.pages.note(full[1].id, PageState(NOW, failure=Failure("a", Code.PAYWALL)))
        room.pages.set_editions(full[1].id, [full[2].id])
        room.entries.note("a", read={full[1].id: (full[1].id, b"print")}, now=NOW)
        room.fetches.put([Row("outlet", "a", Fetch("https://a.example", NOW))])
        room.import_paths([str(write(tmp_path))])
        rows = room._database.connection.execute
        assert all(rows(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0] for table in TABLES)
        room._database.look_for_damage()
        assert room._database.damage == ""


def write(folder: Path) -> Path:
    """Write a feed of one article into a file."""
    file = folder / "feed.xml"
    file.write_text(
        "<rss><channel><item><title>A quay for Aktau</title><link>https://a.example/q</link></item></channel></rss>"
    )
    return file


CHANGES = {
    "a text that is none": "UPDATE body SET blocks = CAST(x'5b5b22ff225d5d' AS TEXT)",
    "a body that is no JSON": "UPDATE body SET blocks = substr(blocks, 1, 50)",
    "a kind of block that there is not": "UPDATE body SET blocks = replace(blocks, 'paragraph', 'qaragraph')",
    "a date that is none": "UPDATE article SET seen = '202x-11-21T12:00:00+00:00'",
    "a number that is none": "UPDATE quote SET value = '4x2'",
    "an origin that there is not": "UPDATE article SET origin = 'fegd'",
    "bytes for a text": "UPDATE article SET summary = x'00ff'",
    "a line of the list that is of no story": "UPDATE story SET id = 'x' || id",
    "what grouping keeps": "UPDATE grouping_features SET features = '{'",
    "where the reader was": "UPDATE meta SET value = CAST(x'ff' AS TEXT)",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_never_written_is_found_when_it_is_read(tmp_path: Path, change: str) -> None:
    count = 12
    with open_library(tmp_path, ARTICLES[:count]) as room:
        connection = room._database.connection
        table = CHANGES[change].split()[1]
        key = {"meta": "name", "quote": "published"}.get(table, "rowid")
        connection.execute(f"{CHANGES[change]} WHERE {key} IN (SELECT {key} FROM {table} LIMIT 2)")
        connection.commit()
    with Newsroom(paths_in(tmp_path), room.settings, now=lambda: NOW) as room:
        assert used(room) >= count - 2
        room.articles.put([article("After the damage", minutes=1)])
        room.read(lambda: room.regroup())
        assert "After the damage" in {story.lead.title for story in room.stories()}
        assert room.integrity() == "ok"
        room._database.look_for_damage()
        assert room._database.damage == ""


def test_what_was_saved_is_found_and_grouped_and_marked(tmp_path: Path, sound: bytes) -> None:
    with reopened(tmp_path, sound) as room:
        room.set_starred([ARTICLES[5]], True)
        room.marks.flush()
        room._database.damage = "as if"
        assert room.mending.mend()
        assert not room.mending.mend()
        assert len(room.stories()) == COUNT
        assert room.find("week") is not None
        assert len(room.find("week") or ()) == COUNT
        window = room.reads.window(Query(starred=True), offset=0, limit=5)
        assert [row.title for row in window.rows] == [ARTICLES[5].title]
        assert len(room.rates()) == 5
        assert room.whole(room.stories()[0]).articles[0].blocks == ARTICLES[0].blocks


def test_what_another_program_has_mended_is_taken_over(tmp_path: Path, sound: bytes) -> None:
    with reopened(tmp_path, sound) as room, Newsroom(paths_in(tmp_path), room.settings, now=lambda: NOW) as other:
        for library in (other, room):
            library._database.damage = "as if"
            assert library.mending.mend()
        assert len(room.stories()) == len(other.stories()) == COUNT
        assert len(list(room.paths.data.glob("*.unreadable-*-wal"))) <= 1
        assert len([p for p in room.paths.data.glob("*.unreadable-*") if p.suffix != "" and "wal" not in p.name]) == 1
