"""Run one fuzz target: `python -m tests.fuzz NAME [SECONDS [OPTION OF LIBFUZZER ...]]`; without a name, say which."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

import atheris


def main() -> int:
    """Start libFuzzer with the target's corpus; it ends with a code and a file of the input when something is found."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        print(f"usage: python -m tests.fuzz NAME [SECONDS], where NAME is one of: {', '.join(names)}", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["careader"]):
        target = importlib.import_module(f"tests.fuzz.{sys.argv[1]}")
    seconds = sys.argv[2] if len(sys.argv) > 2 else "600"
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(target.CORPUS):
            (Path(corpus) / str(number)).write_bytes(seed)
        limits = [f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=1024", "-max_len=20000"]
        atheris.Setup([sys.argv[0], *limits, *sys.argv[3:], corpus], target.one)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
