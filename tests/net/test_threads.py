"""Names that cannot be resolved take nobody's thread, and the program ends without them."""

from __future__ import annotations

import asyncio
import threading

import pytest

from careader.net.threads import FreeThreads, use_free_threads


def test_work_that_does_not_end_keeps_neither_other_work_nor_the_end_waiting() -> None:
    never = threading.Event()

    async def main() -> str:
        use_free_threads()
        stuck = [asyncio.get_running_loop().run_in_executor(None, never.wait) for _ in range(100)]
        said = await asyncio.wait_for(asyncio.to_thread(lambda: "here"), 5)
        assert not any(future.done() for future in stuck)
        return said

    try:
        assert asyncio.run(main()) == "here"
    finally:
        never.set()


def test_what_is_raised_is_raised_where_it_was_asked_for() -> None:
    def fails() -> None:
        raise LookupError("none")

    with pytest.raises(LookupError, match="none"):
        FreeThreads().submit(fails).result(timeout=5)
