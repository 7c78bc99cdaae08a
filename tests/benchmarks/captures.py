"""Precision and recall of headlines on captured listing pages: `captures [DIR]`.

DIR holds `page-1.txt` to `page-5.txt` (default: the shared development data). What is a headline there is kept in
`data/captures.json` as hashes, because the sentences are their publisher's; misses are named from the pages themselves.
The pages are also read in nine other shapes: without head, without blank lines, flattened, cut off, as teasers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from careader.model import Failure
from careader.sources.capture import parse_capture
from careader.sources.identity import folded

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / ".." / "shared" / "data" / "captures"
GOLD = Path(__file__).parent / "data" / "captures.json"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_HEAD = re.compile(r"\W*[A-Z]{3}/[A-Z]{3} =|\d\d \w+ 20\d\d$|Viewing results")


def key(line: str) -> str:
    """Give the hash under which a headline or heading is kept."""
    return blake2b(folded(line).encode(), digest_size=6).hexdigest()


def load_gold() -> dict[str, set[str]]:
    """Read the hashes: `headlines` and `headings`."""
    return {name: set(hashes) for name, hashes in json.loads(GOLD.read_text(encoding="utf-8")).items()}


def shapes(headlines: set[str]) -> dict[str, Callable[[str], str]]:
    """Name the shapes in which a page is read; each makes the text of a page into another."""

    def filled(text: str) -> list[str]:
        return [line.strip() for line in text.splitlines() if line.strip()]

    def headless(text: str) -> str:
        return "\n\n".join(line for line in filled(text) if not _HEAD.match(line))

    def teasers(letters: int, end: str) -> Callable[[str], str]:
        def shape(text: str) -> str:
            lines = filled(text)
            pairs = [(line, lines[n + 1]) for n, line in enumerate(lines[:-1]) if key(line) in headlines]
            return "\n\n".join(f"{title}\n\n{lead[:letters].rsplit(' ', 1)[0]}{end}" for title, lead in pairs)

        return shape

    def flattened(text: str) -> str:
        parts: list[list[str]] = []
        for line in filled(headless(text)):
            if key(line) in headlines:
                parts.append([line, ""])
            elif parts:
                parts[-1][1] = f"{parts[-1][1]} {line}".strip()
        return "\n\n".join(line for part in parts for line in part)

    return {
        "as captured": lambda text: text,
        "without head": headless,
        "without blank lines": lambda text: "\n".join(filled(text)),
        "CRLF, BOM, no-break spaces": lambda text: "\ufeff" + text.replace("\n", "\r\n").replace(" ", "\u00a0"),
        "flattened": flattened,
        "first half": lambda text: text[: len(text) // 2],
        "from a third on": lambda text: text[len(text) // 3 :],
        "teasers ending in ...": teasers(160, "..."),
        "teasers, Continue reading": teasers(120, "…\n\nContinue reading"),
        "teasers ending in a full stop": teasers(200, "."),
    }


def main(arguments: list[str]) -> int:
    """Print a line for each shape and exit with 1 where the pages as captured are not read without a mistake."""
    pages = sorted((Path(arguments[0]) if arguments else PAGES).glob("page-*.txt"))
    if not pages:
        print("there are no pages named page-*.txt")
        return 2
    gold = load_gold()
    print(f"{'shape':30} {'precision':>9} {'recall':>7} {'headlines':>9} {'distinct':>8}")
    perfect = True
    for name, shape in shapes(gold["headlines"]).items():
        right = found = wanted = 0
        distinct: set[str] = set()
        mistakes: list[str] = []
        for page in pages:
            text = shape(page.read_text(encoding="utf-8"))
            capture = parse_capture(text, name=page.name, now=NOW)
            articles = () if isinstance(capture, Failure) else capture.articles
            titles = {key(article.title): article.title for article in articles}
            lines = {key(line): line.strip() for line in text.splitlines() if key(line) in gold["headlines"]}
            right += len(titles.keys() & lines.keys())
            found += len(titles)
            wanted += len(lines)
            distinct |= {article.id for article in articles}
            mistakes += [f"  {page.name}: missed: {lines[k]}" for k in lines.keys() - titles.keys()]
            mistakes += [f"  {page.name}: not a headline: {titles[k]}" for k in titles.keys() - lines.keys()]
        print(f"{name:30} {right / max(1, found):9.3f} {right / max(1, wanted):7.3f} {wanted:9} {len(distinct):8}")
        print("\n".join(mistakes), end="\n" if mistakes else "")
        perfect = perfect and not (name == "as captured" and mistakes)
    return 0 if perfect else 1
