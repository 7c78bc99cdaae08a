"""The language of a text, on sentences written for this test and not looked at while the words were chosen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.text.language import guess, language_of

SENTENCES = [
    ("ru", "Врачи предупредили о вспышке кори в трёх областях"),
    ("ru", "Когда подорожает хлеб и кто в этом виноват"),
    ("ru", "Токаев прибыл в Туркестан"),
    ("ru", "На рынке «Дордой» произошёл пожар, пострадавших нет"),
    ("ru", "Министр финансов рассказал о новых налогах для бизнеса"),
    ("kk", "Дәрігерлер үш облыста қызылшаның өршуі туралы ескертті"),
    ("kk", "Президент Түркістанға барды"),
    ("kk", "Мұғалімдер жалақысын көтеруді сұрады"),
    ("kk", "Балабақшаға кезек азайды, дейді министрлік"),
    ("kk", "Мемлекеттік қызметшілерге талап күшейеді"),
    ("ky", "Дарыгерлер үч облуста кызылча жайылганын эскертти"),
    ("ky", "Мектептерге жаңы китептер жеткирилди"),
    ("ky", "Өкмөт нандын баасын көзөмөлгө алат"),
    ("ky", "Жаштар айылга кайтып келе жатат"),
    ("ky", "Базарда өрт чыгып, үч дүкөн күйүп кетти"),
    ("uz", "Шифокорлар уч вилоятда қизамиқ тарқалаётганидан огоҳлантирди"),
    ("uz", "Бозорда нархлар яна кўтарилди"),
    ("uz", "Ҳокимият йўлни таъмирлашни бошлади"),
    ("uz", "Президент фармон имзолади, у эртага кучга киради"),
    ("uz", "Shifokorlar uch viloyatda qizamiq tarqalayotganidan ogohlantirdi"),
    ("uz", "Hokimiyat yoʻlni taʼmirlashni boshladi"),
    ("uz", "Yangi maktab binosi foydalanishga topshirildi"),
    ("uz", "Öqituvçilar uçun yangi tartib joriy etiladi"),
    ("tg", "Табибон аз паҳн шудани сурхакон дар се вилоят огоҳ карданд"),
    ("tg", "Нархи гӯшт дар бозорҳои пойтахт боло рафт"),
    ("tg", "Президент фармони нав имзо кард"),
    ("tg", "Омӯзгорон маоши зиёд мехоҳанд"),
    ("tk", "Lukmanlar üç welaýatda gyzamyk ýaýraýandygyny duýdurdylar"),
    ("tk", "Bazarda etiň bahasy ýene galdy"),
    ("tk", "Prezident täze karara gol çekdi"),
    ("tk", "Ýaşlar daşary ýurda gidýär"),
    ("en", "Doctors warn of a measles outbreak in three provinces"),
    ("en", "Why the price of bread is going up"),
    ("en", "Ministry denies reports of a fuel shortage"),
    ("en", "Two killed in an avalanche near the pass"),
    ("kk", "Dárigerler úsh oblysta qyzylshanyń órshýi týraly eskertti"),
    ("kk", "Memlekettik qyzmetşilerge talap küşeiedi"),
    ("kk", "دارىگەرلەر ءۇش وبلىستا قىزىلشا تۋرالى ەسكەرتتى"),
    ("fa", "پزشکان از شیوع سرخک در سه ولایت هشدار دادند"),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES, ids=[text[:30] for _, text in SENTENCES])
def test_the_language_of_a_headline(language: str, text: str) -> None:
    found, confidence = guess(text)
    assert found == language
    assert 0 < confidence <= 1


def test_a_feed_is_believed_unless_the_words_clearly_say_another_language() -> None:
    assert language_of("Өкмөт нандын баасын көзөмөлгө алат. Бул тууралуу министр айтты", "ru") == "ky"
    assert language_of("Врачи предупредили о вспышке кори", "kk") == "ru"
    assert language_of("Manas", "ky") == "ky"
    assert language_of("", "tk-TM") == "tk"
    assert language_of("12:30", "") == ""
    assert language_of("نرخ گندم در بازار", "tg") == "tg"
    assert language_of("نرخ گندم در بازار", "en") == "fa"
    assert language_of("Regierung senkt die Steuern für das ganze Land", "de") == "de"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ky", "Талас жолу жабылды"), ("kk", "Су тасқыны қаупі бар"), ("kk", "Тараз маңында жол апаты болды"),
        ("uz", "Бухорода сайёҳлар кўпайди"), ("uz", "Xivada festival oçildi"), ("tg", "Дар Норак сел омад"),
        ("tk", "Lebapda ýol ýapyldy"), ("ru", "Дорогу на Талас закрыли"), ("en", "Students wait for grants"),
        ("kk", "Stýdentter shákirtaqy almady"),
    ],
)  # fmt: skip
def test_a_short_headline_is_read_against_a_claim_in_another_script(language: str, text: str) -> None:
    claim = "en" if text[0] > "\u0400" else "ru"
    assert language_of(text, claim) == language
    assert language_of(text, language) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Bakan yeni köprünün yıl sonunda açılacağını açıkladı"), ("tr", "İzmir'de orman yangını söndürüldü"),
        ("az", "Gəncədə yeni xəstəxana istifadəyə verilib"), ("az", "Hökumət qaz üçün yeni qiymət müəyyən edib"),
        ("tt", "Чаллыда яңа стадион төзелде, аны бәйрәмдә ачтылар"), ("ba", "Сибайҙа яңы күпер төҙөлдө"),
        ("uk", "У Львові відкрили виставку про історію міста"), ("be", "У Гродне адкрылі новы мост праз раку"),
        ("bg", "Съветът прие бюджета след дълги спорове"), ("sr", "Влада усвојила буџет за следећу годину"),
        ("ug", "ئۇيغۇر ئېلىدە يېڭى يول ئېچىلدى"), ("ar", "الحكومة تعلن عن خطة جديدة للطاقة"),
        ("ur", "حکومت نے نئے ڈیم کا اعلان کر دیا ہے"), ("ps", "د کابل ښاروال نوی سړک پرانیست"),
        ("fa", "شهرداری تهران بودجه سال آینده را تصویب کرد"),
    ],
)  # fmt: skip
def test_a_neighbour_is_not_taken_for_one_of_the_seven(language: str, text: str) -> None:
    assert language_of(text) == language
    assert language_of(text, language) == language


@pytest.mark.parametrize(
    "text",
    [
        "Nókiste jańa kitapxana ashıldı", "Қарақалпақстанда суў тартысы ҳәм егин жыйналды",
        "Stadt baut eine neue Brücke über den Fluss", "Władze otworzyły nowy most nad rzeką",
        "政府宣布新的能源计划", "政府は新しい計画を発表した",
    ],
)  # fmt: skip
def test_what_has_no_code_of_two_letters_or_is_not_known_is_none_of_the_seven(text: str) -> None:
    assert language_of(text) == ""


def test_tajik_in_persian_letters_is_told_from_persian_where_a_word_tells() -> None:
    assert language_of("در ناحیه رودکی مکتب نو ساختند") == "tg"
    assert language_of("نرخ آرد به ۱۲ سامانی رسید") == "tg"
    assert language_of("در تهران مدرسه جدید ساختند") == "fa"
    assert language_of("رئیس جمهور تاجیکستان وارد تهران شد") == "fa"
    assert language_of("رئیس جمهور تاجیکستان وارد تهران شد", "tg") == "tg"


@pytest.mark.parametrize(
    "text", ["Regierung senkt die Steuern und das Land wartet", "La ministre annonce une réforme du service"]
)
def test_other_languages_are_not_claimed_with_confidence(text: str) -> None:
    assert guess(text).confidence < 0.5


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    found, confidence = guess(text)
    assert 0 <= confidence <= 1
    assert bool(found) == (confidence > 0)
