"""A newsroom that holds the sample edition, in a folder of its own that goes when it is closed."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from careader import sample
from careader.newsroom import Newsroom, utc_now
from careader.newsroom.editing import labelled
from careader.settings import Paths, Settings
from careader.store.database import Database
from careader.store.decisions import Decisions
from careader.store.marks import Marks
from careader.words import spoken


class SampleNewsroom(Newsroom):
    """The sample edition: it has no outlets to ask, and nothing in it is saved."""

    def __init__(self, settings: Settings, *, now: Callable[[], datetime] = utc_now) -> None:
        folder = TemporaryDirectory(prefix="careader-sample-")
        root = Path(folder.name)
        paths = Paths(settings=root / "settings.toml", data=root / "data", cache=root / "cache")
        super().__init__(
            paths, replace(settings, outlets=(), default_outlets=False, rates_enabled=False, state_folder=""), now=now
        )
        articles = [labelled(article) for article in sample.articles(now(), spoken())]
        self.articles.put(articles)
        self.regroup()
        self.quotes.put(sample.quotes(now().date()), now=now())

        self._let_go = weakref.finalize(self, _let_go, self._database, self.marks, self.decisions, folder)

    def close(self) -> None:
        """Close the files and remove the folder; without this it is done when nobody has the newsroom any more."""
        self._let_go()


def _let_go(database: Database, marks: Marks, decisions: Decisions, folder: TemporaryDirectory[str]) -> None:
    marks.close()
    decisions.close()
    database.close()
    folder.cleanup()
