"""Stories of real headlines are a function of the set; `tests/benchmarks/streams.py` says where they come from."""

from __future__ import annotations

import random

import pytest

from careader.desk.stories import group
from tests.benchmarks.grouping import in_batches, labelled
from tests.benchmarks.streams import Stream, streams

SIZE = 400
STREAMS = list(streams())


@pytest.mark.skipif(not STREAMS, reason="the public sets of headlines are not on this machine")
@pytest.mark.parametrize("stream", STREAMS, ids=[stream.name for stream in STREAMS])
def test_neither_order_nor_batches_change_the_stories_of_a_real_day(stream: Stream) -> None:
    draw = random.Random(stream.name)
    start = draw.randrange(max(1, len(stream.items) - SIZE))
    items = [labelled(item) for item in stream.items[start : start + SIZE]]
    whole = set(group(items))
    for size in (1, 37, SIZE):
        mixed = draw.sample(items, len(items))
        some = mixed[:40] if size == 1 else mixed
        batches = [some[place : place + size] for place in range(0, len(some), size)]
        assert in_batches(batches) == (set(group(some)) if size == 1 else whole)
