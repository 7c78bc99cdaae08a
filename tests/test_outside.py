"""Every public function that takes a text from outside is known, and costs in proportion to the text."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

import pytest

from tests.outside import BY_HAND, INSIDE, REFUSED, Work, functions, works
from tests.text.test_growth import steps

PIECES = (
    "a", "1 ", "a\u0323\u0301", "Kazakhstan, ", "<p>x ", "<a href=/x>y</a>", "&amp;", "([\"'", ". ", "\n- ", "/a",
    "{\"a\":",
)  # fmt: skip
SIZES = {"tui.format": (2000, 8000)}  # shorter ones fit, or their width is remembered
WORKS = works()
MODULES = sorted({name.rpartition(".")[0] for name in WORKS})


def quietly(work: Work) -> Work:
    """Call a function and take what it may raise for an answer."""

    def done(text: str) -> None:
        with suppress(*REFUSED):
            work(text)

    return done


def test_every_one_can_be_called_and_raises_what_it_may() -> None:
    for work in WORKS.values():
        quietly(work)("Kazakhstan <p>x 12.11.2026 & y")
    assert len(WORKS) > 200


def test_what_is_named_is_there() -> None:
    known = set(functions())
    assert set(BY_HAND) <= known
    assert {name for names in INSIDE.values() for name in names} <= known


@pytest.mark.parametrize("module", MODULES)
def test_four_times_the_text_is_four_times_the_steps(module: str) -> None:
    quietly(WORKS["desk.gazetteer.alike.alike"])("Kazakhstan")  # its table is made once, by the first who asks
    for name, work in WORKS.items():
        if name.rpartition(".")[0] != module:
            continue
        for piece in PIECES:
            quietly(work)(piece * 3)
            sizes = SIZES.get(module, (300, 1200))
            small, large = (steps(quietly(work), piece * (size // len(piece))) for size in sizes)
            assert large <= 4.5 * small + 400, (name, piece)


def test_none_takes_long_over_a_long_text() -> None:
    """Patterns take no steps of Python: they are counted by the processor's time that the system allows."""
    command = [sys.executable, "-m", "tests.text.hostile", "20000", "every"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.split("\n")[-2], done.returncode, done.stderr[-500:]) == ("done", 0, "")
