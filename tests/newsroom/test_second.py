"""The second process: what it does, how it ends, and that nothing hangs on whether there is one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from careader.desk.features import Features, Item, features
from careader.newsroom import Newsroom, grouping, importing, second
from careader.newsroom.second import GoneError, Second, T
from careader.settings import Settings
from tests.library import ARTICLES, NOW, paths_in
from tests.newsroom.test_refreshing import feed


@pytest.fixture
def process() -> Iterator[Second]:
    with Second() as opened:
        yield opened


def test_work_is_done_elsewhere_in_its_order_and_errors_come_back(process: Second) -> None:
    done = [process.begin(partial(int, "7")), process.begin(os.getpid), process.begin(partial(int, "seven"))]
    assert process.is_running
    assert done[0].result(60) == 7
    assert done[1].result(60) not in (os.getpid(), 0)
    with pytest.raises(ValueError, match="seven"):
        done[2].result(60)
    process.close()
    assert not process.is_running
    with pytest.raises(GoneError):
        process.begin(os.getpid).result(60)


def test_what_a_dead_process_did_not_do_is_done_here(process: Second) -> None:
    there = process.begin(os.getpid).result(60)
    answer = process.asked(partial(time.strftime, "%Y", time.gmtime(0)))
    waiting = process.begin(partial(os.kill, there, signal.SIGKILL))
    with pytest.raises(GoneError):
        waiting.result(60)
    assert answer() == "1970"
    assert process.is_busy
    assert process.asked(os.getpid)() == os.getpid()
    with pytest.raises(GoneError):
        process.begin(os.getpid).result(60)


def test_one_that_cannot_begin_is_none(tmp_path: Path) -> None:
    with Second([str(tmp_path / "nothing")]) as none:
        assert none.asked(os.getpid)() == os.getpid()
        assert not none.is_running


def test_it_ends_with_the_program_that_asks() -> None:
    assert subprocess.run([sys.executable, "-P", "-m", second.__name__], stdin=subprocess.DEVNULL).returncode == 0


def told(library: Newsroom) -> list[object]:
    stories = library.stories()
    return [(story, library.articles.whole(one.id for one in story.articles)) for story in stories]


def test_an_import_of_much_comes_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "feeds").mkdir()
    for number in range(12):
        page = feed(f"Osh plants {number} thousand elms", "The tram of Osh is back", outlet=f"paper{number}")
        (tmp_path / "feeds" / f"paper{number:02}.xml").write_bytes(page.body)
    monkeypatch.setattr(grouping, "_PORTION", 5)
    found = []
    for much in (0, 2**30):
        monkeypatch.setattr(importing, "_MUCH", much)
        with Newsroom(paths_in(tmp_path / str(much)), Settings(default_outlets=False), now=lambda: NOW) as library:
            done = library.import_paths([str(tmp_path / "feeds")])
            found.append((done, told(library)))
    assert found[0][0].new == 24
    assert found[0] == found[1]


class Here(Second):
    """Does in this process what it is asked for, and counts it."""

    pieces = 0

    def asked(self, work: Callable[[], T]) -> Callable[[], T]:
        self.pieces += 1
        done = work()
        return lambda: done


def test_what_was_taken_apart_ahead_is_not_taken_apart_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apart: list[str] = []

    def counted(item: Item) -> Features:
        apart.append(item.id)
        return features(item)

    monkeypatch.setattr(grouping, "features", counted)
    monkeypatch.setattr(grouping, "_PORTION", 3)
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False), now=lambda: NOW) as library:
        library.articles.put(ARTICLES)
        library.articles.put([replace(one, id=f"e{one.id}", published=NOW - timedelta(days=9)) for one in ARTICLES])
        library.regroup(here := Here())
        assert here.pieces == 5
        assert len(apart) == len(set(apart)) == 2 * len(ARTICLES)
