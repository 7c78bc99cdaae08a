"""What went wrong, as a value: a code that programs compare, and the figures that its words are filled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Code(StrEnum):
    """What went wrong, by a name that programs compare. The words for it are in `careader.words`."""

    UNEXPECTED = "unexpected"
    # Addresses, connections and answers of servers.
    NOT_AN_ADDRESS = "not-an-address"
    LEAVES_THE_WEB = "leaves-the-web"
    REDIRECTS_IN_A_CIRCLE = "redirects-in-a-circle"
    LEAVES_HTTPS = "leaves-https"
    REDIRECTS_INSIDE = "redirects-inside"
    LEADS_INSIDE = "leads-inside"
    PROXY_SETTING = "proxy-setting"
    PROXY_UNREACHABLE = "proxy-unreachable"
    PROXY_REFUSED = "proxy-refused"
    CERTIFICATE_STORE = "certificate-store"
    TIMEOUT = "timeout"
    DNS = "dns"
    CERTIFICATE = "certificate"
    TLS = "tls"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    NO_PROPER_ANSWER = "no-proper-answer"
    HTTP = "http"
    GONE = "gone"
    COMPRESSION = "compression"
    DAMAGED = "damaged"
    BROKEN_OFF = "broken-off"
    TOO_LARGE = "too-large"
    # What an answer or a file holds.
    EMPTY = "empty"
    WEB_PAGE = "web-page"
    NOT_A_FEED = "not-a-feed"
    CUT_OFF = "cut-off"
    NO_ENTRIES = "no-entries"
    EMPTY_ENTRIES = "empty-entries"
    BROKEN_JSON = "broken-json"
    JSON_BUT_NO_FEED = "json-but-no-feed"
    UNREADABLE = "unreadable"
    NOT_TEXT = "not-text"
    TEXT_OF_NO_PAGE = "text-of-no-page"
    NOT_A_CAPTURE = "not-a-capture"
    NOT_OPML = "not-opml"
    OPML_WITHOUT_FEEDS = "opml-without-feeds"
    NO_SUCH_FILE = "no-such-file"
    NO_FILE_OF_A_KIND = "no-file-of-a-kind"
    FILE_TOO_LARGE = "file-too-large"
    # What stands in front of an article's page, and what a page lacks.
    BOT_CHECK = "bot-check"
    CONSENT = "consent"
    PAYWALL = "paywall"
    PAGE_REFUSED = "page-refused"
    PAGE_MISSING = "page-missing"
    NO_PAGE = "no-page"
    NO_TEXT = "no-text"
    NO_MORE = "no-more"
    # What the other ways to an outlet give instead of articles.
    NOT_WORDPRESS = "not-wordpress"
    NOT_A_SITEMAP = "not-a-sitemap"
    NO_HEADLINES = "no-headlines"
    NO_PREVIEW = "no-preview"
    # What banks answer.
    NO_RATE = "no-rate"
    NO_RATE_OF_LATE = "no-rate-of-late"
    NO_EARLIER_RATES = "no-earlier-rates"
    NOTHING_OF_LATE = "nothing-of-late"
    NO_HISTORY = "no-history"
    NO_RATES_IN_JSON = "no-rates-in-json"
    PAGE_INSTEAD_OF_RATES = "page-instead-of-rates"
    NOT_OF_A_FORMAT = "not-of-a-format"
    RATE_NOT_A_NUMBER = "rate-not-a-number"
    RATE_NOT_POSSIBLE = "rate-not-possible"
    NOMINAL_NOT_POSSIBLE = "nominal-not-possible"
    RATES_DIFFER = "rates-differ"
    NO_DATE = "no-date"
    DATE_AHEAD = "date-ahead"
    RATE_TOO_OLD = "rate-too-old"
    LARGE_MOVE = "large-move"
    LARGE_MOVE_SINCE = "large-move-since"
    OUT_OF_SCALE = "out-of-scale"
    PLACEHOLDER = "placeholder"
    OTHER_SAYS = "other-says"
    SHOWN_INSTEAD = "shown-instead"
    SHOWN_BEFORE = "shown-before"
    NOT_SETTLED = "not-settled"
    FIGURE_LEFT_OUT = "figure-left-out"
    # Keeping.
    NOT_KEPT = "not-kept"
    LOCKED = "locked"
    DISK_FULL = "disk-full"
    NOT_WRITABLE = "not-writable"
    DATABASE_DAMAGED = "database-damaged"


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done: what, why, with which figures, and when it is tried again.

    `what` is a name ("Kun.uz", "example.org", a path) as it may be shown, `params` what the words of the code are
    filled with (see `careader.words`). Two failures are told apart by `code` and `params`, never by their words.
    """

    what: str
    code: Code
    params: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    retry_at: datetime | None = None
