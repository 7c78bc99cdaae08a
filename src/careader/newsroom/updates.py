"""Which read stories have become other ones: later articles bring much that none of the read ones says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from careader.model import Article, Story
from careader.store.articles import ArticleStore

_SHARE, _WORDS = 0.7, 80
"""How much of an article must be news, and in how many words, to make its story updated.

On pairs of full reports of one event, half of 198 Russian second reports and a quarter of 36 English ones bring that
much; of pairs that are not one event, three quarters and nearly all do.
"""

_Key = tuple[frozenset[str], frozenset[str]]


class Updates:
    """What has been found of the stories so far. Looking takes a millisecond a page of text, so it is done apart."""

    def __init__(self, store: ArticleStore) -> None:
        self._store = store
        self._found: dict[_Key, bool] = {}

    def is_updated(self, story: Story, read_ids: Collection[str]) -> bool:
        """Say whether a story was found to be updated; False too where nobody has looked."""
        return bool(story.new) and self._found.get(_key(story, read_ids), False)

    def look(self, stories: Iterable[Story], read_ids: Collection[str]) -> bool:
        """Look at the stories with later articles that were not looked at yet; say whether one is updated."""
        anything = False
        for story in stories:
            key = _key(story, read_ids)
            if story.new and key not in self._found:
                read, unread = (self._store.whole(ids) for ids in key)
                self._found[key] = any(brings_news(article, read) for article in unread)
                anything = anything or self._found[key]
        return anything


def brings_news(article: Article, read: Iterable[Article]) -> bool:
    """Say whether an article brings much that the read ones do not.

    It is compared with those of its own language only; where there is none, nothing can be said, and it does not.
    """
    from careader.desk.versions import news  # not before the first paint

    known = [text for other in read if other.language == article.language for text in paragraphs(other)]
    if not known:
        return False
    share, words = news(paragraphs(article), known)
    return share >= _SHARE and words >= _WORDS


def paragraphs(article: Article) -> Iterator[str]:
    """Give the texts of an article's blocks, or its summary where it has none."""
    if article.blocks:
        yield from (block.text for block in article.blocks)
    elif article.summary:
        yield article.summary


def _key(story: Story, read_ids: Collection[str]) -> _Key:
    ids = frozenset(article.id for article in story.articles)
    read = frozenset(id_ for id_ in ids if id_ in read_ids)
    return read, ids - read
