"""`refresh`, `import` and `rates`: what comes in."""

from __future__ import annotations

import asyncio
import gc
import sys
from dataclasses import replace
from typing import Any

import click

from careader import words
from careader.cli import complain, echo
from careader.cli.room import open_newsroom
from careader.cli.shapes import echo_json, iso, plain, rate_shape
from careader.model import Failure, Rate
from careader.newsroom.events import Event, JobFailed, OutletDone, RateDone, Waiting
from careader.words import told


@click.command("refresh")
@click.option("--force", is_flag=True, help="Ask all over: ignore what is known of each feed and who asked us to wait.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def refresh_command(ctx: click.Context, force: bool, as_json: bool) -> None:
    """Fetch all outlets and banks once.

    Says what came of each, a line per outlet. The exit code is 1 where no outlet could be reached.
    """
    outlets: list[OutletDone] = []
    rates: list[RateDone] = []

    _collect_seldom()
    with open_newsroom(ctx) as newsroom:
        total = sum(outlet.enabled for outlet in newsroom.outlets())
        with click.progressbar(length=total, label="Fetching", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

            def report(event: Event) -> None:
                if isinstance(event, OutletDone):
                    outlets.append(event)
                    bar.update(1)
                elif isinstance(event, RateDone):
                    rates.append(event)
                elif (isinstance(event, JobFailed) and event.kind not in ("outlet", "rate")) or (
                    isinstance(event, Waiting) and not event.over
                ):
                    complain(words.say(event.failure))

            summary = asyncio.run(newsroom.refresh(report, force=force))
    if as_json:
        echo_json(
            {
                "outlets": [_outlet_shape(event) for event in outlets],
                "rates": [_answer_shape(event) for event in rates],
                "new": summary.new,
                "reached": summary.reached,
            }
        )
    else:
        width = max((len(event.outlet.name) for event in outlets), default=0)
        for event in outlets:
            echo(f"{event.outlet.name:<{width}}  {_outcome(event)}")
        for answer in rates:
            echo(f"{answer.currency:<{width}}  {answer.provider or told(f'no answer: {_reasons(answer.failures)}')}")
    if not total:
        complain("no outlet is switched on; careader outlets lists them, careader outlets enable ID switches one on")
    elif not summary.reached:
        complain("nothing could be reached; is there a network?")
    if not summary.reached:
        ctx.exit(1)


def _outcome(event: OutletDone) -> str:
    if event.failure:
        others = [
            f"{attempt.way.kind}: {words.reason(attempt.failure)}" for attempt in event.attempts if attempt.failure
        ]
        return words.say(replace(event.failure, what="")) if len(others) < 2 else "; ".join(others)
    if event.unchanged:
        return told("nothing new") + _by(event)
    updated = told(f", {event.updated} updated") if event.updated else ""
    return told(f"{event.new} new") + updated + _by(event)


def _by(event: OutletDone) -> str:
    """Say by which way it came where that is not the first one, and why the earlier ones gave nothing."""
    failed = [f"{attempt.way.kind}: {words.reason(attempt.failure)}" for attempt in event.attempts if attempt.failure]
    return told(f" by {event.attempts[-1].way.kind} ({'; '.join(failed)})") if failed else ""


def _outlet_shape(event: OutletDone) -> dict[str, Any]:
    return {
        "id": event.outlet.id,
        "name": event.outlet.name,
        "url": event.outlet.url,
        "ok": event.failure is None,
        "new": event.new,
        "updated": event.updated,
        "unchanged": event.unchanged,
        "reason": words.reason(event.failure) if event.failure else None,
        "code": event.failure.code if event.failure else None,
        "retry_at": iso(event.failure.retry_at) if event.failure else None,
        "notes": list(event.notes),
        "ways": [
            {
                "kind": attempt.way.kind,
                "url": attempt.way.url,
                "reason": words.reason(attempt.failure) if attempt.failure else None,
                "code": attempt.failure.code if attempt.failure else None,
            }
            for attempt in event.attempts
        ],
    }


def _answer_shape(event: RateDone) -> dict[str, Any]:
    return {
        "currency": event.currency,
        "provider": event.provider or None,
        "failures": [
            {"what": failure.what, "reason": words.reason(failure), "code": failure.code} for failure in event.failures
        ],
    }


def _reasons(failures: tuple[Failure, ...]) -> str:
    return "; ".join(words.say(failure) for failure in failures) or told("nobody was asked")


def _collect_seldom() -> None:
    """Look for cycles seldom: much is made here and kept for a moment, hardly any of it in cycles."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def import_command(ctx: click.Context, paths: tuple[str, ...], as_json: bool) -> None:
    """Read saved pages, feeds and lists of outlets.

    Text captures of news pages, RSS, Atom, RDF and JSON feeds, and OPML: what a file is, is seen by what is in it.

    A PATH may be a folder (every .txt, .xml, .rss, .atom, .rdf, .json, .opml and .gz in it is read) or - for standard
    input. A file that cannot be used is named with the reason, the others are read all the same, and the exit code
    is 1.
    """
    stdin = sys.stdin.buffer.read() if "-" in paths else b""
    _collect_seldom()
    with open_newsroom(ctx) as newsroom:
        done = newsroom.import_paths(paths, stdin=stdin)
    failures = [file.failure for file in done.files if file.failure]
    if as_json:
        echo_json(
            {
                "files": [
                    {
                        "name": file.name,
                        "articles": len(file.articles),
                        "quotes": len(file.quotes),
                        "outlets": file.outlets,
                        "notes": file.notes,
                        "error": words.reason(file.failure) if file.failure else None,
                    }
                    for file in done.files
                ],
                "stories": len(done.stories),
                "articles": done.distinct,
                "new": done.new,
                "import": done.number or None,
                "quotes": [
                    {
                        "pair": f"{quote.base}/{quote.quote}",
                        "rate": plain(quote.value),
                        "as_of": quote.published.isoformat(),
                    }
                    for quote in done.quotes
                ],
            }
        )
    elif len(failures) < len(done.files):
        repeated = done.articles - done.distinct
        again = f", {repeated} of them repeated" if repeated else ""
        parts = [f"{len(done.stories)} stories ({done.articles} articles{again}, {done.new} new)"]
        if done.quotes:
            parts.append(f"{len(done.quotes)} quotes of {done.quotes[0].published.isoformat()}")
        if outlets := sum(file.outlets for file in done.files):
            parts.append(f"{outlets} outlets")
        echo(told(f"Imported {', '.join(map(told, parts))}."))
        if done.number:
            echo(told(f"careader forget --import {done.number} takes it back."), err=True)
    if not as_json:
        for name, note in ((file.name, note) for file in done.files for note in file.notes):
            complain(f"{name}: {note}")
    for failure in failures:
        complain(words.say(failure))
    if failures:
        ctx.exit(1)


@click.command("rates")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def rates_command(ctx: click.Context, as_json: bool) -> None:
    """Show the exchange rates as the currency bar has them.

    A rate is the price of one unit in US dollars, and the change is against the day before on which the same bank
    published: KZT/USD up means that the tenge gained. With inverted = true under [rates] in settings.toml the lines
    are prices of the dollar. JSON has prices in US dollars whatever the settings say.
    """
    with open_newsroom(ctx) as newsroom:
        rates = newsroom.rates(inverted=newsroom.settings.rates_inverted and not as_json)
    if as_json:
        echo_json([rate_shape(rate) for rate in rates])
        return
    value, provider = (
        max((len(text) for text in texts), default=0)
        for texts in ((plain(rate.rate) for rate in rates), (rate.provider for rate in rates))
    )
    for rate in rates:
        columns = f"{rate.pair}  {plain(rate.rate):<{value}}  {_change(rate):>8}  {rate.as_of.isoformat()}"
        said = [
            *([told("out of date")] if rate.stale else []),
            *([told(f"doubtful: {rate.note}")] if rate.note else []),
        ]
        echo("  ".join([columns, f"{rate.provider:<{provider}}", *said]).rstrip())
    if not rates:
        echo(told("No rates yet; careader refresh asks the national banks."), err=True)


def _change(rate: Rate) -> str:
    if rate.fixed:
        return told("fixed")
    if not rate.change_pct:
        return "-" if rate.change_pct is None else "0.00%"
    return f"{rate.change_pct:+.2f}%"
