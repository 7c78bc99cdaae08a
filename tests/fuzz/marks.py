"""A file of marks or decisions of any bytes: kept whole where it is damaged, read as far as it goes, and healed."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from careader.store.decisions import Decided, Decisions
from careader.store.marks import Marks

CORPUS = [
    b'{"meta":{"1":{"version":1}},"marks":{"a1":{"read":true,"read_at":"2026-11-20T08:00:00Z"}}}',
    b'{"marks":{"a1":{"starred":true,"starred_at":"2026-11-20T08:00:00+05:00","title":"T\\u001b","url":"x"}}}',
    b'{"decisions":{"a b":{"decided":"apart","at":"2026-11-20T08:00:00Z"}},"forgotten":{"c d":{"at":"2026-11-20"}}}',
    b'{"marks":{"a":{"read":true},"a":{"read":false}},"marks":{"b":{"read":1}}}',
    b'{"meta":{"1":{"version":9}},"marks":[]}',
]
NOW = datetime(2026, 11, 25, tzinfo=UTC)


def one(content: bytes) -> None:
    """Open, change and close each kind of file twice."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("marks.json", "decisions.json"):
            path = Path(folder) / name
            path.write_bytes(content)
            known = _use(path)
            if content not in [file.read_bytes() for file in path.parent.glob(f"{name}*")] and not _is_whole(known):
                raise AssertionError("what was there is gone")
            path.unlink(missing_ok=True)


def _use(path: Path) -> tuple[str, ...]:
    if path.name == "marks.json":
        with Marks(path, now=lambda: NOW, delay=3600) as marks:
            before = set(marks.read_ids())
            marks.set_read(["fuzz"], True)
            saved, problems = marks.flush(), marks.problems
        if saved and not Marks(path, now=lambda: NOW).read_ids() >= before | {"fuzz"}:
            raise AssertionError("a mark is lost")
        return problems
    with Decisions(path, now=lambda: NOW, delay=3600) as decisions:
        decisions.decide({("fuzz", "gauze"): Decided.APART})
        saved, problems = decisions.flush(), decisions.problems
    if saved and Decisions(path, now=lambda: NOW).on("fuzz", "gauze") is not Decided.APART:
        raise AssertionError("a decision is lost")
    return problems


def _is_whole(problems: tuple[str, ...]) -> bool:
    return not any("set aside" in problem for problem in problems)
