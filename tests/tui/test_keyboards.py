"""Every key under its Cyrillic letter too."""

from __future__ import annotations

import pytest

from careader.newsroom import Newsroom
from careader.settings import Settings
from careader.tui.commands import Where
from careader.tui.keyboards import LAYOUTS, RUSSIAN, cyrillic_names, key_name, layout_of
from careader.tui.keymap import CONTEXTS, DEFAULT, keymap
from tests.library import ARTICLES
from tests.tui.reading import WIDE, current, reader, titles


def test_every_letter_has_its_cyrillic_one_in_every_part() -> None:
    for context in CONTEXTS:
        commands = DEFAULT.of(*context)
        own = {key for command in commands for key in command.keys.split(",")}
        for command in commands:
            for key in command.keys.split(","):
                if len(key) == 1 and key.isalpha():
                    assert RUSSIAN[key] in DEFAULT.keys_of(command), (context, command.name, key)
        letters = [key for command in commands for key in DEFAULT.keys_of(command) if key not in own]
        assert len(letters) == len(set(letters))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_that_is_named_has_all_its_own_letters(layout: str) -> None:
    made = keymap(keyboard=layout)
    by_name = {key_name(latin): key_name(letter) for latin, letter in LAYOUTS[layout].items()}
    for command in made.of(Where.MAIN):
        for key in command.keys.split(","):
            if key in by_name:
                assert by_name[key] in made.keys_of(command)


def test_the_locale_names_a_layout() -> None:
    assert [layout_of(locale) for locale in ("tg_TJ.UTF-8", "kk_KZ", "ru_RU.UTF-8", "C", "")] == [
        "tajik", "kazakh", "", "", "",
    ]  # fmt: skip


def test_the_russian_layout_goes_before_the_others_and_the_named_one_before_it() -> None:
    assert cyrillic_names()[0]["w"] == "ц"
    assert cyrillic_names("tajik")[0]["w"] == "қ"
    assert len(cyrillic_names("tajik")) == len(cyrillic_names()) == 1 + len(LAYOUTS)


PAIRS = [
    ("j", "о"), ("G", "П"), ("m", "ь"), ("s", "ы"), ("u", "г"), ("asterisk", "asterisk"), ("J", "О"), ("n", "т"),
    ("A", "Ф"), ("d", "в"), ("enter", "д"), ("slash", "full_stop"), ("dollar_sign", "semicolon"), ("c", "с"),
    ("question_mark", "comma"), ("O", "Щ"), ("2", "ә"), ("4", "ң"),
]  # fmt: skip


@pytest.mark.parametrize(("latin", "cyrillic"), PAIRS)
async def test_a_cyrillic_key_does_what_the_latin_one_does(newsroom: Newsroom, latin: str, cyrillic: str) -> None:
    seen = []
    for key in (latin, cyrillic):
        app = reader(newsroom)
        newsroom.marks.set_read([article.id for article in ARTICLES], False)
        newsroom.set_starred(ARTICLES, False)
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press(key)
            await pilot.pause()
            marks = (newsroom.marks.read_ids(), newsroom.marks.starred_ids())
            shown = (titles(app.main), current(app.main), app.main.reading, app.main.story_list.one_line)
            seen.append((*marks, *shown, type(app.screen), app.main.search_line.display))
            app.state.remembered.one_line = None
            app.state.remembered.unread = False
            app.state.remembered.places = frozenset()
        newsroom.chosen = {}
    assert seen[0] == seen[1]


async def test_a_search_is_typed_in_cyrillic_and_kept(newsroom: Newsroom) -> None:
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("full_stop", *"шёлк", "enter", "о", "д")
        assert titles(app.main) == [ARTICLES[-1].title]
        assert app.main.reading


async def test_keys_of_the_settings_hold_and_the_help_follows(newsroom: Newsroom) -> None:
    newsroom.settings = Settings(default_outlets=False, keys={"star": "F", "read": "s"})
    app = reader(newsroom)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("s")
        assert newsroom.marks.read_ids() == {ARTICLES[0].id}
        await pilot.press("F")
        assert newsroom.marks.starred_ids() == {ARTICLES[0].id}
        await pilot.press("А")
        assert newsroom.marks.starred_ids() == set()
        assert app.services.keys.clashes == []
