"""What a source carries costs something once: counted in parses, labels and statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from careader.desk.countries import label
from careader.desk.gazetteer.finder import Finder
from careader.desk.homes import home_of
from careader.model import Outlet
from careader.newsroom import Newsroom
from careader.newsroom.ingest import Ingested, ingest
from careader.newsroom.preparing import prepare
from careader.settings import Settings
from careader.sources import bodies
from careader.sources.entry import Entry, Read
from careader.store.entries import FORGOTTEN
from tests.library import NOW, paths_in

OUTLET = Outlet(id="osh", name="Osh Gazette", url="https://osh.example/feed", language="en")
HOUR = timedelta(hours=1)


def made(number: int, **details: object) -> Entry:
    base = Entry(
        title=f"Report number {number} on the canals of Osh",
        link=f"https://osh.example/news/report-{number}",
        guid=f"https://osh.example/?p={number}",
        published=NOW - number * HOUR,
        content=f"<p>What report {number} says of the canals of Osh, in a sentence that is long enough to be read.</p>"
        + "<p>And another sentence of it, with more.</p>" * 12,
        id=f"osh{number}",
    )
    return replace(base, **details)  # type: ignore[arg-type]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom(paths_in(tmp_path), Settings(default_outlets=False), now=lambda: NOW) as newsroom:
        yield newsroom


@pytest.fixture
def work(library: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What is done from here on: parses of HTML, labellings, statements."""
    from careader.newsroom import editing

    count: Counter[str] = Counter()

    def count_calls(module: ModuleType, function: str, name: str) -> None:
        work: Callable[..., object] = getattr(module, function)

        def counted(*args: object, **more: object) -> object:
            count[name] += 1
            return work(*args, **more)

        monkeypatch.setattr(module, function, counted)

    def traced(sql: str) -> None:
        count[
            "begun" if sql in ("BEGIN IMMEDIATE", "COMMIT") else "reads" if sql.startswith("SELECT") else "writes"
        ] += 1

    count_calls(bodies, "blocks_from_html", "parses")
    count_calls(editing, "label", "labels")
    with library._database.reading() as reader:
        for connection in (reader, library._database.connection):
            connection.set_trace_callback(traced)
    return count


def take(library: Newsroom, *said: Entry, now: datetime = NOW) -> Ingested:
    return ingest(library, OUTLET, Read(said), now)


def test_a_quiet_feed_costs_a_look(library: Newsroom, work: Counter[str]) -> None:
    feed = [made(number) for number in range(40)]
    first = take(library, *feed)
    assert (len(first.new), first.edited, first.seen) == (40, (), 0)
    assert work["labels"] == 40
    assert work["reads"] < 10
    work.clear()
    again = take(library, *feed, now=NOW + HOUR)
    assert again == Ingested(seen=40)
    assert work == {"reads": 1}
    work.clear()
    take(library, *feed, now=NOW + 24 * HOUR)
    assert work == {"reads": 1, "writes": 2, "begun": 2}


def test_what_was_prepared_is_neither_parsed_nor_labelled_again(
    library: Newsroom, work: Counter[str], tmp_path: Path
) -> None:
    said = [made(number) for number in range(5)]
    ready = prepare(OUTLET, said, NOW)
    work.clear()
    done = ingest(
        library, OUTLET, Read((*said[:4], edited := replace(said[4], title="Another title"))), NOW, ready=ready
    )
    assert len(done.new) == 5
    assert (work["parses"], work["labels"]) == (1, 1)
    assert set(library.apart) == {entry.id for entry in said[:4]}
    with Newsroom(paths_in(tmp_path / "other"), Settings(default_outlets=False), now=lambda: NOW) as other:
        take(other, *said[:4], edited)
        assert other.articles.whole(done.new) == library.articles.whole(done.new)


def test_an_article_costs_few_passes_of_the_automaton(library: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    label("")
    passes: list[str] = []
    find = Finder.words

    def counted(finder: Finder, text: str) -> list[tuple[int, int]]:
        passes.append(text)
        return find(finder, text)

    monkeypatch.setattr(Finder, "words", counted)
    home_of("https://osh.example/", OUTLET.name)
    passes.clear()
    take(library, *(replace(made(number), language="ru") for number in range(10)))
    assert len(passes) <= 3 * 10  # title, summary, text
    passes.clear()
    library.regroup()
    assert len(passes) <= 2 * 10  # title, beginning of the text


def test_only_what_changed_is_read_again(library: Newsroom, work: Counter[str]) -> None:
    feed = [made(number) for number in range(40)]
    take(library, *feed)
    work.clear()
    edited = replace(feed[7], title="Correction: nothing was wrong with the canals of Osh")
    done = take(library, *feed[:7], edited, *feed[8:], made(99), now=NOW + HOUR)
    assert (done.new, done.edited, done.seen) == (("osh99",), ("osh7",), 39)
    assert set(done.dates) == {NOW - 7 * HOUR, NOW - 99 * HOUR}
    assert work["labels"] == 2
    assert work["parses"] == 2


def test_what_is_said_otherwise_but_means_the_same_is_not_labelled_again(library: Newsroom, work: Counter[str]) -> None:
    take(library, made(1))
    work.clear()
    done = take(library, made(1, content=made(1).content.replace("<p>", '<p class="new">')), now=NOW + HOUR)
    assert (done.new, done.edited) == ((), ())
    assert work["labels"] == 0
    work.clear()
    take(library, made(1, content=made(1).content.replace("<p>", '<p class="new">')), now=NOW + 2 * HOUR)
    assert work == {"reads": 1}


def test_an_edited_article_is_labelled_by_all_that_it_says(library: Newsroom) -> None:
    take(library, made(1))
    take(library, made(1, content="", description="<p>Read more on the river Naryn…</p>", title="A teaser of Bishkek"))
    [one] = library.articles.whole(["osh1"])
    assert one.countries == ("kg",)
    assert (len(one.blocks), one.complete, one.outdated) == (13, True, True)


@pytest.mark.parametrize(
    "again",
    [
        made(1, id="slug", link="https://osh.example/news/canals-of-osh-in-full"),
        made(1, id="slug", link="https://osh.example/news/canals", title="The canals of Osh, in full"),
        made(1, id="moved", link="https://www.osh-gazette.example/news/report-1", guid="https://osh-gazette.example/1"),
        made(1, id="moved", link="https://new.example/news/report-1", guid="", title="The canals of Osh, in full"),
        made(1, id="moved", link="https://new.example/read/1", guid="7"),
    ],
    ids=["slug", "slug and headline", "host", "host and headline", "host and path"],
)
def test_an_address_that_changed_is_the_same_article(library: Newsroom, again: Entry) -> None:
    take(library, made(1), made(2))
    library.set_read(library.articles.whole(["osh1"]), True)
    done = take(library, again, made(2, id="moved2", link="https://new.example/news/report-2"), now=NOW + HOUR)
    assert done.new == ()
    assert library.articles.ids() == {"osh1", "osh2"}
    [one] = library.articles.whole(["osh1"])
    assert (one.title, one.url) == (again.title, again.link)
    assert take(library, again, now=NOW + 2 * HOUR) == Ingested(seen=1)
    edited = take(library, replace(again, title="Edited once more"), now=NOW + 3 * HOUR)
    assert (edited.new, edited.edited) == ((), ("osh1",))


@pytest.mark.parametrize(
    "other",
    [
        made(3, id="next", guid="1", title="Another report"),  # a feed that numbers its places
        made(3, id="next", guid="https://osh.example/", title="Another report"),
        made(1, id="twin", guid="", title="Weather in Osh", link="https://osh.example/weather/osh"),
        made(1, id="twin", guid="", content="<p>Quite another text, of the same minute and headline.</p>"),
    ],
)
def test_what_is_alike_is_another_article(library: Newsroom, other: Entry) -> None:
    take(library, made(1, guid=other.guid), now=NOW)
    if other.id == "twin":
        other = replace(other, link="https://osh.example/other/path")
    assert take(library, other, now=NOW + HOUR).new == (other.id,)


def test_two_entries_of_one_feed_are_two_articles(library: Newsroom) -> None:
    take(library, made(1))
    done = take(library, made(1), made(1, id="again", link="https://osh.example/ru/news/report-1"), now=NOW + HOUR)
    assert done.new == ("again",)


def test_the_entry_of_another_outlet_is_looked_at_once(library: Newsroom, work: Counter[str]) -> None:
    take(library, made(1))
    other = Outlet(id="aggregator", name="Aggregator", url="https://all.example/feed", language="en")
    shared = made(1, title="Report 1 - Osh Gazette", content="<p>Short.</p>")
    done = ingest(library, other, Read((shared,)), NOW)
    assert (done.new, done.edited) == ((), ())
    work.clear()
    assert ingest(library, other, Read((shared,)), NOW) == Ingested(seen=1)
    assert work == {"reads": 1}
    assert [one.outlet for one in library.articles.whole(["osh1"])] == ["Osh Gazette"]


def test_what_was_forgotten_stays_so(library: Newsroom) -> None:
    take(library, made(1))
    library.articles.remove(["osh1"])
    library.entries.note("osh", read={"osh1": (FORGOTTEN, b"")}, now=NOW)
    assert take(library, made(1, title="Edited"), now=NOW + HOUR).new == ()
    assert library.articles.ids() == frozenset()


def test_what_cannot_be_kept_leaves_no_trace(library: Newsroom) -> None:
    take(library, made(1))
    library._database.connection.execute("ALTER TABLE article_text RENAME TO away")
    with pytest.raises(Exception, match="article_text"):
        take(library, made(1), made(2))
    library._database.connection.execute("ALTER TABLE away RENAME TO article_text")
    assert library.articles.ids() == {"osh1"}
    assert take(library, made(1), made(2)).new == ("osh2",)
