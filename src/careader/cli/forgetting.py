"""`forget`: what came in is taken back."""

from __future__ import annotations

import sys

import click

from careader.cli import echo, fail
from careader.cli.marking import save
from careader.cli.room import open_newsroom
from careader.newsroom import Newsroom, UnknownIdError
from careader.text.clean import clean
from careader.words import told


@click.command("forget")
@click.argument("ids", metavar="[ID...]", nargs=-1)
@click.option("--outlet", metavar="ID", default="", help="Everything that an outlet told.")
@click.option("--import", "number", type=click.IntRange(min=1), help="Everything that was new with an import.")
@click.option("--imports", is_flag=True, help="List the imports that can be taken back.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def forget_command(
    ctx: click.Context, ids: tuple[str, ...], outlet: str, number: int | None, imports: bool, yes: bool
) -> None:
    """Forget articles, all that an outlet told, or an import.

    Marks on them go too. What a feed still carries of them does not come back. On a terminal it asks first.
    """
    if sum((bool(ids), bool(outlet), number is not None, imports)) != 1:
        raise click.UsageError("say what: either at least one ID, or --outlet, --import or --imports")
    from careader.newsroom.forgetting import forget

    unknown: list[str] = []
    with open_newsroom(ctx) as newsroom:
        if imports:
            _list(newsroom)
            return
        found = _found(newsroom, ids, outlet, number, unknown)
        if not found and number is None:
            fail("; ".join(unknown) or f"no article is of {outlet}; careader outlets list shows the outlets")
        if not yes:
            _ask(newsroom, found, number)
        gone = forget(newsroom, found, of_import=number or 0)
        save(newsroom)
    echo(told(f"Forgot {_count(len(gone), 'article')}."))
    if unknown:
        fail("; ".join(unknown))


def _list(newsroom: Newsroom) -> None:
    imports = newsroom.removal.imports()
    if not imports:
        echo(told("No import can be taken back."), err=True)
    for one in imports:
        files = clean(", ".join(one.files), limit=200)
        count = told(_count(len(one.articles), "article"))
        echo(f"{one.number:>4}  {one.at.astimezone():%Y-%m-%d %H:%M}  {count}  {files}")


def _found(newsroom: Newsroom, ids: tuple[str, ...], outlet: str, number: int | None, unknown: list[str]) -> list[str]:
    if outlet:
        return newsroom.removal.of_outlet(outlet)
    if number is not None:
        known = {one.number: list(one.articles) for one in newsroom.removal.imports()}
        return known[number] if number in known else fail(f"there is no import {number}; --imports lists them")
    found: list[str] = []
    for id_ in ids:
        try:
            story, article = newsroom.resolve(id_)
        except UnknownIdError as error:
            unknown.append(str(error))
            continue
        found += [member.id for member in story.articles if article in (None, member.id)]
    return list(dict.fromkeys(found))


def _ask(newsroom: Newsroom, found: list[str], number: int | None) -> None:
    """Ask on a terminal whether that is meant; end where it is not, or where nobody can be asked."""
    if not _is_terminal():
        raise click.UsageError("nobody can be asked here whether that is meant; --yes says so")
    starred = len(newsroom.marks.starred_ids() & set(found))
    what = _count(len(found), "article") + (" and the quotes of this import" if number else "")
    stars = "" if not starred else f" {starred} of them {'has' if starred == 1 else 'have'} a star."
    click.confirm(told(f"Forget {what}?{stars}"), abort=True, err=True)


def _count(count: int, name: str) -> str:
    return f"{count} {name}{'s' * (count != 1)}"


def _is_terminal() -> bool:
    return sys.stdin.isatty()
