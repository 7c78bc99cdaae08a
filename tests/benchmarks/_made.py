"""A stream of articles made like the real thing, the same on every machine: no article in it was ever written.

Words follow Zipf's law, in vocabularies of three languages; names are those of the gazetteer; one event in twenty is
told by 2 to 12 outlets, each in words of its own that share names, figures and most of what matters; 45 outlets bring
30 articles a day.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import escape
from itertools import accumulate
from pathlib import Path
from random import Random

import careader.desk.gazetteer
from careader.model import Outlet, Ownership
from careader.sources.entry import Entry
from careader.sources.identity import article_id
from careader.text.urls import canonical_url
from tests.library import NOW

OUTLETS, PER_DAY = 45, 30
_VOCABULARY, _TOLD_BY_SEVERAL = 20_000, 0.05
_LANGUAGES = ("ru", "en", "kk")
_SOUNDS = {
    "ru": ("бвгдзжклмнпрстфхчш", "аеиоуыя", ("", "ов", "ать", "ный", "ение", "ам", "ого", "ость")),
    "kk": ("бғдзжклмнңпрстқшғ", "аәеыіоөуұ", ("", "дар", "дың", "ға", "лық", "ған", "мен", "нда")),
    "en": ("bcdfghklmnprstvwz", "aeiou", ("", "s", "ed", "ing", "tion", "er", "ly", "ment")),
}


class Words:
    """A vocabulary from which words are drawn as in a text: the n-th word n times more seldom than the first."""

    def __init__(self, language: str, random: Random) -> None:
        consonants, vowels, endings = _SOUNDS[language]
        made: dict[str, None] = {}
        while len(made) < _VOCABULARY:
            syllables = 1 + min(len(made) // 40, 2) + random.randrange(2)
            stem = "".join(random.choice(consonants) + random.choice(vowels) for _ in range(syllables))
            made[stem + random.choice(endings)] = None
        self._words = list(made)
        self._sums = list(accumulate(1 / (rank + 2) for rank in range(_VOCABULARY)))
        self._random = random

    def draw(self, count: int, *, rare: bool = False) -> list[str]:
        """Return so many words; with `rare` none of the five hundred that stand in every text."""
        words: list[str] = []
        while len(words) < count:
            place = bisect_left(self._sums, self._random.random() * self._sums[-1])
            if not rare or place > 500:
                words.append(self._words[place])
        return words


@dataclass(frozen=True, slots=True)
class _Event:
    """What happened: the names and words that every report of it has."""

    at: datetime
    names: list[str]
    words: dict[str, list[str]]
    figure: int


class Stream:
    """Entries of outlets, the newest first: the n-th is always the same one."""

    def __init__(self, *, seed: int = 1, words: int = 500) -> None:
        self._random = random = Random(seed)
        self._words = {language: Words(language, random) for language in _LANGUAGES}
        self._names = {language: _names(language) for language in _LANGUAGES}
        self._length = words
        self.outlets = [
            Outlet(
                id=f"outlet{number}",
                name=f"Outlet {number}",
                url=f"https://outlet{number}.example/feed",
                language=_LANGUAGES[min(number % 5 // 2, 2)],
                ownership=list(Ownership)[number % 4],
            )
            for number in range(OUTLETS)
        ]

    def entries(self, count: int, *, until: datetime = NOW) -> Iterator[tuple[Outlet, Entry]]:
        """Make so many entries, the newest first, 1,350 to a day."""
        gap = timedelta(days=1) / (OUTLETS * PER_DAY)
        made = 0
        while made < count:
            at = until - made * gap
            event = self._event(at)
            tellers = 1 if self._random.random() > _TOLD_BY_SEVERAL else self._random.randint(2, 12)
            for teller in self._random.sample(self.outlets, tellers):
                if made < count:
                    delay = timedelta(minutes=self._random.randrange(1, 600)) if tellers > 1 else timedelta()
                    yield teller, self._report(event, teller, at - delay, made)
                    made += 1

    def of_outlets(self, count: int, *, until: datetime = NOW) -> dict[str, tuple[Outlet, list[Entry]]]:
        """Make so many entries and put those of each outlet together."""
        made: dict[str, tuple[Outlet, list[Entry]]] = {}
        for outlet, entry in self.entries(count, until=until):
            made.setdefault(outlet.id, (outlet, []))[1].append(entry)
        return made

    def _event(self, at: datetime) -> _Event:
        country = self._random.randrange(5)
        return _Event(
            at,
            [str(country), *(str(self._random.randrange(10**6)) for _ in range(2))],
            {language: words.draw(9, rare=True) for language, words in self._words.items()},
            self._random.randrange(3, 4000),
        )

    def _report(self, event: _Event, outlet: Outlet, at: datetime, number: int) -> Entry:
        language, random = outlet.language, self._random
        by_country = self._names[language]
        names = by_country[int(event.names[0]) % len(by_country)]
        place, other = (names[int(name) % len(names)] for name in event.names[1:])
        core = event.words[language]
        title = [place.capitalize(), *random.sample(core, 6), *self._words[language].draw(2), str(event.figure)]
        sentences = []
        words = 0
        while words < self._length:
            sentence = self._words[language].draw(random.randrange(6, 22)) + random.sample(core, random.randrange(2))
            if random.random() < 0.2:
                sentence.insert(random.randrange(len(sentence)), random.choice((place, other)).capitalize())
            words += len(sentence)
            sentences.append(" ".join(sentence).capitalize() + ".")
        lead = " ".join([place.capitalize(), *random.sample(core, 7), other, str(event.figure)]) + "."
        paragraphs = [lead, *(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))]
        link = f"https://{outlet.id}.example/{at:%Y/%m/%d}/{number}"
        return Entry(
            title=" ".join(title),
            link=link,
            guid=link,
            published=at,
            content="".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs),
            description=f"<p>{escape(lead)}</p>",
            language=language,
            id=article_id(canonical_url(link)),
        )


def moved_on(entry: Entry, number: int, at: datetime) -> Entry:
    """Make another entry of one: of another day, at another address, with another headline."""
    link = f"{entry.link}-{number}"
    return replace(
        entry, title=f"{entry.title} {number}", link=link, guid=link, published=at, id=article_id(canonical_url(link))
    )


def feed_of(title: str, entries: Sequence[Entry]) -> bytes:
    """Write entries as an RSS feed with full texts."""
    items = "".join(
        f"<item><title>{escape(entry.title)}</title><link>{entry.link}</link><guid>{entry.guid}</guid>"
        f"<pubDate>{entry.published:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
        f"<description>{escape(entry.description)}</description>"
        f"<content:encoded><![CDATA[{entry.content}]]></content:encoded></item>"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title><link>https://example.org/</link>{items}</channel></rss>"
    ).encode()


def _names(language: str) -> list[list[str]]:
    """Read the names of the gazetteer that are written as a language is, those of one country together."""
    folder = Path(careader.desk.gazetteer.__file__).parent
    names: dict[str, list[str]] = {}
    latin = language == "en"
    for path in sorted(folder.glob("*.toml")):
        for block in tomllib.loads(path.read_text(encoding="utf-8")).get("block", []):
            for entry in block.get("names", {}).values():
                for country in entry.get("countries", ()) if isinstance(entry, dict) else ():
                    for name in entry.get("names", ()):
                        bare = name.strip("*!")
                        if len(bare) > 3 and bare.isascii() is latin:
                            names.setdefault(country, []).append(bare)
    return [found for country, found in sorted(names.items()) if country in ("kz", "kg", "tj", "tm", "uz")]
