"""The sample edition: what the reader shows before it has any news, and what `careader --demo` opens.

Short pieces of our own on how to use the reader and on the region, by invented outlets, with rates that are real but of
two past days. Everything of it is labelled: `Origin.SAMPLE`, outlets called "Sample ...", the provider "SAMPLE".
"""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from careader.model import Article, Block, BlockKind, Origin, Ownership, Quote

PROVIDER = "SAMPLE"

_EDITION = ("guide", "region", "russian")
_KINDS = {"# ": BlockKind.HEADING, "> ": BlockKind.QUOTATION, "^ ": BlockKind.CAPTION}
_SUMMARY = 280

# Units of each for a US dollar on 28 and 29 September 2026 (exchange-api, CC0); the manat's is set by decree.
_RATES = {
    "KGS": ("87.4569", "87.4571"),
    "KZT": ("443.17", "441.23"),
    "TJS": ("9.2305", "9.2325"),
    "UZS": ("11752.94", "11792.22"),
    "TMT": ("3.5", "3.5"),
}


def articles(now: datetime, language: str = "en") -> tuple[Article, ...]:
    """Give the pieces, newest first, dated over the two days before `now` (aware); not labelled with countries yet.

    `language` is a code of ISO 639-1; in one without an edition the pieces are those in English.
    """
    outlets = _read("outlets", language)
    pieces = [entry for name in _EDITION for entry in _read(name, language)["article"]]
    return tuple(_article(entry, outlets, now) for entry in sorted(pieces, key=lambda entry: float(entry["hours"])))


def quotes(now: date) -> tuple[Quote, ...]:
    """Give the price of a dollar in the five currencies for `now` and the day before, by the provider SAMPLE."""
    days = (now - timedelta(days=1), now)
    return tuple(
        Quote(base="USD", quote=currency, value=Decimal(value), published=day, provider=PROVIDER)
        for currency, values in _RATES.items()
        for day, value in zip(days, values, strict=True)
    )


@cache
def _read(name: str, language: str) -> dict[str, Any]:
    """Read a file of the edition in a language, the one without a language in its name where there is none."""
    from importlib import resources  # which is a dozen modules

    folder = resources.files(__name__)
    file = folder.joinpath(f"{name}_{language}.toml")
    return tomllib.loads((file if file.is_file() else folder.joinpath(f"{name}.toml")).read_text(encoding="utf-8"))


def _article(entry: dict[str, Any], outlets: dict[str, Any], now: datetime) -> Article:
    outlet = outlets[entry["outlet"]]
    blocks = tuple(_blocks(entry["body"]))
    return Article(
        id=f"sample-{entry['id']}",
        title=entry["title"],
        url="",
        outlet=outlet["name"],
        seen=now,
        published=now - timedelta(hours=entry["hours"]),
        outlet_id=f"sample-{entry['outlet']}",
        ownership=Ownership(outlet["ownership"]),
        language=outlet["language"],
        summary=textwrap.shorten(blocks[0].text, _SUMMARY, placeholder=" …"),
        blocks=blocks,
        complete=True,
        origin=Origin.SAMPLE,
    )


def _blocks(body: str) -> Iterator[Block]:
    """Read a body in the form that guide.toml explains."""
    for part in body.strip("\n").split("\n\n"):
        mark, line = part[:2], " ".join(part.split())
        if part.startswith("    "):
            yield Block(BlockKind.PREFORMATTED, textwrap.dedent(part))
        elif mark == "- ":
            yield Block(BlockKind.BULLET, line[2:])
        elif mark in _KINDS:
            yield Block(_KINDS[mark], line[2:])
        else:
            yield Block(BlockKind.PARAGRAPH, line)
