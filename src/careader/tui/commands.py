"""Every command of the screen, once: from this table come bindings, help, hints, palette and `docs/keys.md`.

A command has a name that the settings know it by (`[keys]`), its keys, and the part of the screen where it holds. The
part with the focus comes first, then its screen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from careader.model import COUNTRIES
from careader.newsroom.query import PLACE_NAMES


class Where(StrEnum):
    """A part of the screen that has keys."""

    LIST = "the list of stories"
    ARTICLE = "an article"
    MAIN = "the main screen"
    TABLE = "the outlets of a story"
    STORY = "a story"
    VERSIONS = "two versions"
    RATES = "the exchange rates"
    OUTLETS = "the outlets"
    PICKER = "the places"
    PANEL = "a panel"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done. `keys` are Textual's names with commas, `shown` is how a person calls them.

    `action` is the method that does it, after "screen." where it is the screen's and not that of the part. `short` is
    the hint in the status line. `typing` says that it holds while a line is typed too.
    """

    name: str
    keys: str
    shown: str
    action: str
    title: str
    where: Where
    group: str
    hint: str = ""
    typing: bool = False

    @property
    def id(self) -> str:
        """What its binding is called."""
        return f"{self.where.name.lower()}.{self.name}"


IN_ARTICLE = "In an article"


def _moves(
    where: Where, one: str, page: str = "pagedown,f", back: str = "pageup,b", *, group: str = "Move"
) -> list[Command]:
    shown = {"pagedown": "PageDown", "pageup": "PageUp", "ctrl+f": "^F", "ctrl+d": "^D", "ctrl+b": "^B", "ctrl+u": "^U"}

    def called(keys: str) -> str:
        return "  ".join(shown.get(key, "Space" if key == "space" else key) for key in keys.split(","))

    return [
        Command("down", "j,down", "j  ↓", "move(1)", f"Next {one}", where, group, "j k move"),
        Command("up", "k,up", "k  ↑", "move(-1)", f"Previous {one}", where, group),
        Command("page_down", page, called(page), "page(1)", "A page down", where, group),
        Command("page_up", back, called(back), "page(-1)", "A page up", where, group),
        Command("top", "g,home", "g  Home", "jump(-1)", "To the top", where, group),
        Command("bottom", "G,end", "G  End", "jump(1)", "To the bottom", where, group),
    ]


_PLACES = [
    Command(
        f"place_{code}",
        str(number),
        str(number),
        f"toggle_place('{code}')",
        name[0].upper() + name[1:],
        Where.MAIN,
        "Filter",
    )
    for number, (code, name) in enumerate(PLACE_NAMES.items(), 1)
]

ARTICLE_COMMANDS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("why", "w", "w", "why", "Why these reports are together", "w why"),
    ("evidence", "e", "e", "evidence", "Why these countries", ""),
    ("full_text", "x", "x", "full_text", "Fetch the whole text again", ""),
    ("feed_text", "X", "X", "feed_text", "The text as the feed gave it, and back", ""),
    ("script", "T", "T", "script", "In the other alphabet, and back", ""),
    ("browser", "o", "o", "open_browser", "Open in a browser", "o browser"),
    ("copy", "y", "y", "copy_link", "Copy the link", ""),
    ("copy_all", "Y", "Y", "copy_all", "Copy headline, outlet, date and link", ""),
    ("pipe", "vertical_line", "|", "pipe", "Pipe the article to a command", ""),
    ("copy_selection", "ctrl+c", "^C", "copy_selection", "Copy what the mouse marked", ""),
)
"""What can be done with an article wherever one is shown: name, keys, shown, action, title, hint."""


def _article(where: Where) -> list[Command]:
    return [
        Command(name, keys, shown, action, title, where, "Read", hint)
        for name, keys, shown, action, title, hint in ARTICLE_COMMANDS
    ]


COMMANDS: tuple[Command, ...] = (
    *_moves(Where.LIST, "story", "pagedown,ctrl+f,ctrl+d,f", "pageup,ctrl+b,ctrl+u,b"),
    *_moves(Where.ARTICLE, "line", "pagedown", "pageup,b,ctrl+b", group=IN_ARTICLE),
    Command("half_down", "d,ctrl+d", "d  ^D", "half(1)", "Half a page down", Where.ARTICLE, IN_ARTICLE),
    Command("half_up", "ctrl+u", "^U", "half(-1)", "Half a page up", Where.ARTICLE, IN_ARTICLE),
    Command(
        "next_unread", "n", "n", "next_unread(1)", "Next unread story, or next hit", Where.MAIN, "Move", "n next unread"
    ),
    Command("previous_unread", "N", "N", "next_unread(-1)", "Previous unread story, or hit", Where.MAIN, "Move"),
    Command("next_story", "J", "J", "neighbour(1)", "Next story while reading", Where.MAIN, "Move"),
    Command("previous_story", "K", "K", "neighbour(-1)", "Previous story while reading", Where.MAIN, "Move"),
    Command(
        "open", "enter,l,right", "Enter  l  →", "screen.open_story", "Read the story", Where.LIST, "Read", "Enter read"
    ),
    Command(
        "read_on", "space", "Space", "read_on", "A page on, then the next unread", Where.MAIN, "Read", "Space read on"
    ),
    Command("back", "escape,backspace", "Esc  Backspace", "back", "One step back", Where.MAIN, "Read", "Esc back"),
    Command("to_list", "h,left", "h  ←", "screen.to_list", "Back to the list", Where.ARTICLE, IN_ARTICLE),
    Command(
        "next_outlet", "right_square_bracket", "]", "other_outlet(1)", "As the next outlet tells it", Where.MAIN, "Read"
    ),
    Command(
        "previous_outlet",
        "left_square_bracket",
        "[",
        "other_outlet(-1)",
        "As the outlet before tells it",
        Where.MAIN,
        "Read",
    ),
    Command("story", "t,tab", "t  Tab", "story", "Who tells the story, who does not", Where.MAIN, "Read", "t story"),
    *_article(Where.MAIN),
    Command("links", "f", "f", "screen.links", "Follow a link by its number", Where.ARTICLE, IN_ARTICLE, "f links"),
    Command("find", "ctrl+f", "^F", "screen.find", "Find in the article", Where.ARTICLE, IN_ARTICLE),
    Command("zoom", "z", "z", "zoom", "The article alone", Where.MAIN, "Read"),
    Command("wider", "plus", "+", "measure(4)", "Wider text", Where.MAIN, "Screen"),
    Command("narrower", "minus", "-", "measure(-4)", "Narrower text", Where.MAIN, "Screen"),
    Command("read", "m", "m", "toggle_read", "Read or unread", Where.MAIN, "Mark", "m read"),
    Command("star", "s", "s", "toggle_star", "Star, or take it off", Where.MAIN, "Mark", "s star"),
    Command("read_all", "A", "A", "read_all", "Mark all listed as read", Where.MAIN, "Mark", "A all read"),
    Command("read_above", "", "", "read_part(-1)", "Mark all above as read", Where.MAIN, "Mark"),
    Command("read_below", "", "", "read_part(1)", "Mark all below as read", Where.MAIN, "Mark"),
    Command("forget", "D", "D", "forget", "Forget the story, or the report read", Where.MAIN, "Mark"),
    Command("undo", "Z", "Z", "undo", "Undo the last change", Where.MAIN, "Mark", "Z undo"),
    *_PLACES,
    Command("place_all", "0", "0", "all_places", "All countries", Where.MAIN, "Filter", "0-6 country"),
    *(
        Command(f"only_{code}", "", "", f"only_place('{code}')", f"Only {name}", Where.MAIN, "Filter")
        for code, name in COUNTRIES.items()
    ),
    Command("only_region", "", "", "only_place('region')", "Only the region as a whole", Where.MAIN, "Filter"),
    Command("places", "c", "c", "pick_places", "Choose countries", Where.MAIN, "Filter"),
    Command("unread", "u", "u", "toggle_unread", "Unread only", Where.MAIN, "Filter", "u unread"),
    Command("starred", "asterisk", "*", "toggle_starred", "Starred only", Where.MAIN, "Filter"),
    Command("updated", "U", "U", "toggle_updated", "Read ones with new reports only", Where.MAIN, "Filter"),
    Command("muted", "M", "M", "toggle_muted", "Muted stories too", Where.MAIN, "Filter"),
    Command("views", "v", "v", "views", "Views that you have named", Where.MAIN, "Filter"),
    Command("search", "slash", "/", "search", "Search", Where.MAIN, "Filter", "/ search"),
    Command("export", "E", "E", "export", "Write what is listed to a file", Where.MAIN, "News"),
    Command("refresh", "r,R,f5", "r  R  F5", "refresh", "Fetch the news", Where.MAIN, "News", "r refresh"),
    Command("outlets", "O", "O", "outlets", "Outlets: how they do, on and off", Where.MAIN, "News"),
    Command("imports", "I", "I", "imports", "Imports: forget one", Where.MAIN, "News"),
    Command("rates", "dollar_sign", "$", "rates", "Exchange rates", Where.MAIN, "News"),
    Command("invert", "i", "i", "invert_rates", "KZT/USD or USD/KZT", Where.MAIN, "News"),
    Command("density", "d", "d", "screen.density", "One line a story, or three", Where.LIST, "Screen"),
    # A story.
    *_moves(Where.TABLE, "outlet", "pagedown,ctrl+f,ctrl+d,f", "pageup,ctrl+b,ctrl+u,b"),
    Command("to_list", "h,left", "h  ←", "screen.leave", "Back to the list", Where.TABLE, "Screen"),
    Command(
        "open",
        "enter,l,right",
        "Enter  l  →",
        "screen.read",
        "Read it, or go to the related story",
        Where.TABLE,
        "Read",
        "Enter read",
    ),
    Command("read_on", "space", "Space", "read_on", "Read, and a page on", Where.STORY, "Read", "Space read on"),
    Command(
        "next_outlet",
        "right_square_bracket",
        "]",
        "other_outlet(1)",
        "Next outlet",
        Where.STORY,
        "Read",
        "[ ] other outlets",
    ),
    Command("previous_outlet", "left_square_bracket", "[", "other_outlet(-1)", "Previous outlet", Where.STORY, "Read"),
    Command("versions", "v", "v", "versions", "Two versions side by side", Where.STORY, "Story", "v versions"),
    Command(
        "take_out", "minus", "-", "take_out", "Take this report out of the story", Where.STORY, "Story", "- take out"
    ),
    Command("join", "plus,equals_sign", "+", "join", "Join the related story to this", Where.STORY, "Story", "+ join"),
    *_article(Where.STORY),
    Command("read", "m", "m", "toggle_read", "Read or unread", Where.STORY, "Mark", "m read"),
    Command("star", "s", "s", "toggle_star", "Star, or take it off", Where.STORY, "Mark", "s star"),
    Command("undo", "Z", "Z", "undo", "Undo the last change", Where.STORY, "Mark"),
    Command("next_unread", "n", "n", "next_unread(1)", "Next unread report, or story", Where.STORY, "Move"),
    Command("unread", "u", "u", "to_main('unread')", "Back to the list: unread only", Where.STORY, "Screen"),
    Command("search", "slash", "/", "to_main('search')", "Back to the list: search", Where.STORY, "Screen"),
    Command("back", "escape,backspace,q", "Esc  q", "back", "One step back", Where.STORY, "Screen", "Esc back"),
    Command("story", "t,tab", "t  Tab", "leave", "Back to the list", Where.STORY, "Screen"),
    # Two versions.
    *_moves(Where.VERSIONS, "line", "space,pagedown,ctrl+f,ctrl+d,f", "pageup,ctrl+b,ctrl+u,b", group="Versions"),
    Command(
        "next_outlet",
        "right_square_bracket",
        "]",
        "other_outlet(1)",
        "Next outlet on the right",
        Where.VERSIONS,
        "Versions",
        "[ ] other outlets",
    ),
    Command(
        "previous_outlet",
        "left_square_bracket",
        "[",
        "other_outlet(-1)",
        "Previous outlet on the right",
        Where.VERSIONS,
        "Versions",
    ),
    Command(
        "back",
        "escape,v,q,h,left,backspace",
        "Esc  v  q",
        "back",
        "Back to the story",
        Where.VERSIONS,
        "Versions",
        "Esc back",
    ),
    # Rates.
    *_moves(Where.RATES, "currency", "pagedown,ctrl+f,f", "pageup,ctrl+b,b", group="Rates"),
    Command("week", "7", "7", "screen.span(7)", "Chart of 7 days", Where.RATES, "Rates", "7 3 9 days"),
    Command("month", "3", "3", "screen.span(30)", "Chart of 30 days", Where.RATES, "Rates"),
    Command("quarter", "9", "9", "screen.span(90)", "Chart of 90 days", Where.RATES, "Rates"),
    Command("next_span", "tab", "Tab", "screen.next_span", "Chart of the next longer time", Where.RATES, "Rates"),
    Command("invert", "i", "i", "screen.invert", "KZT/USD or USD/KZT", Where.RATES, "Rates", "i invert"),
    Command("amount", "a", "a", "screen.amount", "Convert an amount", Where.RATES, "Rates", "a amount"),
    Command("copy_value", "c,y", "c  y", "screen.copy", "Copy the value", Where.RATES, "Rates", "c copy"),
    Command("bank", "o", "o", "screen.open_source", "Open the bank's page", Where.RATES, "Rates"),
    Command("refresh", "r,R,f5", "r  R  F5", "screen.refresh", "Ask the banks now", Where.RATES, "Rates", "r ask"),
    Command(
        "back",
        "escape,q,dollar_sign,backspace",
        "Esc  q  $",
        "screen.back",
        "Back to the news",
        Where.RATES,
        "Rates",
        "Esc back",
    ),
    # Outlets.
    *_moves(Where.OUTLETS, "outlet", "pagedown,ctrl+f,f", "pageup,ctrl+b,b", group="Outlets"),
    Command("switch", "space", "Space", "screen.switch", "Switch on or off", Where.OUTLETS, "Outlets", "Space on/off"),
    Command("filter", "enter", "Enter", "screen.filter", "Show its stories", Where.OUTLETS, "Outlets", "Enter stories"),
    Command("add", "a", "a", "screen.add", "Add by address", Where.OUTLETS, "Outlets", "a add"),
    Command("test", "t", "t", "screen.test", "Ask it now", Where.OUTLETS, "Outlets", "t ask now"),
    Command(
        "refresh", "r,R,f5", "r  R  F5", "screen.refresh_all", "Ask all now", Where.OUTLETS, "Outlets", "r ask all"
    ),
    Command("browser", "o", "o", "screen.open_browser", "Open in a browser", Where.OUTLETS, "Outlets"),
    Command("copy", "y", "y", "screen.copy_link", "Copy the address", Where.OUTLETS, "Outlets"),
    Command("forget", "D", "D", "screen.forget", "Forget all that it told", Where.OUTLETS, "Outlets"),
    Command("imports", "I", "I", "screen.imports", "Imports: forget one", Where.OUTLETS, "Outlets"),
    Command("undo", "Z", "Z", "screen.undo", "Undo the last change", Where.OUTLETS, "Outlets"),
    Command(
        "back",
        "escape,q,O,backspace",
        "Esc  q  O",
        "screen.back",
        "Back to the news",
        Where.OUTLETS,
        "Outlets",
        "Esc back",
    ),
    # Places.
    *(replace(move, group="Places") for move in _moves(Where.PICKER, "place", "pagedown", "pageup")),
    Command("toggle", "space,m,x", "Space", "screen.toggle_row", "Show this place too, or not", Where.PICKER, "Places"),
    Command("only", "enter", "Enter", "screen.only", "Show this place only", Where.PICKER, "Places"),
    Command("place_all", "0", "0", "screen.all", "All countries", Where.PICKER, "Places"),
    *(
        Command(
            f"place_{code}", str(number), str(number), f"screen.toggle_row({number - 1})", name, Where.PICKER, "Places"
        )
        for number, (code, name) in enumerate(PLACE_NAMES.items(), 1)
    ),
    Command("close", "escape,q,c,backspace", "Esc", "screen.close", "Close", Where.PICKER, "Places"),
    # Panels.
    *_moves(Where.PANEL, "line", "space,pagedown,f,ctrl+f,ctrl+d", "b,pageup,ctrl+b,ctrl+u", group="Panel"),
    Command("find", "slash", "/", "find", "Only what has some words", Where.PANEL, "Panel"),
    Command("close", "escape,q,enter,e,w,backspace", "Esc", "close", "Close", Where.PANEL, "Panel"),
    # Anywhere.
    Command(
        "palette", "ctrl+p,colon", "^P  :", "command_palette", "Commands by name", Where.ANYWHERE, "Screen", typing=True
    ),
    Command("help", "question_mark,f1", "?  F1", "help", "Help", Where.ANYWHERE, "Screen", "? help"),
    Command("redraw", "ctrl+l", "^L", "redraw", "Draw the screen anew", Where.ANYWHERE, "Screen", typing=True),
    Command("log", "L", "L", "show_log", "The log: what went wrong", Where.ANYWHERE, "Screen"),
    Command(
        "suspend", "ctrl+z", "^Z", "suspend_process", "Suspend; fg comes back", Where.ANYWHERE, "Screen", typing=True
    ),
    Command("quit", "ctrl+q", "^Q", "quit", "Leave careader", Where.ANYWHERE, "Screen", typing=True),
    Command("quit_back", "q", "q", "step_out", "Back; from the list, leave", Where.MAIN, "Screen", "q quit"),
)

MAIN = (Where.LIST, Where.ARTICLE, Where.MAIN, Where.ANYWHERE)
STORY = (Where.TABLE, Where.ARTICLE, Where.STORY, Where.ANYWHERE)
VERSIONS = (Where.VERSIONS, Where.ANYWHERE)
RATES = (Where.RATES, Where.ANYWHERE)
OUTLETS = (Where.OUTLETS, Where.ANYWHERE)
"""Which parts a screen has: what its help and the palette list."""
