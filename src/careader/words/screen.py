"""What the screen says, in English: every sentence stands here, with its figures as arguments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 story, 2 stories."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# Articles.

TOLD_BY = "Told by"
SHOWS_NEXT = "] shows the next"


def no_more(*, has_link: bool) -> str:
    """Say that an article is a teaser."""
    if has_link:
        return "The feed carries no more than this. x fetches the whole text, o opens the page, y copies its link."
    return "The source carries no more than this."


FETCHING_WHOLE = "Fetching the whole text…"
NO_PAGE_HERE = "There is no page to fetch the text from."
AS_IN_FEED = "As the feed gave it; X shows the whole text again."
AS_SAVED = "As it was saved; X shows it in paragraphs again."
IS_AS_IN_FEED = "This is what the source gave."
CONVERTED = {
    "latin": "Converted to Latin letters; T shows it as it was written.",
    "cyrillic": "Converted to Cyrillic letters; T shows it as it was written.",
}
ONE_ALPHABET = "Only Uzbek, Kazakh and Tajik articles have another alphabet."


def no_whole(reason: str) -> str:
    """Say why a teaser is all that there is."""
    return f"No more than this: {reason}. o opens the page in a browser, x asks again."


def appeared(places: Sequence[tuple[str, datetime]]) -> str:
    """Say where an article appeared and when, the first first: on Telegram 14:02, site 14:20.

    A time of another day than the first one's has its date.
    """
    names = {"telegram": "on Telegram", "site": "site"}
    first = places[0][1].astimezone().date() if places else None
    parts = []
    for place, moment in places:
        local = moment.astimezone()
        when = f"{local:%H:%M}" if local.date() == first else f"{local.day} {local:%b, %H:%M}"
        parts.append(f"{names.get(place, place)} {when}")
    return ", ".join(parts)


def headline_was(title: str) -> str:
    """Say which headline an article had before."""
    return f"Headline was: {title}"


def also_told_by(outlet: str) -> str:
    """Begin the list of the other outlets."""
    return f"Also told by: {outlet}"


def newest_report(when: str) -> str:
    """Say when the newest report of the story came, which is the time that the list shows."""
    return f"newest report {when}"


NO_STORY = "There is no story here."
ONE_OUTLET = "Only one outlet tells this story."
NO_LINK = "This article has no link."
COPIED = "Copied."
NOTHING_MARKED = "Nothing is marked with the mouse. ^Q leaves careader."


def copied(what: str) -> str:
    """Say what was copied."""
    return f"Copied {what}"


# Marks and undo.

NOTHING_TO_UNDO = "There is nothing to undo."
NOTHING_UNREAD = "Nothing unread is listed here."
NO_OTHER_UNREAD = "No other unread story here."
ROUND_END = "Round the end of the list."
ROUND_TOP = "Round the top of the list."
NO_STORY_BELOW = "This is the last story."
NO_STORY_ABOVE = "This is the first story."


def marked_read(number: int) -> str:
    """Say how many stories were marked as read."""
    return f"{count(number, 'story', 'stories')} marked read"


def and_z_undoes(what: str) -> str:
    """Say what was done and how it is taken back."""
    return f"{what}. Z undoes."


def undone(what: str) -> str:
    """Say what was taken back."""
    return f"Undone: {what}."


MARK_READ, MARK_UNREAD = "marked read", "marked unread"
STARRED, UNSTARRED = "starred", "star taken off"
TAKEN_OUT, JOINED = "report taken out", "stories joined"
FILTERED, SEARCHED = "filter", "search"


# The list.

FETCHING_FIRST = "Fetching the news. The first stories appear here in a moment."
NO_STORIES_YET = "No stories yet. r fetches the news; careader import reads files that you have."
NO_STORIES_NO_OUTLETS = (
    "No stories yet, and no outlet is switched on. "
    "O lists the outlets: Space switches one on, a adds one by its address."
)
LEAVES = "q leaves."
PLACES_STAY = "These are your countries. 0 shows all, q leaves."


def since_last(when: str) -> str:
    """Head the line below which everything was there when the reader was last left."""
    return f"new since {when}"


def new_and(number: int) -> str:
    """Say how many stories a refresh has brought."""
    return f"{number:,} new"


def found(number: int) -> str:
    """Say how many stories a search found."""
    return f"{count(number, 'story', 'stories')}   Enter keeps, Esc drops"


def hits_in_article(number: int) -> str:
    """Say on how many lines of an article a word stands."""
    return f"On {count(number, 'line')}. n and N go through them." if number else "It does not stand in this article."


def trouble(field: str, value: str, known: Sequence[str]) -> str:
    """Say what is wrong with a term of a search."""
    if not field:
        return f"{value} is not known; did you mean {known[0]}?"
    return f"{field}: does not take {value!r}; it takes {', '.join(known)}"


# Status.

NOT_FETCHED = "Not fetched yet, r fetches"
DEMO = "SAMPLE edition: nothing is fetched, nothing is saved"
SAMPLE = "SAMPLE edition: no outlet could be reached. r tries again, O says why"
SAMPLE_NO_OUTLETS = "SAMPLE edition: no outlet is switched on. O shows them"
DEMO_FETCHES_NOTHING = "The sample edition fetches nothing. Without --demo careader does."
LOG = "The log"
EMPTY_LOG = "Nothing has gone wrong."
FETCHED_ALREADY = "The news is being fetched already."
FETCHING_RATES = "Fetching the rates"


def updated_at(time: str, following: str = "") -> str:
    """Say when the news was fetched, and when it will be again."""
    return f"Updated {time}, next {following}" if following else f"Updated {time}"


def unreachable(number: int) -> str:
    """Say how many outlets were out of reach."""
    return f"{count(number, 'outlet')} unreachable (O)"


def went_wrong(what: str, error: str) -> str:
    """Say that something unforeseen ended a piece of work, and the rest goes on."""
    return f"{what} did not work: {error}."


# Outlets.


def switched(outlet: str, *, on: bool) -> str:
    """Say that an outlet was switched on or off."""
    return f"{outlet} switched {'on' if on else 'off'}"


# Panels.

WHY_COUNTRIES = "Why these countries"
WHY_TOGETHER = "Why together"
WHY_APART = "Why apart"
PANEL_HINTS = "Esc closes   j k scroll   g G ends   / finds"
FIND_IN_PANEL = "a word of what you look for"
NOT_IN_PANEL = "No line has it."
IN_ONE_STORY = "In one story with"
NOT_IN_ONE_STORY = "Not in one story with"
NOTHING_LIKE_IT = "Only one outlet tells this story, and no other story is like it."
AND = "and"
YOU_JOINED = "You joined them."
YOU_PARTED = "You took them apart."
TOGETHER_THROUGH_OTHERS = "They are together through what the others of the story say."
APART_THROUGH_OTHERS = "They are apart since the other articles of the two stories differ."
BY_OUTLET_ALONE = "None of its words: taken from the outlet's home, or from the language."
ABOUT_NOWHERE = "Its words make it about none of the five countries, nor about the region as a whole."
PARTS = {"title": "headline", "summary": "summary", "body": "text"}
WEIGHTS = (
    "The number is the weight. A name weighs most in the headline and least in the text; "
    "one said in passing weighs nothing."
)
KEYS = "Keys"
MOUSE = "Mouse"
MOUSE_HELP = (
    "  A click puts the cursor on a story, a second one opens it.\n"
    "  The left edge marks it as read or unread, the right edge\n"
    "  stars it. Places, rates and outlets can be clicked too."
)


def times(number: int) -> list[str]:
    """Return how often, nothing for once."""
    return [] if number == 1 else ["twice"] if number == 2 else [f"{number} times"]


def found_elsewhere(places: str) -> str:
    """Say under which other places the story is found."""
    return f"The story is found under {places} too, as other outlets tell it. ] shows the next."


# More of the list.


def hidden(number: int) -> str:
    """Say how many stories are muted and which key shows them."""
    return f"{number:,} hidden (M)" if number else "Nothing is muted here"


def muted_shown() -> str:
    """Say that muted stories are listed too."""
    return "Muted stories are listed too. M hides them."


YESTERDAY = "Yesterday"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NO_OUTLETS = "No outlet is switched on, O shows them"
NO_MORE_HITS = "No further hit."
JOINED_SINCE = "This report has come since you read the story."
SEARCH_FOR = "words, outlet:kun, lang:kk, country:tj, since:2d, -word"
SEARCH_HELP = "Tab completes   Enter keeps   Esc drops"
FIND = "Find:"


def fetching(bar: str, done: int, total: int, outlet: str, dot: str) -> str:
    """Say how far a refresh is and who answered last."""
    return f"Fetching {bar} {done}/{total} {dot} {outlet}"


def listed_now(number: int) -> str:
    """Say how many stories a filter that was changed while reading leaves in the list."""
    return f"{count(number, 'story', 'stories')} in the list."


def measure(columns: int) -> str:
    """Say how wide articles are."""
    return f"Articles are {columns} columns wide."


# The story view.

KEYS_OF_STORY = "Keys of a story"
SAMPLE_SHORT = "SAMPLE edition"
NO_LONGER_LISTED = "This story is no longer listed."
NOT_IN_IT = "This story is not in it. + joins it."
TWO_AGAIN = "They are two stories again."
ONLY_ARTICLE = "It is the only article here."
TAKEN_OUT_PLUS = "Taken out. + puts it back."
JOINS_RELATED = "+ joins a related story: put the cursor on one."
BACK_IN = "It is back in the story."
JOINED_MINUS = "Joined. - takes it out again."


LOOKING = "Looking for them."
NONE_FOUND = "None was found."
RELATED = "Related stories"
OTHERS = "Other"
OWNERSHIPS = {
    "state": "State",
    "independent": "Independent",
    "exile": "Exile",
    "international": "International",
}
FIRST = "first"


def silence(ownership: str, followed: int) -> str:
    """Say that no outlet of a kind has the story, of how many that are followed."""
    among = f" of the {followed} you follow" if followed > 1 else ""
    return f"No {ownership} outlet{among} has it."


def outlets_of(number: int) -> str:
    """Say how many outlets tell a story."""
    return count(number, "outlet")


def alike(score: float, decided: bool) -> str:
    """Say how a related story is related."""
    return "kept apart by you" if decided else f"{score:.0%} alike"


# Two versions, the places, and short questions.

KEYS_OF_VERSIONS = "Keys of two versions"
BOLD_ALONE = "Bold: only one says it"
BOLD_ALONE_FOREIGN = "Bold: only one says it, as far as names and figures tell"
ONLY_THESE_TWO = "There are only these two."
SHOW_ABOUT = "Show stories about"
PICKER_HINTS = "Space on or off     Enter only this one\n0 all countries     Esc closes"
ASK_HINTS = "Enter does it   Esc does not"
CHOOSE_HINTS = "Enter shows it   Esc closes"
VIEWS = "Views"
NO_VIEWS = "No view is named yet: [[view]] with name, query, key in settings.toml."


def counted_under(filters: str) -> str:
    """Say under which other filters the stories are counted."""
    return f"Counted: {filters}"


# Rates.

KEYS_OF_RATES = "Keys of the exchange rates"
EXCHANGE_RATES = "Exchange rates"
TYPE_AN_AMOUNT = "Type an amount, with a currency or without: 250, 1,250.50, 250 EUR."
NO_VALUE = "There is no value to copy."
NO_PAGE_OF_RATE = "This rate has no page."
DEMO_ASKS_NOBODY = "The sample edition asks nobody. Without --demo careader does."
ASKING_BANKS = "Asking the banks."
BANKS_ASKED_ALREADY = "The banks are being asked already."
BANKS_NOT_ASKED = "The banks are not asked: [rates] enabled = false."


def no_rate_of(code: str, known: Sequence[str]) -> str:
    """Say that a currency has no rate, and which have."""
    return f"There is no rate of {code}. Known are {', '.join(known)}."


# The outlets.

KEYS_OF_OUTLETS = "Keys of the outlets"
OUTLETS, OUTLET, ANSWERED, NEXT_TRY, WAY = "Outlets", "Outlet", "Answered", "Next", "By way of"
A_DAY, WHOLE_TEXTS, UNREAD, NEVER = "A day", "Whole", "Unread", "never"
NO_OUTLET_LISTED = "No outlet is listed. a adds one by the address of its site or feed, or of a Telegram channel."
DEMO_HAS_NO_OUTLETS = "The sample edition fetches from no outlet. Start careader without --demo to see those it knows."
ADD_BY_ADDRESS = "Address of the outlet, or of its feed"
ASKING_ALL = "All outlets are being asked."


def outlets_on(enabled: int, every: int, failed: int) -> str:
    """Say how many outlets are on, and how many of these failed."""
    said = f"{enabled} of {every} on"
    return f"{said}, {failed} out of reach" if failed else said


def added(outlet: str) -> str:
    """Say that an outlet was added and is being asked."""
    return f"{outlet} is added and is being asked now."


def asking(outlet: str) -> str:
    """Say that an outlet is being asked."""
    return f"{outlet} is being asked."


def brought(new: int) -> str:
    """Say what an outlet that was asked has brought."""
    return new_and(new) if new else "nothing new"


# The program.

COMMAND_BY_NAME = "A command by its name"
FETCHING_NEWS = "Fetching the news"
WAITING = "Waiting for another program that writes to the library"


def clash(key: str, one: str, other: str) -> str:
    """Say that the settings give one key to two commands."""
    return f"[keys]: {key} is meant to do both {one} and {other}"


def unknown_command(name: str) -> str:
    """Say that the settings name a command that there is not."""
    return f"[keys]: there is no command {name}; ? shows what can be done"
