"""What new entries cost, without the library: they are cleaned, labelled and taken apart, in whatever process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from careader.desk.features import Features
from careader.model import Article, Outlet
from careader.newsroom.editing import labelled
from careader.newsroom.grouping import item_of, taken_apart
from careader.sources.entry import Entry, to_article


class Prepared(NamedTuple):
    """An entry as an article, as it came and as it is when it is labelled, and what grouping sees of that."""

    cleaned: Article
    labelled: Article
    features: Features

    def finished(self, article: Article) -> Article | None:
        """Return an article labelled; None where it is another than the one that was prepared."""
        id_, first_seen = article.id, article.first_seen
        if replace(self.cleaned, id=id_, first_seen=first_seen) != article:
            return None
        return replace(self.labelled, id=id_, first_seen=first_seen)


def prepare(outlet: Outlet, entries: Sequence[Entry], now: datetime) -> dict[bytes, Prepared | None]:
    """Prepare entries of an outlet as of `now`, by their fingerprints; None for one that says nothing."""
    return {entry.fingerprint: _prepared(outlet, entry, now) for entry in entries}


def _prepared(outlet: Outlet, entry: Entry, now: datetime) -> Prepared | None:
    cleaned = to_article(entry, outlet, now)
    if cleaned is None:
        return None
    finished = labelled(cleaned, outlet.countries)
    return Prepared(cleaned, finished, taken_apart([item_of(finished)])[finished.id])
