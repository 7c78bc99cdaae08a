from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from careader.model import Block, BlockKind, Link
from careader.newsroom import Newsroom
from careader.settings import Settings
from tests.library import NOW, article, paths_in


def test_links_of_blocks_are_kept(tmp_path: Path) -> None:
    blocks = (
        Block(BlockKind.HEADING, "Ice"),
        Block(
            BlockKind.PARAGRAPH,
            "The decree and the map",
            (Link(4, 10, "https://a.example/"), Link(19, 22, "https://b.example/")),
        ),
    )
    known = replace(article("Ice on the lake"), blocks=blocks)
    with Newsroom(paths_in(tmp_path), Settings(), now=lambda: NOW) as room:
        room.articles.put([known])
        assert [kept.blocks for kept in room.articles.whole([known.id])] == [blocks]
