"""What is said before a large library of an earlier version is opened: bringing it up to date takes its time."""

from __future__ import annotations

from careader.settings import Paths
from careader.store.schema import outdated
from careader.words import figures

_LARGE = 20_000_000
"""From how many bytes on it takes longer than a moment."""


def upgrade_notice(paths: Paths, large: int = _LARGE) -> str:
    """Return the sentence to say before the library of these folders is opened, "" where it opens at once."""
    size = outdated(paths.data / "articles.sqlite3")
    return figures.upgrading(round(size / 1_000_000)) if size >= large else ""
