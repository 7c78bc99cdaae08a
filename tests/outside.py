"""Every public function that takes what comes from outside, found by its signature and called with a text.

A function belongs here that stands in one of `PACKAGES` and has a parameter for text. Its arguments are made by the
types of its parameters; where that is not enough, it stands in `BY_HAND`. What never sees a text from outside is named
in `INSIDE`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import careader
from careader.desk.features import features
from careader.desk.gazetteer import scan
from careader.desk.gazetteer.alike import alike
from careader.desk.terms import read
from careader.model import Article, Block, BlockKind, Code, Failure, Outlet, Ownership, Quote, Story, Way
from careader.net import Response
from careader.net.decoding import EncodingError
from careader.net.pauses import pause_after
from careader.newsroom.grouping import item_of
from careader.newsroom.query import Query
from careader.rates.reading import NoRateError, parse_text
from careader.settings import Settings
from careader.settings.schema import read_tables
from careader.sources.discovery import country_of
from careader.sources.entry import Entry, to_article
from careader.sources.jsontext import BrokenJsonError
from careader.sources.ways import State
from careader.text.scripts import Script

Work = Callable[[str], Any]

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
OUTLET = Outlet("o", "O", "https://o.example/feed", "ru", ("kz",), ways=(Way("feed", "https://o.example/feed"),))
PACKAGES = (
    "careader.text", "careader.sources", "careader.desk", "careader.settings", "careader.export", "careader.rates",
    "careader.walls", "careader.net.addresses", "careader.net.decoding", "careader.net.pauses", "careader.net.proxies",
    "careader.newsroom.editing", "careader.newsroom.evidence", "careader.newsroom.folders", "careader.newsroom.grammar",
    "careader.newsroom.keeping", "careader.newsroom.kinship", "careader.newsroom.listing", "careader.newsroom.outlets",
    "careader.newsroom.query", "careader.newsroom.sides", "careader.store.columns", "careader.store.decisions",
    "careader.store.fetches", "careader.store.fulltext", "careader.store.merging", "careader.store.records",
    "careader.store.salvage", "careader.tui.format", "careader.tui.story_layout",
)  # fmt: skip

_TEXT = re.compile(
    r"\b(?:str|bytes|object|Article|Entry|Block|Answer|Response|LexborHTMLParser|_?Element|Term|Features)\b"
)
_MANY = re.compile(r"(?:Iterable|Sequence|Collection|list|tuple|set|frozenset)\[([\w| ]+)(?:, \.\.\.)?\]")
_FIXED = {
    "language": "ru",
    "stated": "ru",
    "claimed": "ru",
    "kind": "feed",
    "kinds": ("feed",),
    "series": "NBK",
    "ellipsis": "…",
}
_OUTLET_COUNTRIES = {"outlet_countries": ("kz",), "countries": ("kz",), "places": {"kz": 2}, "home": "kz"}


class CannotBeMadeError(Exception):
    """No argument can be made for a parameter by its type."""


def modules() -> Iterator[Any]:
    """Import every module of the packages."""
    for found in pkgutil.walk_packages(careader.__path__, "careader."):
        if any(found.name == name or found.name.startswith(f"{name}.") for name in PACKAGES):
            yield importlib.import_module(found.name)


def functions() -> dict[str, Callable[..., Any]]:
    """Return the public functions that have a parameter for text, by name without `careader.`."""
    found: dict[str, Callable[..., Any]] = {}
    for module in modules():
        for name, value in vars(module).items():
            function = inspect.unwrap(value) if callable(value) else value
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.__name__:
                continue
            kinds = [str(p.annotation) for p in inspect.signature(function).parameters.values()]
            if any(_TEXT.search(kind) for kind in kinds):
                found[f"{module.__name__.removeprefix('careader.')}.{name}"] = function
    return found


def entry_of(text: str) -> Entry:
    """Make an entry of which every field is a text."""
    link = f"https://o.example/{text}"
    return Entry(
        title=text, link=link, guid=text, content=text, description=text, author=text, published=NOW, base=link, id="a"
    )


def article_of(text: str) -> Article:
    """Make an article of a text, as it is made of an entry."""
    made = to_article(entry_of(text or "x"), OUTLET, NOW) or to_article(entry_of("x"), OUTLET, NOW)
    assert made
    return made


def tree_of(text: str) -> Any:
    """Parse a text as HTML."""
    from careader.sources.page_head import parsed

    return parsed(f"<html><body><article>{text}</article></body></html>".encode("utf-8", "replace"))[0]


def element_of(text: str) -> Any:
    """Make an element of XML that holds a text."""
    from lxml import etree

    root = etree.Element("rss")
    item = etree.SubElement(etree.SubElement(root, "channel"), "item")
    for name in ("title", "link", "description", "pubDate", "author", "category"):
        etree.SubElement(item, name).text = re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
    return root


def answer_of(text: str) -> Response:
    """Make an answer of a text."""
    headers = {"content-type": "text/html; charset=utf-8"}
    return Response("https://o.example/", 200, headers, text.encode("utf-8", "replace"))


def argument(name: str, kind: str, text: str) -> Any:
    """Make an argument for a parameter. Raises CannotBeMadeError."""
    simple = kind.removesuffix(" | None").replace("typing.", "").replace("collections.abc.", "")
    if name in _OUTLET_COUNTRIES:
        return _OUTLET_COUNTRIES[name]
    if name in _FIXED and simple == "str":
        return _FIXED[name]
    makers: dict[str, Callable[[], Any]] = {
        "str": lambda: text,
        "bytes": lambda: text.encode("utf-8", "replace"),
        "bytes | str": lambda: text,
        "Any": lambda: text,
        "bool": lambda: True,
        "int": lambda: 5,
        "float": lambda: 1.0,
        "datetime": lambda: NOW,
        "date": lambda: NOW.date(),
        "timedelta": lambda: timedelta(days=1),
        "tzinfo": lambda: UTC,
        "Path": lambda: Path(text[:200].replace("\0", "") or "x"),
        "Outlet": lambda: OUTLET,
        "Way": lambda: Way("page", "https://o.example/"),
        "State": lambda: State(known=text),
        "Entry": lambda: entry_of(text),
        "Article": lambda: article_of(text),
        "Response": lambda: answer_of(text),
        "Block": lambda: Block(BlockKind.PARAGRAPH, text),
        "LexborHTMLParser": lambda: tree_of(text),
        "_Element": lambda: element_of(text),
        "Features": lambda: features(item_of(article_of(text))),
        "Term": lambda: read(f"{text[:200]} x")[0],
        "Hit": lambda: scan(f"Bishkek {text}")[0],
        "Item": lambda: item_of(article_of(text)),
        "Story": lambda: Story("s", (article_of(text),)),
        "Quote": lambda: Quote("USD", "KZT", Decimal(471), NOW.date(), "NBK"),
        "Script": lambda: Script.LATIN,
        "object": lambda: text,
        "str | int": lambda: text,
        "Ownership": lambda: Ownership.STATE,
        "Mapping[str, str]": lambda: {text: text},
        "Mapping[str, int]": lambda: Counter(text.split()),
        "Mapping[str, Any]": lambda: {text: text, "outlet": [{"id": text}]},
        "Mapping[int, str]": lambda: {0: text},
        "Iterable[tuple[str, str]]": lambda: [(text, f"{text}x")],
        "Query": lambda: Query(search=text[:200]),
        "dict[str, int]": dict,
        "dict[str, str]": lambda: {"title": text, "summary": text, "body": text},
    }
    if simple in makers:
        return makers[simple]()
    if many := _MANY.fullmatch(simple):
        inner = "Response" if many[1] == "Answer" else many[1]
        made = argument("", inner, text)
        return [made, *(argument("", inner, piece) for piece in text.split(" ")[:200])] if inner == "str" else [made]
    if kind.endswith("| None"):
        return None
    raise CannotBeMadeError(f"{name}: {kind}; register the function in BY_HAND or INSIDE of tests.outside")


def call(function: Callable[..., Any], text: str) -> Any:
    """Call a function with arguments made of a text; what it gives one after the other is asked for. Raises."""
    given: dict[str, Any] = {}
    positional: list[Any] = []
    for parameter in inspect.signature(function).parameters.values():
        kind = str(parameter.annotation)
        if parameter.default is not parameter.empty and not _TEXT.search(kind):
            continue
        made = argument(parameter.name.lstrip("_"), kind, text)
        if parameter.kind is parameter.KEYWORD_ONLY:
            given[parameter.name] = made
        else:
            positional.append(made)
    result = function(*positional, **given)
    return list(result) if isinstance(result, Iterator) else result


INSIDE: dict[str, tuple[str, ...]] = {
    "declares what is in the program": (
        "settings.schema.key", "settings.schema.rows", "settings.schema.setting", "settings.schema.table_setting",
    ),
    "reads the program's own data": ("desk.gazetteer.book.read_entries", "text.alphabets.pairs", "text.wordset.words"),
    "asks for pages; what comes is read by `parse` beside it": (
        "rates.cbr.ask", "rates.cbt.ask", "rates.cbu.ask", "rates.chain.ask", "rates.chain.history",
        "rates.exchange_api.ask", "rates.frankfurter.ask", "rates.frankfurter.ask_since", "rates.nbk.ask",
        "rates.nbkr.ask", "rates.nbt.ask", "net.addresses.leads_inside", "net.addresses.resolve",
    ),
    "takes figures and the codes of currencies, read before": (
        "rates.cbt.decreed", "rates.change.change_over", "rates.change.price", "rates.change.rate",
        "rates.doubt.reason_to_doubt",
    ),
    "compares what `desk.features` has bounded": ("desk.grouping.update",),
    "works on a library, and on texts only by functions that are here": (
        "newsroom.keeping.hand_over", "newsroom.keeping.keep", "newsroom.kinship.why",
    ),
    "takes what the database holds, which was cleaned on its way in": (
        "newsroom.listing.as_marked", "newsroom.listing.led_by", "newsroom.listing.stories_of",
        "store.columns.article_of",
    ),
    "takes a part of a tree that `blocks_from_html` has bounded": ("text.survey.judged",),
}  # fmt: skip
"""Functions that no text from outside reaches as it came, by why."""

BY_HAND: dict[str, Work] = {
    "desk.gazetteer.alike.alike": lambda text: list(alike(text, ())),
    "net.pauses.pause_after": lambda text: pause_after(Failure("x", Code.HTTP), None, text, NOW),
    "rates.reading.parse_text": lambda text: parse_text(element_of(text), "title"),
    "settings.schema.read_tables": lambda text: read_tables(Settings, {text: text, "outlet": [{text: text}]}, _say),
    "sources.discovery.country_of": lambda text: country_of(f"https://{text}/", [[text]]),
}
"""How functions are called whose arguments cannot be made by their types alone."""

REFUSED = (BrokenJsonError, EncodingError, NoRateError, ValueError, RecursionError, LookupError, OverflowError)
"""What a function may raise by its docstring where a text is not what it reads."""


def _say(_where: object, _what: str) -> None:
    """Take what is wrong with a setting."""


def works() -> dict[str, Work]:
    """Return what calls each function with a text, by its name."""
    inside = {name for names in INSIDE.values() for name in names}
    found = {}
    for name, function in functions().items():
        if name not in inside:
            found[name] = BY_HAND.get(name) or partial(call, function)
    return found
