"""English: the sentence for each `Code`, filled with the failure's `params`."""

from __future__ import annotations

from datetime import date

from careader.model import Code, Failure

REASONS: dict[Code, str] = {
    Code.UNEXPECTED: "something unforeseen happened ({error}); the log has more",
    Code.NOT_AN_ADDRESS: "is not an address that can be fetched",
    Code.LEAVES_THE_WEB: "redirects to an address that is not on the web",
    Code.REDIRECTS_IN_A_CIRCLE: "redirects in a circle",
    Code.REDIRECTS_INSIDE: "redirects to an address inside this machine or its network",
    Code.PROXY_SETTING: "the proxy set in the environment cannot be used",
    Code.PROXY_UNREACHABLE: "the proxy set in the environment cannot be reached",
    Code.PROXY_REFUSED: "the proxy did not let the request through",
    Code.CERTIFICATE_STORE: "the certificates of this machine cannot be read ({error})",
    Code.TIMEOUT: "did not answer within {seconds} s",
    Code.DNS: "the name cannot be resolved",
    Code.CERTIFICATE: "its certificate is not valid",
    Code.TLS: "no secure connection could be made",
    Code.REFUSED: "refused the connection",
    Code.UNREACHABLE: "cannot be reached",
    Code.NO_PROPER_ANSWER: "gave no proper answer",
    Code.HTTP: "HTTP {status}",
    Code.GONE: "says that it is gone for good (HTTP 410) and is not asked again",
    Code.COMPRESSION: "the answer is compressed in a way that was not asked for ({encoding!r})",
    Code.DAMAGED: "the answer is damaged and cannot be decompressed",
    Code.BROKEN_OFF: "broke off in the middle",
    Code.TOO_LARGE: "the answer is larger than {megabytes} MB",
    Code.EMPTY: "is empty",
    Code.WEB_PAGE: "is a web page, not a feed",
    Code.NOT_A_FEED: "is not a feed",
    Code.CUT_OFF: "was cut off before the end of its first entry",
    Code.NO_ENTRIES: "has no entries",
    Code.EMPTY_ENTRIES: "has only empty entries",
    Code.BROKEN_JSON: "is broken JSON, perhaps cut off",
    Code.JSON_BUT_NO_FEED: "is JSON, but not a feed",
    Code.UNREADABLE: "cannot be read ({error})",
    Code.NOT_TEXT: "is not text",
    Code.TEXT_OF_NO_PAGE: "is a web page, not the text of one",
    Code.NOT_A_CAPTURE: "is not a captured news page",
    Code.NOT_OPML: "is not OPML",
    Code.OPML_WITHOUT_FEEDS: "names no feed",
    Code.NO_SUCH_FILE: "there is no such file",
    Code.NO_FILE_OF_A_KIND: "holds no file that ends in {endings}",
    Code.FILE_TOO_LARGE: "is larger than {megabytes} MB, which no capture or feed is",
    Code.BOT_CHECK: "a check for robots stands in front of it ({service})",
    Code.CONSENT: "asks for consent to cookies before it shows the text",
    Code.PAYWALL: "the whole text is for subscribers",
    Code.PAGE_REFUSED: "the site refuses to hand out the page (HTTP {status})",
    Code.PAGE_MISSING: "the page is not there any more (HTTP {status})",
    Code.NO_PAGE: "the article has no page to ask for",
    Code.NO_TEXT: "no text was found on the page",
    Code.NO_MORE: "the page gives no more than the feed",
    Code.NOT_WORDPRESS: "gives no list of WordPress posts",
    Code.NOT_A_SITEMAP: "is not a sitemap",
    Code.NO_HEADLINES: "no headlines were found on the page",
    Code.NO_PREVIEW: "the channel has no public preview",
    Code.NO_RATE: "has no rate of {currency}",
    Code.NO_RATE_OF_LATE: "has no rate of the {provider} of late",
    Code.NO_EARLIER_RATES: "has no table of earlier rates",
    Code.NOTHING_OF_LATE: "has published nothing of late",
    Code.NO_HISTORY: "no source has its history",
    Code.NO_RATES_IN_JSON: "sent JSON that holds no rates",
    Code.PAGE_INSTEAD_OF_RATES: "sent a web page instead of rates",
    Code.NOT_OF_A_FORMAT: "sent something that is not {format}",
    Code.RATE_NOT_A_NUMBER: "the rate is not a number",
    Code.RATE_NOT_POSSIBLE: "the rate is not a possible number",
    Code.NOMINAL_NOT_POSSIBLE: "the nominal is not a possible number",
    Code.NO_DATE: "the answer bears no date",
    Code.DATE_AHEAD: "its date, {day}, lies ahead",
    Code.RATE_TOO_OLD: "its newest rate is of {day}",
    Code.LARGE_MOVE: "a move of {percent}% in a day",
    Code.LARGE_MOVE_SINCE: "a move of {percent}% since {day}",
    Code.PLACEHOLDER: "sent 1 in the place of a rate",
    Code.OUT_OF_SCALE: "{value} {currency} to the dollar is out of the usual",
    Code.NOT_KEPT: "could not be kept ({error})",
    Code.LOCKED: "waits for another program that is writing to the library",
    Code.DISK_FULL: "could not be kept: the disk is full",
    Code.NOT_WRITABLE: "cannot be written ({error})",
    Code.DATABASE_DAMAGED: "is damaged ({error})",
}


def reason(failure: Failure) -> str:
    """Return why, without what and when; a figure that is missing is left as its name."""
    params = {name: _shown(name, value) for name, value in failure.params.items()}
    if failure.code is Code.BOT_CHECK:
        status = f"HTTP {params['status']}" if "status" in params else ""
        params["service"] = ", ".join(str(part) for part in (params.get("service"), status) if part) or "of its own"
    return REASONS[failure.code].format_map(_Params(params))


def say(failure: Failure) -> str:
    """Return the failure as one line for the status line or standard error: what, why, and when it is tried again."""
    again = f", next try {failure.retry_at.astimezone():%H:%M}" if failure.retry_at else ""
    what = f"{failure.what}: " if failure.what else ""
    return f"{what}{reason(failure)}{again}"


class _Params(dict[str, str | int]):
    def __missing__(self, name: str) -> str:
        return name


def _shown(name: str, value: str | int) -> str | int:
    """Return a parameter as English writes it: `day` holds a date in ISO 8601."""
    if name != "day":
        return value
    try:
        return f"{date.fromisoformat(str(value)):%d %b %Y}"
    except ValueError:
        return value
