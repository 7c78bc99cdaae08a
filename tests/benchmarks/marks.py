"""How long one mark takes to reach the disk, beside TinyDB with the storage it comes with, at some sizes.

`python -m tests.benchmarks marks [SIZE ...]`: medians of several writes of one changed record, in milliseconds.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document

from careader.store.marks import Marks

_ROUNDS = 9


def main(arguments: list[str]) -> int:
    """Print a line for each size: 10,000 and 50,000 unless others are given."""
    print("records  plain TinyDB  Marks.flush  ratio  set_read  open")
    for size in map(int, arguments or ["10000", "50000"]):
        with tempfile.TemporaryDirectory() as folder:
            plain, flush, mark, opening = _measure(Path(folder), size)
        print(f"{size:7,}  {plain:9.1f} ms  {flush:8.1f} ms  {flush / plain:5.2f}  {mark:5.3f} ms  {opening:.0f} ms")
    return 0


def _measure(folder: Path, size: int) -> tuple[float, float, float, float]:
    ids = [f"{number:032x}" for number in range(size)]
    with Marks(folder / "marks.json", now=lambda: datetime.now(UTC), delay=3600) as marks:
        marks.set_read(ids, True)
        marks.flush()
        mark = _median(lambda: marks.set_read(ids[:1], True))

        def mark_and_flush() -> None:
            marks.set_read(ids[:1], True)
            marks.flush()

        flush = _median(mark_and_flush)
    opening = _median(lambda: Marks(folder / "marks.json", now=lambda: datetime.now(UTC)))
    with TinyDB(folder / "plain.json") as database:
        record = {"read": True, "read_at": datetime.now(UTC).isoformat()}
        database.insert_multiple(Document({"article": article, **record}, n) for n, article in enumerate(ids))
        plain = _median(lambda: database.update(record, doc_ids=[size // 2]))
    return plain, flush, mark, opening


def _median(action: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)
