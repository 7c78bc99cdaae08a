"""`careader rates` where the settings turn the rates round."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from careader.cli import careader
from tests.library import open_library, paths_in


def test_lines_follow_the_settings_and_json_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_library(tmp_path).close()
    paths = paths_in(tmp_path)
    paths.settings.parent.mkdir()
    paths.settings.write_text('[rates]\ninverted = true\ncurrencies = ["UZS", "KZT"]\n', encoding="utf-8")
    for variable, folder in (("XDG_DATA_HOME", paths.data), ("XDG_CACHE_HOME", paths.cache)):
        (tmp_path / variable).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / variable))
        if folder.exists():
            folder.rename(tmp_path / variable / "careader")
    arguments = ["--config", str(paths.settings), "rates"]
    lines = CliRunner().invoke(careader, arguments).stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["USD/UZS", "12198.5"], ["USD/KZT", "471.36"]]
    shape = json.loads(CliRunner().invoke(careader, [*arguments, "--json"]).stdout)
    assert [rate["pair"] for rate in shape] == ["UZS/USD", "KZT/USD"]
