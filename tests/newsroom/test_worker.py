from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from functools import partial

import pytest

from careader.newsroom.worker import EndedError, StuckError, Worker


async def test_work_is_done_in_order_in_one_thread_beside_the_loop() -> None:
    worker = Worker()
    done: list[tuple[int, int]] = []

    def work(number: int) -> int:
        done.append((number, threading.get_ident()))
        return number

    assert await asyncio.gather(*(worker.do(partial(work, number)) for number in range(9))) == list(range(9))
    worker.stop()
    assert [number for number, _ in done] == list(range(9))
    assert len({thread for _, thread in done} - {threading.get_ident()}) == 1


async def test_what_is_to_be_first_overtakes_what_waits() -> None:
    worker, begun, go = Worker(), threading.Event(), threading.Event()
    done: list[str] = []

    def hold() -> None:
        begun.set()
        go.wait(10)

    holding = asyncio.ensure_future(worker.do(hold))
    await asyncio.to_thread(begun.wait, 10)
    others = [asyncio.ensure_future(worker.do(partial(done.append, name))) for name in ("one", "other")]
    await asyncio.sleep(0)
    urgent = asyncio.ensure_future(worker.do(partial(done.append, "first"), first=True))
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(holding, *others, urgent)
    worker.stop()
    assert done == ["first", "one", "other"]


async def test_what_goes_wrong_is_raised_where_it_was_asked_for() -> None:
    worker = Worker()
    with pytest.raises(ZeroDivisionError):
        await worker.do(lambda: 1 // 0)
    assert await worker.do(lambda: "and on") == "and on"
    worker.stop()


async def test_giving_up_does_no_harm() -> None:
    worker, begun, go = Worker(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        go.wait()

    asked = asyncio.create_task(worker.do(work))
    await asyncio.to_thread(begun.wait)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    go.set()
    assert await worker.do(lambda: 1) == 1
    worker.stop()


async def test_what_takes_too_long_is_given_up_and_the_next_has_its_turn() -> None:
    worker, begun, go = Worker(seconds=0.05), threading.Event(), threading.Event()

    def hangs() -> str:
        begun.set()
        go.wait(10)
        return "too late"

    stuck = asyncio.create_task(worker.do(hangs))
    await asyncio.to_thread(begun.wait, 10)
    behind = asyncio.create_task(worker.do(lambda: "has its turn"))
    with pytest.raises(StuckError) as raised:
        await stuck
    assert raised.value.seconds == 0.05
    assert await behind == "has its turn"
    go.set()
    assert await worker.do(lambda: "and on") == "and on"
    worker.stop()


async def test_what_wants_to_end_the_program_ends_its_work_alone() -> None:
    worker = Worker()
    with pytest.raises(EndedError, match="SystemExit"):
        await worker.do(lambda: sys.exit(1))
    assert await worker.do(lambda: "and on") == "and on"
    worker.stop()


def test_a_program_ends_without_waiting_for_it() -> None:
    script = """
import asyncio, threading
from careader.newsroom.worker import Worker
async def main():
    begun = threading.Event()
    asyncio.create_task(Worker().do(lambda: (begun.set(), threading.Event().wait())))
    await asyncio.sleep(0)
    begun.wait()
asyncio.run(main())
print("ended")
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.stdout, ended.stderr, ended.returncode) == ("ended\n", "", 0)
