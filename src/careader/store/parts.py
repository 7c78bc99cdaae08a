"""The tables, indexes and triggers of a library: one that lacks any of them has been damaged by another program."""

from __future__ import annotations

import re
import sqlite3

from careader.text.wordset import words

PARTS = words(
    "appearance article article_text article_text_config article_text_content article_text_data article_text_docsize "
    "article_text_idx body edition entry fetch former_title grouping_edge grouping_features grouping_row "
    "grouping_state grouping_waiting import imported library mark member meta page quote reached story version "
    "article_by_date article_by_guid article_by_language article_by_opening article_by_outlet article_by_ownership "
    "article_by_story article_captured entry_by_article grouping_edge_by_other grouping_row_by_day "
    "grouping_waiting_by_article story_by_date story_counts story_starred story_unread article_appears_nowhere "
    "article_has_no_page article_is_another article_is_gone article_is_new body_is_another"
)
"""What the steps of `migrations` make; a test compares the two."""

_NOT_AS_MADE = re.compile(
    r"no such (?:table|column|index|trigger): |already exists$|^duplicate column name: |has no column"
)


def look_for_parts(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError where a part of a library is missing."""
    there = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_schema")}
    if lacks := sorted(PARTS - there):
        raise sqlite3.DatabaseError(f"it lacks {lacks[0]}")


def is_not_as_made(error: sqlite3.Error) -> bool:
    """Say whether an error in opening a library comes of tables that are others than careader makes."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR and bool(_NOT_AS_MADE.search(str(error)))
