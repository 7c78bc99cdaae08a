"""Every key of the reader, once: from this table come the bindings, the help, the hints and the command palette."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

from careader.model import COUNTRIES
from careader.newsroom.query import PLACE_NAMES


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys do. `keys` are Textual's names with commas, `shown` is how a person calls them.

    `first` is for a key after which other keys mean something else: it is acted on before the next one is looked at,
    also for those who type ahead.
    """

    keys: str
    shown: str
    action: str
    title: str
    group: str
    hint: str = ""
    first: bool = False


_PLACES = tuple(
    Key(str(number), str(number), f"toggle_place('{code}')", f"Show stories about {name}, or stop", "Filter")
    for number, (code, name) in enumerate(PLACE_NAMES.items(), 1)
)

READER_KEYS: tuple[Key, ...] = (
    Key("j,down", "j  ↓", "move(1)", "Down: the next story, or a line of the article", "Move", "j k move"),
    Key("k,up", "k  ↑", "move(-1)", "Up: the story before, or a line of the article", "Move"),
    Key("pagedown,ctrl+f,ctrl+d", "PageDown  ^F ^D", "page(1)", "A page down", "Move"),
    Key("pageup,ctrl+b,ctrl+u", "PageUp  ^B ^U", "page(-1)", "A page up", "Move"),
    Key("g,home", "g  Home", "jump(-1)", "To the top", "Move"),
    Key("G,end", "G  End", "jump(1)", "To the bottom", "Move"),
    Key("n", "n", "next_unread(1)", "The next unread story", "Move", "n next unread"),
    Key("N", "N", "next_unread(-1)", "The unread story before", "Move"),
    Key("enter,l,right", "Enter  l  →", "open_story", "Read the story", "Read", "Enter read"),
    Key("space", "Space", "read_on", "A page on, then the next unread story", "Read", "Space read on"),
    Key("escape", "Esc", "back", "Back one step: article, search, filter", "Read"),
    Key("h,left", "h  ←", "to_list", "Back to the list", "Read"),
    Key("right_square_bracket", "]", "other_outlet(1)", "The same story by the next outlet", "Read"),
    Key("left_square_bracket", "[", "other_outlet(-1)", "The same story by the outlet before", "Read"),
    Key("t,tab", "t  Tab", "story", "The story: who tells it and who does not", "Read", "t story"),
    Key("w", "w", "why", "Why the story's articles are together", "Read"),
    Key("z", "z", "zoom", "The article alone, on the whole width", "Read"),
    Key("o", "o", "open_browser", "Open the article in a browser", "Read"),
    Key("e", "e", "evidence", "Which words put the article under its countries", "Read"),
    Key("y", "y", "copy_link", "Copy the link", "Read"),
    Key("ctrl+c", "^C", "copy_selection", "Copy the text marked with the mouse", "Read"),
    Key("m", "m", "toggle_read", "Read or unread", "Mark", "m read"),
    Key("s", "s", "toggle_star", "Star, or take it off", "Mark", "s star"),
    *_PLACES,
    Key("0", "0", "all_places", "Show all countries", "Filter", "0-6 country"),
    Key("c", "c", "pick_places", "Choose countries from a list", "Filter"),
    Key("u", "u", "toggle_unread", "Only unread stories, or all", "Filter", "u unread"),
    Key("asterisk", "*", "toggle_starred", "Only starred stories, or all", "Filter"),
    Key("U", "U", "toggle_updated", "Only read stories that are updated, or all", "Filter"),
    Key("slash", "/", "search", "Search headlines and texts", "Filter", "/ search", first=True),
    Key("r", "r", "refresh", "Fetch the news now", "News", "r refresh"),
    Key("O", "O", "troubles", "Which outlets could not be reached, and why", "News", first=True),
    Key("dollar_sign", "$", "rates", "The exchange rates with bank, date and change", "News", first=True),
    Key("i", "i", "invert_rates", "The rates the other way round: KZT/USD or USD/KZT", "News"),
    Key("d", "d", "density", "One line a story, or up to three", "Screen"),
    Key("ctrl+p", "^P", "app.command_palette", "Every command by name", "Screen"),
    Key("question_mark", "?", "help", "This help", "Screen", "? help", first=True),
    Key("q,ctrl+q", "q  ^Q", "app.quit", "Leave", "Screen", "q quit"),
)

STORY_KEYS: tuple[Key, ...] = (
    Key("j,down", "j  ↓", "move(1)", "Down: the next outlet, or a line of the article", "Move", "j k move"),
    Key("k,up", "k  ↑", "move(-1)", "Up: the outlet before, or a line of the article", "Move"),
    Key("pagedown,ctrl+f,ctrl+d", "PageDown  ^F ^D", "page(1)", "A page down", "Move"),
    Key("pageup,ctrl+b,ctrl+u", "PageUp  ^B ^U", "page(-1)", "A page up", "Move"),
    Key("g,home", "g  Home", "jump(-1)", "To the top", "Move"),
    Key("G,end", "G  End", "jump(1)", "To the bottom", "Move"),
    Key("enter,l,right", "Enter  l  →", "read", "Read this article, or go to the related story", "Read", "Enter read"),
    Key("space", "Space", "read_on", "Read, and a page on", "Read", "Space read on"),
    Key("right_square_bracket", "]", "other_outlet(1)", "The next outlet's article", "Read", "[ ] other outlets"),
    Key("left_square_bracket", "[", "other_outlet(-1)", "The article of the outlet before", "Read"),
    Key("v", "v", "versions", "Two versions beside each other, with what only one says", "Story", "v versions"),
    Key("minus", "-", "take_out", "Take this article out of the story, or undo a +", "Story", "- take out"),
    Key("plus,equals_sign", "+", "join", "Join the related story to this one, or undo a -", "Story", "+ join"),
    Key("w", "w", "why", "Why this article is in the story, or why a related story is not", "Story", "w why"),
    Key("o", "o", "open_browser", "Open the article in a browser", "Read"),
    Key("y", "y", "copy_link", "Copy the link", "Read"),
    Key("ctrl+c", "^C", "copy_selection", "Copy the text marked with the mouse", "Read"),
    Key("s", "s", "toggle_star", "Star this article, or take its star off", "Mark", "s star"),
    Key("escape,h,left", "Esc  h  ←", "back", "Back: to the outlets, to the list", "Screen", "Esc back"),
    Key("t,tab,q", "t  Tab  q", "leave", "Back to the list", "Screen"),
    Key("question_mark", "?", "help", "This help", "Screen", "? help"),
    Key("ctrl+q", "^Q", "app.quit", "Leave careader", "Screen"),
)
"""The keys of the story view."""

COMPARISON_KEYS: tuple[Key, ...] = (
    Key("j,down", "j  ↓", "scroll(1)", "A line down", "Versions", "j k move"),
    Key("k,up", "k  ↑", "scroll(-1)", "A line up", "Versions"),
    Key("space,pagedown,ctrl+f,ctrl+d", "Space  PageDown", "page(1)", "A page down", "Versions"),
    Key("pageup,ctrl+b,ctrl+u", "PageUp", "page(-1)", "A page up", "Versions"),
    Key("g,home", "g  Home", "jump(-1)", "To the top", "Versions"),
    Key("G,end", "G  End", "jump(1)", "To the bottom", "Versions"),
    Key(
        "right_square_bracket", "]", "other_outlet(1)", "The next outlet on the right", "Versions", "[ ] other outlets"
    ),
    Key("left_square_bracket", "[", "other_outlet(-1)", "The outlet before on the right", "Versions"),
    Key("escape,v,q,h,left", "Esc  v  q", "back", "Back to the story", "Versions", "Esc back"),
    Key("question_mark", "?", "help", "This help", "Versions", "? help"),
    Key("ctrl+q", "^Q", "app.quit", "Leave careader", "Versions"),
)
"""The keys of two versions beside each other."""
NAMED_ONLY: tuple[Key, ...] = (
    *(Key("", "", f"only_place('{code}')", f"Show only {name}", "Filter") for code, name in COUNTRIES.items()),
    Key("", "", "only_place('region')", "Show the region as a whole", "Filter"),
)
"""What has no key of its own and is found by name in the command palette."""

RATES_KEYS: tuple[Key, ...] = (
    Key("j,down", "j  ↓", "move(1)", "The next currency", "Rates", "j k choose"),
    Key("k,up", "k  ↑", "move(-1)", "The currency before", "Rates"),
    Key("g,home", "g  Home", "jump(-1)", "The first currency", "Rates"),
    Key("G,end", "G  End", "jump(1)", "The last currency", "Rates"),
    Key("7", "7", "span(7)", "The chart over 7 days", "Rates", "7 3 9 days"),
    Key("3", "3", "span(30)", "The chart over 30 days", "Rates"),
    Key("9", "9", "span(90)", "The chart over 90 days", "Rates"),
    Key("tab", "Tab", "next_span", "The chart over the next longer time", "Rates"),
    Key("i", "i", "invert", "The other way round: KZT/USD or USD/KZT; here and in the bar", "Rates", "i invert"),
    Key("a", "a", "amount", "Type an amount to convert, such as 250 or 250 EUR", "Rates", "a amount"),
    Key("c", "c", "copy", "Copy the value of the chosen currency", "Rates", "c copy"),
    Key("o", "o", "open_source", "Open the page of the bank in a browser", "Rates"),
    Key("question_mark", "?", "help", "This help", "Rates", "? help"),
    Key("r", "r", "refresh", "Ask the banks now", "Rates", "r ask"),
    Key("escape,q,dollar_sign", "Esc  q  $", "back", "Back to the news", "Rates", "Esc back"),
)
"""The keys of the rates screen."""

FIRST: frozenset[str] = frozenset(key.action for key in READER_KEYS if key.first)
"""The actions that are run before the next key is looked at."""


def bindings(keys: tuple[Key, ...]) -> list[BindingType]:
    """Give the keys as Textual bindings."""
    return [Binding(key.keys, key.action, key.title, show=False, priority=key.first) for key in keys]
