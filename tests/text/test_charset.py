from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.text.charset import decode, unpack

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
        ("idna", "windows-1251", "text/xml; charset=undefined"),
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
    assert decode(b"\xa0" + NEWS.encode()) == "\xa0" + NEWS
    assert decode(b"\xef\xbb\xbfok") == "ok"


def read_as(text: str, name: str) -> str:
    return "".join(bytes([byte]).decode(name, errors="ignore") or chr(byte) for byte in text.encode())


def test_parts_in_another_set_are_read_as_what_they_are() -> None:
    quoted = "<rss>It\u2019s \u201cfine\u201d</rss>"
    assert decode(quoted.encode("cp1252"), "text/xml; charset=utf-8") == quoted
    assert decode("<p>café</p>".encode() + quoted.encode("cp1252")) == "<p>café</p>" + quoted
    assert decode(f"<title>{NEWS}</title>".encode() + f"<p>{NEWS * 5}</p>".encode("cp1251")) == (
        f"<title>{NEWS}</title><p>{NEWS * 5}</p>"
    )
    short = "a" * 5000 + " Курс"
    assert decode(short.encode("cp1251"), "text/xml; charset=utf-8") == short


def test_text_that_was_decoded_wrongly_once_is_mended() -> None:
    for name in ("cp1252", "cp1251"):
        assert decode(f"<rss>{NEWS} and {read_as(NEWS, name)}</rss>".encode()) == f"<rss>{NEWS} and {NEWS}</rss>"
    assert decode(read_as("don’t – «naïve» café", "cp1252").encode()) == "don’t – «naïve» café"
    for right in (NEWS, "Élysée MENÜ–Karte Größe", "РСФСР — СССР, «Р. С. Туманов»", "ӘҒҚҢӨҰҮІҺ Ñandú"):
        assert decode(right.encode()) == right


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_sets_without_a_byte_order_mark(name: str) -> None:
    for text in (f"<rss>{NEWS}</rss>", f'<?xml version="1.0" encoding="utf-16"?><rss>{NEWS}</rss>', "<rss><channel>"):
        assert decode(text.encode(name)) == text


def test_koi8_that_nobody_declared() -> None:
    text = "Курс сома укрепился, сообщил Нацбанк вчера"
    assert decode(text.encode("koi8-r")) == text


def test_gzip_is_unpacked_as_far_as_it_goes() -> None:
    packed = gzip.compress(NEWS.encode())
    assert unpack(packed, 1000) == NEWS.encode()
    assert unpack(packed + packed, 1000) == 2 * NEWS.encode()
    assert unpack(NEWS.encode(), 1000) == NEWS.encode()
    assert NEWS.encode().startswith(unpack(packed[:-12], 1000) or b"no")
    assert unpack(gzip.compress(b"a" * 1001), 1000) is None


@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_bytes_are_decoded(content: bytes, content_type: str) -> None:
    assert isinstance(decode(content, content_type), str)
