"""A few rounds of `tests.faults.kills`, which is run by itself for a thousand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = ("mark", "import", "first-start", "upgrade")


def test_nothing_is_lost_by_kill_9_at_any_instant() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", "3", *SCENARIOS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(SCENARIOS)
