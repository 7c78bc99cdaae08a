"""What the screen says, in Russian: the same names as in `careader.words.screen`, which says what each is for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

_KEY = "x загрузит весь текст, o откроет страницу, y скопирует ссылку."


def plural(number: int, one: str, few: str, many: str) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return one
    return few if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else many


def figure(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def stories(number: int) -> str:
    return f"{figure(number)} {plural(number, 'сюжет', 'сюжета', 'сюжетов')}"


def outlets(number: int) -> str:
    return f"{figure(number)} {plural(number, 'издание', 'издания', 'изданий')}"


# Articles.

TOLD_BY = "Пишут"
SHOWS_NEXT = "] покажет следующее"
FETCHING_WHOLE = "Загружается весь текст…"
NO_PAGE_HERE = "Нет страницы, с которой взять текст."
AS_IN_FEED = "Как было в ленте; X снова покажет весь текст."
AS_SAVED = "Как было сохранено; X снова покажет по абзацам."
IS_AS_IN_FEED = "Так и было в источнике."


def no_whole(reason: str) -> str:
    return f"Больше нет: {reason}. o откроет страницу в браузере, x спросит снова."


def appeared(places: Sequence[tuple[str, datetime]]) -> str:
    names = {"telegram": "в Telegram", "site": "на сайте"}
    first = places[0][1].astimezone().date() if places else None
    parts = []
    for place, moment in places:
        local = moment.astimezone()
        when = f"{local:%H:%M}" if local.date() == first else f"{local:%d.%m, %H:%M}"
        parts.append(f"{names.get(place, place)} {when}")
    return ", ".join(parts)


def no_more(*, has_link: bool) -> str:
    return f"Больше в ленте нет. {_KEY}" if has_link else "Больше в источнике нет."


CONVERTED = {
    "latin": "Переведено на латиницу; T показывает, как было написано.",
    "cyrillic": "Переведено на кириллицу; T показывает, как было написано.",
}
ONE_ALPHABET = "Другой алфавит есть у узбекских, казахских и таджикских статей."


def headline_was(title: str) -> str:
    return f"Прежний заголовок: {title}"


def also_told_by(outlet: str) -> str:
    return f"Также пишут: {outlet}"


def newest_report(when: str) -> str:
    return f"последнее сообщение {when}"


NO_STORY = "Здесь нет сюжета."
ONE_OUTLET = "Об этом пишет только одно издание."
NO_LINK = "У этой статьи нет ссылки."
COPIED = "Скопировано."
NOTHING_MARKED = "Мышью ничего не выделено. ^Q закрывает careader."


def copied(what: str) -> str:
    return f"Скопировано: {what}"


# Marks and undo.

NOTHING_TO_UNDO = "Отменять нечего."
NOTHING_UNREAD = "В списке нет непрочитанного."
NO_OTHER_UNREAD = "Других непрочитанных сюжетов нет."
ROUND_END = "Конец списка, дальше с начала."
ROUND_TOP = "Начало списка, дальше с конца."
NO_STORY_BELOW = "Это последний сюжет."
NO_STORY_ABOVE = "Это первый сюжет."


def marked_read(number: int) -> str:
    return f"прочитано: {stories(number)}"


def and_z_undoes(what: str) -> str:
    return f"{what[:1].upper()}{what[1:]}. Z отменит."


def undone(what: str) -> str:
    return f"Отменено: {what}."


MARK_READ, MARK_UNREAD = "отметка о прочтении", "отметка «не прочитано»"
STARRED, UNSTARRED = "звёздочка", "снятие звёздочки"
TAKEN_OUT, JOINED = "сообщение вынесено", "сюжеты объединены"
FILTERED, SEARCHED = "отбор", "поиск"


# The list.

FETCHING_FIRST = "Загружаются новости. Первые сюжеты появятся через мгновение."
NO_STORIES_YET = "Сюжетов пока нет. r загрузит новости; careader import прочитает ваши файлы."
NO_STORIES_NO_OUTLETS = (
    "Сюжетов пока нет, и ни одно издание не включено. O покажет издания: пробел включает, a добавляет новое по адресу."
)
LEAVES = "q закрывает careader."
PLACES_STAY = "Это ваши страны. 0 покажет все, q закроет careader."


def since_last(when: str) -> str:
    return f"новое с {when}"


def new_and(number: int) -> str:
    return f"новых: {figure(number)}"


def found(number: int) -> str:
    return f"{stories(number)}   Enter оставит, Esc отменит"


def hits_in_article(number: int) -> str:
    if not number:
        return "В статье этого нет."
    return f"В {number} {plural(number, 'строке', 'строках', 'строках')}. n и N ведут по ним."


def trouble(field: str, value: str, known: Sequence[str]) -> str:
    if not field:
        return f"{value} неизвестно; может быть, {known[0]}?"
    return f"{field}: не бывает {value!r}; бывает {', '.join(known)}"


# Status.

NOT_FETCHED = "Ещё не загружено, r загрузит"
DEMO = "ОБРАЗЕЦ: ничего не загружается и не сохраняется"
SAMPLE = "ОБРАЗЕЦ: ни одно издание не ответило. r попробует снова, O объяснит"
SAMPLE_NO_OUTLETS = "ОБРАЗЕЦ: ни одно издание не включено. O покажет их"
DEMO_FETCHES_NOTHING = "Образец ничего не загружает. Новости будут без --demo."
LOG = "Журнал"
EMPTY_LOG = "Всё шло гладко."
FETCHED_ALREADY = "Новости уже загружаются."
FETCHING_RATES = "Загружаются курсы"


def updated_at(time: str, following: str = "") -> str:
    return f"Обновлено в {time}, далее в {following}" if following else f"Обновлено в {time}"


def unreachable(number: int) -> str:
    return f"не {plural(number, 'отвечает', 'отвечают', 'отвечают')} {outlets(number)} (O)"


def went_wrong(what: str, error: str) -> str:
    return f"{what}: не получилось ({error})."


# Outlets.


def switched(outlet: str, *, on: bool) -> str:
    return f"{outlet}: {'включено' if on else 'выключено'}"


# Panels.

WHY_COUNTRIES = "Почему эти страны"
WHY_TOGETHER = "Почему вместе"
WHY_APART = "Почему порознь"
PANEL_HINTS = "Esc закрывает   j k листает   g G концы   / ищет"
FIND_IN_PANEL = "слово из того, что вы ищете"
NOT_IN_PANEL = "Такой строки нет."
IN_ONE_STORY = "В одном сюжете с"
NOT_IN_ONE_STORY = "Не в одном сюжете с"
NOTHING_LIKE_IT = "Об этом пишет одно издание, и похожих сюжетов нет."
AND = "и"
YOU_JOINED = "Их объединили вы."
YOU_PARTED = "Их разделили вы."
TOGETHER_THROUGH_OTHERS = "Они вместе благодаря остальным статьям сюжета."
APART_THROUGH_OTHERS = "Они порознь: остальные статьи двух сюжетов различаются."
BY_OUTLET_ALONE = "Ни одно слово: взято по стране издания или по языку."
ABOUT_NOWHERE = "По словам статьи она ни об одной из пяти стран и не о регионе в целом."
PARTS = {"title": "заголовок", "summary": "начало", "body": "текст"}
WEIGHTS = (
    "Число означает вес. Название весит больше всего в заголовке и меньше всего в тексте; "
    "сказанное вскользь не весит ничего."
)
KEYS = "Клавиши"
MOUSE = "Мышь"
MOUSE_HELP = (
    "  Щелчок ставит курсор на сюжет, второй открывает его.\n"
    "  Левый край отмечает прочитанное, правый ставит\n"
    "  звёздочку. Страны, курсы и издания тоже щёлкаются."
)


def times(number: int) -> list[str]:
    return [] if number == 1 else [f"{number} {plural(number, 'раз', 'раза', 'раз')}"]


def found_elsewhere(places: str) -> str:
    return f"Сюжет есть и под {places}, по словам других изданий. ] покажет следующее."


# More of the list.

YESTERDAY = "Вчера"
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
NO_OUTLETS = "Ни одно издание не включено, O покажет их"
NO_MORE_HITS = "Дальше не встречается."
JOINED_SINCE = "Это сообщение пришло после того, как вы прочли сюжет."
SEARCH_FOR = "слова, lang:kk, since:2d, -слово"
SEARCH_HELP = "Tab дополняет  Enter оставляет  Esc отменяет"
FIND = "Найти:"


def fetching(bar: str, done: int, total: int, outlet: str, dot: str) -> str:
    return f"Загрузка {bar} {done}/{total} {dot} {outlet}"


def listed_now(number: int) -> str:
    return f"В списке {stories(number)}."


def measure(columns: int) -> str:
    return f"Ширина статьи: {columns}."


# The story view.

KEYS_OF_STORY = "Клавиши сюжета"
SAMPLE_SHORT = "ОБРАЗЕЦ"
NO_LONGER_LISTED = "Этого сюжета больше нет в списке."
NOT_IN_IT = "Этого сюжета в нём нет. + добавит его."
TWO_AGAIN = "Это снова два сюжета."
ONLY_ARTICLE = "Других статей здесь нет."
TAKEN_OUT_PLUS = "Вынесено. + вернёт."
JOINS_RELATED = "+ добавляет близкий сюжет: поставьте на него курсор."
BACK_IN = "Возвращено в сюжет."
JOINED_MINUS = "Объединено. - вынесет снова."
LOOKING = "Ищем."
NONE_FOUND = "Не найдено."
RELATED = "Близкие сюжеты"
OTHERS = "Прочие"
OWNERSHIPS = {
    "state": "Государственные",
    "independent": "Независимые",
    "exile": "В изгнании",
    "international": "Международные",
}
FIRST = "первое"


def silence(ownership: str, followed: int) -> str:
    kind = {
        "state": "государственных изданий",
        "independent": "независимых изданий",
        "exile": "изданий в изгнании",
        "international": "международных изданий",
    }.get(ownership, ownership)
    return f"Ни у одного из {kind} ({followed}) этого нет." if followed > 1 else f"У {kind} этого нет."


def outlets_of(number: int) -> str:
    return outlets(number)


def alike(score: float, decided: bool) -> str:
    return "разделены вами" if decided else f"сходство {score:.0%}"


# Two versions, the places, and short questions.

KEYS_OF_VERSIONS = "Клавиши двух версий"
BOLD_ALONE = "Жирным: только у одного"
BOLD_ALONE_FOREIGN = "Жирным: только у одного, насколько видно по именам и числам"
ONLY_THESE_TWO = "Есть только эти две."
SHOW_ABOUT = "Показать сюжеты о стране"
PICKER_HINTS = "Space вкл. или выкл.     Enter только эта\n0 все страны             Esc закрывает"
ASK_HINTS = "Enter выполнит   Esc отменит"
CHOOSE_HINTS = "Enter покажет   Esc закроет"
VIEWS = "Подборки"
NO_VIEWS = "Подборок пока нет: [[view]] с name, query, key в settings.toml."


def counted_under(filters: str) -> str:
    return f"Подсчитано: {filters}"


# Rates.

KEYS_OF_RATES = "Клавиши курсов"
EXCHANGE_RATES = "Курсы валют"
TYPE_AN_AMOUNT = "Введите сумму, с валютой или без: 250, 1 250,50, 250 EUR."
NO_VALUE = "Копировать нечего."
NO_PAGE_OF_RATE = "У этого курса нет страницы."
DEMO_ASKS_NOBODY = "Образец никого не спрашивает. Сегодняшние курсы будут без --demo."
ASKING_BANKS = "Спрашиваем банки."
BANKS_ASKED_ALREADY = "Банки уже спрашиваются."
BANKS_NOT_ASKED = "Банки не спрашиваются: [rates] enabled = false."


def no_rate_of(code: str, known: Sequence[str]) -> str:
    return f"Курса {code} нет. Известны {', '.join(known)}."


# The outlets.

KEYS_OF_OUTLETS = "Клавиши изданий"
OUTLETS, OUTLET, ANSWERED, NEXT_TRY, WAY = "Издания", "Издание", "Ответило", "Далее", "Через"
A_DAY, WHOLE_TEXTS, UNREAD, NEVER = "В день", "Целых", "Не проч.", "никогда"
NO_OUTLET_LISTED = "В списке нет изданий. a добавляет издание по адресу сайта, ленты или канала в Telegram."
DEMO_HAS_NO_OUTLETS = "Образец ничего не загружает. Запустите careader без --demo, чтобы увидеть известные ему издания."
ADD_BY_ADDRESS = "Адрес издания или его ленты"
ASKING_ALL = "Спрашиваем все издания."


def outlets_on(enabled: int, every: int, failed: int) -> str:
    said = f"включено {enabled} из {every}"
    return f"{said}, не отвечает {failed}" if failed else said


def added(outlet: str) -> str:
    return f"{outlet}: добавлено, спрашиваем."


def asking(outlet: str) -> str:
    return f"{outlet}: спрашиваем."


def brought(new: int) -> str:
    return new_and(new) if new else "ничего нового"


# The program.

COMMAND_BY_NAME = "Команда по названию"


def hidden(number: int) -> str:
    return f"скрыто: {figure(number)} (M)" if number else "Скрытого здесь нет"


def muted_shown() -> str:
    return "В списке и скрытые сюжеты. M скроет их."


FETCHING_NEWS = "Загружаются новости"
WAITING = "Ждём другую программу, которая пишет в библиотеку"


def clash(key: str, one: str, other: str) -> str:
    return f"[keys]: {key} отдано сразу двум: {one} и {other}"


def unknown_command(name: str) -> str:
    return f"[keys]: команды {name} нет; ? покажет, что можно"
