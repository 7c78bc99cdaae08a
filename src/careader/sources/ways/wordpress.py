"""The posts of a WordPress site, with their whole text, from its REST interface (`/wp-json/wp/v2/posts`).

Documented at developer.wordpress.org/rest-api/reference/posts. A way's address is that of the site or of the posts. A
site without readable links answers under `?rest_route=` instead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from careader.model import Code, Failure, Outlet, Way
from careader.net import Response
from careader.sources.entry import Entry, Read
from careader.sources.identity import identified, newest
from careader.sources.ways import ACCEPT_JSON, Answer, Request, State, first_answer
from careader.sources.zones import zone_of
from careader.text.charset import decode
from careader.text.dates import read_moment

POSTS = "/wp-json/wp/v2/posts"
_ASKED = {"per_page": "30", "_embed": "author"}


def requests(_outlet: Outlet, way: Way, _state: State, answers: Sequence[Answer]) -> list[Request]:
    """Ask for the newest posts; where a site has no such address, under the other one."""
    addresses = _addresses(way.url)
    if len(answers) >= len(addresses) or (answers and _is_posts(answers[-1])):
        return []
    if answers and not (isinstance(answers[-1], Response) or answers[-1].params.get("status") == 404):
        return []
    return [Request(addresses[len(answers)], ACCEPT_JSON)]


def read(outlet: Outlet, _way: Way, answers: Sequence[Answer], *, now: datetime) -> Read | Failure:
    """Read the posts; what is locked with a password comes with its title alone."""
    found = next((answer for answer in answers if isinstance(answer, Response) and _is_posts(answer)), None)
    if found is None:
        first = first_answer(outlet, answers[:1])
        return first if isinstance(first, Failure) else Failure(outlet.name, Code.NOT_WORDPRESS)
    posts = [post for post in _posts(found) or () if isinstance(post, dict)]
    if not posts:
        return Failure(outlet.name, Code.NO_ENTRIES)
    zone = zone_of(outlet, found.url)
    entries = identified((_entry(post, found.url, zone) for post in posts), outlet, nowhere=(found.url,))
    return Read(newest(entries)) if entries else Failure(outlet.name, Code.EMPTY_ENTRIES)


def known(_outlet: Outlet, _way: Way, _answers: Sequence[Answer]) -> str:
    """Remember nothing: the newest posts are asked for each time."""
    return ""


def _addresses(url: str) -> list[str]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if "/wp/v2/" in parts.path or "rest_route" in query:
        return [urlunsplit(parts._replace(query=urlencode(_ASKED | query)))]
    root = parts.path.rstrip("/").removesuffix("/wp-json")
    other = {"rest_route": "/wp/v2/posts", **_ASKED}
    return [
        urlunsplit(parts._replace(path=root + POSTS, query=urlencode(_ASKED | query))),
        urlunsplit(parts._replace(path=f"{root}/", query=urlencode(other | query))),
    ]


def _is_posts(answer: Answer) -> bool:
    return isinstance(answer, Response) and _posts(answer) is not None


def _posts(answer: Response) -> list[Any] | None:
    """Return the list that an answer holds, also after the warnings of a server that writes them out."""
    text = decode(answer.content, answer.headers.get("content-type", "")).lstrip("\ufeff \t\r\n")
    if not text.startswith(("[", "{")):
        start = text.find('[{"id"')
        text = text[start:] if start >= 0 else ""
    try:
        posts = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return posts if isinstance(posts, list) else None


def _entry(post: Mapping[str, Any], base: str, zone: tzinfo) -> Entry:
    content = post.get("content")
    locked = isinstance(content, dict) and content.get("protected") is True
    return Entry(
        title=_rendered(post, "title"),
        link=_text(post, "link"),
        guid=_rendered(post, "guid"),
        published=_date(_text(post, "date_gmt"), UTC) or _date(_text(post, "date"), zone),
        content="" if locked else _rendered(post, "content"),
        description=_rendered(post, "excerpt"),
        author=_author(post),
        base=base,
    )


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name)
    return value if isinstance(value, str) else ""


def _rendered(post: Mapping[str, Any], name: str) -> str:
    value = post.get(name)
    return _text(value, "rendered") if isinstance(value, dict) else _text(post, name)


def _author(post: Mapping[str, Any]) -> str:
    embedded = post.get("_embedded")
    people = embedded.get("author") if isinstance(embedded, dict) else None
    names = [_text(person, "name") for person in people if isinstance(person, dict)] if isinstance(people, list) else []
    return ", ".join(name for name in names if name)


def _date(stated: str, zone: tzinfo) -> datetime | None:
    """Read a date whose zone is said nowhere: that of `date_gmt` is UTC, that of `date` the site's own."""
    return read_moment(stated, zone)
