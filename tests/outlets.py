"""Sample outlets for the newsstand: one feed in each format, with headlines of today, all invented."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

from tests.newsstand import Fault, Newsstand, Page

_RSS = ("steppe", "The Steppe Observer", "en", ("kz",), "independent")
_ATOM = ("alatoo", "Ala-Too Herald", "en", ("kg",), "independent")
_RDF = ("pamir", "Памирский листок", "ru", ("tj",), "exile")
_JSON = ("registan", "Registan Daily", "en", ("uz",), "state")

_HEADLINES: dict[str, list[tuple[str, str]]] = {
    "steppe": [
        ("Kazakhstan opens a third grain terminal on the Caspian", "Aktau can now load two more ships at a time."),
        ("Almaty tries out night buses on four routes", "They run every half hour until five in the morning."),
        ("Kazakhstan and Uzbekistan agree on a water schedule for spring", "The Syr Darya's dams are opened in March."),
    ],
    "alatoo": [
        ("Bishkek plants ten thousand elms along the canal", "Residents may name a tree for fifty som."),
        ("Som holds steady as the national bank stays out of the market", "No sale of dollars was reported this week."),
        ("Railway to Kashgar: the first tunnel in Naryn is through", "Crews met in the middle after eleven months."),
    ],
    "pamir": [
        ("В Душанбе открыли музей горного хрусталя", "Вход для школьников свободный."),
        ("Рогунская ГЭС: третий агрегат готов к испытаниям", "Испытания начнутся в декабре."),
        ("Таджикистан & Кыргызстан открыли ещё один пункт пропуска", "Он работает с шести утра."),
    ],
    "registan": [
        ("Samarkand's trams return to the old station line", "The line had been closed for nine months."),
        ("Uzbekistan lets soum accounts be opened from abroad", "A passport and a telephone number are enough."),
        ("Turkmenistan joins the region's power exchange as an observer", "Ashgabat sends one delegate."),
    ],
}


def open_on(stand: Newsstand, now: datetime, *, bad_ones_on: Newsstand | None = None) -> str:
    """Serve the sample outlets, good and bad, and give the `[[outlet]]` entries of a settings.toml.

    The bad ones can have a host of their own: a client that is asked for rest by one leaves its host alone.
    """
    stand.put("/steppe/feed", Page(_rss(now).encode(), "application/rss+xml", etag='"steppe-1"'), fault=Fault.GZIP)
    stand.put("/alatoo/feed", Page(_atom(now).encode(), "application/atom+xml"), fault=Fault.READERS_ONLY)
    stand.put("/pamir/feed", Page(_rdf(now).encode("windows-1251", "xmlcharrefreplace"), "text/xml"))
    stand.put("/registan/feed", Page(_json(now).encode(), "application/feed+json"))
    bad = {"shut": Fault.FORBIDDEN, "busy": Fault.TOO_MANY, "wall": Fault.HTML, "slow": Fault.SLOW_BODY}
    for name, fault in bad.items():
        (bad_ones_on or stand).put(f"/{name}/feed", Page(_rss(now).encode()), fault=fault)
    addresses = {
        key: (bad_ones_on if bad_ones_on and key in bad else stand).at(f"/{key}/feed") for key in (*_HEADLINES, *bad)
    }
    known = [_RSS, _ATOM, _RDF, _JSON, *((n, f"The {n.title()} Post", "en", (), "") for n in bad)]
    return "\n".join(
        f'[[outlet]]\nid = "{key}"\nname = "{name}"\nurl = "{addresses[key]}"\nlanguage = "{language}"\n'
        + (f'countries = {json.dumps(countries)}\nownership = "{ownership}"\n' if ownership else "")
        for key, name, language, countries, ownership in known
    )


def _entries(outlet: str, now: datetime) -> list[tuple[str, str, str, datetime]]:
    return [
        (escape(title), escape(text), f"https://{outlet}.example/news/{number}", now - timedelta(hours=3 * number))
        for number, (title, text) in enumerate(_HEADLINES[outlet], 1)
    ]


def _rss(now: datetime) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{format_datetime(when)}</pubDate>"
        f"<description>{text}</description></item>"
        for title, text, link, when in _entries("steppe", now)
    )
    head = f"<title>{_RSS[1]}</title><link>https://steppe.example/</link>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def _atom(now: datetime) -> str:
    entries = "".join(
        f'<entry><title>{title}</title><link href="{link}"/><id>{link}</id><updated>{when.isoformat()}</updated>'
        f'<summary>{text}</summary><content type="html">&lt;p&gt;{text}&lt;/p&gt;</content></entry>'
        for title, text, link, when in _entries("alatoo", now)
    )
    head = f"<title>{_ATOM[1]}</title><id>https://alatoo.example/</id><updated>{now.isoformat()}</updated>"
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>'


def _rdf(now: datetime) -> str:
    items = "".join(
        f'<item rdf:about="{link}"><title>{title}</title><link>{link}</link><description>{text}</description>'
        f"<dc:date>{when.isoformat()}</dc:date></item>"
        for title, text, link, when in _entries("pamir", now)
    )
    spaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    channel = f'<channel rdf:about="https://pamir.example/"><title>{_RDF[1]}</title></channel>'
    head = '<?xml version="1.0" encoding="windows-1251"?>'
    return f'{head}<rdf:RDF {spaces} xmlns="http://purl.org/rss/1.0/">{channel}{items}</rdf:RDF>'


def _json(now: datetime) -> str:
    items = [
        {"id": link, "url": link, "title": title, "content_text": text, "date_published": when.isoformat()}
        for title, text, link, when in _entries("registan", now)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": _JSON[1], "items": items})
