"""The id of an article: the same on every machine and on every fetch."""

from __future__ import annotations

from hashlib import blake2b


def article_id(*identity: str) -> str:
    """Give 12 hexadecimal digits for what makes an article itself: its canonical URL, or what stands in for it."""
    return blake2b("\x1f".join(identity).encode("utf-8", "replace"), digest_size=6).hexdigest()


def folded(text: str) -> str:
    """Leave only the letters and digits of a text, without case: what survives another layout of the same text."""
    return "".join(character for character in text.casefold() if character.isalnum())
