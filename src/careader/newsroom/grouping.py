"""Putting the articles of the library into stories, at a cost in proportion to what has changed.

What waits for grouping is known to the database. It is taken in portions, each in a transaction of its own; what an
article consists of and what it is to its neighbours is kept, so that nothing is found out twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from datetime import UTC
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from careader.desk.features import LEAD_LENGTH, Features, Item, features, rules
from careader.desk.grouping import Edge, Update, related, update
from careader.desk.neighbours import Row
from careader.model import Article
from careader.store.articles import ArticleStore, story_id
from careader.store.decisions import Pair
from careader.store.grouping import GroupingStore, KeptRow, Waiting
from careader.text.scripts import canonical

if TYPE_CHECKING:
    from careader.newsroom.second import Second

_PORTION = 1000
_TRIES = 5


def regroup(
    articles: ArticleStore,
    grouping: GroupingStore,
    ahead: Ahead | None = None,
    *,
    together: Sequence[Pair] = (),
    apart: Sequence[Pair] = (),
    undecided: Sequence[Pair] = (),
) -> int:
    """Put all articles that wait for it into stories; return how many articles moved.

    The stories are those of the whole library, whatever came in which order. `ahead` takes articles apart. `together`
    and `apart` are the pairs that the reader has decided on, `undecided` those for which that was taken back.
    """
    grouping.begin(rules())
    ahead = ahead or Ahead({})
    moved = 0
    left = _TRIES
    asked = {id_ for pair in (*together, *apart, *undecided) for id_ in pair}
    while True:
        waiting = grouping.waiting()
        portions = ahead.over(_portions(articles, waiting.ids))
        state = waiting.state
        while True:
            portion = next(portions, {})
            if not portion and not asked:
                return moved
            at_hand = waiting._replace(state=state)
            written = _take_in(grouping, at_hand, portion, ahead, together, apart, asked)
            if written is None:
                break  # another program has grouped something in the meantime
            moved += written
            state += 1
            asked.clear()
        left -= 1
        if not left:
            return moved  # what waits still is taken in the next time


_Portion = Mapping[int, Item | None]
"""What is looked at of articles, by number; None for those that are gone."""


def _portions(articles: ArticleStore, ids: Mapping[int, str]) -> Iterator[_Portion]:
    numbers = iter(ids)
    while portion := list(islice(numbers, _PORTION)):
        items = {article.id: item_of(article) for article in articles.heads([ids[one] for one in portion if ids[one]])}
        yield {number: items.get(ids[number]) for number in portion}


class Ahead:
    """Takes articles apart; of very many, a `second` process does it while those before them are compared.

    `made` are articles that have been taken apart already, by id; it is emptied as they are asked for.
    """

    def __init__(self, made: MutableMapping[str, Features], second: Second | None = None) -> None:
        self._made = made
        self._second = second

    def features(self, item: Item) -> Features:
        """Return the features of an article."""
        made = self._made.pop(item.id, None)
        return made if made and made.item == item else features(item)

    def over(self, portions: Iterator[_Portion]) -> Iterator[_Portion]:
        """Yield portions, with the one after each under way."""
        portion = next(portions, None)
        begun: Callable[[], Mapping[str, Features]] = dict
        while portion is not None:
            self._made.update(begun())
            following, begun = next(portions, None), dict
            if following and self._second is not None:
                items = [item for item in following.values() if item and item.id not in self._made]
                begun = self._second.asked(partial(taken_apart, items))
            yield portion
            portion = following


def taken_apart(items: Iterable[Item]) -> dict[str, Features]:
    """Return the features of articles by their ids, with all that grouping asks for of every article."""
    made = {item.id: features(item) for item in items}
    for one in made.values():
        one.words, one.rest, one.lead, one.text  # noqa: B018  # they are made when they are first asked for
    return made


def _take_in(
    grouping: GroupingStore,
    waiting: Waiting,
    portion: _Portion,
    ahead: Ahead,
    together: Sequence[Pair],
    apart: Sequence[Pair],
    touched: Collection[str],
) -> int | None:
    """Take in a portion of what waits; None where it has to be done again."""
    known = grouping.contents(portion)
    changed: dict[int, Features | None] = {}
    for number, item in portion.items():
        if item is None:
            changed[number] = None
        elif known.get(number) != item.content:
            changed[number] = ahead.features(item)
    contents = {number: item.content for number, item in portion.items() if item and number in changed}
    numbers = grouping.numbers({*touched, *(id_ for pair in (*together, *apart) for id_ in pair)})
    numbers |= {waiting.ids[number]: number for number in contents}
    change = update(
        Kept(grouping),
        changed,
        together=_numbered(together, numbers),
        apart=_numbered(apart, numbers),
        touched=[*(numbers[id_] for id_ in touched if id_ in numbers), *(known.keys() - changed.keys())],
    )
    return grouping.keep(
        waiting,
        portion,
        [(KeptRow(*row), contents[row.ref], one.text) for row, one in change.fresh],
        gone=change.gone,
        anew=change.anew,
        edges=change.edges,
        story_of=_stories(grouping, change),
    )


def _numbered(pairs: Iterable[Pair], numbers: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(numbers[one], numbers[other]) for one, other in pairs if one in numbers and other in numbers]


def _stories(grouping: GroupingStore, change: Update) -> dict[int, str]:
    firsts = grouping.ids([story[0] for story in change.stories])
    return {number: story_id(firsts[story[0]]) for story in change.stories if story[0] in firsts for number in story}


class Kept:
    """What grouping keeps in the library, as the story desk asks for it."""

    def __init__(self, store: GroupingStore) -> None:
        self._store = store

    def rows(self, days: Collection[int]) -> list[Row]:
        """Return the rows of these days."""
        return [Row(*row) for row in self._store.rows(days)]

    def rows_of(self, refs: Collection[int]) -> list[Row]:
        """Return the rows of these articles, as far as they are known."""
        return [Row(*row) for row in self._store.rows_of(refs)]

    def features(self, refs: Collection[int]) -> dict[int, Features]:
        """Return the features of these articles."""
        return {number: Features.load(text) for number, text in self._store.features(refs)}

    def edges(self, refs: Collection[int]) -> list[Edge]:
        """Return every edge that one of these articles has."""
        return self._store.edges(refs)


def related_articles(grouping: GroupingStore, ids: Collection[str]) -> dict[str, float]:
    """Return the ids of other articles that some have to do with, each with a score from 0 to 1."""
    scores = related(Kept(grouping), {*grouping.numbers(ids).values()})
    names = grouping.ids(scores.keys())
    return {names[number]: score for number, score in scores.items() if number in names}


def features_of(grouping: GroupingStore, articles: Iterable[Article]) -> dict[str, Features]:
    """Return what articles consist of, by their ids: as it was kept, made now for those that wait for grouping."""
    by_id = {article.id: article for article in articles}
    numbers = grouping.numbers(by_id)
    kept = Kept(grouping).features(numbers.values())
    found = {id_: kept[number] for id_, number in numbers.items() if number in kept}
    return found | {id_: features(item_of(article)) for id_, article in by_id.items() if id_ not in found}


def item_of(article: Article) -> Item:
    """Return what the story desk looks at of an article; its body is not needed.

    A language that is written in several scripts is looked at in one of them.
    """
    return Item(
        id=article.id,
        title=canonical(article.title, article.language),
        lead=canonical(article.summary[:LEAD_LENGTH], article.language),
        outlet=article.outlet_id or article.outlet,
        language=article.language,
        published=article.date.astimezone(UTC).replace(microsecond=0),  # as it is kept
        countries=article.countries,
    )
