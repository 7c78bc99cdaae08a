"""A newsroom that holds the sample edition, in a folder of its own that goes when it is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from careader import sample
from careader.newsroom import Newsroom, utc_now
from careader.newsroom.editing import labelled
from careader.settings import Paths, Settings


class SampleNewsroom(Newsroom):
    """The sample edition: it has no outlets to ask, and nothing in it is saved."""

    def __init__(self, settings: Settings, *, now: Callable[[], datetime] = utc_now) -> None:
        self._folder = TemporaryDirectory(prefix="careader-sample-")
        root = Path(self._folder.name)
        paths = Paths(settings=root / "settings.toml", data=root / "data", cache=root / "cache")
        super().__init__(
            paths, replace(settings, outlets=(), default_outlets=False, rates_enabled=False, state_folder=""), now=now
        )
        articles = [labelled(article) for article in sample.articles(now())]
        self.articles.put(articles)
        self.regroup()
        self.quotes.put(sample.quotes(now().date()), now=now())

    def close(self) -> None:
        """Close the files and remove the folder."""
        super().close()
        self._folder.cleanup()
