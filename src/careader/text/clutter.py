"""What stands in an article's HTML and is no part of it: share buttons, footers, ways to the rest of the text.

Nothing goes for its name or its words alone. A container that is called "related" or "social" goes where it holds links
and no sentences; "read more" goes where it ends a text, and stays within a sentence.
"""

from __future__ import annotations

import re

# Names that only such parts bear.
_SURE = re.compile(
    r"(?:sharedaddy|addtoany|a2a|jp-relatedposts|yarpp|feedflare|mailmunch|adsbygoogle|sd-sharing|screen-reader-text"
    r"|addthis|ya-share2?|pluso)(?:[-_]\w[\w-]*)?",
    re.IGNORECASE,
)
# Names that a part of the article may bear as well: "share-price", "social-policy", "subscription-content".
_PERHAPS = re.compile(
    r"(?:share|sharing|social|related|newsletter|subscribe|subscription|advert|advertisement|promo|banner)"
    r"(?:[-_]\w[\w-]*)?",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:display:none|visibility:hidden)")

_MORE = (
    r"(?:(?:continue|keep) reading|read (?:the )?(?:more|full (?:story|article|text)|rest(?: of (?:this|the) \w+)?)"
    r"|learn more|full (?:story|article)|читать (?:далее|дальше|полностью|ещё|еще|всё|все)|(?:узнать )?подробнее"
    r"(?: на \w+)?|далее|полный текст|толығырақ|толық оқу|оқу|батафсил|давоми|батафсил ўқиш|batafsil|davomi"
    r"|толугу менен|кененирээк|идома|муфассал|doly okamak|dowamy|giňişleýin)"
)
READ_MORE = re.compile(rf"\W*{_MORE}(?: …| \.\.\.)?(?:[\s.…→»›>\])]|&\w{{1,9}};)*", re.IGNORECASE)
"""Matches, as a whole, a line that only leads to the rest of the text."""
_ALSO = (
    r"(?:read (?:also|more|next)|also read|see also|related|читайте также|также читайте|читать также|по теме"
    r"|материалы по теме|оқи отырыңыз|тағы оқыңыз|дагы окуңуз|окуй отуруңуз|shuningdek(?:,)? o[ʻ‘'’]qing"
    r"|шунингдек(?:,)? ўқинг|ҳамчунин бихонед|инчунин бихонед)"
)
_READ_ALSO = re.compile(rf"\W*{_ALSO}\s*[:\-–—]", re.IGNORECASE)
ALSO = re.compile(
    rf"\W*(?:{_ALSO}|(?:related|similar|more|other) (?:news|articles|stories|posts)|похожие (?:новости|материалы)"
    r"|другие новости|новости по теме)\W*",
    re.IGNORECASE,
)
"""Matches, as a whole, what stands above a list of links to other articles."""
# The footer that blog software adds, without its links: the words around the article and the site.
_FOOTER = re.compile(
    r"(?:The post (?:appeared first|first appeared) on|(?:Сообщение|Запись) (?:впервые )?появил(?:ось|ись|ась|ся)"
    r"(?: сначала)?(?: на(?: сайте)?)?)\W*",
    re.IGNORECASE,
)
_FOOTER_START = re.compile(r"(?:The post|Сообщение|Запись|Post|Хабар|Жазба)\W+", re.IGNORECASE)
_FOOTER_END = re.compile(
    r"\W*(?:appeared first on|first appeared on"
    r"|(?:впервые )?появил(?:ось|ись|ась|ся)(?: сначала)?(?: на(?: сайте)?)?)\s[^.!?]{1,80}\.?",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", "?", "…", ":", "”", "»", '"', ")", "]")
_LETTERS_OF_A_WAY = 40
_LETTERS_OF_PROSE = 40


def surely_clutter(classes: str) -> bool:
    """Say whether an element of these classes is never a part of the article."""
    return any(_SURE.fullmatch(name) for name in classes.split())


def perhaps_clutter(classes: str) -> bool:
    """Say whether an element of these classes may be no part of the article, by what it holds."""
    return any(_PERHAPS.fullmatch(name) for name in classes.split())


def is_hidden(style: str) -> bool:
    """Say whether a style attribute hides its element."""
    return bool(_HIDDEN.search(style.replace(" ", "").lower()))


def is_prose(letters: int, linked: int, *, sentences: bool, controls: bool) -> bool:
    """Say whether a part that may be clutter is text: by its letters, those in links, and whether it has sentences."""
    free = letters - linked
    if controls and free < 8 * _LETTERS_OF_PROSE:
        return False
    return sentences and free >= _LETTERS_OF_PROSE and free >= linked


def leads_away(text: str, linked: int, free: str) -> bool:
    """Say whether a block is no text of the article but a way to other text.

    `linked` is how many of its letters are in links, `free` what it says outside them.
    """
    if READ_MORE.fullmatch(text):
        return True
    if not linked:
        return False
    if _FOOTER.fullmatch(free):
        return True
    also = _READ_ALSO.match(text)
    return bool(also and linked >= len(text[also.end() :].replace(" ", "")) > 0)


def is_way_on(text: str) -> bool:
    """Say whether a block that is all one link to the article itself only leads there: short, and no sentence."""
    return (len(text) <= _LETTERS_OF_A_WAY and not text.endswith((".", "!", "?"))) or bool(READ_MORE.fullmatch(text))


def is_way_at_end(before: str, link: str, *, leads_back: bool) -> bool:
    """Say whether a link at the end of a text leads to the rest of it, which it may say in any language.

    `leads_back` says that it leads to the article itself.
    """
    if READ_MORE.fullmatch(link):
        return leads_back or ends_sentence(before)
    return leads_back and ends_sentence(before) and len(link) <= _LETTERS_OF_A_WAY


def ends_sentence(text: str) -> bool:
    """Say whether what follows a text may be something of its own."""
    return not text or text.endswith(_SENTENCE_END)


def is_footer(text: str, title: str) -> bool:
    """Say whether a line is blog software's footer about the article of this title, its links gone."""
    start = _FOOTER_START.match(text)
    if not start or not title:
        return False
    rest = text[start.end() :]
    return rest.casefold().startswith(title.casefold()) and bool(_FOOTER_END.fullmatch(rest[len(title) :]))
