"""A user of the commands, who has nothing yet or the small library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from careader.cli import careader
from careader.settings import Paths
from tests.library import open_library

Run = Callable[..., Result]


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """The paths of a user who has nothing yet."""
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return Paths.default()


@pytest.fixture
def run(paths: Paths) -> Run:
    """Run a command as that user."""

    def run(*arguments: str, text: str | None = None) -> Result:
        result = CliRunner().invoke(careader, arguments, input=text, prog_name="careader")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def library(paths: Paths, tmp_path: Path) -> None:
    """Fill that user's library with the small one."""
    open_library(tmp_path / "made").close()
    paths.data.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "made" / "data").rename(paths.data)
