"""Measure the country desk: `python -m tests.benchmarks countries [PATH...]`.

PATH is a file of JSON lines with title, summary, lang, outlet, countries, region, hard (kinds of difficulty), and body
where there is one.
Without it five sets are read: the development set beside the repository where there is one, the headlines of the
tests, which were looked at while building, and the three of `data/countries-blind*.jsonl`, each written before a change
of the desk and first opened after it; mistakes in the first two became headlines of the tests.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

from careader.desk.countries import label
from careader.desk.homes import home_of
from careader.model import COUNTRIES

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / ".." / "shared" / "data" / "eval"
HEADLINES = ROOT / "tests" / "desk" / "headlines.jsonl"
DATA = Path(__file__).resolve().parent / "data"
BLIND = tuple(DATA / f"countries-blind{number}.jsonl" for number in ("", "-2", "-3"))
BEFORE = DATA / "countries-before.json"
"""Macro F1 and exact sets of the desk before it knew scripts, authorities, venues and villages, by set and slice."""
WORDS_IN_ARTICLE = 500

PROSE = """
The committee met behind closed doors on Tuesday and said that it would publish its findings before the end of the
month, once every member had read the draft and the lawyers had agreed to the wording. Prices had risen for a third
week, and people in the queue spoke of little else; some had brought their own bags, others hoped to pay with what was
left of the wages.
Комиссия заседала за закрытыми дверями и обещала опубликовать выводы до конца месяца, когда все её члены прочтут
проект, а юристы согласуют формулировки. Цены выросли третью неделю подряд, и люди в очереди говорили только об этом;
одни принесли свои сумки, другие надеялись заплатить тем, что осталось от зарплаты.
"""
"""Words of no place, in two languages."""

Item = dict[str, Any]
Answer = tuple[set[str], bool]
Judge = Callable[[Item], Answer]


@dataclass(frozen=True, slots=True)
class Score:
    """How well a judge does on some items: F1 over all labels, mean F1 of the five, share of items wholly right."""

    items: int
    micro: float
    macro: float
    exact: float
    region: float
    by_country: dict[str, float]


def by_desk(item: Item) -> Answer:
    """Ask the country desk."""
    home = home_of(item["outlet"])
    found = label(item["title"], item["summary"], item.get("body", ""), language=item["lang"], outlet_countries=home)
    return set(found.countries), found.region


def by_home(item: Item) -> Answer:
    """Say that every article is about the country of its outlet."""
    return set(home_of(item["outlet"])), False


def by_seeds(folder: Path) -> Judge | None:
    """Make a judge of the Newsmap seed words in `folder`: a country is in where one of its patterns matches."""
    patterns: dict[str, list[str]] = {code: [] for code in COUNTRIES}
    for path in sorted(folder.glob("*.yml")):
        for code, words in re.findall(r"'([A-Z]{2})': \[(.*)\]", path.read_text(encoding="utf-8")):
            if code.lower() in patterns:
                patterns[code.lower()] += [word.strip() for word in words.split(",")]
    if not any(patterns.values()):
        return None
    compiled = {
        code: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b".replace(r"\*", r"\w*"), re.IGNORECASE)
        for code, words in patterns.items()
    }
    return lambda item: (
        {code for code, pattern in compiled.items() if pattern.search(f"{item['title']} {item['summary']}")},
        False,
    )


def measure(items: Iterable[Item], judge: Judge) -> Score:
    """Compare a judge with the labels. A country that neither names anywhere is left out of the mean."""
    pairs = [(set(item["countries"]), bool(item["region"]), *judge(item)) for item in items]
    both, either = dict.fromkeys(COUNTRIES, 0), dict.fromkeys(COUNTRIES, 0)
    for want, _, got, _ in pairs:
        for code in COUNTRIES:
            both[code] += code in want and code in got
            either[code] += (code in want) + (code in got)
    by_country = {code: 2 * both[code] / either[code] for code in COUNTRIES if either[code]}
    return Score(
        items=len(pairs),
        micro=2 * sum(both.values()) / max(1, sum(either.values())),
        macro=sum(by_country.values()) / max(1, len(by_country)),
        exact=sum(want == got for want, _, got, _ in pairs) / max(1, len(pairs)),
        region=sum(want == got for _, want, _, got in pairs) / max(1, len(pairs)),
        by_country=by_country,
    )


def articles(texts: list[str], number: int) -> Iterator[str]:
    """Make articles of 500 words: a third from the headlines, one in 25 never seen before, the rest plain prose."""
    random = Random(5)
    headlines, prose = cycle(" ".join(texts).split()), cycle(PROSE.split())
    letters = "аеиоукнтсрлмвдabcdeginorst"
    for _ in range(number):
        parts = []
        for _ in range(WORDS_IN_ARTICLE // 50):
            parts += [*islice(headlines, 16), *islice(prose, 32)]
            parts += ["".join(random.choices(letters, k=random.randint(4, 11))) for _ in range(2)]
        yield " ".join(parts)


def speed(items: list[Item]) -> float:
    """Give how many articles of 500 words are labelled in a second, the names of the gazetteer being loaded."""
    made = list(articles([f"{item['title']} {item['summary']}" for item in items], 2_000))
    label("")
    start = time.process_time()
    for text in made:
        label(text[:80], text[80:280], text[280:])
    return len(made) / (time.process_time() - start)


def mistakes(items: Iterable[Item]) -> Iterator[str]:
    """Give a line for each item that the desk gets wrong."""
    for item in items:
        got, region = by_desk(item)
        if got != set(item["countries"]) or region != bool(item["region"]):
            want = [*item["countries"], *["region"] * bool(item["region"])]
            have = [*sorted(got), *["region"] * region]
            yield (
                f"  {item['lang']} {item['outlet']}: {item['title']} | {item['summary']}\n"
                f"     is {' '.join(want) or 'none'}, labelled {' '.join(have) or 'none'}"
            )


def slices_of(items: list[Item]) -> dict[str, list[Item]]:
    """Cut a set by language, Kazakh and Tajik in Arabic letters by themselves, and by kind of difficulty."""
    found = {"all": items, "not marked hard": [item for item in items if not _kinds(item)]}
    for name in sorted({_language(item) for item in items}):
        found[name] = [item for item in items if _language(item) == name]
    for kind in sorted({kind for item in items for kind in _kinds(item)}):
        found[f"  {kind}"] = [item for item in items if kind in _kinds(item)]
    return found


def _language(item: Item) -> str:
    return f"{item['lang']} in Arabic" if re.search("[\u0620-\u06ff]", item["title"]) else str(item["lang"])


def _kinds(item: Item) -> list[str]:
    return [*item.get("hard", ()), *([item["kind"]] if item.get("kind") else [])]


def report(path: Path, before: dict[str, list[float]]) -> None:
    """Print how the judges do on a set, with what the desk did `before` (macro F1 and exact, by slice)."""
    items: list[Item] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    print(f"{path.name}: {len(items)} items\n")
    print(f"{'':18}{'items':>6}{'micro F1':>10}{'macro F1':>10}{'exact':>8}{'region':>8}    before: macro, exact")
    for name, chosen in slices_of(items).items():
        score = measure(chosen, by_desk)
        then = f"{before[name][0]:16.3f}{before[name][1]:8.3f}" if name in before else ""
        print(
            f"{name:18}{score.items:6}{score.micro:10.3f}{score.macro:10.3f}{score.exact:8.3f}{score.region:8.3f}{then}"
        )
    others: dict[str, Judge] = {"home of the outlet": by_home}
    if seeds := by_seeds(SHARED / "newsmap-seeds"):
        others["Newsmap's seeds"] = seeds
    for name, judge in others.items():
        score = measure(items, judge)
        print(f"{name:18}{score.items:6}{score.micro:10.3f}{score.macro:10.3f}{score.exact:8.3f}{score.region:8.3f}")
    of_countries = measure(items, by_desk).by_country
    print("\nF1 by country: " + ", ".join(f"{code} {value:.3f}" for code, value in of_countries.items()))
    print("Mistakes:", *mistakes(items), "", sep="\n")


def main(arguments: list[str]) -> int:
    """Print a table and the mistakes for each set, and the speed."""
    paths = [Path(argument) for argument in arguments] or [SHARED / "countries-dev.jsonl", HEADLINES, *BLIND]
    before = json.loads(BEFORE.read_text(encoding="utf-8"))
    for path in paths:
        if path.exists():
            report(path, before.get(path.name, {}))
    items = [json.loads(line) for line in HEADLINES.read_text(encoding="utf-8").splitlines()]
    print(f"Speed: {speed(items):,.0f} articles of {WORDS_IN_ARTICLE} words a second of one core")
    return 0
