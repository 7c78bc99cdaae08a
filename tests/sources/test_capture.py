from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careader import words
from careader.model import Article, BlockKind, Code, Failure, Origin, Ownership
from careader.sources.capture import Capture, parse_capture
from careader.sources.listing import LineKind, lines_of
from tests.benchmarks import captures as benchmark

CAPTURES = Path(__file__).parent / "captures"
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def read(name: str) -> str:
    return (CAPTURES / name).read_text(encoding="utf-8")


def parse(text: str, name: str = "page.txt") -> Capture:
    capture = parse_capture(text, name=name, now=NOW)
    assert isinstance(capture, Capture), capture
    return capture


def shape(article: Article) -> list[str]:
    return [f"{block.kind}: {block.text[:24]}" for block in article.blocks]


def test_a_whole_page() -> None:
    capture = parse(read("full.txt"))
    assert capture.date == date(2025, 11, 14)
    assert [article.title for article in capture.articles] == [
        "Uzbekistan Opens Second Metro Line Extension in Southern Tashkent",
        "Kazakh Wheat Harvest Reaches 20 Million Tons Despite Late Rains",
        "Tajikistan and China Agree to Rebuild Pamir Highway Section Near Kulma Pass",
        "Inside Bishkek’s Winter Smog: A Talk With Air Researcher Aigul Sadyrova",
        "Turkmenistan Ships First Gas Through Iran to Turkey Under Swap Deal",
        "World Bank Raises Growth Forecast for Kyrgyzstan to 8.5 Percent",
    ]
    metro, _, highway, talk, *_ = capture.articles
    assert shape(metro) == [
        "paragraph: Uzbekistan has put five ",
        "paragraph: The ministry expects 60,",
        "heading: Cost and Contractors",
        "paragraph: The work cost 1.2 trilli",
        "paragraph: Deputy Minister Jasur Ch",
        "heading: What Comes Next",
        "paragraph: Choriyev also described ",
        "bullet: a bridge over the Salar ",
        "bullet: a depot for 40 trains",
        "bullet: lifts at every station o",
    ]
    assert [block.kind for block in highway.blocks][:3] == [
        BlockKind.PARAGRAPH,
        BlockKind.CAPTION,
        BlockKind.PARAGRAPH,
    ]
    assert shape(talk)[1:3] == ["paragraph: TCA: How much of the smo", "paragraph: Aigul Sadyrova: About ha"]
    assert metro.published == datetime(2025, 11, 14, tzinfo=UTC)
    assert metro.seen == NOW
    assert (metro.outlet, metro.outlet_id) == ("The Times of Central Asia", "timesca")
    assert (metro.ownership, metro.language, metro.origin) == (Ownership.INDEPENDENT, "en", Origin.FILE)
    assert metro.complete
    assert metro.summary.startswith("Uzbekistan has put five new metro stations")
    assert "Cost and Contractors" not in metro.summary


def test_the_ticker_says_each_pair_once() -> None:
    quotes = parse(read("full.txt")).quotes
    assert [(q.base, q.quote, q.value, q.change_pct) for q in quotes] == [
        ("KGS", "USD", Decimal("0.01144"), Decimal(0)),
        ("KZT", "USD", Decimal("0.00193"), Decimal(0)),
        ("TJS", "USD", Decimal("0.10866"), Decimal("0.55")),
        ("UZS", "USD", Decimal("0.00008"), Decimal(0)),
        ("TMT", "USD", Decimal("0.28571"), Decimal(0)),
    ]
    assert {quote.published for quote in quotes} == {date(2025, 11, 14)}
    assert {quote.provider for quote in quotes} == {"captured page"}
    assert str(quotes[1].change_pct) == "0"


def test_four_currencies_negative_changes_and_malformed_pairs() -> None:
    quotes = parse(read("four-currencies.txt")).quotes
    assert [(q.base, str(q.value), str(q.change_pct)) for q in quotes] == [
        ("KGS", "0.01144", "-0.12"),
        ("KZT", "0.00198", "0"),
        ("UZS", "0.00008", "0"),
        ("TMT", "0.28490", "0.31"),
    ]
    assert {quote.published for quote in quotes} == {NOW.date()}


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        (
            "four-currencies.txt",
            [
                "Kyrgyz Som Steadies After Central Bank Sells Dollars",
                "Uzbek Exporters Ask for Cheaper Rail Freight to Afghan Border",
            ],
        ),
        (
            "teasers.txt",
            [
                "Kazakhstan Weighs New Tax on Sugary Drinks to Fight Childhood Obesity",
                "Samarkand Airport Handles Record 1.9 Million Passengers",
                "Tajik Parliament Backs Law on Green Certificates for Hydropower",
                "Glacier Loss in the Tien Shan Quickens, Kyrgyz Scientists Warn",
                "Turkmen Students Wait Months for Passports Before the School Year",
                "Old Caravan Town Rises Again",
            ],
        ),
        (
            "bylines.txt",
            [
                "Astana Doubles Fleet of Electric Buses Before Winter",
                "Beekeepers of Kyrgyzstan’s At-Bashy Valley Look for Buyers Abroad",
                "Tajikistan Plans Second Unit of Nurek Repairs",
            ],
        ),
        (
            "flattened.txt",
            [
                "Kazakhstan Builds Its Longest Railway Bridge Across the Irtysh",
                "Uzbekistan Counts Its Snow Leopards With the Help of Herders",
                "Tajik Migrants Send Home Less as Rouble Weakens",
                "Turkmen Carpet Museum Lends Rare Pieces to Almaty",
            ],
        ),
        (
            "cut-off.txt",
            [
                "Kyrgyz Parliament Debates Return of Direct Elections for Mayors",
                "Kazakhstan Sends Rescue Teams to Flooded Villages in Western Regions",
                "Central Asia’s Airlines Order Fifty Jets as Travel Booms",
            ],
        ),
    ],
)
def test_headlines(name: str, titles: list[str]) -> None:
    assert [article.title for article in parse(read(name)).articles] == titles


def test_teasers_are_not_complete_and_lose_only_the_way_to_the_rest() -> None:
    articles = parse(read("teasers.txt"), name="imported/evening teasers.txt").articles
    assert not any(article.complete for article in articles)
    assert not any("ontinue reading" in article.blocks[-1].text for article in articles)
    assert articles[2].blocks[0].text.endswith("to buyers abroad.")
    assert {article.published for article in articles} == {None}
    assert {(article.outlet, article.outlet_id) for article in articles} == {("evening teasers", "")}


def test_author_lines_dates_and_datelines() -> None:
    buses, honey, dam = parse(read("bylines.txt")).articles
    assert [article.author for article in (buses, honey, dam)] == ["Jane Doe", "Jane Doe", "TCA"]
    assert [article.published and article.published.date() for article in (buses, honey, dam)] == [
        date(2026, 3, 3),
        date(2026, 3, 1),
        date(2026, 3, 2),
    ]
    assert shape(buses) == [
        "paragraph: ASTANA (TCA) — The capit",
        "paragraph: Charging them needs 12 m",
        "caption: Photo: City Transport Sy",
        "heading: Drivers and Depots",
        "paragraph: Four hundred drivers hav",
    ]
    assert dam.outlet_id == "timesca"


def test_an_article_cut_in_mid_sentence_is_not_complete_and_has_no_heading_more() -> None:
    mayors, rescue, jets = parse(read("cut-off.txt")).articles
    assert [article.complete for article in (mayors, rescue, jets)] == [False, False, False]
    assert shape(mayors)[-1] == "paragraph: The committee on local g"
    assert shape(rescue)[-1] == "paragraph: Water at the Kargaly res"


@pytest.mark.parametrize(
    "variant",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("• ", "▪ "),
        lambda text: text.replace("• ", "- "),
        lambda text: "\n".join(line for line in text.splitlines() if line.strip()),
        lambda text: text + "\n\n1 2 3 … 178 Next\n",
    ],
)
def test_the_same_page_saved_otherwise_says_the_same(variant: object) -> None:
    assert callable(variant)
    plain, other = parse(read("full.txt")), parse(variant(read("full.txt")))
    assert other == plain


def test_ids_are_those_of_the_article_not_of_the_capture() -> None:
    whole = {article.title: article.id for article in parse(read("full.txt")).articles}
    shapes = benchmark.shapes({benchmark.key(title) for title in whole})
    shapes["cut off"] = lambda text: text[: text.index("Lorries that carry")]
    for name in ("flattened", "teasers ending in ...", "without head", "cut off"):
        articles = parse(shapes[name](read("full.txt"))).articles
        assert articles, name
        assert {article.title: article.id for article in articles}.items() <= whole.items(), name


def test_articles_of_one_column_differ_and_of_a_repeated_one_the_fuller_stays() -> None:
    def page(*bodies: str) -> str:
        title = "Central Asia Weekly: What Kazakhstan and Its Neighbors Did"
        return "Viewing results 1 - 2 of 9\n\n" + "\n\n".join(f"{title}\n\n{body}" for body in bodies)

    first = (
        "Kazakhstan opened a new bridge over the Ili and promised to repair eleven older ones before the autumn rains."
    )
    other = (
        "Uzbekistan counted its people for the first time since 1989 and found more than 37 million of them at home."
    )
    assert len(parse(page(first, other)).articles) == 2
    (kept,) = parse(page(first, first + "\n\nThe work is to cost 40 billion tenge.")).articles
    assert len(kept.blocks) == 2


def test_several_pages_in_one_file() -> None:
    capture = parse(read("full.txt") + "\n" + read("four-currencies.txt") + "\n" + read("full.txt"))
    assert len(capture.articles) == 8
    assert len(capture.quotes) == 5


def test_a_hostile_page_comes_out_clean() -> None:
    title, lead = "Kazakhstan \x1b]0;x\x07Opens \u202e[/foo]\x9b Border", "It \x1b[2Jis open \u202enow."
    (article,) = parse(f"Viewing results 1 - 2 of 2\n\n{title}\n\n{lead}\n").articles
    assert article.title == "Kazakhstan ]0;xOpens [/foo] Border"
    assert article.blocks[0].text == "It [2Jis open now."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("\ufeff \r\n\r\n", "is empty"),
        ("\x7fELF\x02\x01\x01" + "\0" * 400, "is not text"),
        ("\ufffd\ufffd\x01PNG\ufffd" * 90, "is not text"),
        ("<!DOCTYPE html><html><body><p>Kazakhstan</p></body></html>", "is a web page, not the text of one"),
    ],
)
def test_what_cannot_be_read_is_said_by_name(text: str, reason: str) -> None:
    failure = parse_capture(text, name="notes.txt", now=NOW)
    assert isinstance(failure, Failure)
    assert words.say(failure) == f"notes.txt: {reason}"


@pytest.mark.parametrize(
    "text",
    [
        "#include <stdio.h>\n\nint main(void)\n{\n    return 0;\n}\n",
        "# reader\n\nA small tool\n\n## Install\n\nRun the script.\n\n## Use\n\nStart it.\n",
        "name,rate\nKGS,0.0114\nKZT,0.0019\n",
        "Chapter One\n\nThe wind rose over the steppe.\n\nNobody spoke. The horses stood still.\n" * 9,
        "Dear Aida,\n\n8 December 2025\n\nThank you for your letter. We shall come in spring.\n",
        "All of us walked from Osh to Jalal-Abad in the autumn of that year.\n\nIt rained.\n\nWe sang.\n",
    ],
)
def test_other_text_is_no_capture(text: str) -> None:
    assert parse_capture(text, name="n.txt", now=NOW) == Failure("n.txt", Code.NOT_A_CAPTURE)


PARTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([line for path in sorted(CAPTURES.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=60).map("\n".join))
@example("• KGS/USD = 0.0")
@example("32 December 2025\n\nKazakhstan\n")
@example("Viewing results 9 - 1 of 0\n\nKazakhstan Opens a Long Bridge\nKazakhstan Opens a Long Bridge\n")
def test_anything_is_survived_and_comes_out_clean(text: str) -> None:
    capture = parse_capture(text, name="any.txt", now=NOW)
    if isinstance(capture, Failure):
        assert capture.what == "any.txt"
        return
    for article in capture.articles:
        assert article.title
        for shown in (article.title, article.summary, article.author, *(block.text for block in article.blocks)):
            assert all(unicodedata.category(c)[0] != "C" or c in "\u200c\u200d" for c in shown)


@pytest.mark.skipif(not benchmark.PAGES.is_dir(), reason="the real pages are not here")
def test_the_five_real_pages() -> None:
    gold = benchmark.load_gold()
    ids: set[str] = set()
    for page in sorted(benchmark.PAGES.glob("page-*.txt")):
        capture = parse(page.read_text(encoding="utf-8"), page.name)
        assert {benchmark.key(article.title) for article in capture.articles} <= gold["headlines"]
        headings = {benchmark.key(b.text) for a in capture.articles for b in a.blocks if b.kind is BlockKind.HEADING}
        assert headings <= gold["headings"]
        assert len(capture.articles) == 6
        assert [quote.base for quote in capture.quotes] == ["KGS", "KZT", "TJS", "UZS", "TMT"]
        ids |= {article.id for article in capture.articles}
    assert len(ids) == 27


SHAPES: dict[str, list[tuple[str, str]]] = {
    "author": [
        ("Rogun Reservoir Fills Faster Than Planned After Wet Spring", "Aida Example"),
        ("Kyrgyz Herders Count the Cost of a Late Thaw", "Aida Example"),
        ("Why Samarkand Is Planting Mulberries Again", "Aida Example"),
    ],
    "joomla": [
        ("Kazakhstan sells the last of its state bakeries", "Timur Sample"),
        ("Is the Aral Sea coming back?", "TCA"),
        ("Bishkek bans coal stoves. Again", "Maria Sample"),
    ],
    "tag": [
        ("Dushanbe opens its second trolleybus depot", "Zarina Sample"),
        ("Two banks merge in Tashkent", "Sergey Kwan"),
        ("Tajik bread prices climb for a third month", "TCA"),
        ("China lends Turkmenistan money for a fourth gas field. What does it want?", ""),
        ("Hydropower: a dam too far?", ""),
    ],
    "dated": [
        ("В Оше открыли новый мост через Ак-Бууру", ""),
        ("Казахстан увеличил вывоз муки в Афганистан", ""),
        ("Душанбе готовится к зиме: город закупил 40 машин для уборки снега.", ""),
    ],
    "captions": [
        ("Uzbekistan to Build Glass Factory in Jizzakh", ""),
        ("Border Crossing at Karkyra Opens for Summer", ""),
        ("Kyrgyzstan: Who Owns the Glaciers?", ""),
    ],
}


@pytest.mark.parametrize("shape_of_page", SHAPES)
def test_pages_of_other_shapes(shape_of_page: str) -> None:
    articles = parse(read(f"shapes/{shape_of_page}.txt")).articles
    assert [(article.title, article.author) for article in articles] == SHAPES[shape_of_page]
    assert not any(article.complete for article in articles if shape_of_page != "dated")


def test_an_item_has_the_date_that_stands_before_it_or_after_it() -> None:
    def days(text: str) -> list[date | None]:
        return [article.published and article.published.date() for article in parse(text).articles]

    before = read("shapes/dated.txt")
    assert days(before) == [date(2025, 11, 12), date(2025, 11, 12), date(2025, 11, 11)]
    lines = before[before.index("12.11") :].splitlines()
    dates = [line for line in lines if re.match(r"\d\d\.\d\d\.", line)]
    after = "\n".join(line for line in lines if line not in dates[:1])
    assert days(after + "\n" + dates[0])[2] == date(2025, 11, 12)


def test_a_caption_between_two_items_belongs_to_the_second() -> None:
    _, crossing, _ = parse(read("shapes/captions.txt")).articles
    assert [block.kind for block in crossing.blocks] == [BlockKind.CAPTION, BlockKind.PARAGRAPH]


def test_a_range_of_absurd_numbers_announces_nothing() -> None:
    text = f"Showing {'9' * 5000} - 2 of 9\n\n" + read("teasers.txt")
    assert len(parse(text).articles) == len(parse(read("teasers.txt")).articles)


def test_a_ticker_of_endless_digits_is_read_over() -> None:
    text = f"KGS/USD = {'1' * 50_000}x\n\n" + read("teasers.txt")
    assert parse(text).quotes == ()


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("Video: Snow Closes Roads in Eastern Kazakhstan", False),
        ("In Photos: A Day at the Osh Bazaar", False),
        ("Video: A. Reporter", True),
        ("Photo: Aida Usenova, press service of the ministry", True),
        ("View of the port of Aktau, file photo", True),
        ("Harbour Asks for Archive Photos", False),
    ],
)
def test_a_caption_is_told_from_a_headline_about_pictures(line: str, is_caption: bool) -> None:
    assert (lines_of(line)[0].kind is LineKind.CAPTION) is is_caption
