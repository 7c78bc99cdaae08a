from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.newsstand import Newsstand

os.environ["LC_ALL"] = "C.UTF-8"  # what is said is compared, and careader speaks the language of the locale


@pytest.fixture
def newsstand(monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsstand]:
    """An empty newsstand on this machine, reached directly whatever proxies the environment names."""
    for scheme in ("http", "https", "all"):
        for name in (f"{scheme}_proxy", f"{scheme}_proxy".upper()):
            monkeypatch.delenv(name, raising=False)
    with Newsstand() as stand:
        yield stand
