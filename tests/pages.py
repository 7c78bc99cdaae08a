"""Articles' pages in the shapes that outlets send: made for the tests, with the text that each holds.

The words are invented; the markup around them is like that of each kind of site: menus, lists of other news, buttons,
counters, notices.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.newsstand import Newsstand, Page

Paragraphs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A page of a kind: what is sent, and the text that it holds (none where a wall stands before it)."""

    name: str
    title: str
    teaser: str
    text: Paragraphs
    body: bytes
    content_type: str = "text/html; charset=utf-8"


HARBOUR: Paragraphs = (
    (
        "The harbour of Aktau can load two more grain ships a day since Tuesday, when a third pier was"
        " opened without a "
        "ceremony in a north wind that kept the guests indoors."
    ),
    (
        "The pier is 240 metres long and took nineteen months. Its cranes came by rail from Poti in forty-one"
        " wagons, two of "
        "which were lost for a week in a siding near Beyneu."
    ),
    (
        "“We used to turn away one captain in five,” said Gulnara Ospanova, who has run the grain desk since"
        " 2019. “They went "
        "to Baku, and some of them did not come back.”"
    ),
    "Who pays",
    (
        "Half of the money is a loan of the harbour's own bank at nine per cent, the other half comes from"
        " three traders who "
        "may each use the pier for sixty days a year without a fee."
    ),
    "Fishermen of the next bay have complained about the dredging. A commission is to hear them on 4 December.",
)
TRAM: Paragraphs = (
    (
        "В Самарканде снова ходит трамвай до старого вокзала: первый вагон вышел на линию во вторник в шесть"
        " утра, и в нём было "
        "одиннадцать пассажиров."
    ),
    (
        "Линию закрыли девять месяцев назад из-за просевшего моста через канал Сиаб. Мост пришлось разобрать"
        " до опор, потому что "
        "балки оказались старше, чем было записано в паспорте."
    ),
    (
        "Проезд стоит столько же, сколько раньше. Школьники до конца года ездят бесплатно, сообщил начальник"
        " депо Рустам Каримов."
    ),
    "К весне город обещает продлить линию на две остановки, до нового рынка; подрядчика ещё не выбрали.",
)
ELMS: Paragraphs = (
    (
        "Бишкектин чыгышындагы каналдын боюна он миң кара жыгач отургузулду, шаардыктар жумуш күнү кечке чейин"
        " көчөт ташыды."
    ),
    (
        "Ар бир даракка ат коюуга болот, ал үчүн элүү сом төлөнөт, чогулган акчага кийинки жылы суу чачуучу"
        " түтүктөр алынат."
    ),
    (
        "Көчөттөрдү Токмоктогу питомник өстүргөн, алардын бештен бири кышка чыдабай калышы мүмкүн, дейт багбан"
        " Айгүл Саматова."
    ),
)
WATER: Paragraphs = (
    (
        "Five capitals have agreed how much water goes down the Syr Darya in spring, three weeks earlier than"
        " in any year since "
        "the talks began, and without a night session."
    ),
    (
        "The upper reservoirs let out 4.1 cubic kilometres from March to May. In return the lower states send coal and "
        "electricity before the end of January, at prices that an annex names."
    ),
    "Farmers' unions in the valley wanted half a kilometre more. They were told that the snow is what it is.",
    (
        "Gauges at eight posts will be read by both sides at the same hour, and the figures put on a page that"
        " anybody can see."
    ),
)

_NOTICE = (
    '<div class="cookie-notice" role="dialog"><p>We use cookies to make this site better.</p>'
    "<button>Accept all</button></div>"
)
_EN_OTHERS = (
    "A dam near Osh is inspected",
    "Prices of flour fall in Ashgabat",
    "Night buses in Almaty get a timetable",
)
_RU_OTHERS = ("В Оше осмотрели плотину", "В Ашхабаде подешевела мука", "В Алматы составили расписание ночных автобусов")


def _p(text: Paragraphs) -> str:
    """Write paragraphs; what has no full stop is a heading."""
    return "".join(f"<h2>{escape(t)}</h2>" if t[-1] not in ".”" else f"<p>{escape(t)}</p>" for t in text)


def _list(others: tuple[str, ...], name: str) -> str:
    items = "".join(
        f'<li><a href="/news/{n}">{title}</a><span class="date">24.11.2026</span></li>'
        for n, title in enumerate(others)
    )
    return f'<div class="{name}"><h3>More news</h3><ul>{items}</ul></div>'


def wordpress() -> Shape:
    """A theme of WordPress: share buttons, related posts, comments, tags, a sidebar."""
    title = "Aktau opens a third pier for grain"
    body = f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{title} - Steppe News</title>
    <link rel="canonical" href="https://steppe.example/harbour/"><meta property="og:title" content="{title}">
    <meta property="article:published_time" content="2026-11-24T08:30:00+00:00"><meta name="author" content="A.
    Reporter"></head>
    <body class="single single-post"><header id="masthead"><nav class="main-navigation"><ul><li><a
    href="/">Home</a></li><li>
    <a href="/economy/">Economy</a></li><li><a href="/culture/">Culture</a></li></ul></nav></header><div id="primary">
    <article id="post-12" class="post type-post hentry"><header class="entry-header"><h1
    class="entry-title">{title}</h1>
    <div class="entry-meta"><span class="posted-on">24 November 2026</span> <span class="byline">by <a>A.
    Reporter</a></span></div>
    </header><figure class="wp-block-image"><img src="/pier.jpg" alt=""></figure><div
    class="entry-content">{_p(HARBOUR)}
    <div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a
    href="#">Telegram</a></li><li>
    <a href="#">Facebook</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3><a
    href="/x">{_EN_OTHERS[0]}</a>
    </div></div><footer class="entry-footer"><span class="tags-links">Tagged <a href="/tag/grain/">grain</a>, <a
    href="/tag/sea/">sea</a>
    </span></footer></article><div id="comments" class="comments-area"><h2>2 comments</h2><ol
    class="comment-list"><li class="comment">
    <article class="comment-body"><p>My uncle works there and says that the cranes are old ones with new
    paint.</p></article></li><li
    class="comment"><article class="comment-body"><p>Good news at last, let us hope that it lasts longer than the
    last one did.</p>
    </article></li></ol></div></div><aside id="secondary"
    class="widget-area">{_list(_EN_OTHERS, "widget widget_recent_entries")}</aside>
    <footer id="colophon"><p>Copyright 2026 Steppe News. All rights reserved. No part may be
    reproduced.</p></footer>{_NOTICE}</body></html>"""
    return Shape("wordpress", title, HARBOUR[0][:90] + " […]", HARBOUR, body.encode())


def bitrix() -> Shape:
    """A site on Bitrix: text straight in a `div`, divided by line breaks, with its counters and print link."""
    text = "<br />\n<br />\n".join(escape(t) for t in TRAM)
    title = "Самаркандский трамвай вернулся к вокзалу"
    body = f"""<!DOCTYPE html><html xml:lang="ru" lang="ru"><head><meta http-equiv="Content-Type" content="text/html;
charset=utf-8">
    <title>{title}</title><script>if(!window.BX)window.BX={{}};BX.message({{'LANGUAGE_ID':'ru'}});</script></head><body>
    <div id="panel"></div><div class="header"><a href="/">Вести</a><div class="top-menu"><a
    href="/news/">Новости</a><a
    href="/economics/">Экономика</a><a href="/photo/">Фото</a></div></div><div class="workarea"><div
    class="breadcrumbs"><a href="/">Главная</a>
    <a href="/news/">Новости</a></div><h1>{title}</h1><div class="news-detail"><span
    class="news-date-time">24.11.2026 14:20</span>
    <img class="detail_picture" src="/upload/tram.jpg" alt="" title="">{text}<div style="clear:both"></div><div
    class="news-detail-share">
    <noindex>Поделиться: <a href="#">ВКонтакте</a> <a href="#">Telegram</a></noindex></div></div><p><a
    href="/news/">Возврат к списку</a></p>
    </div><div class="right-column">{_list(_RU_OTHERS, "news-list")}<div class="banner">Здесь может быть ваша
    реклама</div></div>
    <div class="footer">© 2026 Вести. Свидетельство о регистрации № 1234. При использовании материалов ссылка
    обязательна.</div></body></html>"""
    return Shape("bitrix", title, TRAM[0][:80] + "...", TRAM, body.encode())


def joomla() -> Shape:
    """A site on Joomla: tables of the template, icons, hits, previous and next, microdata."""
    title = "Каналдын боюна он миң кара жыгач"
    body = f"""<!DOCTYPE html><html lang="ky-kg" dir="ltr"><head><meta charset="utf-8"><title>{title}</title>
    <meta name="generator" content="Joomla! - Open Source Content Management"></head><body><div class="body"><div
    class="container">
    <header class="header"><a class="brand" href="/">Ала-Тоо</a></header><nav class="navigation"><ul class="nav
    menu"><li><a href="/">Башкы бет</a>
    </li><li><a href="/koom">Коом</a></li></ul></nav><div class="row-fluid"><main id="content" class="span9"><div
    class="item-page" itemscope
    itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{title}</h2></div><div
    class="icons"><div
    class="btn-group"><ul class="dropdown-menu"><li class="print-icon"><a href="#">Басып
    чыгаруу</a></li></ul></div></div><dl"
        " class="article-info">
    <dt class="article-info-term">Маалымат</dt><dd class="hits">Көрүүлөр: 812</dd></dl><div
    itemprop="articleBody">{_p(ELMS)}</div><ul class="pager
    pagenav"><li class="previous"><a href="/1">Мурунку</a></li><li class="next"><a
    href="/2">Кийинки</a></li></ul></div></main><div id="aside"
    class="span3"><div class="well"><h3 class="page-header">Акыркы жаңылыктар</h3><ul class="latestnews"><li><a
    href="/3">Ошто дамба текшерилди</a>
    </li></ul></div></div></div></div></div><footer class="footer"><p>&copy; 2026
    Ала-Тоо</p></footer></body></html>"""
    return Shape("joomla", title, ELMS[0][:60], ELMS, body.encode())


def nextjs() -> Shape:
    """An application that draws itself: the page has no text but in JSON-LD and in its own data."""
    title = "Five capitals agree on spring water early"
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Region Daily"},
            {
                "@type": ["NewsArticle"],
                "headline": title,
                "datePublished": "2026-11-24T06:10:00+05:00",
                "inLanguage": "en",
                "author": [{"@type": "Person", "name": "B. Writer"}],
                "articleBody": "\n\n".join(WATER),
            },
        ],
    }
    props = {"props": {"pageProps": {"id": 77, "slug": "spring-water"}}, "page": "/[slug]"}
    body = f"""<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>{title}</title><script
type="application/ld+json">
    {json.dumps(data)}</script><link rel="preload" href="/_next/static/css/1.css" as="style"/></head><body><div
    id="__next"><div class="Layout_root__x1">
    <div class="Header_root__a1"><a href="/">Region Daily</a><a href="/water">Water</a><a
    href="/power">Power</a></div><div class="Skeleton_box__z9">
    </div><div class="Footer_root__k2">Region Daily is published in five cities. Write to the
    editors.</div></div></div>
    <script id="__NEXT_DATA__" type="application/json">{json.dumps(props)}</script></body></html>"""
    return Shape("nextjs", title, WATER[0][:70] + "…", WATER, body.encode())


def cp1251() -> Shape:
    """An old site in windows-1251 that only its `<meta>` says."""
    title = "Трамвай снова идёт до вокзала"
    body = f"""<html><head><meta http-equiv="content-type" content="text/html;
charset=windows-1251"><title>{title}</title></head><body
    bgcolor="#ffffff"><table width="980"><tr><td class="menu"><a href="index.php">Главная</a><br><a
    href="arch.php">Архив</a></td><td><h1>{title}</h1>
    <div class="text">{_p(TRAM)}</div><p class="source">Источник: собственный корреспондент</p></td>"
        "<td class="side">{_list(_RU_OTHERS, "lenta")}
    </td></tr></table><center>© Вестник, 2001-2026</center></body></html>"""
    return Shape(
        "windows-1251", title, TRAM[0][:75], TRAM, body.encode("windows-1251", "xmlcharrefreplace"), "text/html"
    )


def plain() -> Shape:
    """A page without any element that means something: `div` and `span`, with names made by a machine."""
    title = "Third pier opens at Aktau"
    text = "".join(f'<div class="c-{n}9f"><span>{escape(t)}</span></div>' for n, t in enumerate(HARBOUR))
    menu = "".join(
        f'<div class="m"><a href="/{n}">{name}</a></div>'
        for n, name in enumerate(("Home", "Economy", "Weather", "Sport"))
    )
    others = "".join(f'<div class="x"><a href="/n/{n}">{other}</a></div>' for n, other in enumerate(_EN_OTHERS))
    body = f"""<!doctype html><html><head><title>{title} | The Caspian</title><meta charset=utf-8></head><body><div
class="a1"><div class="b2">{menu}</div>
    <div class="t7">{title}</div><div class="d0">24.11.2026, 10:15</div><div class="q4">{text}</div><div
    class="r5">{others}</div><div class="z1">The
    Caspian, 2026. Phone 12-34-56.</div></div></body></html>"""
    return Shape("no semantic tags", title, HARBOUR[0][:80], HARBOUR, body.encode())


LIVE: Paragraphs = (
    "Talks on spring water go on in Tashkent; this page is brought up to date as delegates come out.",
    "The annex is signed",
    (
        "All five delegations have signed the annex with the prices of coal, a member of the secretariat told"
        " reporters at the gate."
    ),
    "A pause until three",
    (
        "Delegates went to lunch in two buses. The question of the gauges is still open, said the deputy"
        " minister of water."
    ),
    "The talks begin",
    (
        "The session was opened at nine with a minute of silence for the engineer who had built the first of"
        " the eight posts."
    ),
)


def live() -> Shape:
    """A live page: updates with times, the newest first, and JSON-LD that lists them."""
    title = "Spring water talks: live"
    pairs = list(zip(LIVE[1::2], LIVE[2::2], strict=True))
    times = ("16:40", "13:05", "09:02")
    updates = "".join(
        f'<div class="live-post" id="u{n}"><time datetime="2026-11-24T{t}:00+05:00">{t}</time><h3>{head}'
        f"</h3><p>{text}</p>"
        '<div class="share"><a href="#">Share</a></div></div>'
        for n, (t, (head, text)) in enumerate(zip(times, pairs, strict=True))
    )
    data = {
        "@type": "LiveBlogPosting",
        "headline": title,
        "articleBody": LIVE[0],
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": h, "articleBody": t} for h, t in pairs],
    }
    body = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><script
type="application/ld+json">{json.dumps(data)}
    </script></head><body><nav><a href="/">Home</a><a href="/live">Live</a></nav><main><h1>{title}</h1><p
    class="intro">{LIVE[0]}</p>
    <div class="live-feed">{updates}</div></main><aside>{_list(_EN_OTHERS, "most-read")}</aside><footer>Region
    Daily</footer></body></html>"""
    return Shape("live page", title, LIVE[0][:50], LIVE, body.encode())


GALLERY: Paragraphs = (
    "Ten thousand elms in one day: a walk along the canal.",
    "Children of school number 9 carry saplings from the lorry to the bank of the canal, three to a tree.",
    "Aigul Samatova, who grew the trees in Tokmok, shows how deep the root has to go and how firmly to tread.",
    "At noon there was plov from a cauldron for four hundred people, and nobody asked who had planted how many.",
    "The last row was set by the light of car lamps; the tags with the names flutter in the wind.",
)


def gallery() -> Shape:
    """A page of pictures: an introduction, and what each picture shows."""
    title = "In pictures: elms along the canal"
    figures = "".join(
        f'<figure class="slide"><img src="/p{n}.jpg" alt=""><figcaption>{caption}</figcaption></figure>'
        for n, caption in enumerate(GALLERY[1:])
    )
    body = f"""<!doctype html><html lang="en"><head><meta
charset="utf-8"><title>{title}</title></head><body><header><nav><a href="/">Ala-Too Herald</a>
    <a href="/photo">Photo</a></nav></header><article class="gallery"><h1>{title}</h1><p>{GALLERY[0]}</p><div
    class="slider">{figures}
    <button class="prev">Previous</button><button class="next">Next</button></div></article><section
    class="more">{_list(_EN_OTHERS, "photo-list")}
    </section><footer>Ala-Too Herald, Bishkek</footer></body></html>"""
    return Shape("gallery", title, GALLERY[0][:30], GALLERY, body.encode())


def consent_wall() -> Shape:
    """A demand for consent where the article should be."""
    body = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Before you
continue</title></head><body><main><h1>We value your privacy</h1>
    <p>We and our 842 partners store and access information on a device, such as cookies, and process personal data,
    such as unique
    identifiers, for personalised advertising and content. With your consent we and our partners may use precise
    geolocation data.</p>
    <p>You may withdraw your consent at any time in our privacy policy. Some partners do not ask for your consent
    and rely on legitimate
    interest.</p><form><button>Accept all</button><button>Reject all</button><button>Manage
    options</button></form></main></body></html>"""
    return Shape("consent wall", "A dam near Osh is inspected", "Engineers went down", (), body.encode())


def bot_check() -> Shape:
    """A check for robots, answered with status 200."""
    body = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta name="robots"
content="noindex,nofollow"></head><body><div
    class="main-wrapper" role="main"><h2 id="challenge-error-text">Enable JavaScript and cookies to
    continue</h2></div><script>(function(){window._cf_chl_opt
    ={cvId:'3'};})();</script></body></html>"""
    return Shape("bot check", "A dam near Osh is inspected", "Engineers went down", (), body.encode())


SHAPES: tuple[Callable[[], Shape], ...] = (
    wordpress, bitrix, joomla, nextjs, cp1251, plain, live, gallery, consent_wall, bot_check,
)  # fmt: skip
"""All of them: eight with a text, two with a wall."""


def open_on(stand: Newsstand) -> list[tuple[Shape, str, str]]:
    """Serve each page at an outlet of its own, whose feed has the teaser; return shape, id of the outlet, its feed."""
    served = []
    for number, make in enumerate(SHAPES):
        shape = make()
        page = stand.put(f"/shape-{number}/news/the-article-{number}001", Page(shape.body, shape.content_type))
        feed = (
            f"<rss version='2.0'><channel><title>{shape.name}</title><item><title>{escape(shape.title)}</title>"
            f"<link>{page}</link><description>{escape(shape.teaser)}</description></item></channel></rss>"
        )
        served.append((shape, f"shape-{number}", stand.put(f"/shape-{number}/feed", Page(feed.encode()))))
    return served
