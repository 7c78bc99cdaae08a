"""Links of a text: those that its markup has, and the addresses that it writes out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from careader.model import Link
from careader.text.urls import addresses_in


def with_written_out(text: str, links: Sequence[Link] = ()) -> tuple[Link, ...]:
    """Return the links of a text, which are in its order, and the addresses in it that are in none of them."""
    written = [Link(*found) for found in addresses_in(text)]
    if not written:
        return tuple(links)
    starts = [link.start for link in links]
    apart = []
    for link in written:
        before = bisect_left(starts, link.end) - 1
        if before < 0 or links[before].end <= link.start:
            apart.append(link)
    return tuple(sorted((*links, *apart), key=lambda link: link.start))
