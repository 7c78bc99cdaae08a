"""Every fuzz target takes the inputs that it starts from."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

TARGETS = sorted(path.stem for path in (Path(__file__).parent / "fuzz").glob("[a-z]*.py"))


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_survives_its_corpus(name: str) -> None:
    target = importlib.import_module(f"tests.fuzz.{name}")
    assert target.CORPUS
    for content in (*target.CORPUS, b""):
        target.one(content)
