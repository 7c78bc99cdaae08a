"""No text costs more than its size: what grows with the square would take minutes where this takes seconds."""

from __future__ import annotations

import subprocess
import sys


def test_every_function_that_takes_a_text_from_outside_ends_in_time() -> None:
    command = [sys.executable, "-m", "tests.text.hostile", "100000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.split("\n")[-2], done.returncode, done.stderr[-500:]) == ("done", 0, "")
