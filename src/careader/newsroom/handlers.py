"""What does the jobs of each kind. A new kind of job is a line here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careader.model import Failure
from careader.newsroom.article_pages import fetch_page, wanted_pages
from careader.newsroom.banking import ask_for_history, ask_for_rates, history_failed, rate_failed
from careader.newsroom.engine import Engine, Handler
from careader.newsroom.events import ChangedElsewhere, PageDone
from careader.newsroom.fetching import ask_outlet, outlet_failed
from careader.newsroom.schedule import Job
from careader.newsroom.tidying import tidy
from careader.store.fetches import Row


async def _page(engine: Engine, keys: Sequence[str], force: bool) -> None:
    """Fetch the whole text of an article from its page."""
    client = await engine.client()
    outcome = await fetch_page(
        client, engine.library, keys[0], force=force, parse=engine.parse, write=engine.write, read=engine.read
    )
    engine.changed(len(outcome.dates))
    engine.report(PageDone(keys[0], outcome.article, outcome.failure))


def _page_failed(engine: Engine, article: str, failure: Failure) -> None:
    engine.report(PageDone(article, article, failure))


async def _pages(engine: Engine, _keys: Sequence[str], _force: bool) -> None:
    """Find out whose pages are to be fetched in the background, and have that done."""
    wanted = await engine.read(lambda: wanted_pages(engine.library))
    engine.ask(*(Job("page", article) for article in wanted))


async def _group(engine: Engine, _keys: Sequence[str], _force: bool) -> None:
    await engine.group()


async def _note(engine: Engine, _keys: Sequence[str], _force: bool) -> None:
    rows = [Row("meta", "refreshed_at", engine.state.refreshed_at)]
    await engine.write(lambda: engine.library.fetches.put(rows))


async def _mend(engine: Engine, _keys: Sequence[str], _force: bool) -> None:
    if await engine.write(engine.library.mending.mend):
        engine.report(ChangedElsewhere(library=True))


async def _look(engine: Engine, keys: Sequence[str], _force: bool) -> None:
    """Look whether what a job of some kind tripped over is damage of the library."""
    if await engine.write(lambda: engine.library.mending.look(anew="group" in keys)):
        engine.report(ChangedElsewhere(library=True))
        engine.changed(1)


async def _tidy(engine: Engine, _keys: Sequence[str], _force: bool) -> None:
    await engine.done("outlet")
    rows = engine.remember(Row("meta", "tidied_at", engine.library.now()))

    def work() -> None:
        tidy(engine.library)
        engine.library.fetches.put(rows)

    await engine.write(work)


HANDLERS: Mapping[str, Handler] = {
    "outlet": Handler(ask_outlet, failed=outlet_failed),
    "rate": Handler(ask_for_rates, batched=True, at_once=1, failed=rate_failed),
    "history": Handler(ask_for_history, at_once=1, seconds=60, failed=history_failed),
    "page": Handler(_page, at_once=3, seconds=90, failed=_page_failed),
    "pages": Handler(_pages, at_once=1),
    "group": Handler(_group, at_once=1, seconds=3600),
    "note": Handler(_note),
    "mend": Handler(_mend, at_once=1, seconds=3600),
    "look": Handler(_look, batched=True, at_once=1, seconds=3600),
    "tidy": Handler(_tidy, at_once=1, seconds=3600),
}
