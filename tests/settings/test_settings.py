"""What a settings file may say, and what becomes of one that says something else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.theme import BUILTIN_THEMES

from careader.rates.endpoints import SOURCES
from careader.settings import RATE_SOURCES, THEMES, Settings, SettingsError, load_settings, read_settings
from careader.sources.outlets import default_outlets, outlets, unusable
from careader.tui.themes import DARK, LIGHT

GOOD = """# mine
[refresh]
minutes = 7

[screen]
theme = "nord"
one_line = true

[[outlet]]
id = "gazette"
url = "https://gazette.example/feed"
countries = ["kz"]
"""


def said(text: str | bytes) -> tuple[str, ...]:
    settings = read_settings(text if isinstance(text, bytes) else text.encode(), "s.toml")
    return (*settings.problems, *unusable(settings))


def test_names_that_stand_elsewhere_are_the_same_here() -> None:
    assert set(THEMES) == {DARK.name, LIGHT.name, *BUILTIN_THEMES}
    assert set(RATE_SOURCES) == set(SOURCES)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (
            '[screen]\ntheme = "nrod"',
            2,
            "[screen] theme is 'nrod' (did you mean nord?), but must be one of careader-dark, ",
        ),
        ("\n\n[screen]\nascii = 1", 4, "[screen] ascii must be true or false, not 1"),
        ('[articles]\nlanguages = ["en", "xx"]', 2, "[articles] languages has a value that is .*"),
        ('[articles]\nlanguages = [\n "ru",\n 5]', 2, "[articles] languages has a value that is .*"),
        ("[articles]\nkeep_days = 0", 2, "[articles] keep_days must be at least 1, not 0"),
        ("[refresh]\nminutes = 1000000000000", 2, "[refresh] minutes must be from 1 to 527040, not 1000000000000"),
        (
            "[refresh]\nminuets = 3",
            2,
            "[refresh] minuets is not a setting (did you mean minutes?); known here are minutes",
        ),
        ("[refesh]\nminutes = 3", 1, "[refesh] is not a setting (did you mean refresh?); known are "),
        ("theme = 'nord'", 1, "[theme] stands above all tables; it belongs under [screen]"),
        ("colour = 3", 1, "[colour] is not a setting; known are "),
        ("[[refresh]]\nminutes = 3", 1, "[refresh] must be a table with minutes, not "),
        ('[[outlets]]\nid = "a"', 1, "[outlets] must be a table with defaults (did you mean outlet?), not "),
        ('[outlet]\nid = "a"\nurl = "https://a.example/"', 1, "[outlet] is written as [[outlet]], with two brackets"),
        ("outlet = 3", 1, "[outlet] is written as [[outlet]], with two brackets on each side and a line for each"),
        ('[[outlet]]\nname = "x"', 1, "[[outlet]] number 1 needs an id, a short name of its own"),
        ("[[outlet]]\nid = 5", 2, "[[outlet]] number 1: id must be a text in quotes, not 5"),
        ('[[outlet]]\nid = "a\\u001b[2J"', 2, "[[outlet]] number 1: id must be a name without control characters"),
        (
            '[[outlet]]\nid = "24kg"\n[[outlet]]\nid = "kloop"\nlanguage = "xx"',
            5,
            "[[outlet]] kloop: language is .* tk, uz",
        ),
        ('[[outlet]]\nid = "kloop"\nlanguage = "kg"', 3, "[[outlet]] kloop: language is .* tk, uz"),
        (
            '[[outlet]]\nid = "kloop"\ncountries = ["kz", "ru"]',
            3,
            "[[outlet]] kloop: countries has a value that is 'ru', but must be one of kz,",
        ),
        (
            '[[outlet]]\nid = "kloop"\nownership = "private"',
            3,
            "[[outlet]] kloop: ownership is 'private', but must be one of state,",
        ),
        (
            '[[outlet]]\nid = "kloop"\nnmae = "K"',
            3,
            "[[outlet]] kloop: nmae is not a setting (did you mean name?); known",
        ),
        (
            '[[outlet]]\nid = "timesac"\nenabled = false',
            1,
            "[[outlet]] 'timesac' is left out: it is none of those that come with careader (did you mean timesca?)",
        ),
        (
            '[[outlet]]\nid = "mine"\nurl = "http://[::1/f"',
            3,
            "[[outlet]] mine: url must be a complete address such as",
        ),
        (
            '[[outlet]]\nid = "mine"\nurl = "http://exa mple.org/f"',
            3,
            "[[outlet]] mine: url must be a complete address such as",
        ),
        (
            '[[outlet]]\nid = "mine"\nurl = "https://a.example:99999/"',
            3,
            "[[outlet]] mine: url must be a complete address such as",
        ),
        (
            '[[outlet]]\nid = "mine"\nurl = "ftp://a.example/"',
            3,
            "[[outlet]] mine: url must be an address that starts with http",
        ),
        ('outlet = [{id = "mine", url = "nowhere"}]', 1, "[[outlet]] mine: url must be an address that starts with"),
        (
            '[[outlet]]\nid = "mine"\n[[outlet.way]]\nkind = "fed"\nurl = "https://a.example/"',
            1,
            "[[outlet]] 'mine' is left out: it has the way 'fed' (did you mean feed?); known are feed,",
        ),
        (
            "[rates.endpoint]\nnbk = 'https://x.example'",
            1,
            "[rates] endpoint is not a setting (did you mean endpoints?); known",
        ),
        (
            "[rates.endpoints]\nnbkk = 'https://x.example'",
            2,
            "[rates.endpoints] nbkk is not a setting (did you mean nbk",
        ),
        ("[refresh]\nminutes = 08", 2, "is not valid TOML ("),
        ("[refresh\nminutes = 8", 1, "is not valid TOML ("),
        ("[refresh]\nminutes = 8\nminutes = 9", 3, "is not valid TOML ("),
        (b"[screen]\n# \xcc\xee\xe9\ntheme = 'nord'", 2, "is not UTF-8 and is left out"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_what_is_allowed(text: str | bytes, line: int, sentence: str) -> None:
    start, _, end = f"s.toml, line {line}: {sentence}".partition(".*")
    problems = said(text)
    assert any(problem.startswith(start) and problem.endswith(end or problem) for problem in problems), problems
    assert all("\n" not in problem and problem.isprintable() for problem in problems)


@pytest.mark.parametrize(
    "content",
    [GOOD.encode(), b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode(), GOOD.encode("utf-16")],
)
def test_notepads_ways_to_save_a_file_are_read(content: bytes) -> None:
    settings = read_settings(content)
    assert (settings.problems, settings.refresh_minutes, settings.theme) == ((), 7, "nord")
    assert [outlet.id for outlet in outlets(settings)][-1] == "gazette"


def test_the_rest_of_a_file_is_used_where_a_statement_is_none() -> None:
    broken = GOOD.replace('theme = "nord"', 'theme = "nord').replace("[refresh]", "[refresh")
    settings = read_settings(broken.encode())
    assert [problem.partition(":")[0] for problem in settings.problems] == [
        "settings.toml, line 2",
        "settings.toml, line 6",
    ]
    assert (settings.refresh_minutes, settings.theme, settings.one_line) == (15, "", True)
    assert [entry.id for entry in settings.outlets] == ["gazette"]


def test_a_list_that_is_never_closed_takes_nothing_with_it() -> None:
    settings = read_settings(b'[articles]\nkeep_days = 9\nlanguages = ["ru",\n\n[screen]\none_line = true\n')
    assert (settings.keep_days, settings.one_line) == (9, True)
    assert settings.problems


@pytest.mark.parametrize("length", range(0, len(GOOD), 3))
def test_a_file_that_is_cut_off_anywhere_is_read_as_far_as_it_goes(length: int) -> None:
    settings = read_settings(GOOD[:length].encode())
    if length > GOOD.index("\n\n[screen]"):
        assert settings.refresh_minutes == 7


LARGE = 200_000


@pytest.mark.parametrize(
    "content",
    [
        b"[" + b" " * LARGE,
        b"[[" * LARGE,
        b"a." * LARGE,
        b'"' * LARGE,
        b"a = [" + b"[" * LARGE,
        b"a = {b = " * 1000,
        b"[x\n" * (LARGE // 10),
        b"x = \n" * (LARGE // 10),
        b"[refresh]\nminutes = " + b"9" * 5000,
        b"[refresh]\nminutes = 0x" + b"f" * 5000,
        b"[refresh]\nminutes = [" + b"9" * 5000 + b"]\n[screen]\none_line = true\n",
        b'[refresh]\n"' + b"m" * LARGE + b'" = 1',
        b"[screen]\ntheme = '" + b"x" * LARGE + b"'",
        b"".join(b"k%d = 1\n" % n for n in range(LARGE // 50)),
    ],
    ids=lambda content: ascii(content[:24]),
)
def test_large_and_spoilt_files_take_time_in_proportion_and_are_said_in_a_bounded_way(content: bytes) -> None:
    settings = read_settings(content)
    assert 0 < len(settings.problems) <= 41
    assert sum(map(len, settings.problems)) < 60_000
    assert settings.refresh_minutes == 15


def test_for_ever_is_for_ever() -> None:
    assert (
        read_settings(b"[articles]\nkeep_days = 999999").keep_days
        == read_settings(b"[articles]\nkeep_days = 9999999999").keep_days
    )
    assert said(b"[articles]\nkeep_days = 999999") == ()


def test_what_cannot_be_read_is_said_and_the_defaults_are_used(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        settings = load_settings(tmp_path / name)
        assert settings == Settings()
        assert "cannot be read" in settings.problems[0]
        with pytest.raises(SettingsError, match="cannot be read"):
            load_settings(tmp_path / name, must_exist=True)
    assert load_settings(tmp_path / "none") == Settings()
    with pytest.raises(SettingsError, match="there is no such settings file"):
        load_settings(tmp_path / "none", must_exist=True)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
TABLES = st.dictionaries(
    st.sampled_from(["outlet", "outlets", "rates", "refresh", "articles", "screen", "state", "keys"])
    | st.text(max_size=6),
    VALUES
    | st.dictionaries(st.sampled_from(["minutes", "currencies", "endpoints", "id", "url", "way", "theme"]), VALUES),
)


@given(TABLES)
def test_any_values_are_survived(table: dict[str, object]) -> None:
    from careader.settings import parse_settings

    settings = parse_settings(table)
    outlets(settings)
    assert all(problem.isprintable() for problem in (*settings.problems, *unusable(settings)))


@given(st.binary(max_size=120) | st.text(alphabet="[]{}=\"'\n#.,\\ab1\x1b", max_size=120).map(str.encode))
def test_any_bytes_are_survived(content: bytes) -> None:
    settings = read_settings(content)
    assert all(problem.isprintable() for problem in settings.problems)


def test_the_built_in_outlets_are_written_in_languages_that_settings_know() -> None:
    for outlet in default_outlets():
        assert said(f'[[outlet]]\nid = "{outlet.id}"\nlanguage = "{outlet.language}"') == ()
