"""What on a captured page belongs to no article, where a line alone does not tell it.

Pages of one site come in many shapes: an author's page begins with a profile, a listing with menus or links that
somebody paid for; items end with "Continue reading", the name of who wrote them, or a date, and begin with a rubric or
the caption of a picture. Each is recognised by where it stands and how often, never by its words alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from careader.sources.listing import Line, LineKind, could_be_title, dateline_end

_TEMPLATE = re.compile(r"\W*(?:\{\{?\s*[\w.|]+\s*\}?\}|\[\[?\s*[\w.|]+\s*\]?\]|%\w+%|<%.{0,40}%>)\W*")
_LIST_LABEL = re.compile(
    r"(?:(?:all|latest|recent|more)\s)?(?:articles|posts|stories|news|publications)(?:\s(?:by|from|of)\s.{2,60})?\W*",
    re.IGNORECASE,
)
_PORTRAIT = re.compile(r".{0,80}[’']s\s(?:avatar|profile|photo)\W*", re.IGNORECASE)
_TRAIL = re.compile(r"[^<>]{2,60}\s[>»›]\s[^<>]{2,60}")
_PROFILE_LINES = 14
_RUBRIC_WORDS = 4
_SIGNATURE_WORDS = 6
_MENU_LINES = 3
_HEADLINE_WORDS = 26
_HEADLINE_LETTERS = 200
_LEAST_LEAD = 60
_ENDS_ITEM = (LineKind.MORE, LineKind.DATE, LineKind.SIGNATURE)
_BELONGS_TO_NONE = frozenset({LineKind.TICKER, LineKind.RANGE, LineKind.NAVIGATION})


def profiled_author(lines: Sequence[Line]) -> str:
    """Return whose page this is, "" where it is not an author's."""
    label = next((n for n, line in enumerate(lines[:3]) if _PORTRAIT.fullmatch(line.text)), None)
    named = lines[label + 1 : label + 2] if label is not None else []
    return named[0].text if named and _is_name(named[0]) else ""


def without_furniture(lines: Sequence[Line], *, has_date: bool) -> list[Line]:
    """Return the lines of a page that belong to its articles, each kind settled by where the line stands.

    `has_date` says that the head of the page bore a date, so that dates below it stand before the items they belong to.
    """
    kept = [line for line in lines if line.kind not in _BELONGS_TO_NONE and not _TEMPLATE.fullmatch(line.text)]
    kept = _without_profile(kept)
    kept = _with_signatures(kept)
    kept = _without_rubrics(kept)
    kept = _with_headlines(_without_menus(kept))
    if has_date or (kept and kept[0].kind is LineKind.DATE and kept[-1].kind is not LineKind.DATE):
        kept = _with_dates_after_titles(kept)
    return _with_captions_after_titles(kept)


def is_profile(line: Line) -> bool:
    """Return whether a line belongs to the page of an author: a trail of sections, the label of a portrait."""
    short = len(line.text) < _HEADLINE_LETTERS
    return short and bool(_PORTRAIT.fullmatch(line.text) or _TRAIL.fullmatch(line.text))


def _without_profile(lines: list[Line]) -> list[Line]:
    """Leave out a profile: what comes before the label of the list, if the page begins as one."""
    if not any(is_profile(line) for line in lines[:3]):
        return lines
    label = next((n for n, line in enumerate(lines[:_PROFILE_LINES]) if _LIST_LABEL.fullmatch(line.text)), None)
    if label is not None:
        return lines[label + 1 :]
    return [line for n, line in enumerate(lines) if n > 2 or not is_profile(line)]


def _with_signatures(lines: list[Line]) -> list[Line]:
    """Tell the name that stands after "Continue reading" from a headline: the next item follows it, and no text."""
    result = list(lines)
    signatures: set[str] = set()
    for n, line in enumerate(lines[1:], 1):
        before = result[n - 1]
        is_after_end = before.kind is LineKind.MORE or (before.opened and line.blank > 1)
        if is_after_end and _is_name(line) and (line.text in signatures or not _leads_a_text(lines, n)):
            result[n] = replace(line, kind=LineKind.SIGNATURE)
            signatures.add(line.text)
    return result


def _is_name(line: Line) -> bool:
    words = line.text.split()
    return (
        line.kind in (LineKind.TITLE, LineKind.BYLINE)
        and len(words) <= _SIGNATURE_WORDS
        and all(
            word[0].isupper() or word in ("of", "and", "de", "van", "der", "von", "bin", "al", "the") for word in words
        )
    )


def _leads_a_text(lines: Sequence[Line], number: int) -> bool:
    """Return whether a text follows a line before anything else that could be the title of it."""
    following = [line for line in lines[number + 1 : number + 4] if line.kind is not LineKind.CAPTION]
    if not following or following[0].kind not in (LineKind.TEXT, LineKind.BULLET, LineKind.BYLINE):
        return False
    return not (len(following) > 1 and _could_lead(following[0], following[1]))


def _could_lead(line: Line, after: Line) -> bool:
    """Return whether a line is short enough to be the title of the text after it."""
    return _is_short(line) and after.kind is LineKind.TEXT and len(after.text) > max(_LEAST_LEAD, len(line.text))


def _without_rubrics(lines: list[Line]) -> list[Line]:
    """Leave out short lines that stand again and again before the titles of items."""
    seen: Counter[str] = Counter()
    before_titles: Counter[str] = Counter()
    for n, line in enumerate(lines):
        if line.kind is LineKind.TITLE and len(line.text.split()) <= _RUBRIC_WORDS:
            seen[line.text] += 1
            before_titles[line.text] += n + 1 < len(lines) and _is_short(lines[n + 1]) and _leads_a_text(lines, n + 1)
    rubrics = {text for text, count in seen.items() if count > 1 and before_titles[text] * 2 >= count}
    return [line for line in lines if line.text not in rubrics]


def _without_menus(lines: list[Line]) -> list[Line]:
    """Leave out runs of short lines without a text, and whatever stands before the title that the first text has."""
    first_text = next((n for n, line in enumerate(lines) if line.kind in (LineKind.TEXT, LineKind.BYLINE)), None)
    if first_text is None:
        return lines
    start = first_text
    while start and lines[start - 1].kind in (LineKind.CAPTION, LineKind.DATE):
        start -= 1
    if start and lines[start - 1].kind is LineKind.TITLE:
        start -= 1 + (start > 1 and lines[start - 2].kind is LineKind.DATE)
    else:
        start = 0
    kept: list[Line] = []
    run: list[Line] = []
    for line in lines[start:]:
        if line.kind is LineKind.TITLE and len(line.text.split()) <= _RUBRIC_WORDS:
            run.append(line)
            continue
        if len(run) > _MENU_LINES:
            run = [] if line.kind is LineKind.TITLE else run[-1:]
        kept += [*run, line]
        run = []
    return kept + (run if len(run) <= _MENU_LINES else [])


def _with_dates_after_titles(lines: list[Line]) -> list[Line]:
    """Put a date that stands before a title behind it, where the other bylines are."""
    result = list(lines)
    for n in range(len(result) - 1):
        if result[n].kind is LineKind.DATE and result[n + 1].kind is LineKind.TITLE and _leads_a_text(result, n + 1):
            result[n], result[n + 1] = replace(result[n + 1], blank=result[n].blank), result[n]
    return result


def _with_headlines(lines: list[Line]) -> list[Line]:
    """Call a line a title that has not the form of one, where all around it says so.

    The text after it begins with a dateline or an author, or the item before it is over, and it is short and a text
    that is longer follows.
    """
    result = list(lines)
    for n, line in enumerate(lines[:-1]):
        if line.kind is not LineKind.TEXT or not _is_short(line) or dateline_end(line.text):
            continue
        after = lines[n + 1]
        begins = after.kind is LineKind.BYLINE or (after.kind is LineKind.TEXT and dateline_end(after.text) > 0)
        over = n == 0 or result[n - 1].kind in _ENDS_ITEM or (result[n - 1].opened and line.blank > 0)
        is_title = over and _could_lead(line, after) and could_be_title(line.text.rstrip(".?!"))
        if is_title or (begins and not line.text[0].islower()):
            result[n] = replace(line, kind=LineKind.TITLE)
    return result


def _is_short(line: Line) -> bool:
    return len(line.text.split()) <= _HEADLINE_WORDS and len(line.text) <= _HEADLINE_LETTERS


def _with_captions_after_titles(lines: list[Line]) -> list[Line]:
    """Put the caption of a picture that stands between the end of an item and the next title behind that title."""
    result = list(lines)
    for n in range(1, len(result) - 1):
        before, line, after = result[n - 1 : n + 2]
        if line.kind is LineKind.CAPTION and before.kind in _ENDS_ITEM and after.kind is LineKind.TITLE:
            result[n], result[n + 1] = replace(after, blank=line.blank), line
    return result
