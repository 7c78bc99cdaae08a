"""One post of a Telegram channel, as the preview on the web has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from careader.text.clean import clean, clean_markup
from careader.text.urls import web_url

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TITLE = 200
_MAX_POSTS = 100  # a page of a preview has twenty
_ADVERTISEMENT = re.compile(
    r"\berid\s?[:=]\s?\w{6,}|#(?:реклама|жарнама|reklama|реклам|ad|ads|advertisement|promo|sponsored"
    r"|партн[её]рский_материал)\b"
    r"|\bна правах рекламы\b|\breklama huquqi asosida\b|\bреклама ҳуқуқи асосида\b|\bжарнама құқығында\b"
    r"|\bжарнама укугунда\b"
    r"|\bба ҳуқуқи реклама\b|^[^\w\n]*+(?:реклама|жарнама|reklama|партн[её]рский материал|sponsored post"
    r"|advertisement|рекламный пост)[^\w\n]*+$",
    re.IGNORECASE | re.MULTILINE,
)
_LINES = re.compile(r"(?:<br\s*/?>\s*)+", re.IGNORECASE)
_SIGNS = re.compile(r"^[^\w\"'«„“(@#+$€]+")
_ADDRESS = re.compile(r"\W*https?://\S+\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…])\s")
_SAID = (".", "!", "?", "…", ":", ";")


@dataclass(frozen=True, slots=True)
class Post:
    """A post. `lines` are its text, line by line, as HTML with only links, bold and the like; `extra` names the rest.

    `number` is its place in the channel, 0 where that is not said. `links` are the addresses that it links, a preview
    of a page among them, whose title and description are `page` and `about`. Texts are not cleaned: an entry is.
    """

    number: int
    url: str
    published: datetime | None
    lines: tuple[str, ...]
    extra: tuple[str, ...]
    links: tuple[str, ...]
    author: str = ""
    question: str = ""
    page: str = ""
    about: str = ""
    pictures: int = 0
    videos: int = 0

    @property
    def text(self) -> str:
        """The text without markup, a line a line."""
        return "\n".join(_plain(line) for line in self.lines)

    @property
    def is_picture_only(self) -> bool:
        """Whether it says nothing: pictures or videos without a word."""
        return not any(character.isalnum() for character in self.text) and not self.question and not self.page

    @property
    def is_advertisement(self) -> bool:
        """Whether it says of itself that it is paid for."""
        return bool(_ADVERTISEMENT.search(self.text))

    @property
    def is_address_only(self) -> bool:
        """Whether it says nothing but the address of a page of which there is a preview."""
        return bool(self.page) and all(_ADDRESS.fullmatch(_plain(line)) for line in self.lines)

    @property
    def title(self) -> str:
        """Its first line, or the first sentence of that, without the signs before it; of a poll, the question.

        That of the page where it only gives its address.
        """
        if self.is_address_only:
            return clean(self.page)
        for line in self.lines:
            if text := _SIGNS.sub("", clean(_plain(line))):
                if len(text) <= _TITLE:
                    return text.removesuffix(".") if text.count(". ") == 0 else text
                return _SENTENCE.split(text, maxsplit=1)[0][:400]
        return clean(self.question)

    @property
    def last_lines(self) -> tuple[str, ...]:
        """The last lines as text, up to three: what may be the same under every post."""
        return tuple(text for line in self.lines[1:][-3:] if (text := clean(_plain(line))))

    @property
    def html(self) -> str:
        """The whole of it as HTML: the text in paragraphs, without a first line that is the title, and the rest."""
        if self.is_address_only:
            return f"<p>{escape(self.about, quote=False)}</p>" + "".join(self.extra)
        told = len(self.lines) > 1 and _SIGNS.sub("", clean(_plain(self.lines[0]))).removesuffix(".") == self.title
        lines = self.lines[1:] if told else self.lines
        body = "".join(line if line.startswith("<blockquote") else f"<p>{line}</p>" for line in lines)
        return body + "".join(self.extra)

    def without(self, footers: frozenset[str]) -> Post:
        """Return the post without the last lines that are among these."""
        lines = list(self.lines)
        while len(lines) > 1 and (clean(_plain(lines[-1])) in footers or not _plain(lines[-1]).strip()):
            lines.pop()
        return replace(self, lines=tuple(lines))


def posts_of(tree: LexborHTMLParser, base: str) -> list[Post]:
    """Return the posts of a page in its order; service messages ("channel photo changed") are none."""
    return [
        _post(node, base)
        for node in tree.css(".tgme_widget_message")[:_MAX_POSTS]
        if "service_message" not in (node.attributes.get("class") or "")
    ]


def _post(node: LexborNode, base: str) -> Post:
    date = node.css_first("a.tgme_widget_message_date")
    time = node.css_first(".tgme_widget_message_date time[datetime]") or node.css_first("time[datetime]")
    name, _, number = (node.attributes.get("data-post") or "").partition("/")
    stated = (date.attributes.get("href") if date else "") or f"https://t.me/{name}/{number}"
    texts = [text for text in node.css(".tgme_widget_message_text") if not _is_quoted(text)]
    author = node.css_first(".tgme_widget_message_from_author")
    question = node.css_first(".tgme_widget_message_poll_question")
    preview = node.css_first("a.tgme_widget_message_link_preview[href]")
    links = [link for text in texts for link in text.css("a[href]")] + ([preview] if preview else [])
    return Post(
        number=int(number) if number.isdecimal() and len(number) < 12 else 0,
        url=web_url(stated, base).removesuffix("?single"),
        published=_moment(time.attributes.get("datetime") or "") if time else None,
        lines=tuple(line for text in texts for line in _lines(text)),
        extra=tuple(_extra(node)),
        links=tuple(url for link in links if (url := web_url((link.attributes.get("href") or ""), base))),
        author=author.text() if author else "",
        question=question.text(separator=" ") if question else "",
        page=_said(preview, ".link_preview_title"),
        about=_said(preview, ".link_preview_description"),
        pictures=len(node.css(".tgme_widget_message_photo_wrap")),
        videos=len(node.css(".tgme_widget_message_video_player")),
    )


def _said(preview: LexborNode | None, selector: str) -> str:
    node = preview.css_first(selector) if preview else None
    return node.text(separator=" ") if node else ""


def _is_quoted(node: LexborNode) -> bool:
    """Say whether a text is that of the message which is answered, or within another text, and not the post's own."""
    parent = node.parent
    while parent is not None:
        classes = (parent.attributes.get("class") or "").split()
        if "tgme_widget_message_reply" in classes or "tgme_widget_message_text" in classes:
            return True
        if "tgme_widget_message" in classes:
            return False
        parent = parent.parent
    return False


def _lines(node: LexborNode) -> Iterator[str]:
    """Divide a text at its line breaks, also those within bold type or a quotation; each line is HTML by itself."""
    html = "".join(_inner(child) for child in _children(node))
    for part in re.split(r"(<blockquote>.*?</blockquote>|<pre>.*?</pre>)", html, flags=re.DOTALL):
        if part.startswith(("<blockquote>", "<pre>")):
            yield part
        else:
            yield from (line for line in _balanced(part) if _plain(line).strip())


def _balanced(html: str) -> Iterator[str]:
    """Divide at line breaks; bold type and links that go on are closed at the end of a line and opened in the next."""
    still: list[str] = []
    for part in _LINES.split(html):
        line = "".join(still) + part
        for tag in re.findall(r"</?(?:b|i|s|u|code|a)\b[^>]*>", part):
            if not tag.startswith("</"):
                still.append(tag)
            elif still:
                still.pop()
        yield line + "".join(f"</{re.findall(r'[a-z]+', tag)[0]}>" for tag in reversed(still))


_KEPT = {"b": "b", "strong": "b", "i": "i", "em": "i", "s": "s", "u": "u", "code": "code", "a": "a", "pre": "pre"}


def _inner(node: LexborNode, depth: int = 0) -> str:
    """Write an element of a text as plain HTML: emoji become their characters, hashtags lose their links."""
    if node.is_text_node:
        return escape(node.text_content or "", quote=False)
    if not node.is_element_node or depth > 30:
        return ""
    tag, classes = node.tag or "", (node.attributes.get("class") or "").split()
    if tag == "br":
        return "<br>"
    if tag == "tg-emoji" or "emoji" in classes:
        return escape(node.text(), quote=False)
    inside = "".join(_inner(child, depth + 1) for child in _children(node))
    if tag == "blockquote":
        return f"<blockquote>{inside}</blockquote>"
    href = (node.attributes.get("href") or "") if tag == "a" else ""
    if tag == "a" and (not href or href.startswith(("?", "#"))):
        return inside
    kept = _KEPT.get(tag)
    if kept is None:
        return inside
    return f'<a href="{escape(href)}">{inside}</a>' if kept == "a" else f"<{kept}>{inside}</{kept}>"


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _extra(node: LexborNode) -> Iterator[str]:
    """Name what a post shows besides its text, each as a caption; a poll has its answers."""
    source = node.css_first(".tgme_widget_message_forwarded_from_name")
    if source is not None:
        name = escape(clean(source.text()), quote=False)
        href = source.attributes.get("href") or ""
        yield _caption(f'Forwarded from <a href="{escape(href)}">{name}</a>' if href else f"Forwarded from {name}")
    pictures = len(node.css(".tgme_widget_message_photo_wrap"))
    durations = [clean(video.text()) for video in node.css(".message_video_duration")]
    videos = max(len(durations), len(node.css(".tgme_widget_message_video_player, .tgme_widget_message_roundvideo")))
    if pictures + videos > 1:
        parts = [_counted(pictures, "picture"), _counted(videos, "video")]
        yield _caption(f"Album: {', '.join(part for part in parts if part)}")
    elif pictures:
        yield _caption("Picture")
    elif videos:
        yield _caption(", ".join(["Video", *durations[:1]]))
    yield from _poll(node)
    for selector, name in (
        (".tgme_widget_message_voice", "Voice message"),
        (".tgme_widget_message_sticker, .tgme_widget_message_tgsticker, .tgme_widget_message_videosticker", "Sticker"),
        (".tgme_widget_message_location", "Place on a map"),
        (".tgme_widget_message_contact", "Contact"),
    ):
        if node.css_first(selector) is not None:
            yield _caption(name)
    for file in node.css(".tgme_widget_message_document_title")[:10]:
        yield _caption(f"File: {escape(clean(file.text()), quote=False)}")
    meta = node.css_first(".tgme_widget_message_meta")
    if meta is not None and re.search(r"\bedited\b", meta.text(separator=" ")):
        yield _caption("Edited")


def _poll(node: LexborNode) -> Iterator[str]:
    question = node.css_first(".tgme_widget_message_poll_question")
    if question is None:
        return
    yield f"<p><b>Poll: {escape(clean(question.text(separator=' ')), quote=False)}</b></p><ul>"
    for option in node.css(".tgme_widget_message_poll_option")[:20]:
        text = option.css_first(".tgme_widget_message_poll_option_text")
        share = option.css_first(".tgme_widget_message_poll_option_percent")
        said = " ".join(clean(part.text()) for part in (text, share) if part is not None)
        yield f"<li>{escape(said, quote=False)}</li>"
    yield "</ul>"


def _counted(number: int, name: str) -> str:
    return "" if not number else f"1 {name}" if number == 1 else f"{number} {name}s"


def _caption(html: str) -> str:
    return f"<figure><figcaption>{html}</figcaption></figure>"


def _plain(html: str) -> str:
    return clean_markup(html)


def _moment(stated: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(stated)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
