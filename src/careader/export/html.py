"""A list of stories as one HTML file that loads nothing and runs nothing."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from datetime import datetime

from careader import words
from careader.export.digest import by_country
from careader.export.wording import byline, web_address
from careader.model import Story
from careader.words import spoken

_STYLE = (
    "body{font:17px/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
    "h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #ddd}"
    "h3{font-size:1rem;margin:1.2rem 0 .2rem}p{margin:.2rem 0}.by,time{color:#666;font-size:.85rem}a{color:#0b5d7a}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#16191b}h2{border-color:#333}.by,time{color:#999}"
    "a{color:#6cc0dd}}"
)
_HEAD = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>"""


def stories(listed: Iterable[Story], *, title: str, now: datetime) -> Iterator[str]:
    """Return a list of stories, grouped by country, as the lines of a page."""
    yield _HEAD.format(title=html.escape(title), style=_STYLE, language=spoken())
    yield f"<time>{words.figures.moment(now)}</time>"
    for heading, members in by_country(listed):
        yield f"<h2>{html.escape(heading)}</h2>"
        for story in members:
            yield _story(story)
    yield "</body>\n</html>"


def link(title: str, url: str) -> str:
    """Return a link, or the bare title where there is no address of the web."""
    address = web_address(url)
    text = html.escape(" ".join(title.split()))
    return f'<a href="{html.escape(address, quote=True)}" rel="noreferrer">{text}</a>' if address else text


def _story(story: Story) -> str:
    lead = story.lead
    parts = [f"<h3>{link(lead.title, lead.url)}</h3>", f'<p class="by">{html.escape(byline(lead))}</p>']
    if lead.summary:
        parts.append(f"<p>{html.escape(lead.summary)}</p>")
    if others := [member for member in story.articles if member is not lead]:
        told = " · ".join(link(other.outlet, other.url) for other in others)
        parts.append(f'<p class="by">{words.screen.also_told_by(told)}</p>')
    return "\n".join(parts)
