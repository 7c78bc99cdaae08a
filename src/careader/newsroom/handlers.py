"""What does the jobs of each kind. A new kind of job is a line here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careader.newsroom.banking import ask_for_history, ask_for_rates
from careader.newsroom.engine import Engine, Handler
from careader.newsroom.fetching import ask_outlet, outlet_failed
from careader.newsroom.tidying import tidy
from careader.store.fetches import Row


async def _group(engine: Engine, _keys: Sequence[str], _force: bool) -> None:
    await engine.group()


async def _note(engine: Engine, _keys: Sequence[str], _force: bool) -> None:
    rows = [Row("meta", "refreshed_at", engine.state.refreshed_at)]
    await engine.write(lambda: engine.library.fetches.put(rows))


async def _tidy(engine: Engine, _keys: Sequence[str], _force: bool) -> None:
    await engine.done("outlet")
    rows = engine.remember(Row("meta", "tidied_at", engine.library.now()))

    def work() -> None:
        tidy(engine.library)
        engine.library.fetches.put(rows)

    await engine.write(work)


HANDLERS: Mapping[str, Handler] = {
    "outlet": Handler(ask_outlet, failed=outlet_failed),
    "rate": Handler(ask_for_rates, batched=True, at_once=1),
    "history": Handler(ask_for_history, at_once=1, seconds=60),
    "group": Handler(_group, at_once=1, seconds=3600),
    "note": Handler(_note),
    "tidy": Handler(_tidy, at_once=1, seconds=3600),
}
