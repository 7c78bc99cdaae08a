"""Plain text to paragraphs and back: which line breaks are the writer's, and which only wrap a long line."""

from __future__ import annotations

import html
import re

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_ITEM = re.compile(r"\s*(?:[-*•·▪◦‣–—►●]\s+|\d{1,3}[.)]\s+)\S")
_BULLET = re.compile(r"\s*[-*•·▪◦‣–—►●]\s+(?=\S)")
_CLOCK = re.compile(r"\s*\(?\d{1,2}:\d\d")
_WRAPPED = 50
"""Lines that are broken only to fit are at least this long."""


def paragraphs(text: str) -> list[tuple[str, bool]]:
    """Return the lines of a plain text that belong apart, and of each whether it is an item of a list.

    An empty line divides, and so does a line break that nobody made to fit a width: after a short line, before a bullet
    or a time of day. A bullet's sign is left out.
    """
    lines: list[tuple[str, bool]] = []
    for part in _PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        current: list[str] = []
        own = list(filter(str.strip, part.split("\n")))
        wrapped = _is_wrapped(own)
        for line in own:
            if current and not wrapped and not _goes_on(current[-1], line):
                lines.append(_line(current))
                current = []
            current.append(line)
        if current:
            lines.append(_line(current))
    return lines


def html_of_text(text: str) -> str:
    """Write a plain text as HTML, its line breaks kept and nothing in it markup."""
    if not text.strip():
        return ""
    lines = (
        f"<li>{html.escape(line)}</li>" if item else f"<p>{html.escape(line)}</p>" for line, item in paragraphs(text)
    )
    return "".join(lines)


def html_of_lines(html: str) -> str:
    """Write HTML without any blocks as paragraphs, by its line breaks."""
    return "".join(f"<li>{line}</li>" if item else f"<p>{line}</p>" for line, item in paragraphs(html))


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether lines were broken to fit one width: all but the last about as long as the longest."""
    longest = max(map(len, lines[:-1]), default=0)
    return _WRAPPED <= longest <= 2 * _WRAPPED and all(len(line) >= 0.8 * longest for line in lines[:-1])


def _line(lines: list[str]) -> tuple[str, bool]:
    whole = " ".join(lines)
    bullet = _BULLET.match(whole)
    return (whole[bullet.end() :], True) if bullet and not whole.lstrip().startswith(("–", "—")) else (whole, False)


def _goes_on(line: str, following: str) -> bool:
    """Say whether a line break only wraps: the line is long, or the next one goes on in small letters."""
    if _ITEM.match(following) or _CLOCK.match(following):
        return False
    if following.lstrip()[:1].islower():
        return True
    return len(line) >= _WRAPPED and not line.rstrip().endswith((".", "!", "?", ":", "…"))
