from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.text.clean import clean, clean_lines, clean_markup


@pytest.mark.parametrize(
    ("untrusted", "safe"),
    [
        ("Tenge\x1b[31m gains", "Tenge[31m gains"),
        ("Som\x9b2J falls", "Som2J falls"),
        ("\u202eevil\u202c order", "evil order"),
        ("two\r\n lines\t here ", "two lines here"),
        ("no\u00a0break", "no break"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ufeffmark", "mark"),
        ("и\u0306", "й"),
        ("", ""),
    ],
)
def test_clean_gives_one_safe_line(untrusted: str, safe: str) -> None:
    assert clean(untrusted) == safe


def test_clean_cuts_at_the_limit() -> None:
    assert clean("a b c d", limit=4) == "a b"


@pytest.mark.parametrize(
    ("untrusted", "safe"),
    [
        ("Gas &amp; oil", "Gas & oil"),
        ("Gas &amp;amp; oil", "Gas & oil"),
        ("O&#8217;zbekiston", "O’zbekiston"),
        ("<b>Bold</b> claim", "Bold claim"),
        ("3 < 5 and 7 > 2", "3 < 5 and 7 > 2"),
        ("AT&T and R&D", "AT&T and R&D"),
        ("&#27;[2Jgone", "[2Jgone"),
        ("&#x202e;turned", "turned"),
        ("<Kairat> wins the cup", "<Kairat> wins the cup"),
        ("&lt;Кайрат&gt; &lt;Astana&gt;", "<Кайрат> <Astana>"),
        ("Why <blink> came back", "Why <blink> came back"),
        ("Use <b> for bold", "Use <b> for bold"),
        ("Rise<br>and <a href='/x'>fall", "Rise and fall"),
        ("CO<sub>2</sub> over 50 km<sup>2</sup>", "CO2 over 50 km2"),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "One Two"),
        ("a <!-- x --> b <!-- never closed", "a b"),
        ("&amp; &#" + "1" * 5000 + "; &#x" + "f" * 99 + ";", "& \ufffd \ufffd"),
    ],
)
def test_clean_markup_resolves_references_before_it_looks_for_controls(untrusted: str, safe: str) -> None:
    assert clean_markup(untrusted) == safe


def test_marks_on_one_letter_are_bounded() -> None:
    assert len(clean("a" + "\u0323\u0301" * 50_000 + " b")) <= 33
    many = "".join("ạ́" for _ in range(5000))
    assert clean(many) == unicodedata.normalize("NFC", many)


def test_clean_lines_keeps_breaks_and_indentation() -> None:
    assert clean_lines("\n a\tb\r\n\x1b c\n\n") == " a  b\n c"


@given(st.text())
def test_cleaned_text_is_safe_and_a_fixed_point(text: str) -> None:
    for door in (clean, clean_markup):
        out = door(text)
        assert all(unicodedata.category(c)[0] != "C" or c in "\u200c\u200d" for c in out)
        assert "\n" not in out
        assert clean(out) == out


@given(st.text())
def test_cleaned_lines_are_safe_and_a_fixed_point(text: str) -> None:
    out = clean_lines(text)
    assert all(unicodedata.category(c)[0] != "C" or c in "\n\u200c\u200d" for c in out)
    assert clean_lines(out) == out
