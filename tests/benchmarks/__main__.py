"""Run one benchmark: `python -m tests.benchmarks NAME [ARG ...]`; without a name, say which there are."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main() -> int:
    """Hand the arguments to the `main(arguments) -> exit code` of the benchmark named first."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        print(f"usage: python -m tests.benchmarks NAME, where NAME is one of: {', '.join(names)}", file=sys.stderr)
        return 2
    module = importlib.import_module(f"tests.benchmarks.{sys.argv[1]}")
    return int(module.main(sys.argv[2:]))


if __name__ == "__main__":
    raise SystemExit(main())
