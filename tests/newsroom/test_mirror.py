"""The list of a library with many marks is answered from their mirror, and the marks are read afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread

import pytest

from careader.newsroom import Newsroom, Query
from careader.settings import Settings
from careader.store.synced import SyncedTable
from tests.library import ARTICLES, NOW, open_library, paths_in

READ, STARRED = ARTICLES[1], ARTICLES[3]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with a library in which one article is read and another starred."""
    with open_library(tmp_path) as newsroom:
        newsroom.set_read([READ], True)
        newsroom.set_starred([STARRED], True)
    return tmp_path


def again(folder: Path) -> Newsroom:
    return Newsroom(paths_in(folder), Settings(default_outlets=False), now=lambda: NOW)


def test_the_list_is_marked_without_reading_the_marks(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with again(kept) as newsroom:
        with monkeypatch.context() as patch:
            patch.setattr(SyncedTable, "__init__", lambda *_, **__: pytest.fail("the marks are read"))
            rows = {row.lead: row for row in newsroom.reads.rows(Query())}
            assert rows[READ.id].read
            assert rows[STARRED.id].starred
            assert newsroom.reads.total(Query(unread=True)) == len(ARTICLES) - 1
            assert newsroom.reads.counts(Query(starred=True))["all"].total == 1
            told = newsroom.story(f"s{READ.id}")
            assert told
            assert told.read
            assert [story.lead.id for story in newsroom.reads.select(Query(starred=True))] == [STARRED.id]
        assert not newsroom.complete()  # the list stays as it is
        assert newsroom.marks.read_ids() == {READ.id}


def test_what_another_program_has_marked_is_in_the_list_from_the_start(kept: Path) -> None:
    path = paths_in(kept).data / "marks.json"
    tables = json.loads(path.read_text(encoding="utf-8"))
    del tables["marks"][READ.id]
    tables["marks"][ARTICLES[5].id] = {"read": True, "read_at": "2026-11-21T11:00:00Z"}
    path.write_text(json.dumps(tables), encoding="utf-8")
    with again(kept) as newsroom:
        assert {row.lead for row in newsroom.reads.rows(Query()) if row.read} == {ARTICLES[5].id}


@pytest.mark.parametrize("gone", ["marks.json", "articles.sqlite3"])
def test_marks_or_their_mirror_may_be_gone(kept: Path, gone: str) -> None:
    (paths_in(kept).data / gone).unlink()
    with again(kept) as newsroom:
        newsroom.articles.put(ARTICLES)
        marked = {row.lead for row in newsroom.reads.rows(Query()) if row.read or row.starred}
        assert marked == (set() if gone == "marks.json" else {READ.id, STARRED.id})


def test_a_copy_of_another_machine_is_in_the_list_once_the_marks_are_read(kept: Path) -> None:
    mark = {"read": True, "read_at": "2026-11-21T11:00:00Z"}
    copy = paths_in(kept).data / "marks.sync-conflict-1.json"
    copy.write_text(json.dumps({"marks": {ARTICLES[5].id: mark}}), encoding="utf-8")
    with again(kept) as newsroom:
        assert newsroom.complete()
        assert {row.lead for row in newsroom.reads.rows(Query()) if row.read} == {READ.id, ARTICLES[5].id}


def test_the_marks_are_read_once_whoever_is_first(kept: Path) -> None:
    with again(kept) as newsroom:
        found: list[object] = []
        threads = [Thread(target=lambda: found.append(newsroom.marks)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len({id(marks) for marks in found}) == 1
        newsroom.set_read([ARTICLES[0]], True)
        assert newsroom.reads.total(Query(unread=True)) == len(ARTICLES) - 2
