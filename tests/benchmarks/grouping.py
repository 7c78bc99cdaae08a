"""Measure the grouping of articles into stories, beside three simple rules, on every labelled set that is found.

    python -m tests.benchmarks grouping [--errors] [SET ...]

A pair is judged by its two items alone, which is how grouping sees it too: no third article changes what two are to each
other. B-cubed is of the whole set grouped at once; items that no pair calls one event count as different. Precision is the
share of joined pairs that are one event, recall the share of pairs of one event that are joined.
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
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from careader.desk.stories import Item, Kinship, explain, group
from careader.text.tokens import normalise, stem, tokens

HERE = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
START = datetime(2026, 11, 20, 6, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items and whether they report one event; `kind` says what is hard about them."""

    id: str
    a: Item
    b: Item
    same: bool
    kind: str = ""


def read_pairs(path: Path) -> Iterator[tuple[Pair, bool]]:
    """Read pairs with `hour` or `date`, each with whether it is held out."""
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
        yield Pair(row["id"], items[0], items[1], row["same"], row.get("kind", "")), row.get("held_out", False)


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
            yield Pair(f"{path.stem}-{number}", a, b, row["GOLDEN:quality"] == "OK")


def sets() -> Iterator[tuple[str, list[Pair]]]:
    """Give every set that is there by its name."""
    for name in ("pairs", "languages"):
        if (HERE / f"{name}.jsonl").exists():
            rows = list(read_pairs(HERE / f"{name}.jsonl"))
            yield f"{name} (shown)", [pair for pair, held_out in rows if not held_out]
            yield f"{name} (held out)", [pair for pair, held_out in rows if held_out]
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


_DATE = re.compile(
    r"\d\d? (?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d"
)


def captured(path: Path) -> list[Item]:
    """Read the titles and first paragraphs of a capture, well enough to be grouped."""
    paragraphs = [part.strip() for part in path.read_text(encoding="utf-8").splitlines() if part.strip()]
    items = []
    for index, part in enumerate(paragraphs[:-2]):
        if _DATE.fullmatch(part):
            day = datetime.strptime(part, "%d %B %Y").replace(tzinfo=UTC)
            items.append(Item(f"{path.stem}:{index}", paragraphs[index + 1], "capture", day, paragraphs[index + 2]))
    return items


def measure_captures(*, errors: bool) -> None:
    """Say what is joined in the captures, which are not labelled: one outlet hardly reports an event twice."""
    items = [item for path in sorted((SHARED / "captures").glob("*.txt")) for item in captured(path)]
    if not items:
        return
    titles = {item.id: item.title for item in items}
    joined = [one for one in group(items) if len(one.members) > 1]
    print(f"captures: {len(items)} articles of one outlet, {len(joined)} stories of more than one")
    for one in joined if errors else []:
        print("    " + " | ".join(titles[member] for member in one.members))
    print()


def measure_speed(pairs: list[Pair], size: int = 5000) -> None:
    """Time ten days of articles made of real titles and of sentences drawn from all leads, some told by two outlets."""
    draw = random.Random(5)
    items = [item for pair in pairs for item in (pair.a, pair.b)]
    titles = [item.title for item in items]
    sentences = [
        part for item in items for part in re.split(r"(?<=[.!?]) ", item.lead) if 30 < len(part) < 250
    ] or titles
    stream: list[Item] = []
    while len(stream) < size:
        words = " ".join(draw.sample(titles, 2)).split()
        title = " ".join(draw.sample(words, min(9, len(words))))
        lead = " ".join(draw.sample(sentences, 3))
        published = START + timedelta(minutes=draw.randrange(10 * 24 * 60))
        for copy in range(draw.choice((1, 1, 1, 2, 3))):
            stream.append(
                Item(f"{len(stream)}", title, f"outlet {draw.randrange(40)}", published + timedelta(hours=copy), lead)
            )
    stream = stream[:size]
    group(stream[:50])
    times = []
    for _ in range(2):
        started = time.perf_counter()
        groups = group(stream)
        times.append(time.perf_counter() - started)
    print(f"speed: {size} articles of ten days into {len(groups)} stories")
    print(
        f"  first time {size / times[0]:,.0f} articles/s; again, with the articles known, {size / times[1]:,.0f} articles/s"
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
    if not wanted or "captures" in wanted:
        measure_captures(errors=errors)
    if not wanted or "speed" in wanted:
        measure_speed([pair for pairs in everything.values() for pair in pairs])
    if not everything:
        print("no set was found", file=sys.stderr)
        return 1
    return 0
