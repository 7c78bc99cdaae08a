"""What becomes of an article that comes in again: the newest words, the best text, the first dates."""

from __future__ import annotations

from dataclasses import replace

from careader.model import Article, Origin
from careader.text.search import words


def merge(known: Article, fresh: Article) -> Article:
    """Bring a known article up to date.

    Headline, summary and the rest are the fresh ones. The text is the fresh one where it comes from the same kind of
    place or a better one, even if it is shorter: outlets correct and withdraw. A text that is kept while headline or
    summary change is outdated. Where another outlet's feed carries the article too (an aggregator's does), it stays
    the article of the first, and only a better text is taken.
    """
    foreign = known.origin is fresh.origin and known.outlet_id != fresh.outlet_id
    if foreign:
        fresh = replace(
            fresh,
            title=known.title,
            summary=known.summary,
            outlet=known.outlet,
            outlet_id=known.outlet_id,
            ownership=known.ownership,
            guid=known.guid,
            url=known.url,
        )
    dates = [date for date in (known.published, fresh.published) if date is not None]
    first = [date for date in (known.first_seen or known.seen, fresh.first_seen or fresh.seen) if date is not None]
    result = replace(
        fresh,
        id=known.id,
        published=min(dates) if dates else None,
        seen=max(known.seen, fresh.seen),
        first_seen=min(first),
        origin=Origin.FILE if Origin.FILE in (known.origin, fresh.origin) else fresh.origin,
        summary=fresh.summary or known.summary,
    )
    if takes_text(known, fresh, foreign=foreign):
        return replace(result, outdated=False)
    changed = words(known.title) != words(result.title) or words(known.summary) != words(result.summary)
    return replace(with_text_of(known, result), outdated=known.outdated or changed)


def takes_text(known: Article, fresh: Article, *, foreign: bool = False) -> bool:
    """Say whether the fresh text is to replace the known one; an empty text replaces none."""
    if not fresh.blocks or not known.blocks:
        return bool(fresh.blocks)
    return fresh.text_origin > known.text_origin or (fresh.text_origin == known.text_origin and not foreign)


def with_text_of(known: Article, fresh: Article) -> Article:
    """Return the fresh article with the text of the known one, and with what the desk made of that."""
    return replace(
        fresh,
        blocks=known.blocks,
        complete=known.complete,
        text_origin=known.text_origin,
        outdated=known.outdated,
        countries=known.countries,
        region=known.region,
    )
