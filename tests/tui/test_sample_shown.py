"""While the sample edition is listed, outlets are the reader's own, and so are the rates once a bank has answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from careader.model import Quote
from careader.newsroom import Newsroom
from careader.newsroom.sampling import SampleNewsroom
from careader.sample import PROVIDER
from careader.settings import Settings
from careader.tui.library import LibraryReads, LibraryWrites
from tests.library import NOW, paths_in


async def test_outlets_and_rates_are_the_readers_own(tmp_path: Path) -> None:
    with (
        Newsroom(paths_in(tmp_path), Settings(), now=lambda: NOW) as own,
        SampleNewsroom(Settings(), now=lambda: NOW) as sample,
    ):
        reads, writes = LibraryReads(sample, own=own), LibraryWrites(sample, own=own)
        standings = await reads.outlets()
        assert len(standings) == len(own.outlets()) > 0
        assert {rate.provider for rate in await reads.rates(inverted=False)} == {PROVIDER}

        outlet = next(standing.outlet for standing in standings if standing.outlet.enabled)
        await writes.switch_outlet(outlet, enabled=False)
        assert not next(known.enabled for known in own.outlets() if known.id == outlet.id)

        day = date(NOW.year, NOW.month, NOW.day)
        own.quotes.put([Quote("USD", "TMT", Decimal("3.5"), date(2015, 1, 1), "decree")], now=NOW)
        assert {rate.provider for rate in await reads.rates(inverted=False)} == {PROVIDER}  # nobody has answered
        own.quotes.put([Quote("USD", "KZT", Decimal("472.31"), day, "NBK")], now=NOW)
        assert {rate.provider for rate in await reads.rates(inverted=False)} == {"NBK", "decree"}
        details = await reads.rate_details(inverted=False)
        assert [detail.rate.provider for detail in details if detail.rate] == ["NBK", "decree"]
