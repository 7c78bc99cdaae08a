"""`outlets`: who is read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from careader import words
from careader.cli import echo, fail
from careader.cli.room import open_newsroom
from careader.cli.shapes import echo_json, iso
from careader.cli.usage import Group
from careader.model import Outlet, Ownership
from careader.newsroom import Newsroom
from careader.words import figures, told

if TYPE_CHECKING:
    from careader.newsroom.checking import Checked


@click.group("outlets", cls=Group, invoke_without_command=True)
@click.pass_context
def outlets_command(ctx: click.Context) -> None:
    """List outlets, add, remove, switch and try them.

    What you change is written into settings.toml.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_outlets, as_json=False)


@outlets_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def list_outlets(ctx: click.Context, as_json: bool) -> None:
    """List outlets: on or off, countries, language, owner."""
    with open_newsroom(ctx) as newsroom:
        outlets = newsroom.outlets()
        reasons = {id_: words.reason(f.failure) for id_, f in newsroom.log.outlets.items() if f.failure}
    if as_json:
        echo_json([_shape(outlet, reasons.get(outlet.id, "")) for outlet in outlets])
        return
    width = max((len(outlet.id) for outlet in outlets), default=0)
    names = max((len(outlet.name) for outlet in outlets), default=0)
    for outlet in outlets:
        codes = " ".join(country.upper() for country in outlet.countries) or "-"
        insecure = figures.INSECURE if outlet.insecure else ""
        said = "; ".join(part for part in (insecure, reasons.get(outlet.id) or outlet.note) if part)
        echo(
            f"{'on ' if outlet.enabled else 'off'}  {outlet.id:<{width}}  {outlet.name:<{names}}  {outlet.language:<2}"
            f"  {codes:<14}  {outlet.ownership or '-':<13}  {said}".rstrip()
        )


@outlets_command.command("add")
@click.argument("address", metavar="URL")
@click.option("--name", help="Its name as shown; otherwise what it calls itself.")
@click.option("--language", help="Its language: en, ru, kk, ky, tg, tk, uz; otherwise guessed.")
@click.option("--countries", help="Where it looks from: kz,kg; otherwise guessed.")
@click.option("--ownership", type=click.Choice([kind.value for kind in Ownership]), help="Who answers for it.")
@click.option("--as-is", is_flag=True, help="Take URL for a feed and do not try it.")
@click.pass_context
def add_outlet(
    ctx: click.Context,
    address: str,
    name: str | None,
    language: str | None,
    countries: str | None,
    ownership: str | None,
    as_is: bool,
) -> None:
    """Add an outlet by its feed, home page or channel.

    URL may be a Telegram channel too: https://t.me/NAME or @NAME. Where it begins with no scheme https is tried first.
    Feed links, the usual addresses, WordPress, sitemaps and Telegram channels are tried; what each gives is said, and
    what answers is added, in the order in which it will be asked.
    """
    from careader.cli.adding import described, to_add
    from careader.newsroom.outlets import add_entries, addresses

    entry = described(address, name=name, language=language, countries=countries, ownership=ownership)
    with open_newsroom(ctx) as newsroom:
        if entry.url in addresses(newsroom.outlets()):
            fail(f"{address} is in the list already; careader outlets list shows it")
        if not as_is:
            entry = to_add(newsroom, entry, address)
        if not add_entries(newsroom, [entry]):
            fail(f"{address} is in the list already; careader outlets list shows it")
        outlet = newsroom.outlets()[-1]
        echo(told(f"Added {outlet.name} as {outlet.id}. careader refresh fetches it."))


@outlets_command.command("remove")
@click.argument("outlet_id", metavar="ID")
@click.pass_context
def remove_outlet(ctx: click.Context, outlet_id: str) -> None:
    """Take an outlet out; a built-in one is switched off."""
    from careader.newsroom.outlets import remove

    with open_newsroom(ctx) as newsroom:
        outlet = _known(newsroom, outlet_id)
        gone = remove(newsroom, outlet)
        echo(told(f"{'Removed' if gone else 'Switched off'} {outlet.name}."))


@outlets_command.command("enable")
@click.argument("outlet_id", metavar="ID")
@click.pass_context
def enable_outlet(ctx: click.Context, outlet_id: str) -> None:
    """Switch an outlet on."""
    _switch(ctx, outlet_id, enabled=True)


@outlets_command.command("disable")
@click.argument("outlet_id", metavar="ID")
@click.pass_context
def disable_outlet(ctx: click.Context, outlet_id: str) -> None:
    """Switch an outlet off; what it told stays."""
    _switch(ctx, outlet_id, enabled=False)


@outlets_command.command("check")
@click.argument("outlet_ids", metavar="[ID...]", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every outlet, on or off, by every way; a table to send in.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def check_outlets(ctx: click.Context, outlet_ids: tuple[str, ...], every: bool, as_json: bool) -> None:
    """Ask outlets and say what they answer; nothing is kept.

    Where none is named, all that are on are asked.
    """
    from careader.newsroom.checking import check

    with open_newsroom(ctx) as newsroom:
        chosen = [_known(newsroom, id_) for id_ in outlet_ids]
        chosen = chosen or [outlet for outlet in newsroom.outlets() if outlet.enabled or every]
        checked = asyncio.run(check(newsroom, chosen, every_way=every))
    if as_json:
        echo_json([_checked_shape(one) for one in checked])
    elif every:
        from careader.cli.checking import table

        for line in table(checked):
            echo(line)
    else:
        width = max((len(outlet.name) for outlet in chosen), default=0)
        for one in checked:
            echo(f"{one.outlet.name:<{width}}  {_said(one)}")
    if any(one.answered is None for one in checked):
        ctx.exit(1)


def _said(checked: Checked) -> str:
    """Say which way answered and with how much, then why the ways before it did not."""
    failures = [(tried.way, tried.failure) for tried in checked.tried if tried.failure]
    only_way = len(checked.tried) == 1
    why = "; ".join(
        words.reason(failure) if only_way else f"{way.kind}: {words.reason(failure)}" for way, failure in failures
    )
    answered = checked.answered
    if answered is None:
        return why
    articles = figures.gives(answered.articles, 0, None)
    return articles if only_way else told(f"{articles} by {answered.way.kind}; {why}")


def _checked_shape(checked: Checked) -> dict[str, object]:
    return {
        "id": checked.outlet.id,
        "name": checked.outlet.name,
        "way": checked.answered.way.kind if checked.answered else None,
        "ways": [
            {
                "kind": tried.way.kind,
                "url": tried.way.url,
                "articles": tried.articles,
                "whole": tried.whole,
                "newest": iso(tried.newest),
                "reason": words.reason(tried.failure) if tried.failure else None,
                "code": tried.failure.code if tried.failure else None,
            }
            for tried in checked.tried
        ],
    }


def _switch(ctx: click.Context, outlet_id: str, *, enabled: bool) -> None:
    from careader.newsroom.outlets import switch

    with open_newsroom(ctx) as newsroom:
        outlet = _known(newsroom, outlet_id)
        switch(newsroom, outlet, enabled=enabled)
        echo(told(f"{outlet.name} is {'on' if enabled else 'off'}."))


def _known(newsroom: Newsroom, outlet_id: str) -> Outlet:
    found = next((outlet for outlet in newsroom.outlets() if outlet_id in (outlet.id, outlet.url)), None)
    return found or fail(f"there is no outlet {outlet_id}; careader outlets list shows them")


def _shape(outlet: Outlet, reason: str) -> dict[str, object]:
    return {
        "id": outlet.id,
        "name": outlet.name,
        "url": outlet.url,
        "language": outlet.language,
        "countries": list(outlet.countries),
        "ownership": outlet.ownership,
        "enabled": outlet.enabled,
        "insecure": outlet.insecure,
        "failure": reason or None,
    }
