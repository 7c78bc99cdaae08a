"""The newsroom that a command works in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import click

from careader.cli import complain, fail
from careader.newsroom import Newsroom
from careader.newsroom.upgrading import upgrade_notice


@contextmanager
def open_newsroom(ctx: click.Context) -> Iterator[Newsroom]:
    """Open the newsroom of `--config` or of this user, say what is wrong with its files, and close it."""
    paths, must_exist = ctx.find_root().obj
    if notice := upgrade_notice(paths):
        complain(notice)
    with Newsroom.open(paths, settings_must_exist=must_exist) as newsroom:
        said: set[str] = set()
        _say(newsroom, said)
        try:
            yield newsroom
        except (sqlite3.DatabaseError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
            if not newsroom.mending.helps(error):
                raise
            _say(newsroom, said)
            fail("the library has been mended; run the command again")
        newsroom.marks.flush()
        _say(newsroom, said)


def _say(newsroom: Newsroom, said: set[str]) -> None:
    for problem in newsroom.problems:
        if problem not in said:
            said.add(problem)
            complain(problem)
