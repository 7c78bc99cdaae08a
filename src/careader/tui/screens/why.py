"""Why an article is in its story, and why related ones are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from careader.model import Article, Story
from careader.newsroom.deciding import Decided
from careader.newsroom.kinship import Kinship, Verdict, why
from careader.tui.screens.panel import Panel

if TYPE_CHECKING:
    from careader.tui.app import CareaderApp

_Part = tuple[str, str] | str

_RELATED = 3
"""How many related stories are explained beside the articles of the story."""


def why_panel(app: CareaderApp, article: Article, story: Story, related: Sequence[Story]) -> Panel:
    """Explain what the other articles of its story are to an article, then what related stories are, as a panel."""
    nearest = [pairs[0] for other in related[:_RELATED] if (pairs := why(article, other.articles))]
    parts = [*_headline(article)]
    for title, verdicts, together in (
        ("In one story with", why(article, story.articles), True),
        ("Not in one story with", nearest, False),
    ):
        for number, (other, verdict) in enumerate(verdicts):
            parts += ["\n", ("" if number else f"{title}\n", "$accent")]
            parts += _pair(app, article, other, verdict, together=together)
    if len(parts) == 2:
        parts.append("\nOnly one outlet tells this story, and no other story is like it.")
    return Panel("Why together", Content.assemble(*parts))


def why_apart_panel(app: CareaderApp, story: Story, other: Story) -> Panel:
    """Explain why two stories are two, by their most alike articles first, as a panel."""
    pairs = [(article, *why(article, other.articles)[0]) for article in story.articles]
    pairs.sort(key=lambda pair: -pair[2].score)
    parts: list[_Part] = []
    for number, (article, found, verdict) in enumerate(pairs):
        parts += ["\n\n" if number else "", *_headline(article), ("and\n", "$accent")]
        parts += _pair(app, article, found, verdict, together=False)
    return Panel("Why apart", Content.assemble(*parts))


def _headline(article: Article) -> Iterator[_Part]:
    yield f"{article.title}\n", "bold"
    yield f"{article.outlet}\n", "$quiet"


def _pair(app: CareaderApp, article: Article, other: Article, verdict: Verdict, *, together: bool) -> Iterator[_Part]:
    yield from _headline(other)
    sentences = [reason.text for reason in verdict.reasons]
    decided = app.room.decisions.on(article.id, other.id)
    if decided:
        sentences.insert(0, "You joined them." if decided is Decided.TOGETHER else "You took them apart.")
    elif together and verdict.kinship is not Kinship.SAME:
        sentences.append("They are together through what the others of the story say.")
    elif not together and verdict.kinship is Kinship.SAME:
        sentences.append("They are apart since the other articles of the two stories differ.")
    yield from (f" {app.signs.bullet} {sentence}\n" for sentence in sentences)
