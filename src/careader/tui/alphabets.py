"""An article in the alphabet that its reader prefers: Uzbek, Kazakh and Tajik in Latin or Cyrillic letters."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from careader.model import Article, BlockKind
from careader.text.scripts import Script, script_of, to_cyrillic, to_latin

_SEVERAL = frozenset(("uz", "kk", "tg"))
"""The languages that are written in several alphabets."""


def other_script(article: Article) -> Script | None:
    """Return the alphabet that an article can be read in and is not written in, None where there is none."""
    if article.language[:2] not in _SEVERAL:
        return None
    return {Script.CYRILLIC: Script.LATIN, Script.LATIN: Script.CYRILLIC, Script.ARABIC: Script.CYRILLIC}.get(
        script_of(f"{article.title} {article.summary}") or Script.LATIN
    )


def in_script(article: Article, script: Script | None) -> Article:
    """Return an article converted to an alphabet; the same object where it is in it, or its language has no other.

    Preformatted text stays, and so does everything that is not read: address, outlet, author.
    """
    if script is None or (other := other_script(article)) is None:
        return article
    if script is not other and script_of(article.title) is not Script.ARABIC:
        return article
    return _converted(article, script)


@lru_cache(maxsize=8)
def _converted(article: Article, script: Script) -> Article:
    convert, language = (to_latin if script is Script.LATIN else to_cyrillic), article.language[:2]
    return replace(
        article,
        title=convert(article.title, language),
        summary=convert(article.summary, language),
        formerly=tuple(convert(title, language) for title in article.formerly),
        blocks=tuple(
            block
            if block.kind is BlockKind.PREFORMATTED
            else replace(block, text=convert(block.text, language), links=())
            for block in article.blocks
        ),
    )
