"""An article in the alphabet that its reader prefers: Uzbek, Kazakh and Tajik in Latin or Cyrillic letters."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from careader.model import Article, BlockKind

if TYPE_CHECKING:  # the tables of alphabets are loaded when one is asked for
    from careader.text.scripts import Script

_SEVERAL = frozenset(("uz", "kk", "tg"))
"""The languages that are written in several alphabets."""


def other_script(article: Article) -> Script | None:
    """Return the alphabet that an article can be read in and is not written in, None where there is none."""
    if article.language[:2] not in _SEVERAL:
        return None
    from careader.text.scripts import Script, script_of

    return {Script.CYRILLIC: Script.LATIN, Script.LATIN: Script.CYRILLIC, Script.ARABIC: Script.CYRILLIC}.get(
        script_of(f"{article.title} {article.summary}") or Script.LATIN
    )


def in_script(article: Article, script: str) -> Article:
    """Return an article converted to an alphabet ("latin", "cyrillic", "" for none).

    It is the same object where it is in it, or its language has no other. Preformatted text stays, and so does
    everything that is not read: address, outlet, author.
    """
    if not script or (other := other_script(article)) is None:
        return article
    from careader.text.scripts import Script, script_of

    if script != other and script_of(article.title) is not Script.ARABIC:
        return article
    return _converted(article, Script(script))


@lru_cache(maxsize=8)
def _converted(article: Article, script: Script) -> Article:
    from careader.text.scripts import Script, to_cyrillic, to_latin

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
