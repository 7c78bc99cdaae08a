"""Which title lines of a captured page are headlines, and which are section headings inside an article.

Nothing marks the difference, so several cues are added up, each worth a little; the weights are rounded by hand, so
that no single page decides them:

- the line itself: a headline is long (7 words and more) and names a country or people of the region; a heading is a
  short noun phrase;
- the paragraph after it: a lead repeats the words of its headline and says where it happens; a section goes on from
  what was said ("The court", "He also", a surname alone, an abbreviation explained earlier);
- cohesion: names and rarer words of an article come back in its sections, and vanish where another article begins;
- the paragraph before it: an article that stops in mid-sentence, with an ellipsis or with "Continue reading" is over,
  as is one that has come to "As previously reported" or "Looking ahead";
- what stands next to it: an author, a date, a dateline or a wider gap go with a headline;
- the page: a listing holds six articles, or as many as "Viewing results 7 - 12" says. This only leans, it never forces.

The cues of a line depend on where its article began, so the best set of headlines is found for the page as a whole, by
dynamic programming over (last headline, number of headlines). The first title of a page is always a headline,
unless the page begins in the middle of an article.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from careader.sources.listing import Line, LineKind, dateline_end, is_open, is_title_case

USUAL_ARTICLES = 6
"""How many articles a listing page of the site holds."""

# How far back, in title lines, the headline of a section is looked for.
_MAX_SECTIONS = 30
_MAX_COUNT = 40

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_CAPITALISED = re.compile(r"[^\W\d_a-zа-яё][^\W_]*(?:[’'-][^\W_]+)*")
_FULL_NAME = re.compile(r"(?<![\w’'-])[^\W\d_a-zа-яё][\w’'-]+\s([^\W\d_a-zа-яё][a-zа-яё’'-][\w’'-]+)")
_EXPLAINED = re.compile(r"\(([A-Z][A-Za-z&-]{1,9})\)")
_ABBREVIATION = re.compile(r"\b[A-Z]{2,}[a-z]?\b")
_REGION = re.compile(
    r"\b(?:kazakh|kyrgyz|tajik|turkmen|uzbek|karakalpak|central asia|astana|almaty|bishkek|dushanbe|ashgabat|tashkent"
    r"|samarkand|bukhara|nukus|shymkent|osh\b|khujand|caspian|aral|pamir|fergana|казах|кыргыз|киргиз|таджик|туркмен|узбек)",
    re.IGNORECASE,
)
_BACK_REFERENCE = re.compile(
    r"(?:he|she|they|it|this|these|those|that|such|his|her|their|its|both|another|other|others|also|however|meanwhile"
    r"|moreover|additionally|furthermore|in addition|at the same time|in contrast|by contrast|similarly|despite|still"
    r"|yet|currently|under the|among|according to the|as part of|to (?:this|that) end|one of|some|many|critics|experts"
    r"|analysts|earlier|later|since then|in turn|for example|as a result)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:as (?:.{3,40} )?(?:previously|earlier) reported|(?:previously|earlier)(?: this \w+)?, (?:the times|tca)"
    r"|looking ahead|the times of central asia (?:has )?(?:previously |earlier )?reported)",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"\bto [A-Z]\w+")
# What a title of so many words tells, and one with more; what it tells that so many of its words are in the lead.
_LENGTH_CUES = {1: -4.0, 2: -3.5, 3: -3.0, 4: -2.2, 5: -1.5, 6: -0.5, 7: 0.3, 8: 0.9, 9: 1.6, 10: 2.2}
_LONG_CUE = 2.6
_REPEATED_CUES = (-1.2, -0.6, 0.0, 0.6, 1.0, 1.4)
_NO_BODY = 4.0
_SURE = 3.0
_COUNT_WEIGHT = 0.8
_STEM = 5
_LEAD = 500


@dataclass(frozen=True, slots=True)
class Section:
    """A title line and the lines after it up to the next one."""

    title: Line
    body: tuple[Line, ...]


@dataclass(slots=True)
class _Words:
    """The vocabulary of a stretch of lines: word stems, names, second parts of full names, abbreviations, countries."""

    stems: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    abbreviations: set[str] = field(default_factory=set)
    explained: set[str] = field(default_factory=set)
    region: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, text: str, ordinary: Set[str]) -> _Words:
        """Read a text; a capitalised word that the page also writes small (`ordinary`) is no name."""

        def is_name(word: str) -> bool:
            return word.lower() not in ordinary and not _REGION.match(word)

        return cls(
            stems=Counter(stems_of(text)),
            names={re.sub("[’']s$", "", word) for word in _CAPITALISED.findall(text) if is_name(word)},
            surnames={word for word in _FULL_NAME.findall(text) if is_name(word)},
            abbreviations=set(_ABBREVIATION.findall(text)),
            explained=set(_EXPLAINED.findall(text)),
            region=Counter(match.casefold()[:4] for match in _REGION.findall(text)),
        )

    def add(self, other: _Words) -> None:
        """Take in the vocabulary of another stretch."""
        self.stems.update(other.stems)
        self.names |= other.names
        self.surnames |= other.surnames
        self.abbreviations |= other.abbreviations
        self.explained |= other.explained
        self.region.update(other.region)


def stems_of(text: str) -> list[str]:
    """Give the longer words of a text by their first letters, which forms of one word share."""
    return [word.casefold()[:_STEM] for word in _WORD.findall(text) if len(word) > 3]


def is_regional_headline(title: str, score: float) -> bool:
    """Say whether a title is a headline about the region beyond doubt, whatever page it stands on."""
    return score >= _SURE and is_title_case(title) and bool(_REGION.search(title))


def split_articles(lines: Sequence[Line], announced: int = 0) -> list[tuple[Line, list[Line], float]]:
    """Divide the lines of one page into articles: headline, the lines of the body, and how sure the headline is.

    A title left among the lines of a body is a section heading.

    `announced` is how many articles the page says it lists (0 where it does not). Lines before the first headline
    belong to no article and are left out.
    """
    sections = _sections(lines)
    if not any(section.title.text for section in sections):
        return []
    page = _Page(sections, announced or USUAL_ARTICLES, exact=bool(announced))
    starts, scores = page.best()
    articles = []
    for start, end, score in zip(starts, [*starts[1:], len(sections)], scores, strict=True):
        body = list(sections[start].body)
        for section in sections[start + 1 : end]:
            body += [page.as_heading(section.title), *section.body]
        if sections[start].title.text:
            articles.append((sections[start].title, body, score))
    return articles


def _sections(lines: Sequence[Line]) -> list[Section]:
    """Cut lines at their titles. What comes before the first, the end of an article, is a section without a title."""
    starts = [number for number, line in enumerate(lines) if line.kind is LineKind.TITLE]
    sections = [
        Section(lines[start], tuple(lines[start + 1 : end]))
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=False)
    ]
    before = tuple(lines[: starts[0]] if starts else lines)
    if any(line.kind is LineKind.TEXT for line in before):
        sections.insert(0, Section(Line("", LineKind.TITLE), before))
    return sections


class _Page:
    """The sections of one page and what makes each a headline, given where the article before it began."""

    def __init__(self, sections: Sequence[Section], expected: int, *, exact: bool) -> None:
        self.sections = sections
        self.expected = expected
        self.exact = exact
        text = " ".join(line.text for section in sections for line in section.body)
        ordinary = {word for word in _WORD.findall(text) if word[0].islower()}
        self.words = [_Words.of(" ".join(line.text for line in section.body), ordinary) for section in sections]
        self.lead_texts = [self._lead_text(number) for number in range(len(sections))]
        self.leads = [_Words.of(text, ordinary) for text in self.lead_texts]
        self.sections_with = Counter(stem for words in self.words for stem in words.stems)
        self.gaps = Counter(section.title.blank for section in sections)
        self.title_case = 2 * sum(is_title_case(section.title.text) for section in sections) > len(sections)
        single = sum(len([line for line in section.body if line.kind is LineKind.TEXT]) == 1 for section in sections)
        self.teasers = single >= max(3, 0.7 * len(sections))
        self.own_cues = [
            self._title_cues(number) + self._lead_cues(number) + self._neighbour_cues(number)
            for number in range(len(sections))
        ]

    def best(self) -> tuple[list[int], list[float]]:
        """Choose the headlines: their sections, and the score of each as a headline rather than a heading."""
        if not any(section.body for section in self.sections):
            return list(range(len(self.sections))), self.own_cues
        # best[i][k] is the best way in which section i is the k-th headline: score, headline before it, its own score.
        best: list[dict[int, tuple[float, int, float]]] = [{1: (0.0, -1, self.own_cues[0])}]
        for i in range(1, len(self.sections)):
            ways: dict[int, tuple[float, int, float]] = {}
            before = _Words()
            has_body = False
            for j in range(i - 1, max(-1, i - 1 - _MAX_SECTIONS), -1):
                before.add(self.words[j])
                has_body = has_body or bool(self.sections[j].body)
                gain = self.own_cues[i] + self._cohesion_cues(i, before) - (0.0 if has_body else _NO_BODY)
                for k, (score, _, _) in best[j].items():
                    count = min(k + 1, _MAX_COUNT)
                    if count not in ways or score + gain > ways[count][0]:
                        ways[count] = (score + gain, j, gain)
            best.append(ways)
        return self._trace(best)

    def as_heading(self, title: Line) -> Line:
        """Give a title that is no headline as a heading, or as text where it is rather a sentence that was cut off."""
        cut_off = self.title_case and not is_title_case(title.text)
        return replace(title, kind=LineKind.TEXT) if cut_off else title

    def _trace(self, best: list[dict[int, tuple[float, int, float]]]) -> tuple[list[int], list[float]]:
        """Follow the best way back from its last headline; a headline can be last only if no section is too far off."""
        last = len(best) - 1
        _, i, k = max(
            (score - self._count_cost(k), i, k)
            for i in range(max(0, last - _MAX_SECTIONS), last + 1)
            for k, (score, _, _) in best[i].items()
        )
        starts: list[int] = []
        scores: list[float] = []
        while i >= 0:
            _, previous, gain = best[i][k]
            starts.append(i)
            scores.append(gain)
            if previous >= 0:
                k = k - 1 if k - 1 in best[previous] else max(best[previous])
            i = previous
        return starts[::-1], scores[::-1]

    def _count_cost(self, count: int) -> float:
        """Price a number of articles that the page is not expected to hold; fewer may be a page cut off."""
        difference = count - self.expected
        return _COUNT_WEIGHT * (abs(difference) if self.exact else max(0, difference))

    def _lead_text(self, number: int) -> str:
        """Give the opening of what follows a title, even where a heading comes directly after it."""
        for section in self.sections[number : number + 2]:
            for line in section.body:
                if line.kind in (LineKind.TEXT, LineKind.BULLET):
                    return line.text[:_LEAD]
        return ""

    def _title_cues(self, number: int) -> float:
        title = self.sections[number].title.text
        cues = _LENGTH_CUES.get(len(title.split()), _LONG_CUE)
        cues += 1.5 if _REGION.search(title) else -1.2
        cues += 0.5 if _TO_DO.search(title) else 0.0
        cues -= 1.5 if self.title_case and not is_title_case(title) else 0.0
        return cues + (0.7 if self.teasers else 0.0)

    def _lead_cues(self, number: int) -> float:
        lead = self.lead_texts[number]
        repeated = len(set(stems_of(self.sections[number].title.text)) & set(self.leads[number].stems))
        cues = _REPEATED_CUES[min(repeated, len(_REPEATED_CUES) - 1)]
        cues += 0.8 if _REGION.search(lead) else -0.8
        cues -= 1.2 if _BACK_REFERENCE.match(lead) else 0.0
        return cues + (4.0 if dateline_end(lead) else 0.0)

    def _neighbour_cues(self, number: int) -> float:
        section = self.sections[number]
        cues = 0.0
        if section.body and section.body[0].kind in (LineKind.BYLINE, LineKind.DATE):
            cues += 5.0
        if len(self.gaps) > 1 and section.title.blank != (usual := self.gaps.most_common(1)[0][0]):
            cues += 1.5 if section.title.blank > usual else -0.5
        before = self.sections[number - 1].body if number else ()
        if not before:
            return cues
        if before[-1].kind in (LineKind.MORE, LineKind.SIGNATURE, LineKind.DATE):
            return cues + 5.0
        texts = [line for line in before if line.kind is LineKind.TEXT]
        if texts and before[-1] is texts[-1]:
            cues += 2.5 if is_open(texts[-1]) else 0.0
            cues -= 2.5 if texts[-1].text.endswith(":") else 0.0
        return cues + (1.0 if any(_CLOSING.match(line.text) for line in texts[-2:]) else 0.0)

    def _cohesion_cues(self, number: int, before: _Words) -> float:
        """Weigh whether section `number` goes on from the words of the article `before` it or begins another."""
        words, lead = self.words[number], self.leads[number]
        cues = 0.0
        if returning := before.surnames & lead.names - lead.surnames:
            cues -= min(2.5, 1.5 * len(returning))
        if (before.explained & lead.abbreviations) - lead.explained:
            cues -= 2.0
        if before.abbreviations & lead.explained:
            cues += 1.0
        opening = re.match(r"the (\w{4,})", self.lead_texts[number], re.IGNORECASE)
        if opening and opening[1].islower() and before.stems[opening[1][:_STEM]]:
            cues -= 0.8
        if before.region and words.region and before.region.most_common(1)[0][0] not in words.region:
            cues += 1.2
        if len(words.names) > 2:
            cues += _between(-0.8, 3 * (0.15 - len(words.names & before.names) / len(words.names)), 0.8)
        weights = {stem: math.log(1 + len(self.sections) / self.sections_with[stem]) for stem in words.stems}
        if weights:
            seen = sum(weight for stem, weight in weights.items() if stem in before.stems) / sum(weights.values())
            cues += _between(-1.0, 3 * (0.2 - seen), 0.6)
        return cues


def _between(low: float, value: float, high: float) -> float:
    return max(low, min(value, high))
