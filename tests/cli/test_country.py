"""`careader list --country`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from careader.cli import careader
from tests.library import ARTICLES, open_library


def listed(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """Run `careader list` on the small library."""
    for variable in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(folder / variable))
    open_library(folder).close()
    (folder / "DATA").mkdir()
    (folder / "data").rename(folder / "DATA" / "careader")
    return CliRunner().invoke(careader, ["list", *arguments])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("kz", {0, 5}),
        ("KZ", {0, 5}),
        ("kazakhstan", {0, 5}),
        ("Kazakhstan", {0, 5}),
        ("kz,kg", {0, 1, 5, 7}),
        (" Kyrgyzstan , tj", {1, 2, 7}),
        ("turkmenistan,kz,KAZAKHSTAN", {0, 3, 5}),
        ("region", {6}),
        ("uzbekistan,region", {4, 5, 6}),
    ],
)
def test_codes_and_names_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, shown: set[int]
) -> None:
    result = listed(tmp_path, monkeypatch, "--country", value)
    assert result.exit_code == 0
    assert {number for number, article in enumerate(ARTICLES) if article.title in result.stdout} == shown


@pytest.mark.parametrize(
    ("value", "named"), [("mars", "'mars'"), ("kz,Atlantis", "'atlantis'"), ("kaz", "'kaz'"), ("", "''"), (",", "','")]
)
def test_what_is_unknown_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, named: str
) -> None:
    result = listed(tmp_path, monkeypatch, "--country", value)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert named in result.stderr
    assert "kz, kg, tj, tm, uz" in result.stderr
