"""The text of a captured page of any bytes: read or refused, and clean."""

from __future__ import annotations

from careader.model import Failure
from careader.sources.capture import parse_capture
from careader.text.charset import decode
from tests.fuzz.feed import check
from tests.sources.hostile import NOW

CORPUS = [
    text.encode()
    for text in (
        (
            "KZT/USD = 0.0021 +0.1%\nMonday, November 23, 2026\nLatest News\nCanal in Bishkek is dug by hundreds\n"
            "By Asel Imanova\n2 hours ago\nThe canal was dug in a week. Read more\nShowing 1 - 10 of 90\n"
        ),
        "Home | News | About\n- Canal in Bishkek is dug\n- Tram returns to Samarkand\n",
        "# Canal\n\n* one\n* two\n\nhttps://example.org/a\n",
        "БИШКЕК (T) — Канал вырыт. Читать далее\n23.11.2026\n",
    )
]


def one(content: bytes) -> None:
    """Read a file as it would be imported."""
    capture = parse_capture(decode(content), name="a.txt", now=NOW)
    if not isinstance(capture, Failure):
        for article in capture.articles:
            check(article)
