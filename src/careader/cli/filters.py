"""The filters that `list`, `mark --all` and `export` share, as options of the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import click

from careader.model import COUNTRIES
from careader.newsroom import PLACES, Query, utc_now
from careader.newsroom.grammar import moment
from careader.words import screen

Command = TypeVar("Command", bound=Callable[..., object])


class Places(click.ParamType[frozenset[str]]):
    """Countries and the region, by code or name, with commas between."""

    name = "countries"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Read `kz,kg` or `Kazakhstan,Kyrgyzstan`."""
        given = [name for part in str(value).split(",") if (name := part.strip().lower())]
        known = {name.lower(): code for code, name in COUNTRIES.items()} | {code: code for code in PLACES}
        unknown = next((name for name in given if name not in known), None)
        if unknown is not None or not given:
            self.fail(
                f"{unknown or value!r} is no country here; write {', '.join(COUNTRIES)} or their English names, "
                "or region, with commas between",
                param,
                ctx,
            )
        return frozenset(known[name] for name in given)


class Since(click.ParamType[datetime]):
    """A time before now."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read `24h`, `7d`, `yesterday` or a date; a date begins at midnight here."""
        time = moment(str(value), utc_now())
        if time is None:
            self.fail(f"{str(value)!r} is not a time; write 30m, 24h, 7d, 2w, today or a date such as 2026-11-20")
        return time


def filter_options(command: Command) -> Command:
    """Give a command the options --country, --search and --since, as `places`, `search` and `since`."""
    for option in (
        click.option("--since", type=Since(), help="Only stories newer than this: 30m, 24h, 7d, or a date."),
        click.option(
            "--search",
            metavar="QUERY",
            default="",
            help="""Only what this finds: words, "exact words", outlet:kun, lang:kk, since:2d, -word.""",
        ),
        click.option(
            "--country",
            "places",
            type=Places(),
            help="Only stories about these: kz, kg, tj, tm, uz or their names, and region.",
        ),
    ):
        command = option(command)
    return command


def query_of(
    places: frozenset[str] | None,
    search: str,
    since: datetime | None,
    *,
    unread: bool = False,
    starred: bool = False,
) -> Query:
    """Return what the options ask for. Raises UsageError where a term of the search cannot be."""
    query = Query(
        places=places or frozenset(), unread=unread, starred=starred, search=search, since=since, now=utc_now()
    )
    for wrong in query.terms.troubles:
        raise click.UsageError(f"--search: {screen.trouble(wrong.field or '', wrong.value, wrong.known)}")
    return query
