"""Reports of one event as one story, and what is merely related to it.

`group` is a function of the set of articles: no order and no batch changes it, and what two articles are to each other
does not hang on any third. It groups a set at once, `grouping.update` keeps the stories of a library up to date.

Headline and lead become terms (`terms`): names by their gazetteer ids, meanings of the lexicon, numbers, stems. Two
articles are as alike as their terms (`similarity`), less what their doubts cost; what they state must not conflict
(`facts`, `wording`, `conflicts`, `serial`), nor may they be one sentence about two things (`subjects`). Across
languages only what survives translation is compared (`languages`). Only what has some of each other's headline is
compared at all (`neighbours`). Pairs are then joined into stories, the surest first (`clusters`): between groups it
counts what each states, and that few pairs have their object swapped; a large group lets one join that is less alike.

What did not help, measured on 250 labelled pairs of whole articles (tgcontest, 117 of them of one event) and on pairs
of headlines made to mislead:

- Weights from how rare a term is in the set (IDF): at 5 false merges 56 true ones, with fixed weights by kind 59; the
  more the set was diluted with a fixed background, the better. It also lets third articles decide about two.
- The cosine of titles alone: 47 true merges with 7 false at 0.45. Half title, half title and lead: 52 with 5. Asking
  how much of each title the other article says (`similarity`): 70 with 5.
- Leads of 250 or 400 characters: 4 false merges at 48 and 56 true ones, 57 with 600. Longer ones gained nothing.
- Keeping apart all headlines that each have a word of their own: 11 of 20 true pairs unseen before. Most of the loss
  was synonyms in sentences turned about, so an object must stand in the other's place (`subjects`): 18 of 20.
- Different capitalised names and "one word swapped" regardless of place: both block true paraphrases.
- Comparing all that share one term: 0.04 more recall for a third of the speed.

And on streams of headlines (`tests/benchmarks/streams.py`), of which one day and one half were built on:

- Any weights by how rare a term is, even from all the streams themselves: recall .27 for .28 at the same precision.
- Logistic regression and boosted trees over twenty features of a pair: what is learnt on one day or language finds half
  as much on another at a precision of .985. A sum with fixed weights carries over.
- Names and figures that two texts share as a measure of its own: other articles of the same affair share them too.
- "About different things" as a conflict between groups: recall .02 on English headlines, .24 without it.
- Words of a headline that end as Russian adjectives of places: group precision .982 for .983.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from careader.desk.comparison import compare
from careader.desk.conflicts import Reason
from careader.desk.features import Features, Item, features
from careader.desk.grouping import update
from careader.desk.memory import Memory
from careader.desk.terms import weigh

__all__ = ["Group", "Item", "Kinship", "Reason", "Verdict", "explain", "explain_features", "group"]


class Kinship(StrEnum):
    """What two articles are to each other."""

    SAME = "same"
    RELATED = "related"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Group:
    """One story: the ids of its items, the earliest first; that one gives the story its id."""

    members: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the earliest item."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two articles are to each other, how alike they are (0 to 1), and why."""

    kinship: Kinship
    score: float
    reasons: tuple[Reason, ...]


def group(
    items: Iterable[Item],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[Group]:
    """Put the reports of one event together.

    `together` and `apart` are pairs of ids that the reader has decided on. They are stronger than likeness; where they
    contradict each other, apart wins. Two articles put together bring their stories along. Ids that are not among the
    items are passed over. Groups come in the order of their first reports.
    """
    known = {
        item.id: item for item in sorted(items, key=lambda item: (*item.order, item.title, item.lead), reverse=True)
    }
    ids = list(known)
    ref_of = {id_: ref for ref, id_ in enumerate(ids)}
    change = update(
        Memory(),
        {ref_of[id_]: features(item) for id_, item in known.items()},
        together=_refs(together, ref_of),
        apart=_refs(apart, ref_of),
    )
    groups = [Group(tuple(ids[ref] for ref in refs)) for refs in change.stories]
    return sorted(groups, key=lambda one: known[one.id].order)


def _refs(pairs: Iterable[tuple[str, str]], ref_of: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(ref_of[one], ref_of[other]) for one, other in pairs if one in ref_of and other in ref_of]


def explain(a: Item, b: Item) -> Verdict:
    """Say what two articles are to each other and why: what keeps them apart or is doubtful, and what they share."""
    return explain_features(features(a), features(b))


def explain_features(one: Features, other: Features) -> Verdict:
    """Say the same of two articles that have been taken apart."""
    pair = compare(one, other)
    reasons = [*pair.conflicts, *(doubt.reason for doubt in pair.doubts)]
    if shared := _shared(one, other):
        reasons.append(Reason("shared", f"Both say: {', '.join(shared)}."))
    reasons.append(Reason("score", f"They are {pair.score:.0%} alike; {pair.needed:.0%} make one story."))
    kinship = Kinship.SAME if pair.same else Kinship.RELATED if pair.related else Kinship.DIFFERENT
    return Verdict(kinship, pair.score, tuple(reasons))


def _shared(one: Features, other: Features, most: int = 6) -> Sequence[str]:
    """Give the words of the one's title that the other article says too, the most telling first."""
    shared = sorted((term for term in one.title if term.id in other.everywhere), key=lambda term: -weigh(term.id))
    return list(dict.fromkeys(term.word for term in shared))[:most]
