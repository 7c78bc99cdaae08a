"""Measure the grouping of articles into stories, beside three simple rules, on every labelled set that is found.

    python -m tests.benchmarks grouping [--errors] [--unseen] [SET ...]

A pair is judged by its two items alone: no third article changes what two are to each other. B-cubed is of the whole
set grouped at once; items that no pair calls one event count as different, although in tgcontest some are not.
Precision is the share of joined pairs that are one event, recall the share of pairs of one event that are joined. The
headlines of `data/*.jsonl` are made up; the part called "held out" was never looked at one by one, and "blind" and
"blind-2" were written before the rules and opened once, after them. `streams` says where public streams of headlines
are looked for: those are grouped as they are, and pairs count as joined that are in one story. `--unseen` adds the
day that nothing was chosen on. "before" are the figures of the rules that came with version 0.1's first desk (commit
7e2bffb).
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from careader.desk.countries import label
from careader.desk.features import features
from careader.desk.grouping import update
from careader.desk.memory import Memory
from careader.desk.stories import Group, Item, Kinship, explain, group
from careader.model import Failure
from careader.sources.capture import parse_capture
from careader.text.blocks import text_of
from careader.text.scripts import canonical
from careader.text.tokens import normalise, stem, tokens
from tests.benchmarks.streams import Stream, streams

HERE = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
START = datetime(2026, 11, 20, 6, tzinfo=UTC)
BEFORE = {
    "pairs (shown)": "56/61 true, 1/71 false",
    "pairs (held out)": "32/36 true, 3/46 false",
    "languages (shown)": "9/12 true, 0/12 false",
    "languages (held out)": "9/12 true, 0/12 false",
    "pairs-dev": "30/30 true, 0/50 false",
    "stories-dev": "8/28 true, 0/28 false",
    "tgcontest en_train_pool": "16/18 true, 0/17 false",
    "tgcontest ru_exam_pool": "8/12 true, 1/8 false",
    "tgcontest ru_honey_pool": "36/77 true, 4/98 false",
    "tgcontest ru_train_pool": "7/10 true, 0/10 false",
    "Russian headlines, 25 May": "precision 0.993, recall 0.176",
    "Russian headlines, 27 May": "precision 0.988, recall 0.187",
    "UCI headlines, half 1": "precision 0.982, recall 0.018, B-cubed 0.988/0.036",
    "UCI headlines, half 2": "precision 0.963, recall 0.031, B-cubed 0.979/0.056",
}
"""What was measured before, by set."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items and whether they report one event; `kind` says what is hard about them."""

    id: str
    a: Item
    b: Item
    same: bool
    kind: str = ""


def labelled(item: Item) -> Item:
    """Say which countries an item is about and bring it to one script, as the newsroom does before it groups."""
    item = replace(item, title=canonical(item.title, item.language), lead=canonical(item.lead, item.language))
    labels = label(item.title, item.lead, language=item.language, published=item.published.date())
    return replace(item, countries=labels.countries)


def read_pairs(path: Path) -> Iterator[tuple[Pair, str]]:
    """Read pairs with `hour` or `date`, each with the part of its set that it is in."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        dates = [row[side].get("date") for side in "ab"]
        items = []
        for side, date in zip("ab", dates, strict=True):
            one = row[side]
            day = date or next(filter(None, dates), None)
            published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else START + timedelta(hours=one["hour"])
            items.append(
                Item(
                    id=f"{row['id']}{side}",
                    title=one["title"],
                    lead=one.get("lead") or one.get("summary") or "",
                    outlet=one["outlet"],
                    language=one.get("lang", ""),
                    published=published,
                )
            )
        yield (
            Pair(row["id"], labelled(items[0]), labelled(items[1]), row["same"], row.get("kind", "")),
            row.get("part", ""),
        )


def read_tgcontest(path: Path) -> Iterator[Pair]:
    """Read labelled pairs of whole articles; they are of one day."""
    csv.field_size_limit(1 << 28)
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t")):
            a, b = (
                Item(
                    id=row[f"INPUT:{side}_url"],
                    title=row[f"INPUT:{side}_title"],
                    lead=row[f"INPUT:{side}_text"],
                    outlet=urlsplit(row[f"INPUT:{side}_url"]).netloc,
                    language=path.name[:2],
                    published=START,
                )
                for side in ("first", "second")
            )
            yield Pair(f"{path.stem}-{number}", labelled(a), labelled(b), row["GOLDEN:quality"] == "OK")


def sets() -> Iterator[tuple[str, list[Pair]]]:
    """Give every set that is there by its name."""
    for name in ("pairs", "languages"):
        if (HERE / f"{name}.jsonl").exists():
            rows = list(read_pairs(HERE / f"{name}.jsonl"))
            for part in ("shown", "held out"):
                yield f"{name} ({part})", [pair for pair, of in rows if of == part]
    for name in ("blind", "blind-2"):
        if (HERE / f"{name}.jsonl").exists():
            yield name, [pair for pair, _ in read_pairs(HERE / f"{name}.jsonl")]
    for name in ("pairs-dev", "stories-dev"):
        if (SHARED / "eval" / f"{name}.jsonl").exists():
            yield name, [pair for pair, _ in read_pairs(SHARED / "eval" / f"{name}.jsonl")]
    for path in sorted((SHARED / "eval" / "tgcontest").glob("*.tsv")):
        yield f"tgcontest {path.stem}", list(read_tgcontest(path))


def content_words(title: str) -> set[str]:
    """Give the words of a title that are not stop words, stemmed."""
    return {stem(token.word) for token in tokens(normalise(title))}


def newsblur(a: Item, b: Item) -> bool:
    """NewsBlur's rule: the overlap over the shorter title is at least 0.6, with 3 shared words."""
    one, other = content_words(a.title), content_words(b.title)
    shared = len(one & other)
    return shared >= 3 and shared / min(len(one), len(other)) >= 0.6


BASELINES: dict[str, Callable[[Item, Item], bool]] = {
    "exact title": lambda a, b: a.title.casefold() == b.title.casefold(),
    "token_set_ratio >= 80": lambda a, b: fuzz.token_set_ratio(a.title.casefold(), b.title.casefold()) >= 80,
    "NewsBlur's rule": newsblur,
}


def b_cubed(found: list[set[str]], true: list[set[str]]) -> tuple[float, float]:
    """Give B-cubed precision and recall over the items that both partitions hold."""
    in_found = {item: cluster for cluster in found for item in cluster}
    in_true = {item: cluster for cluster in true for item in cluster}
    items = in_found.keys() & in_true.keys()
    precision = sum(len(in_found[item] & in_true[item]) / len(in_found[item]) for item in items) / len(items)
    recall = sum(len(in_found[item] & in_true[item]) / len(in_true[item]) for item in items) / len(items)
    return precision, recall


def labelled_clusters(pairs: list[Pair]) -> list[set[str]]:
    """Join the items of pairs that are one event; an item that is in no such pair is alone."""
    cluster = {item.id: {item.id} for pair in pairs for item in (pair.a, pair.b)}
    for pair in pairs:
        if pair.same and cluster[pair.a.id] is not cluster[pair.b.id]:
            joined = cluster[pair.a.id] | cluster[pair.b.id]
            for item in joined:
                cluster[item] = joined
    return list({id(one): one for one in cluster.values()}.values())


def line(name: str, pairs: list[Pair], joined: list[bool], more: str = "") -> None:
    """Print one row of the table."""
    true = sum(pair.same and together for pair, together in zip(pairs, joined, strict=True))
    false = sum(together and not pair.same for pair, together in zip(pairs, joined, strict=True))
    same = sum(pair.same for pair in pairs)
    precision = f"{true / (true + false):.3f}" if true + false else "    -"
    recall = f"{true / same:.3f}" if same else "    -"
    print(f"  {name:24} {precision:>9} {recall:>7}   {true:4d}/{same:<4d} {false:4d}/{len(pairs) - same:<4d} {more}")


def measure(name: str, pairs: list[Pair], *, errors: bool) -> None:
    """Print the table of one set."""
    items = list({item.id: item for pair in pairs for item in (pair.a, pair.b)}.values())
    verdicts = [explain(pair.a, pair.b) for pair in pairs]
    joined = [verdict.kinship is Kinship.SAME for verdict in verdicts]
    found = [set(one.members) for one in group(items)]
    precision, recall = b_cubed(found, labelled_clusters(pairs))
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{name}: {len(pairs)} pairs, {len(items)} items, {sum(bool(item.lead) for item in items)} with a lead")
    if name in BEFORE:
        print(f"  before: {BEFORE[name]}")
    print(f"  {'':24} precision  recall   true merges false merges")
    line("careader", pairs, joined, f"  B-cubed {precision:.3f}/{recall:.3f} F1 {f1:.3f}")
    for rule, decide in BASELINES.items():
        line(rule, pairs, [decide(pair.a, pair.b) for pair in pairs])
    kinds = sorted({pair.kind for pair in pairs} - {""})
    if kinds:
        told = []
        for kind in kinds:
            tally = Counter((pair.same, hit) for pair, hit in zip(pairs, joined, strict=True) if pair.kind == kind)
            same, different = tally[True, True] + tally[True, False], tally[False, True] + tally[False, False]
            told.append(f"{kind} {tally[True, True]}/{same} {tally[False, True]}/{different}")
        print(f"  by kind (true, false merges): {'; '.join(told)}")
    if errors:
        for pair, verdict, together in zip(pairs, verdicts, joined, strict=True):
            if together != pair.same:
                what = "missed" if pair.same else "WRONGLY JOINED"
                print(f"    {what} {pair.id} {verdict.score:.2f}: {pair.a.title} | {pair.b.title}")
                print("        " + " ".join(reason.text for reason in verdict.reasons))
    print()


def measure_stream(stream: Stream) -> None:
    """Print what becomes of a stream of headlines, and whether it is the same in another order and in batches."""
    items = [labelled(item) for item in stream.items]
    started = time.perf_counter()
    groups = group(items)
    took = time.perf_counter() - started
    story = {member: one.id for one in groups for member in one.members}
    print(f"{stream.name}: {len(items)} headlines into {len(groups)} stories, the biggest of", end=" ")
    print(f"{max(len(one.members) for one in groups)}; {len(items) / took:,.0f} articles/s")
    if stream.name in BEFORE:
        print(f"  before: {BEFORE[stream.name]}")
    if stream.pairs:
        pairs = stream.pairs
        known = {item.id: item for item in items}
        joined = [story[a] == story[b] for a, b, _ in pairs]
        true = sum(together and same for together, (*_, same) in zip(joined, pairs, strict=True))
        false = [(a, b) for together, (a, b, same) in zip(joined, pairs, strict=True) if together and not same]
        alone = sum(explain(known[a], known[b]).kinship is Kinship.SAME for a, b in false)
        events = sum(same for *_, same in pairs)
        print(
            f"  precision {true / max(1, true + len(false)):.3f}, recall {true / events:.3f} of {len(pairs)} pairs;",
            end="",
        )
        print(f" {len(false)} false joins, {alone} by themselves and {len(false) - alone} through others")
    if stream.event:
        by_both = Counter((story[id_], event) for id_, event in stream.event.items())
        by_story, by_event = Counter[str](), Counter[str]()
        for (one, event), number in by_both.items():
            by_story[one] += number
            by_event[event] += number
        true, found, there = (sum(n * (n - 1) // 2 for n in of.values()) for of in (by_both, by_story, by_event))
        precision, recall = b_cubed([set(one.members) for one in groups], events_of(stream))
        print(f"  precision {true / found:.3f}, recall {true / there:.3f}, B-cubed {precision:.3f}/{recall:.3f}")
    draw = random.Random(11)
    shuffled = draw.sample(items, len(items))
    same = in_batches([shuffled[start : start + 700] for start in range(0, len(items), 700)]) == set(groups)
    print(f"  in another order and in batches of 700: {'the same stories' if same else 'OTHER STORIES'}")
    print()


def events_of(stream: Stream) -> list[set[str]]:
    """Return the items of each event."""
    events: dict[str, set[str]] = defaultdict(set)
    for id_, event in stream.event.items():
        events[event].add(id_)
    return list(events.values())


def in_batches(batches: list[list[Item]]) -> set[Group]:
    """Group batch after batch, keeping what was found, as the newsroom does."""
    memory = Memory()
    ids: list[str] = []
    story: dict[int, tuple[int, ...]] = {}
    for batch in batches:
        change = update(memory, {len(ids) + place: features(item) for place, item in enumerate(batch)})
        memory.keep(change)
        ids += [item.id for item in batch]
        story |= {number: one for one in change.stories for number in one}
    return {Group(tuple(ids[number] for number in one)) for one in story.values()}


def measure_strangers(sets: dict[str, list[Pair]], *, errors: bool) -> None:
    """Count how many articles of different languages and different events are joined.

    Each pair of the languages set is an event of its own, with the pair of the same number that was made to be like it;
    the Russian and English articles of tgcontest are of other places and years, so that hardly two tell one event.
    """

    def taken(part: str) -> list[tuple[str, Item]]:
        pairs = [pair for name in sets if part in name for pair in sets[name]]
        return [(pair.id[-2:], item) for pair in pairs for item in (pair.a, pair.b)]

    made = taken("languages")
    real = {item.id: item for _, item in taken("tgcontest")}
    for name, items in (("languages", made), ("tgcontest", list(real.items()))):
        compared = joined = 0
        for (event, a), (other, b) in combinations(items, 2):
            if event != other and a.language != b.language:
                compared += 1
                if explain(a, b).kinship is Kinship.SAME:
                    joined += 1
                    if errors:
                        print(f"    WRONGLY JOINED {a.title} | {b.title}")
        print(f"strangers in two languages ({name}): {joined} of {compared} pairs joined")
    print()


def measure_captures(*, errors: bool) -> None:
    """Say what is joined in the captures, which are not labelled: one outlet hardly reports an event twice."""
    items: dict[str, Item] = {}
    for path in sorted((SHARED / "captures").glob("*.txt")):
        found = parse_capture(path.read_text(encoding="utf-8"), name=path.name, now=START)
        if isinstance(found, Failure):
            print(f"captures: {found}")
            continue
        for article in found.articles:
            lead = article.summary or text_of(article.blocks)
            items[article.id] = Item(article.id, article.title, article.outlet, article.date, lead)
    if not items:
        return
    joined = [one for one in group(items.values()) if len(one.members) > 1]
    print(f"captures: {len(items)} articles of one outlet, {len(joined)} stories of more than one")
    for one in joined if errors else []:
        print("    " + " | ".join(items[member].title for member in one.members))
    print()


def measure_speed(pairs: list[Pair], size: int = 5000) -> None:
    """Time ten days of articles: headlines drawn word by word from real texts, leads sentence by sentence.

    Two in five are told by two or three outlets, with the words of the headline in another order.
    """
    draw = random.Random(5)
    items = [item for pair in pairs for item in (pair.a, pair.b)]
    words = [word for item in items for word in f"{item.title} {item.lead}".split()]
    sentences = [part for item in items for part in re.split(r"(?<=[.!?]) ", item.lead) if 30 < len(part) < 250]
    stream: list[Item] = []
    while len(stream) < size:
        title = draw.choices(words, k=11)
        lead = draw.choices(sentences or words, k=3)
        published = START + timedelta(minutes=draw.randrange(10 * 24 * 60))
        for hour in range(draw.choice((1, 1, 1, 2, 3))):
            told = " ".join(draw.sample(title, len(title)))
            when = published + timedelta(hours=hour)
            stream.append(Item(f"{len(stream)}", told, f"outlet {draw.randrange(40)}", when, " ".join(lead)))
    stream = stream[:size]
    times = []
    for _ in range(2):
        started = time.perf_counter()
        groups = group(stream)
        times.append(time.perf_counter() - started)
    print(f"speed: {size} articles of ten days into {len(groups)} stories")
    print(
        f"  {size / times[0]:,.0f} articles/s the first time, {size / times[1]:,.0f} at a refresh, when they are known"
    )


def main(arguments: list[str]) -> int:
    """Print the table of each set that is there, then the captures and the speed."""
    errors = "--errors" in arguments
    wanted = [argument for argument in arguments if not argument.startswith("--")]
    everything: dict[str, list[Pair]] = defaultdict(list)
    for name, pairs in sets():
        everything[name] = pairs
        if not wanted or any(part in name for part in wanted):
            measure(name, pairs, errors=errors and "held out" not in name)
    for stream in streams(unseen="--unseen" in arguments):
        if not wanted or any(part in stream.name for part in wanted):
            measure_stream(stream)
    if not wanted or "strangers" in wanted:
        measure_strangers(everything, errors=errors)
    if not wanted or "captures" in wanted:
        measure_captures(errors=errors)
    if not wanted or "speed" in wanted:
        measure_speed([pair for pairs in everything.values() for pair in pairs])
    if not everything:
        print("no set was found", file=sys.stderr)
        return 1
    return 0
