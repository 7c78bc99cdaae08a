"""Short ways to write the articles that the tests of grouping are about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from careader.desk.features import Item

START = datetime(2026, 11, 20, 6, tzinfo=UTC)


def report(title: str, *, outlet: str = "", hour: float = 0, lead: str = "", language: str = "", id_: str = "") -> Item:
    """Make an item; without an outlet it is by one of its own."""
    return Item(
        id=id_ or f"{outlet}{hour}{title}",
        title=title,
        lead=lead,
        outlet=outlet or title,
        language=language,
        published=START + timedelta(hours=hour),
    )
