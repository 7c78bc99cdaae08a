"""Why two articles are one story or two, in Russian, by the English sentence of the desk; `{}` is what it names."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "A regular item ({}) is not joined with anything.": "Постоянная рубрика ({}) ни с чем не объединяется.",
    "The same headline may be used again and again, and there is no text to compare.": (
        "Такой заголовок может повторяться снова и снова, а текста для сравнения нет."
    ),
    "{} prints this headline again and again with other names and figures.": (
        "{} раз за разом ставит этот заголовок с другими именами и числами."
    ),
    "Both are bulletins of one day, and not of the same day.": "Обе сводки за один день, и дни разные.",
    "Different dates: {} and {}.": "Разные даты: {} и {}.",
    "Different months: {} and {}.": "Разные месяцы: {} и {}.",
    "Different days: {} and {}.": "Разные дни: {} и {}.",
    "Different years: {} and {}.": "Разные годы: {} и {}.",
    "Different places: {} and {}.": "Разные места: {} и {}.",
    "Each names another square.": "Площади названы разные.",
    "Each names another street.": "Улицы названы разные.",
    "One is about {}, the other about {}.": "Одна о {}, другая о {}.",
    "Different people: {} and {}.": "Разные люди: {} и {}.",
    "Different figures: {} and {}.": "Разные числа: {} и {}.",
    "Different in order: number {} and number {}.": "Разный порядковый номер: {} и {}.",
    "Different numbers of the same: {} and {}.": "Разное количество одного и того же: {} и {}.",
    "Different events: “{}” and “{}”.": "Разные события: «{}» и «{}».",
    "One is about “{}”, the other about “{}”.": "Одна говорит «{}», другая «{}».",
    "The earlier one tells what was still to come, the later one what has been.": (
        "Ранняя говорит о том, что будет, поздняя о том, что было."
    ),
    "They are in two languages, and too little of them can be compared to be sure.": (
        "Они на двух языках, и сравнить можно слишком мало, чтобы быть уверенным."
    ),
    "“{}”: one tells that it is thought of, the other that it is done.": (
        "«{}»: одна говорит, что об этом думают, другая, что это сделано."
    ),
    "Both say: {}.": "Обе говорят: {}.",
    "They are {} alike; {} make one story.": "Сходство {}; один сюжет бывает от {}.",
    "They are more than three days apart.": "Между ними больше трёх дней.",
    "Their headlines have too little in common.": "В заголовках слишком мало общего.",
    "Both are by {}, which seldom tells one story twice.": "Обе от издания {}, а оно редко пишет об одном дважды.",
    "They are {} hours apart.": "Между ними {} ч.",
    "Their texts speak of different dates.": "В текстах разные даты.",
    "Their texts give different figures.": "В текстах разные числа.",
    "One article barely says what the other's headline does.": "Одна статья почти не о том, что в заголовке другой.",
    "Their texts name different places.": "В текстах разные места.",
    "Their headlines are about people of different offices.": "Заголовки о людях на разных должностях.",
    "Their headlines give different numbers.": "В заголовках разные числа.",
}
