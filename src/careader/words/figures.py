"""Dates, ages, filters and the table of rates, in English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from careader.model import COUNTRIES
from careader.words.screen import count

# Dates and numbers.

NOW, TODAY, AGES_YESTERDAY, TOMORROW, FIXED = "now", "today", "yesterday", "tomorrow", "fixed"


def minutes(number: int) -> str:
    """Say how long in minutes."""
    return f"{number} min"


def hours(number: int) -> str:
    """Say how long in hours."""
    return f"{number} h"


def days_short(number: int) -> str:
    """Say how long in days, in few columns."""
    return f"{number} d"


def day_and_month(day: date) -> str:
    """Write a date without its year."""
    return f"{day.day} {day:%b}"


def day_of_year(day: date) -> str:
    """Write a date with its year."""
    return f"{day.day} {day:%b} {day.year}"


def moment(time: datetime) -> str:
    """Write a time in full, as it is here."""
    return f"{time.astimezone():%-d %B %Y, %H:%M}"


def days(number: int) -> str:
    """Say how old in days."""
    return count(number, "day")


def in_days(number: int) -> str:
    """Say in how many days."""
    return f"in {number} days"


def direction(inverted: bool) -> str:
    """Say what up means; it holds for every rate on the screen."""
    return "USD/KZT up: the dollar gained." if inverted else "KZT/USD up: the tenge gained."


def owned(ownership: str | None) -> str:
    """Return who owns an outlet, in brackets behind its name."""
    return f" ({ownership})" if ownership else ""


INSECURE = "its certificate is not checked: insecure in settings.toml"


# Filters.

ELLIPSIS = "…"
ALL, REGION, REGION_SHORT, REGION_CODE = "All", "Region", "Reg", "region"
THE_REGION, ELSEWHERE = "The region", "Elsewhere"
PLACES: dict[str, str] = {**COUNTRIES, "region": "the region as a whole"}
OR, AND = "or", "and"
UNREAD_MARK, STARRED_MARK, UPDATED_MARK = "unread", "starred", "updated"
SHOWS_ALL_COUNTRIES = "0 shows all countries"
SHOWS_READ_TOO = "u shows read ones too"
SHOWS_UNSTARRED_TOO = "* shows those without a star too"
SHOWS_OLD_TOO = "U shows those without new reports too"
ENDS_SEARCH = "Esc ends the search"


def only(marks: str) -> str:
    """Say what alone is shown."""
    return f"{marks} only"


def with_words(search: str) -> str:
    """Say what is searched for."""
    return f"with “{search}”"


def nothing_listed(marks: Sequence[str], places: str, search: str) -> str:
    """Say what there is none of."""
    parts = ["No", *marks, "stories", f"about {places}" if places else "", with_words(search) if search else ""]
    return " ".join(part for part in parts if part)


# Links.

NO_LINKS = "This article has no links in its text."


def which_link(number: int) -> str:
    """Ask for the number of a link."""
    return f"Follow link 1 to {number}"


def no_such_link(number: int) -> str:
    """Say which numbers links have."""
    return f"The links have the numbers 1 to {number}."


# Outlets.

NO_ADDRESS = "No address; it takes a site, a feed, or @name of a channel"
LISTED_ALREADY = "This outlet is in the list already."
NOBODY_SAID = "Nobody has said who answers for it: ownership in settings.toml."
NOT_TRIED = "It could not be tried, and is added as a feed all the same."


def looking_at(address: str) -> str:
    """Say that an address is being looked at."""
    return f"Looking for what can be read at {address}"


def nothing_found(address: str) -> str:
    """Say that there is nothing to read at an address."""
    return f"Nothing was found at {address} that can be read; nothing is changed."


def gives(articles: int, whole: int, newest: datetime | None) -> str:
    """Say what a way gave: how many articles, how many of them whole, how new."""
    texts = f", {whole} with their whole text" if whole else ""
    last = f", the newest of {newest.astimezone():%d %b %Y, %H:%M}" if newest else ""
    return f"{count(articles, 'article')}{texts}{last}"


def guessed(language: str, countries: Sequence[str], ownership: str | None) -> str:
    """Say what was guessed of an outlet, "" for nothing; without a full stop."""
    parts = [f"language {language}"] if language else []
    parts += [f"countries {','.join(countries)}"] if countries else []
    parts += [f"ownership {ownership}"] if ownership else []
    return f"Guessed: {', '.join(parts)}" if parts else ""


def otherwise(guess: str) -> str:
    """Say where a guess is put right."""
    return f"{guess}; settings.toml says otherwise."


def answers_by(way: str, since: str) -> str:
    """Say by which way an outlet answers, and since when."""
    return f"answers by {way} since {since}" if since else f"answers by {way}"


# Rates.

RATE_HEADINGS = ("Pair", "Value", "1 day", "7 days", "30 days", "Provider", "Published", "Age")
RATE_HEADINGS_SHORT = ("Pair", "Value", "1 day", "7 days", "30 days", "Bank", "Date", "Age")
LATE = "late"
SAMPLE_MARK = "SAMPLE"
R_ASKS = "r asks the banks."
A_SAMPLE = "A SAMPLE: real figures of two days gone by, not today's."


def no_rate_yet(currency: str) -> str:
    """Say that there is no rate of a currency yet."""
    return f"No rate of {currency} yet."


def crossed(providers: str) -> str:
    """Say that a rate is worked out of two others."""
    return f"Worked out of the dollar rates of {providers}, on days that both have."


def as_saved(provider: str) -> str:
    """Say that a rate is of a page that was saved."""
    return f"As {provider} had it when the page was saved."


def passed_on(provider: str, carrier: str) -> str:
    """Say who passed a rate on; of whom, where that is not said already."""
    return f"{provider}, passed on by {carrier}" if provider else f"Passed on by {carrier}"


def doubtful(why: str) -> str:
    """Say that a rate is doubtful."""
    return f"Doubtful: {why}"


def in_vain(failures: str) -> str:
    """Say who was asked in vain."""
    return f"Asked in vain: {failures}"


def chart_of(pair: str, days: int) -> str:
    """Say what a chart shows."""
    return f"{pair} over {days} days"


def lowest_highest(low: str, high: str) -> str:
    """Say between which values a chart goes."""
    return f"lowest {low}, highest {high}"


def fixed_at(currency: str, units: str) -> str:
    """Say that a rate is fixed by decree."""
    return f"The {currency} is fixed by decree at {units} to the dollar, since 1 January 2015."


def between(low: str, high: str) -> str:
    """Say between which values a chart goes, in few columns."""
    return f"{low} to {high}"


def kept_since(day: date) -> str:
    """Say that the history is shorter than the chart."""
    return f"kept since {day.day} {day:%b}"


def value_of(value: str, pair: str, day: str) -> str:
    """Say which value was copied."""
    return f"{value}, {pair} of {day}."


def amount_of(code: str, when: str) -> str:
    """Say of which day the rate is that an amount was converted by."""
    return f"{code} of {when}"


def upgrading(megabytes: int) -> str:
    """Say that a large library of an earlier version is brought up to date before anything can be shown."""
    return f"the library of {megabytes} MB is brought up to date for this version, once; that can take minutes"
