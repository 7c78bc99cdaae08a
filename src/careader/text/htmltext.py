"""Outside HTML made ready for an HTML parser: what is markup and what is words, one level of escaping, and a bound.

An HTML parser may take time and memory with the square of what it is sent: tags that are never closed are opened again
in every paragraph, a closing tag is sought through all that is open. So depth and number are bounded here, in one pass.
"""

from __future__ import annotations

import re
from collections import Counter

from careader.text.clean import unescape
from careader.text.wordset import words

LONGEST = 1_000_000
"""Characters of HTML that are read of one article."""
_MOST_TAGS = 20_000
_TAME_BELOW = 3_000
_DEEPEST = 200
_MOST_FORMATTING = 8

HAS_MARKUP = re.compile(r"<(?:[a-zA-Z!/?])")
HAS_BLOCKS = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|table|tr|td|blockquote|pre|section|article|figure|hr|dl|main|body)\b", re.IGNORECASE
)
_ESCAPED_MARKUP = re.compile(
    r"&(?:amp;)*lt;/?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h\d|img|figure|blockquote|table)\b"
)
_BLOCK_NAMES = "p|div|ul|ol|table|blockquote|h[1-6]|section|article|figure"
# Escaped markup beside real markup: a block that begins where a block may begin and that is closed.
_INNER_START = re.compile(rf"(?:^|>)\s*&lt;(?:{_BLOCK_NAMES})(?=[\s&])")
_INNER_END = re.compile(rf"&lt;/(?:{_BLOCK_NAMES})&gt;")
_INNER_TAG = re.compile(r"&lt;(/?[a-zA-Z](?:(?!&[lg]t;)[^<>])*+)&gt;")
_CODE = re.compile(r"<(?:pre|code|textarea)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>?")
_NAME = re.compile(r"</?([a-zA-Z][^\s/<>]*)")

_VOID = words("area base br col embed hr img input link meta param source track wbr")
_FORMATTING = words("a b big code em font i nobr s small strike strong tt u")
# Their end tags are left out by many; each closes the one before.
_SELF_CLOSING = words("p li dt dd tr td th option optgroup thead tbody tfoot colgroup rt rp")
HTML_NAMES = (
    _VOID
    | _FORMATTING
    | _SELF_CLOSING
    | words(
        "abbr acronym address applet article aside audio basefont bdi bdo bgsound blink blockquote body button "
        "canvas caption center cite data datalist del details dfn dialog dir div dl fieldset figcaption figure "
        "footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html iframe ins kbd keygen label legend "
        "main map mark marquee math menu menuitem meter nav noembed noframes noindex noscript object ol output "
        "picture plaintext pre progress q ruby samp script search section select slot span style sub summary sup "
        "svg table template textarea time title u ul var video xmp circle path g rect line text polygon polyline "
        "ellipse defs use mi mn mo mrow msup msub mfrac msqrt mtext mtable mtr mtd semantics annotation article "
        "content amp"
    )
)


def prepared(html: str) -> tuple[str, bool]:
    """Return HTML or plain text with as much escaping as its reader expects, and whether it had to be cut."""
    cut = len(html) > LONGEST
    html = html[:LONGEST]
    for _ in range(2):
        if HAS_MARKUP.search(html) or not _ESCAPED_MARKUP.search(html):
            break
        html = unescape(html)
    if "<![CDATA[" in html:
        html = html.replace("<![CDATA[", "").replace("]]>", "")
    html = html.rstrip().removesuffix("]]>")
    if not HAS_MARKUP.search(html):
        return html, cut
    if "&lt;" in html and _INNER_START.search(html) and _INNER_END.search(html) and not _CODE.search(html):
        html = _INNER_TAG.sub(r"<\1>", html)
    if not HTML_NAMES.issuperset(map(str.lower, _NAME.findall(html))):
        html = _TAG.sub(_only_markup, html)
    if html.count("<") > _TAME_BELOW:
        html, shortened = _tamed(html)
        cut = cut or shortened
    return html, cut


def _only_markup(tag: re.Match[str]) -> str:
    """Keep what is a tag, also of an element that a page defines itself; other words in brackets are words."""
    name = tag[2].lower()
    if name in HTML_NAMES or "-" in name or ":" in name:
        return tag[0]
    return tag[0].replace("<", "&lt;").replace(">", "&gt;")


def _tamed(html: str) -> tuple[str, bool]:
    """Drop tags that are nested too deep, formatting that is not closed for long, and all after very many tags."""
    kept: list[str] = []
    open_, dropped = Counter[str](), Counter[str]()
    depth = formatting = tags = place = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _VOID or name in _SELF_CLOSING:
            keep = True
        elif tag[1]:
            keep = bool(open_[name]) and not dropped[name]
            if dropped[name]:
                dropped[name] -= 1
            elif keep:
                open_[name] -= 1
                depth -= 1
                formatting -= name in _FORMATTING
        else:
            keep = depth < _DEEPEST and not (name in _FORMATTING and formatting >= _MOST_FORMATTING)
            if keep:
                open_[name] += 1
                depth += 1
                formatting += name in _FORMATTING
            else:
                dropped[name] += 1
        if keep and tags == _MOST_TAGS:
            kept.append(html[place : tag.start()])
            return "".join(kept), True
        kept.append(html[place : tag.end() if keep else tag.start()])
        place = tag.end()
        tags += keep
    kept.append(html[place:])
    return "".join(kept), False
