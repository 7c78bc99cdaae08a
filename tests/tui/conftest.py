from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from careader.newsroom import Newsroom
from tests.library import open_library


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom with the small library."""
    with open_library(tmp_path) as room:
        yield room
