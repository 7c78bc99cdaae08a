"""A JSON Feed of any bytes."""

from __future__ import annotations

from tests.fuzz.feed import one

CORPUS = [
    b'{"title":"D","home_page_url":"https://d.example/","items":[{"id":"1","url":"/1","title":"A","content_html":"<p>O</p>"}]}',
    b'{"items":[{"id":"1","date_published":"2025-11-21T05:00:00Z","authors":[{"name":"A"}],"summary":"x","language":"ru"}]}',
    b'{"items":[/* x */{"id":1,"content_text":"a\nb","tags":["x"],},],}',
    b'{"items":[{"id":1e99,"title":null,"author":{"name":"x"},"attachments":[{"url":"x"}]},{"id":"2',
    b'{"items":[{"title":"\\u041a\\ud83d\\x"}]}',
]

__all__ = ["CORPUS", "one"]
