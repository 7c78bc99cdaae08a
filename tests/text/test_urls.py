from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careader.text.urls import canonical_url, web_url

ADDRESSES = st.one_of(
    st.text(),
    st.builds(
        "{}://{}{}/{}?{}#{}".format,
        st.sampled_from(["http", "https", "HTTPS", "ftp", "javascript"]),
        st.sampled_from(["", "www.", "m.", "www.m.", "user:secret@"]),
        st.sampled_from(["24.kg", "ҚАЗ.қаз", "[::1]:8000", "10.0.0.1:80", "amp.com", "a..b", "x_y.uz:99999"]),
        st.text(max_size=12),
        st.text(max_size=12),
        st.text(max_size=4),
    ),
)


@pytest.mark.parametrize(
    "variant",
    [
        "https://www.timesca.com/gas-deal/",
        "http://timesca.com/gas-deal",
        "https://m.timesca.com//gas-deal/#comments",
        "https://timesca.com/gas-deal/amp/",
        "https://timesca.com/amp/gas-deal",
        "https://timesca.com/gas-deal?amp=1",
        "HTTPS://TimesCA.com:443/gas-deal?utm_source=rss&utm_medium=feed&fbclid=x1&yclid=9",
        "https://timesca.com/g%61s-deal?UTM_Campaign=a&amp;ysclid=2",
        "https://reader:secret@timesca.com./gas-deal",
    ],
)
def test_variants_of_one_address_have_one_identity(variant: str) -> None:
    assert canonical_url(variant) == "timesca.com/gas-deal"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://kun.uz/news?id=1", "https://kun.uz/news?id=2"),
        ("https://inbusiness.kz/ru/news.php?cid=4&page=1", "https://inbusiness.kz/ru/news.php?cid=5&page=1"),
        ("https://24.kg/a", "https://24.kg/A"),
        ("https://asiaplustj.info/en", "https://asiaplustj.info/ru"),
        ("https://vesti.kg/champ", "https://vesti.kg/ch"),
        ("https://vesti.kg/news.ramp", "https://vesti.kg/news.r"),
        ("https://example.org:8080/", "https://example.org/"),
        ("https://kabar.kg/?ref=1", "https://kabar.kg/?ref=2"),
    ],
)
def test_what_can_be_another_article_stays_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("https://kun.uz/n?b=2&a=1&b=1", "kun.uz/n?a=1&b=2&b=1"),
        ("https://24.kg/новости/", "24.kg/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("https://Қазақ.қаз/", "xn--80aau21bd.xn--80ao21a"),
        ("https://www.kz/", "www.kz"),
        ("mailto:desk@example.org", ""),
        ("ftp://example.org/x", ""),
        ("javascript:alert(1)", ""),
        ("/news/1", ""),
        ("", ""),
    ],
)
def test_identity(url: str, identity: str) -> None:
    assert canonical_url(url) == identity


@pytest.mark.parametrize(
    ("url", "base", "address"),
    [
        ("/news/1", "https://24.kg/rss/", "https://24.kg/news/1"),
        (" //24.kg/a b\r\n/c ", "https://x.org", "https://24.kg/a%20b/c"),
        ("?id=3", "https://kun.uz/news", "https://kun.uz/news?id=3"),
        ("https://24.kg", "", "https://24.kg/"),
        ("https://24.kg/100%", "", "https://24.kg/100%25"),
        ("https://bank.kz@evil.example/", "", "https://evil.example/"),
        ("https://24.kg/\x1b[2J\u202e", "", "https://24.kg/%1B%5B2J%E2%80%AE"),
        ("https://x.org:99999/", "", ""),
        ("https://[::1/", "", ""),
        ("https://a b.org\\@c/", "", "https://c/"),
        ("https:///nowhere", "", ""),
        ("https://x.org/" + "a" * 5000, "", ""),
        ("data:text/html,hi", "https://24.kg/", ""),
        ("file:///etc/passwd", "https://24.kg/", ""),
        ("http://xn--a-ecp.ru/feed", "", ""),
        ("http://" + "я" * 3000 + ".kz/", "", ""),
        ("http://" + "a." * 200 + "kz/", "", ""),
        ("data:image/png;base64," + "A" * 100_000, "https://24.kg/", ""),
    ],
)
def test_an_address_to_open_is_http_and_printable(url: str, base: str, address: str) -> None:
    assert web_url(url, base) == address


@given(st.from_regex(r"https?://[a-z0-9.-]{1,30}/[\w/.~!$&'()*+,;=:@-]{0,20}(\?[\w=&?/-]{0,20})?", fullmatch=True))
@example("https://24.kg/a?b=1&amp;c=2")
def test_an_address_that_needs_nothing_is_read_like_any_other(url: str) -> None:
    assert web_url(url) == web_url(f" {url}")


@given(ADDRESSES)
@example("https://m.www.m.x/amp/.amp/amp")
@example("https://x.org/?a=%ff&%20=1;b=2&&utm_x")
def test_folding_an_address_twice_changes_nothing(url: str) -> None:
    identity = canonical_url(url)
    assert canonical_url(f"https://{identity}") == identity
    address = web_url(url)
    assert web_url(address) == address
    assert address.isascii()
    assert address.isprintable()
    assert address[:7] in ("", "http://", "https:/")
