"""What the screen says of what is done with articles and lists: opened, piped, copied, exported, forgotten."""

from __future__ import annotations

from datetime import datetime

from careader.words.screen import count

PIPE_TO = "Pipe the article to"
PRESS_ENTER = "Enter goes back to careader."
HEADLINE_AND_LINK = "headline, outlet, date and link"


def opened(outcome: object, reason: str, otherwise: str = "") -> str:
    """Say what came of opening a page, and what else can be done; `outcome` is that of `careader.tui.browser`."""
    otherwise = f" {otherwise}" if otherwise else ""
    return {
        "DONE": "Opened in the browser.",
        "NO_PAGE": "Only web pages are opened.",
        "NO_BROWSER": f"There is no browser on this side.{otherwise}",
        "NOT_FOUND": f"$BROWSER names {reason}, which is not here.{otherwise}",
        "FAILED": f"The browser did not open ({reason}).{otherwise}",
    }[getattr(outcome, "name", "FAILED")]


Y_COPIES, Y_COPIES_X_FETCHES = "y copies the link.", "y copies the link, x fetches the text."


def page_is(address: str) -> str:
    """Say which page could not be opened, to be copied with the mouse."""
    return f"The page: {address}"


def command_ended(command: str, code: int) -> str:
    """Say how a command ended."""
    return f"{command} is done." if code == 0 else f"{command} ended with {code}."


THEME = "Theme"
ARROWS = {"↓": "Down", "↑": "Up", "←": "Left", "→": "Right"}
"""The keys with arrows, for terminals that have only ASCII."""

EXPORT_TO = "File for the list; .md makes Markdown, .html one page"
EXPORT_TITLE, STARS_TITLE = "Stories", "Starred"
NOTHING_TO_EXPORT = "Nothing is listed that could be written to a file."


def exported(number: int, path: str) -> str:
    """Say how many stories were written to which file."""
    return f"{count(number, 'story', 'stories')} written to {path}"


def not_exported(path: str, why: str) -> str:
    """Say why a file was not written; `why` is "" where something has that name already."""
    return f"{path} is there already and stays as it is; choose another name" if not why else f"{path}: {why}"


def forgot(number: int) -> str:
    """Say how many articles were forgotten."""
    return f"{count(number, 'article')} forgotten"


IMPORTS = "Forget an import"
NO_IMPORTS = "Nothing that an import brought is here."
IMPORT_HINTS = "Enter asks whether to forget it   Esc closes"
FORGET_HINTS = "Enter forgets   Esc keeps"
STAYS_AWAY = "What a feed still has of it does not come back. Z undoes."


def told_by(outlet: str) -> str:
    """Say that it is about all that an outlet told."""
    return f"All that {outlet} told."


def brought(files: str) -> str:
    """Say that it is about what an import of some files brought."""
    return f"What the import of {files} brought."


def nothing_of(outlet: str) -> str:
    """Say that no article of an outlet is there."""
    return f"No article of {outlet} is here."


def import_of(at: datetime, now: datetime, articles: int) -> str:
    """Say when an import was and how much of it is there: 25 Nov, 10:40   24 articles."""
    local, year = at.astimezone(), f" {at.astimezone():%Y}" * (at.astimezone().year != now.astimezone().year)
    return f"{local.day} {local:%b}{year}, {local:%H:%M}   {count(articles, 'article')}"


def forget_all(number: int, *, quotes: bool) -> str:
    """Ask whether so many articles are to be forgotten, with the quotes of an import."""
    return f"Forget {count(number, 'article')}{' and the rates of this import' if quotes else ''}?"


def with_stars(number: int) -> str:
    """Say how many of them have a star."""
    return "One of them has a star." if number == 1 else f"{number:,} of them have a star."


def no_key(words: str) -> str:
    """Say that no key does what some words say."""
    return f"No key has to do with “{words}”. ^P lists every command by its name."


NOT_SAVED = "Not everything is saved"


def leave_once_more(why: str, lost: str) -> str:
    """Say what cannot be saved, and how to leave all the same."""
    return f"{why}. It is tried again. Leave once more to give up {lost}."


def ended_with(name: str, code: int) -> str:
    """Say with which code a program ended."""
    return f"{name} ended with {code}"
