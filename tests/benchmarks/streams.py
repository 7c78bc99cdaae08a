"""Labelled streams of real headlines, which are fetched by hand and kept outside the project.

They are looked for in the folder that `CAREADER_SETS` names, or else in `~/.cache/careader-sets`; what is not there is
passed over. Each goes there under the name that it has in its repository:

- `ru_clustering_0525_urls.tsv`, `ru_clustering_0527_urls_final.tsv` and `ru_clustering_0529_urls_final_v2.tsv` of
  github.com/dialogue-evaluation/Russian-News-Clustering-and-Headline-Generation (`data/clustering/`): pairs of
  addresses of three days in May 2020, each judged by people. Where an address holds its headline in Latin letters,
  that is turned back into Cyrillic, with a wrong letter now and then; the other addresses are left out.
- `uci-news-aggregator.csv` of github.com/pratikaher88/IPythonNotebooks: English headlines of March 2014 with the story
  that Google News had put them in. Stories are dealt into two halves by a checksum of their names.
"""

from __future__ import annotations

import csv
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from careader.desk.stories import Item

DAYS = {
    "25 May": "ru_clustering_0525_urls.tsv",
    "27 May": "ru_clustering_0527_urls_final.tsv",
    "29 May": "ru_clustering_0529_urls_final_v2.tsv",
}
_UCI = "uci-news-aggregator.csv"
_LETTERS = "shch щ sch щ zh ж kh х ts ц tc ц ch ч sh ш yu ю ju ю iu ю ya я ja я ia ия yo е jo е yy ый iy ий ij ий yj ый"
_MORE_LETTERS = "yi ы ye е je е ck к eh э"
_SOUNDS: dict[str, str] = {
    match[1]: match[2] for match in re.finditer(r"(\S+) (\S+)", f"{_LETTERS} {_MORE_LETTERS}")
} | dict(zip("abvgdeziklmnoprstufhcwjxq", "абвгдезиклмнопрстуфхцвйхк", strict=True))
_SOUND = re.compile("|".join([r"i(?=y[aeu])", *sorted(_SOUNDS, key=len, reverse=True)]) + "|y")
_VOWELS = frozenset("аеиоуыэюяaeiouy")


@dataclass(frozen=True, slots=True)
class Stream:
    """A set of headlines: `event` of those whose event is known, `pairs` judged one by one as (id, id, same)."""

    name: str
    items: list[Item]
    event: dict[str, str]
    pairs: list[tuple[str, str, bool]]


def folder() -> Path:
    """Return the folder that the sets are looked for in."""
    return Path(os.environ.get("CAREADER_SETS") or Path.home() / ".cache" / "careader-sets")


def russian_day(day: str) -> Stream | None:
    """Read the pairs of a day ("25 May"), None where its file is not there."""
    path = folder() / DAYS[day]
    if not path.exists():
        return None
    published = datetime(2020, 5, int(day.split()[0]), 12, tzinfo=UTC)
    items: dict[str, Item] = {}
    pairs = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            ends = []
            for url in (row["first_url"], row["second_url"]):
                if url not in items and (title := headline_of(url)):
                    items[url] = Item(url, title, urlsplit(url).netloc.removeprefix("www."), published, "", "ru")
                if url in items:
                    ends.append(url)
            if len(ends) == 2 and ends[0] != ends[1]:
                pairs.append((ends[0], ends[1], row["quality"] == "OK"))
    return Stream(f"Russian headlines, {day}", list(items.values()), {}, pairs)


def uci(half: int) -> Stream | None:
    """Read the headlines of one half (0 or 1) of the stories, None where the file is not there."""
    path = folder() / _UCI
    if not path.exists():
        return None
    items, event = [], {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["STORY"] and row["TIMESTAMP"] and zlib.crc32(row["STORY"].encode()) % 2 == half:
                published = datetime.fromtimestamp(int(row["TIMESTAMP"]) / 1000, UTC)
                items.append(Item(row["ID"], row["TITLE"], row["HOSTNAME"], published, "", "en"))
                event[row["ID"]] = row["STORY"]
    return Stream(f"UCI headlines, half {half + 1}", items, event, [])


def headline_of(url: str) -> str:
    """Return the headline that an address ends with, "" where it holds none of at least four words."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    slug = max(parts, key=lambda part: len(re.findall(r"[a-z]{2,}", part.lower())), default="").lower()
    slug = re.sub(r"\.(?:s?html?|php|aspx?)$", "", slug)
    words = [word for word in re.split(r"[^a-zа-яё0-9]+", slug) if word]
    while words and (words[0].isdigit() or re.fullmatch(r"(?:n|id|news|sm)?\d+", words[0])):
        del words[0]
    while words and (len(words[-1]) > 3 or not words[-1].isdigit()) and re.fullmatch(r"[a-z]?\d{4,}", words[-1]):
        del words[-1]
    if len([word for word in words if len(word) > 1 and not word.isdigit()]) < 4:
        return ""
    return " ".join(map(cyrillic, words))


def cyrillic(word: str) -> str:
    """Turn a word that was written in Latin letters back into Cyrillic, as well as it can be told."""

    def sound(match: re.Match[str]) -> str:
        letters = match[0]
        if letters != "y":
            return _SOUNDS[letters]
        before = word[match.start() - 1 : match.start()]
        return "й" if not before or before in _VOWELS else "ы"

    return _SOUND.sub(sound, word)


def streams(*, unseen: bool = False) -> Iterator[Stream]:
    """Read every set that is there; the day that was kept unseen while building only when it is asked for."""
    for day in DAYS if unseen else list(DAYS)[:2]:
        if (found := russian_day(day)) is not None:
            yield found
    for half in (0, 1):
        if (found := uci(half)) is not None:
            yield found
