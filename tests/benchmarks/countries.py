"""Measure the country desk: `python -m tests.benchmarks countries [PATH]`.

PATH is a file of JSON lines with title, summary, lang, outlet, countries, region and hard.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from careader.desk.countries import label
from careader.desk.gazetteer import mentions
from careader.model import COUNTRIES

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eval"
Item = dict[str, Any]
Judge = Callable[[Item], tuple[set[str], bool]]


def home(outlet: str) -> tuple[str, ...]:
    """Give the country that an outlet looks from, by its name in the gazetteer, else by its domain."""
    words = re.sub(r"[._/-]+", " ", outlet)
    found = [m for text in (outlet.title(), words.title()) for m in mentions(text)]
    named = {c for m in [m for m in found if m.kind == "outlet"] or found for c in m.countries}
    ends = {part for part in re.split(r"[./]", outlet.lower()) if part in COUNTRIES}
    codes = ends or named
    return tuple(codes) if len(codes) == 1 else ()


def desk(item: Item) -> tuple[set[str], bool]:
    found = label(item["title"], item["summary"], language=item["lang"], outlet_countries=home(item["outlet"]))
    return set(found.countries), found.region


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else SHARED / "countries-dev.jsonl"
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    tp = {c: 0 for c in COUNTRIES}
    fp = dict(tp)
    fn = dict(tp)
    exact = 0
    reg = 0
    for item in items:
        got, region = desk(item)
        want = set(item["countries"])
        for c in COUNTRIES:
            tp[c] += c in got and c in want
            fp[c] += c in got and c not in want
            fn[c] += c not in got and c in want
        exact += got == want
        reg += region == item["region"]
        if got != want or region != item["region"]:
            print(
                item.get("id"),
                item["lang"],
                item["outlet"],
                home(item["outlet"]),
                "|",
                item["title"],
                "|",
                item["summary"],
                "| want",
                sorted(want),
                item["region"],
                "got",
                sorted(got),
                region,
                item.get("hard"),
            )
    f = {c: 2 * tp[c] / max(1, 2 * tp[c] + fp[c] + fn[c]) for c in COUNTRIES}
    print(
        f,
        "macro",
        sum(f.values()) / 5,
        "micro",
        2 * sum(tp.values()) / (2 * sum(tp.values()) + sum(fp.values()) + sum(fn.values())),
        "exact",
        exact / len(items),
        "region",
        reg / len(items),
    )
    return 0
