"""Functions that take a text from outside, given long texts of one unit repeated, within two seconds of CPU each.

python -m tests.text.hostile LETTERS         the dearest of them, with every unit
python -m tests.text.hostile LETTERS every   every public one, with some of the units
python -m tests.text.hostile LETTERS both    every public one, with every unit

It ends with "done"; the last line before is what took longer.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC

from careader.net.decoding import EncodingError
from careader.rates.reading import NoRateError
from careader.sources.bodies import body_of
from careader.sources.jsontext import BrokenJsonError, read_json
from careader.sources.people import names
from careader.sources.xmltext import repair
from careader.sources.xmltree import parse_tree
from careader.text.blocks import blocks_from_html, html_of_text
from careader.text.charset import decode
from careader.text.clean import clean, clean_lines, clean_markup, unescape
from careader.text.dates import read_moment
from careader.text.mojibake import unmixed
from careader.text.urls import addresses_in, canonical_url, web_url

SECONDS = 2
UNITS = (
    "a", "A ", "я", "\n", "\t", " \n", "- a\n", "1. ", "a\u0323\u0301", "\u0301", "\u200d", "\x1b", "😀", "ﷺ",
    "&", "&amp;", "&#1", "&#x", "&lt;", "<", ">", "<a", "<a ", "<a b=", "<a b='", "<p>", "</p>", "<b>", "<!--", "-->",
    "<!", "<![CDATA[", "]]>", "<?", "<?x?>", "<x:y>", "<item>", "</item>", "<rss>", "<div class=share>",
    "<table><tr><td>x",
    "<li>", "<ol reversed>", "<a href=/x>y", "<img alt='a b'>", "<p><b>a</b></p>", "a@b.kz ", "a@", "(", "(a",
    "mailto:",
    "http://", "http://a.kz/ ", "https://a.kz/(", "/amp", "www.", "a.", "?a=b&", "%", "%41", "#", "\\", "\\u",
    '"', '"a",',
    "[", "{", '{"a":', "//", "/*", "1", "1.", "1:", "21.11.", "Nov ", "+05", "Рџ", "РџСЂ", "Ð¿", "Â", "â€", "…",
    "read more ",
    "Читать далее ", "The post ", ". ",
)  # fmt: skip


def _tree(text: str) -> object:
    return parse_tree(repair(f"<rss><item>{text}</item></rss>").text)


def _json(text: str) -> object:
    try:
        return read_json(text)
    except BrokenJsonError:
        return None


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "clean": clean,
    "clean_lines": clean_lines,
    "clean_markup": clean_markup,
    "unescape": unescape,
    "unmixed": unmixed,
    "decode utf-8": lambda text: decode(text.encode()),
    "decode cp1251": lambda text: decode(text.encode("cp1251", "replace"), "text/xml; charset=utf-8"),
    "web_url": lambda text: web_url(text, "https://a.kz/"),
    "web_url after the host": lambda text: web_url(f"https://a.kz/{text}"),
    "canonical_url": lambda text: canonical_url(f"https://{text}"),
    "addresses_in": lambda text: list(addresses_in(f"http://a.kz/{text}")),
    "read_moment": lambda text: read_moment(text, UTC),
    "names": lambda text: names([text]),
    "html_of_text": html_of_text,
    "blocks_from_html": lambda text: blocks_from_html(text, "https://a.kz/1"),
    "blocks_from_html in a paragraph": lambda text: blocks_from_html(f"<p>{text}", "https://a.kz/1"),
    "body_of": lambda text: body_of(f"<p>x {text}", text, "https://a.kz/1", "x"),
    "repair": repair,
    "a tree": _tree,
    "read_json": _json,
    "read_json in a feed": lambda text: _json('{"items":[{"title":"' + text),
}


SOME_UNITS: tuple[str, ...] = ("a", "A. ", "!", "\n", "a\u0323\u0301", "<", "&lt;a", "[ ", "http://")


def main() -> None:
    """Call functions with units repeated to so many letters."""
    size, chosen, which = int(sys.argv[1]), FUNCTIONS, (*sys.argv[2:], "dearest")[0]
    if which != "dearest":
        from tests.outside import works

        chosen = works()
    units: tuple[str, ...] = SOME_UNITS if which == "every" else UNITS
    for name, function in chosen.items():
        for unit in units:
            print(name, repr(unit), flush=True)  # noqa: T201 - the last one printed is the one that was ended
            used = resource.getrusage(resource.RUSAGE_SELF)
            limit = int(used.ru_utime + used.ru_stime) + 1 + SECONDS
            resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
            with suppress(ValueError, LookupError, RecursionError, OverflowError, NoRateError, EncodingError):
                function(unit * (size // len(unit)))
    print("done")  # noqa: T201


if __name__ == "__main__":
    main()
