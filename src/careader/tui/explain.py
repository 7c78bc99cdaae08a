"""Why an article is in its story, why related ones are not, and why it is listed under its countries: as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from careader import words as said
from careader.model import Article, Story
from careader.newsroom import PLACES, places_of
from careader.newsroom.deciding import Decided
from careader.tui.format import Signs, listed, places_shown
from careader.tui.values import Verdicts
from careader.words import figures
from careader.words import screen as words
from careader.words.reasons import because

if TYPE_CHECKING:  # what looks into texts is loaded after the first paint
    from careader.newsroom.discovering import Found
    from careader.newsroom.evidence import Clue, PlaceEvidence
    from careader.newsroom.kinship import Verdict

_Part = tuple[str, str] | str


def why_words(together: Verdicts, apart: Sequence[Verdicts], signs: Signs) -> Content:
    """Explain what the other articles of its story are to an article, then what the most alike of other stories are."""
    parts: list[_Part] = [*_headline(together.article)]
    first = [(found, *found.pairs[0]) for found in apart if found.pairs]
    for title, pairs, joined in (
        (words.IN_ONE_STORY, [(together, *pair) for pair in together.pairs], True),
        (words.NOT_IN_ONE_STORY, first, False),
    ):
        for number, (found, other, verdict) in enumerate(pairs):
            parts += ["\n", ("" if number else f"{title}\n", "$read-accent")]
            parts += _pair(found, other, verdict, signs, together=joined)
    if len(parts) == 2:
        parts.append(f"\n{words.NOTHING_LIKE_IT}")
    return Content.assemble(*parts)


def apart_words(found: Sequence[Verdicts], signs: Signs) -> Content:
    """Explain why two stories are two, by their most alike articles first."""
    pairs = sorted((one for one in found if one.pairs), key=lambda one: -one.pairs[0][1].score)
    parts: list[_Part] = []
    for number, one in enumerate(pairs):
        parts += ["\n\n" if number else "", *_headline(one.article), (f"{words.AND}\n", "$read-accent")]
        parts += _pair(one, *one.pairs[0], signs, together=False)
    return Content.assemble(*parts)


def head_words(story: Story, signs: Signs, *, starred: bool) -> Content:
    """Say which story it is, how many outlets tell it, and where it is."""
    places = places_shown(story.countries, story.region).strip()
    parts = (words.outlets_of(len(story.outlets)), places, signs.star if starred else "")
    meta = f" {signs.dot} ".join(part for part in parts if part)
    return Content.assemble((story.lead.title, "bold $read-accent"), "\n", (meta, "$quiet"))


def found_words(found: Found) -> Content:
    """Say what can be read at an address: what each way gives, and what was guessed of the outlet."""
    parts: list[_Part] = [said.say(found.unreachable), f"\n{figures.NOT_TRIED}\n"] if found.unreachable else []
    for tried in found.tried:
        gave = said.reason(tried.failure) if tried.failure else figures.gives(tried.articles, tried.whole, tried.newest)
        kept = tried.way in found.ways
        parts += [
            (tried.way.kind, "$read-accent" if kept else "$quiet"),
            f"  {gave}\n",
            (f"{tried.way.url}\n\n", "$quiet"),
        ]
    if guess := figures.guessed(found.language, found.countries, found.ownership):
        parts.append(f"{figures.otherwise(guess)}\n")
    if not found.ownership:
        parts.append(figures.NOBODY_SAID)
    return Content.assemble(*parts)


def _headline(article: Article) -> Iterator[_Part]:
    yield f"{article.title}\n", "bold"
    yield f"{article.outlet}\n", "$quiet"


def _pair(found: Verdicts, other: Article, verdict: Verdict, signs: Signs, *, together: bool) -> Iterator[_Part]:
    from careader.newsroom.kinship import Kinship

    yield from _headline(other)
    sentences = [because(reason.text) for reason in verdict.reasons]
    decided = found.decided.get(other.id)
    if decided:
        sentences.insert(0, words.YOU_JOINED if decided is Decided.TOGETHER else words.YOU_PARTED)
    elif together and verdict.kinship is not Kinship.SAME:
        sentences.append(words.TOGETHER_THROUGH_OTHERS)
    elif not together and verdict.kinship is Kinship.SAME:
        sentences.append(words.APART_THROUGH_OTHERS)
    yield from (f" {signs.bullet} {sentence}\n" for sentence in sentences)


def evidence_words(story: Story, article: Article, evidence: Sequence[PlaceEvidence]) -> Content:
    """Write the evidence for the places of an article of a story."""
    parts: list[_Part] = [(f"{article.title}\n{article.outlet}\n", "$quiet")]
    for place in evidence:
        name = figures.PLACES[place.place]
        parts += ["\n", (f"{name[0].upper()}{name[1:]}\n", "bold")]
        for clue in place.clues:
            parts += _row(clue)
        if not place.clues:
            parts.append(f"  {words.BY_OUTLET_ALONE}\n")
    if not evidence:
        parts.append(f"\n{words.ABOUT_NOWHERE}\n")
    own = {place.place for place in evidence}
    elsewhere = [figures.PLACES[place] for place in PLACES if place in places_of(story) and place not in own]
    others = listed(elsewhere, words.AND)
    if others:
        parts.append(f"\n{words.found_elsewhere(others)}\n")
    if any(place.clues for place in evidence):
        parts += ["\n", (words.WEIGHTS, "$quiet")]
    return Content.assemble(*parts)


def _row(clue: Clue) -> list[_Part]:
    where = ", ".join([*(words.PARTS[part] for part in clue.where), *words.times(clue.times)])
    return [(f"{clue.weight:>6.1f}", "$read-accent"), f"  {clue.words}", (f"   {where}\n", "$quiet")]
