"""`careader rates`: lines for people and pipes, JSON for programs."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from careader.model import Code, Failure, Quote
from careader.settings import Paths
from careader.store.fetches import Asked, Row
from tests.cli.conftest import Run
from tests.library import NOW, open_library, paths_in


def fill(tmp_path: Path, paths: Paths, settings: str = "") -> None:
    """Keep the rates of the small library where the program looks, one of them late and one in doubt."""
    with open_library(tmp_path / "made") as room:
        room.quotes.put(
            [Quote("USD", "EUR", Decimal("0.8612"), date(2026, 11, day), "ECB") for day in (9, 10)], now=NOW
        )
        doubts = [Failure("Frankfurter", Code.LARGE_MOVE, {"percent": "-13"})]
        room.fetches.put([Row("rate", "KZT", Asked("nbk", doubts=doubts, asked_at=NOW))])
    paths.data.parent.mkdir(parents=True, exist_ok=True)
    paths.settings.parent.mkdir(parents=True, exist_ok=True)
    paths_in(tmp_path / "made").data.rename(paths.data)
    paths.settings.write_text(f"[outlets]\ndefaults = false\n[rates]\n{settings}\n", encoding="utf-8")


def test_lines_follow_the_settings_and_json_does_not(tmp_path: Path, paths: Paths, run: Run) -> None:
    fill(tmp_path, paths, 'inverted = true\ncurrencies = ["UZS", "KZT"]')
    lines = run("rates").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["USD/UZS", "12198.5"], ["USD/KZT", "471.36"]]
    shape = json.loads(run("rates", "--json").stdout)
    assert [rate["pair"] for rate in shape] == ["UZS/USD", "KZT/USD"]


def test_lines_are_columns_of_plain_text(tmp_path: Path, paths: Paths, run: Run) -> None:
    fill(tmp_path, paths, 'currencies = ["KZT", "TJS", "UZS", "TMT"]\npairs = ["EUR/KZT"]')
    lines = run("rates").stdout.splitlines()
    assert [line.partition("  2026")[0] for line in lines] == [
        "KZT/USD  0.0021215207      +0.30%",
        "TJS/USD  0.10708931         0.00%",
        "UZS/USD  0.000081977292    -0.30%",
        "TMT/USD  0.28571429         fixed",
        "EUR/KZT  548.97817              -",
    ]
    assert all(line.isascii() and line == line.rstrip() for line in lines)
    assert lines[0].split("  ")[-1] == "doubtful: Frankfurter: a move of -13% in a day"
    assert lines[4].partition("ECB, NBK")[2].split("  ")[1:] == [
        "out of date",
        "doubtful: KZT: Frankfurter: a move of -13% in a day",
    ]


def test_json_says_the_doubt_in_a_sentence_or_null(tmp_path: Path, paths: Paths, run: Run) -> None:
    fill(tmp_path, paths)
    shape = {rate["pair"]: rate for rate in json.loads(run("rates", "--json").stdout)}
    assert shape["KZT/USD"]["doubt"] == "Frankfurter: a move of -13% in a day"
    assert {rate["doubt"] for pair, rate in shape.items() if pair != "KZT/USD"} == {None}
    assert all(isinstance(rate["rate"], str) and isinstance(rate["stale"], bool) for rate in shape.values())
    assert (shape["TMT/USD"]["change_pct"], shape["TJS/USD"]["change_pct"]) == (None, "0.00")


def test_without_a_rate_it_says_what_asks_for_some(run: Run) -> None:
    result = run("rates")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No rates yet; careader refresh asks the national banks." in result.stderr
