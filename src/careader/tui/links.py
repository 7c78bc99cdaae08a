"""The links of an article as the pane shows them: each with its number behind its words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import punctuation
from typing import NamedTuple
from urllib.parse import quote

from careader.model import Block


class Span(NamedTuple):
    """A part of a line: words of a link to `url`, or its number; from `start` to before `end`."""

    start: int
    end: int
    url: str
    is_number: bool = False


def numbered(block: Block, numbers: dict[str, int]) -> tuple[str, list[Span]]:
    """Return the text of a block with the number of each link behind its words, and where in it both stand.

    `numbers` has the number of each address of the article so far, and gets those of the block.
    """
    parts: list[str] = []
    spans: list[Span] = []
    done = length = 0
    for link in block.links:
        if not done <= link.start < link.end <= len(block.text):
            continue
        number = numbers.setdefault(link.url, len(numbers) + 1)
        sign = f"[{number}]"
        parts += [block.text[done : link.end], sign]
        start, end = length + link.start - done, length + link.end - done
        spans += [Span(start, end, link.url), Span(end, end + len(sign), link.url, is_number=True)]
        done, length = link.end, end + len(sign)
    return "".join([*parts, block.text[done:]]), spans


def in_lines(text: str, spans: Sequence[Span], lines: Sequence[str], indent: int = 0) -> Iterator[tuple[Span, ...]]:
    """Return for each line into which a text was broken the spans that stand in it.

    Breaking takes blanks away and nothing else, so that the same letters are counted in both. `indent` columns stand
    before each line.
    """
    if not spans:
        yield from (() for _ in lines)
        return
    letters = [0]
    for sign in text:
        letters.append(letters[-1] + (sign != " "))
    waiting, first, before = list(reversed(spans)), 0, 0
    for line in lines:
        places = [column for column, sign in enumerate(line) if sign != " "]
        after = before + len(places)
        found: list[Span] = []
        while waiting:
            span = waiting[-1]
            first, last = letters[span.start], letters[span.end]
            if first >= after:
                break
            if first < last and last > before:
                start, end = places[max(first, before) - before], places[min(last, after) - before - 1] + 1
                found.append(Span(start + indent, end + indent, span.url, span.is_number))
            if last > after:
                break
            waiting.pop()
        before = after
        yield tuple(found)


def terminal_address(url: str) -> str:
    """Return an address as OSC 8 takes it: http or https, printable ASCII; "" for any other."""
    return quote(url, safe=punctuation) if url.startswith(("http://", "https://")) else ""


def has_links(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal may be told addresses (OSC 8): the few that would print them have names."""
    return not environ.get("TERM", "dumb").startswith(("dumb", "linux", "unknown", "vt"))
