"""A damaged database: what can be read of it is saved, wherever the damage is."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from careader.newsroom import Newsroom, Query
from careader.settings import Settings
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


@pytest.mark.parametrize("seed", range(6))
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


def test_what_was_saved_is_found_and_grouped_and_marked(tmp_path: Path, sound: bytes) -> None:
    with reopened(tmp_path, sound) as room:
        room.set_starred([ARTICLES[5]], True)
        room.marks.flush()
        room._database.damage = "as if"
        assert room.mend()
        assert not room.mend()
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
            assert library.mend()
        assert len(room.stories()) == len(other.stories()) == COUNT
        assert len(list(room.paths.data.glob("*.unreadable-*-wal"))) <= 1
        assert len([p for p in room.paths.data.glob("*.unreadable-*") if p.suffix != "" and "wal" not in p.name]) == 1
