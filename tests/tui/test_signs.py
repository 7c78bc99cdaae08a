"""Plain signs where the terminal has no others."""

from __future__ import annotations

import pytest

from careader.tui.signs import is_plain


@pytest.mark.parametrize(
    ("environ", "encoding", "utf8_mode", "plain"),
    [
        ({"LC_ALL": "C"}, "utf-8", True, True),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "utf-8", True, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", True, True),
        ({"LC_CTYPE": "C.UTF-8"}, "utf-8", True, True),
        ({}, "utf-8", True, True),
        ({"LC_CTYPE": "C.UTF-8"}, "UTF-8", False, False),
        ({"LANG": "C.UTF-8"}, "UTF-8", False, False),
        ({"LANG": "xx_YY", "LC_CTYPE": "C.UTF-8"}, "utf-8", True, True),
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "C.UTF-8"}, "utf-8", True, False),
        ({"LANG": "ru_RU.KOI8-R"}, "KOI8-R", False, True),
        ({"LANG": "ru_RU"}, "ISO-8859-5", False, True),
        ({"LANG": "uz_UZ"}, "UTF-8", False, False),
    ],
)
def test_the_environment_says_what_the_terminal_has(
    environ: dict[str, str], encoding: str, utf8_mode: bool, plain: bool
) -> None:
    assert is_plain(environ, encoding, utf8_mode=utf8_mode) is plain
