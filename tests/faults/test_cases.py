"""The table of what can happen to what careader keeps names tests that are there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.faults.cases import CASES, Case

TESTS = Path(__file__).resolve().parents[1]


@cache
def functions_in(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_each_has_a_number_and_none_is_missing() -> None:
    assert [case.id for case in CASES] == [f"S{number}" for number in range(1, 65)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_it_is_held(case: Case) -> None:
    assert case.done
    assert case.right
    assert case.held_by
    for test in case.held_by:
        file, _, rest = test.partition("::")
        name, _, value = rest.partition("[")
        assert name in functions_in(file), test
        assert value.removesuffix("]") in (TESTS / file).read_text(), test
