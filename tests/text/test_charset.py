from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.text.charset import decode

NEWS = "Курс сома укрепился, сообщил Нацбанк — «вчера»"
XML = '<?xml version="1.0" encoding="{}"?><rss>{}</rss>'


@pytest.mark.parametrize(
    ("declared", "actual", "content_type"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "windows-1251", ""),
        ("windows-1251", "utf-8", "text/xml; charset=windows-1251"),
        ("windows-1251", "windows-1251", "text/xml; charset=iso-8859-1"),
        ("no-such-set", "windows-1251", "application/xml"),
        ("iso-8859-1", "windows-1251", ""),
        ("koi8-r", "koi8-r", ""),
        ("utf-16", "utf-16", ""),
        ("", "windows-1251", "text/xml; charset=windows-1251"),
        ("", "windows-1251", ""),
        ("rot13", "utf-8", ""),
    ],
)
def test_a_missing_or_wrong_character_set(declared: str, actual: str, content_type: str) -> None:
    text = XML.format(declared, NEWS) if declared else f"<rss>{NEWS}</rss>"
    if actual == "koi8-r":
        text = text.replace("—", "-").replace("«", '"').replace("»", '"')
    assert decode(text.encode(actual), content_type) == text


def test_western_letters_are_not_taken_for_cyrillic() -> None:
    text = "Le président du Kazakhstan a été reçu à l’Élysée, où il a déclaré son intérêt."
    assert decode(text.encode("cp1252")) == text


def test_utf8_that_is_cut_off_or_has_a_stray_byte_is_still_utf8() -> None:
    assert decode(NEWS.encode() + "я".encode()[:1]) == NEWS + "\ufffd"
    assert decode(b"\xa0" + NEWS.encode()) == "\ufffd" + NEWS
    assert decode(b"\xef\xbb\xbfok") == "ok"


@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_bytes_are_decoded(content: bytes, content_type: str) -> None:
    assert isinstance(decode(content, content_type), str)
