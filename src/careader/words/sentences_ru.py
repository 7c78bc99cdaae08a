"""Russian: the sentences of settings, files and commands, by the English ones; see `careader.words.sentences`.

In an English sentence `{}` is a name, and `{...}` a sentence of these again.
"""

from __future__ import annotations

OF_SETTINGS: dict[str, str] = {
    "is not a setting{...}; known are {}": "не настройка{}; известны {}",
    "is not a setting{...}; known here are {}": "не настройка{}; здесь известны {}",
    "is written as [[{}]], with two brackets on each side": "пишется как [[{}]], по две скобки с каждой стороны",
    "is written as [[{}]], with two brackets on each side and a line for each key, not {}": (
        "пишется как [[{}]], по две скобки с каждой стороны и по строке на ключ, а не {}"
    ),
    'must be "none" or the address of a proxy, such as http://127.0.0.1:8080 or socks5://127.0.0.1:1080; nothing is '
    "fetched until it is put right": (
        'должно быть "none" или адресом прокси, например http://127.0.0.1:8080 или socks5://127.0.0.1:1080; '
        "пока это не исправлено, ничего не загружается"
    ),
    "must be a table, not {}": "должно быть таблицей, а не {}",
    "must be a table with {...}, not {}": "должно быть таблицей с {}, а не {}",
    "stands above all tables; it belongs under [{}]": "стоит выше всех таблиц; место ему под [{}]",
    "must be true or false, not {}": "должно быть true или false, а не {}",
    "must be a whole number, not {}": "должно быть целым числом, а не {}",
    "must be at least {}, not {}": "должно быть не меньше {}, а не {}",
    "must be from {} to {}, not {}": "должно быть от {} до {}, а не {}",
    "must be a text in quotes, not {}": "должно быть текстом в кавычках, а не {}",
    "must be no longer than {} letters, not {}": "должно быть не длиннее {} букв, а не {}",
    "must be a name without control characters or blanks around it, not {}": (
        "должно быть названием без управляющих знаков и пробелов по краям, а не {}"
    ),
    "must be the whole path of a folder, such as ~/Sync/careader, not {}": (
        "должно быть полным путём к папке, например ~/Sync/careader, а не {}"
    ),
    "must be an address that starts with http:// or https://, not {}": (
        "должно быть адресом, который начинается с http:// или https://, а не {}"
    ),
    "must be a complete address such as https://example.org/feed, not {}": (
        "должно быть полным адресом, например https://example.org/feed, а не {}"
    ),
    "must be a date such as 2026-12-31, not {}": "должно быть датой, например 2026-12-31, а не {}",
    'must be two currencies such as "EUR/KZT", not {}': 'должно быть двумя валютами, например "EUR/KZT", а не {}',
    "is {...}, but must be two of {}": "равно {}, а должно быть двумя из {}",
    "is {...}, but must be one of {}": "равно {}, а должно быть одним из {}",
    "must be a list, not {}": "должно быть списком, а не {}",
    "must name one at least{...}": "должно называть хотя бы одно{}",
    "needs {...}; it is left out": "требует {}; пропущено",
    "has a value that {...}": "содержит значение, которое {}",
    "has a value that {...}; it is left out": "содержит значение, которое {}; оно пропущено",
    "is none of those that come with careader and has no address, such as url = {}, or an [[outlet.way]]": (
        "не из тех, что идут с careader, и не имеет адреса, например url = {}, или [[outlet.way]]"
    ),
    "is none of those that come with careader (did you mean {}?) and has no address, such as url = {}, or an "
    "[[outlet.way]]": (
        "не из тех, что идут с careader (может быть, {}?), и не имеет адреса, например url = {}, или [[outlet.way]]"
    ),
    "has {} for a url, which is no complete http or https address": (
        "имеет url {}, а это не полный адрес http или https"
    ),
    "has the way {...}; known are {}": "имеет путь {}; известны {}",
    "is left out: it {...}": "пропущено: {}",
    "is longer than {} letters and is left out": "длиннее {} букв и пропущена",
}
"""What is wrong with a setting."""

SENTENCES: dict[str, str] = {
    # Settings.
    "{}, line {}": "{}, строка {}",
    "line {}": "строка {}",
    "{}, line {}: {...}": "{}, строка {}: {}",
    "line {}: {...}": "строка {}: {}",
    "[[{}]] number {}": "[[{}]] номер {}",
    "[[{}]] number {}: {}": "[[{}]] номер {}: {}",
    "{} (did you mean {}?)": "{} (может быть, {}?)",
    " (did you mean {}?)": " (может быть, {}?)",
    "number {}": "номер {}",
    ": [[{}.{}]] number {}": ": [[{}.{}]] номер {}",
    "a number of very many digits": "число из множества цифр",
    'a kind such as kind = "feed"': 'вид, например kind = "feed"',
    'an address such as url = "https://example.org/rss"': 'адрес, например url = "https://example.org/rss"',
    'an id, a short name of its own such as id = "gazette"': 'id, своё короткое имя, например id = "gazette"',
    'a name such as name = "Water"': 'название, например name = "Water"',
    'a query such as query = "water lang:ru since:7d"': 'запрос, например query = "water lang:ru since:7d"',
    'a query such as query = "football"': 'запрос, например query = "football"',
    'a command such as run = "wc -w"': 'команду, например run = "wc -w"',
    'a key such as key = "x"': 'клавишу, например key = "x"',
    "; enabled = false asks for no rates at all": "; enabled = false не спрашивает курсов совсем",
    "{}: cannot be read ({...}); check what it is and its permissions": (
        "{}: не читается ({}); проверьте, что это и какие у него права"
    ),
    "{}: {} more things are wrong in it": "{}: в нём неверно ещё {}",
    "It is no file": "это не файл",
    "It is larger than 1 MB": "больше 1 МБ",
    "It is larger than {} MB": "больше {} МБ",
    "It is a device or a pipe and not a file": "это устройство или канал, а не файл",
    "{}: there is no such settings file; create it or leave --config out": (
        "{}: такого файла настроек нет; создайте его или уберите --config"
    ),
    "{...}; the defaults are used": "{}; взято то, что задано по умолчанию",
    "at least {}": "не меньше {}",
    "is not UTF-8 and is left out; save the file as UTF-8": "не UTF-8 и пропущена; сохраните файл как UTF-8",
    "has a number of more digits than can be read; it is left out": (
        "содержит число, в котором цифр больше, чем читается; пропущена"
    ),
    "is not valid TOML ({}); it is left out": "это не TOML ({}); пропущена",
    "is not valid TOML ({}); its table is left out": "это не TOML ({}); её таблица пропущена",
    "begins what is not valid TOML; it is left out": "с неё начинается то, что не TOML; пропущено",
    "nested too deeply": "слишком глубоко вложено",
    "{}: another program is changing it; try again": "{}: его меняет другая программа; попробуйте снова",
    "{}: cannot be written ({...}); check what it is and its permissions": (
        "{}: не записывается ({}); проверьте, что это и какие у него права"
    ),
    "{}: is not changed, since it cannot be edited as it stands ({})": (
        "{}: не изменён: в таком виде его нельзя поправить ({})"
    ),
    "{}: is not changed, since it would be larger than {} MB": "{}: не изменён: стал бы больше {} МБ",
    "{}: is not changed, since it cannot be edited without changing what else it says": (
        "{}: не изменён: нельзя поправить, не изменив остального"
    ),
    "{}: is not changed, since {...}": "{}: не изменён: {}",
    "{}: is not valid TOML": "{}: это не TOML",
    "{}: is not UTF-8; save it as UTF-8 before it is changed": "{}: не UTF-8; сначала сохраните его как UTF-8",
    "{...}; correct that before it is changed": "{}; сначала исправьте это",
    "the environment variable {} is no address of a proxy such as http://127.0.0.1:8080 or socks5://127.0.0.1:1080; "
    "nothing is fetched until it is put right": (
        "в переменной окружения {} не адрес прокси, например http://127.0.0.1:8080 или socks5://127.0.0.1:1080; "
        "пока это не исправлено, ничего не загружается"
    ),
    # The library and the marks.
    "there is no story or article {}; careader list gives the ids": "нет сюжета или статьи {}; id даёт careader list",
    "{} is the beginning of {} ids; give more of it": "с {} начинаются id: {}; допишите ещё",
    "The marks": "Отметки",
    "The decisions on stories": "Решения о сюжетах",
    "What was chosen cannot be kept in {} ({...})": "Выбранное не сохраняется в {} ({})",
    "{} could not be read and was kept as {}": "{} не читается и оставлен под именем {}",
    "{} cannot be read ({...}); it is a copy of {}": "{} не читается ({}); это копия {}",
    "{} was written by a newer careader; it is read as far as it can be": (
        "{} записан более новым careader; прочитано, что можно"
    ),
    "{} was written by a newer careader; update this one to keep what you change": (
        "{} записан более новым careader; обновите этот, чтобы изменения сохранялись"
    ),
    "{} was written by a newer careader; install that version to use it": (
        "{} записан более новым careader; установите ту версию"
    ),
    "{} is read as far as it can be, since {...}": "{} прочитан, насколько можно: {}",
    "A conflict copy of {} was taken in; it is kept as {}": "Взята спорная копия {}; она оставлена под именем {}",
    "{...} cannot be shared in {} ({...})": "{}: не получается поделиться в {} ({})",
    "Nothing is shared in {}, since {} cannot be written ({})": "В {} ничем не делимся: {} не записывается ({})",
    "{...} cannot be saved to {} ({...})": "{}: не сохраняется в {} ({})",
    "{...} in {} cannot be read ({...})": "{}: не читается в {} ({})",
    "{...} were set aside as {}, since {...}; careader {...}": "{}: файл отложен под именем {}: {}; careader {}",
    "begins anew": "начинает заново",
    "goes on with {} of them": "продолжает с тем, что прочиталось: {}",
    "another program holds its lock": "его держит другая программа",
    "another program is writing": "пишет другая программа",
    "the file is not what careader writes ({...})": "в файле не то, что пишет careader ({})",
    "not an object of objects": "не объект из объектов",
    "{} of {} marks are not what careader writes": "отметок не в том виде, в каком их пишет careader: {} из {}",
    "{} of {} decisions are not what careader writes": "решений не в том виде, в каком их пишет careader: {} из {}",
    "{} cannot be written ({...}): it is read as it is, and nothing new is kept until that is mended and careader is "
    "started again": (
        "{} не записывается ({}): читается как есть, новое не сохранится, пока это не исправлено и careader не "
        "запущен снова"
    ),
    "{} cannot be opened ({}: {}): what comes in is shown and not kept until that is mended and careader is started "
    "again": (
        "{} не открывается ({}: {}): новое показывается, но не сохранится, пока это не исправлено и careader не "
        "запущен снова"
    ),
    "{} is damaged ({}): {} articles were saved into a new one, and it was set aside as {}": (
        "{} повреждён ({}): статей спасено в новый: {}; прежний отложен под именем {}"
    ),
    "{} is damaged ({}): {} of {} articles were saved into a new one, and it was set aside as {}": (
        "{} повреждён ({}): статей спасено в новый: {} из {}; прежний отложен под именем {}"
    ),
    "it is of an older careader, and there is no room to bring it up to date": (
        "он от более старого careader, а обновить его негде"
    ),
    "there is not enough memory": "не хватает памяти",
    "there is no such file": "такого файла нет",
    "cannot be read ({...})": "не читается ({})",
    "it holds no marks and no decisions": "в нём нет ни отметок, ни решений",
    "it was written by a newer careader and is read as far as it can be": (
        "записан более новым careader; прочитано, что можно"
    ),
    "{...}: {...}": "{}: {}",
    "{...}; {...}": "{}; {}",
    "1 mark": "1 отметка",
    "{} marks": "отметок {}",
    "1 decision": "1 решение",
    "{} decisions": "решений {}",
    "{...} and {...}": "{} и {}",
    "{...} and {...} taken in": "принято: {} и {}",
    # What feeds and files were like.
    "too much markup in all; {} without their texts": "слишком много разметки; без текста {}",
    "only the first and last {} of {} entries read": "прочитаны только первые и последние {} из {} записей",
    "{} without link, title and text left out": "без ссылки, заголовка и текста, пропущено: {}",
    "{} dated in the future, taken as now": "с датой в будущем, взято за нынешнюю: {}",
    "only the newest {} of {} kept": "оставлены только новейшие, {} из {}",
    "cut off; only its whole entries are kept": "обрезана; оставлены только целые записи",
    "not well formed XML": "XML с ошибками",
    "{} post that is only a picture left out": "пропущена запись из одной картинки: {}",
    "{} posts that are only pictures left out": "пропущены записи из одних картинок: {}",
    "{} advertisement left out": "пропущена реклама: {}",
    "{} advertisements left out": "пропущена реклама: {}",
    "standard input": "стандартный ввод",
    "the list of outlets": "список изданий",
    # Banks.
    "National Bank of Kazakhstan": "Национальный банк Казахстана",
    "National Bank of the Kyrgyz Republic": "Национальный банк Кыргызской Республики",
    "National Bank of Tajikistan": "Национальный банк Таджикистана",
    "Central Bank of Uzbekistan": "Центральный банк Узбекистана",
    "Central Bank of Turkmenistan": "Центральный банк Туркменистана",
    "Bank of Russia": "Банк России",
    "European Central Bank": "Европейский центральный банк",
    "the decree": "указ",
    "Official rates, public.": "Официальные курсы, открытые.",
    "Official rates, public; asks to be named as the source: www.nbt.tj.": (
        "Официальные курсы, открытые; просит называть источник: www.nbt.tj."
    ),
    "Free to use; the software is under the MIT licence, the figures are the central banks'.": (
        "Свободно; программа под лицензией MIT, числа принадлежат центральным банкам."
    ),
    "Free to use when the Bank of Russia is named; crossed here through the rouble.": (
        "Свободно, если назван Банк России; пересчитано здесь через рубль."
    ),
    "CC0 1.0: public domain; market rates, not official ones.": (
        "CC0 1.0: общественное достояние; курсы рыночные, не официальные."
    ),
    "Reference rates; free to use when the bank is named.": "Справочные курсы; свободно, если назван банк.",
    "The manat is fixed at 3.5 to the dollar since 1 January 2015. The bank itself has not been heard.": (
        "Манат закреплён: 3,5 за доллар с 1 января 2015 года. Сам банк ещё не ответил."
    ),
    # Commands.
    "--demo opens the reader and goes with no command": "--demo открывает читалку и не сочетается с командами",
    "there is no command {}{...}": "нет команды {}{}",
    "; careader --help lists them": "; их перечислит careader --help",
    "{} is no name of a Telegram channel; they have letters, digits and _, 4 to 32": (
        "{} не имя канала в Telegram; в них от 4 до 32 букв, цифр и _"
    ),
    "URL must be a site or a feed such as example.org/feed, or @name, not {}": (
        "URL должен быть сайтом или лентой, например example.org/feed, или @именем, а не {}"
    ),
    "{}; it could not be tried and is added all the same": "{}; проверить не удалось, добавлено всё равно",
    "{}; it could not be tried and is added as a feed all the same": (
        "{}; проверить не удалось, добавлено всё равно, как лента"
    ),
    "nothing was found at {} that can be read; nothing is changed": "по адресу {} нечего читать; ничего не изменено",
    "{}; nothing is changed": "{}; ничего не изменено",
    "{}; --language, --countries and --ownership say otherwise.": (
        "{}; иначе скажут --language, --countries и --ownership."
    ),
    "Nobody has said who answers for it: --ownership, or ownership in settings.toml.": (
        "Кто за него отвечает, никто не сказал: --ownership или ownership в settings.toml."
    ),
    "filters go with markdown, html and json; opml holds outlets, which have no stars": (
        "отбор сочетается с markdown, html и json; в opml издания, у них нет звёздочек"
    ),
    "{} new": "новых {}",
    ", {} updated": ", исправлено {}",
    " by {} ({})": " через {} ({})",
    "nothing new": "ничего нового",
    "no answer: {}": "нет ответа: {}",
    "nobody was asked": "никого не спрашивали",
    "no outlet is switched on; careader outlets lists them, careader outlets enable ID switches one on": (
        "ни одно издание не включено; careader outlets перечислит их, careader outlets enable ID включит"
    ),
    "nothing could be reached; is there a network?": "ничего не отвечает; есть ли сеть?",
    "doubtful: {}": "сомнительно: {}",
    "out of date": "устарел",
    "fixed": "фикс.",
    "No rates yet; careader refresh asks the national banks.": "Курсов пока нет; careader refresh спросит банки.",
    ", {} of them repeated": ", из них повторов {}",
    "{} stories ({} articles, {} new)": "сюжетов {} (статей {}, новых {})",
    "{} stories ({} articles, {} of them repeated, {} new)": "сюжетов {} (статей {}, из них повторов {}, новых {})",
    "Imported {}.": "Прочитано: {}.",
    "{} quotes of {}": "курсов {} от {}",
    "{} outlets": "изданий {}",
    "careader forget --import {} takes it back.": "careader forget --import {} вернёт как было.",
    "{} is no country here; write {} or their English names, or region, with commas between": (
        "{} здесь не страна; пишите {}, их английские названия или region, через запятую"
    ),
    "{} is not a time; write 30m, 24h, 7d, 2w, today or a date such as 2026-11-20": (
        "{} не время; пишите 30m, 24h, 7d, 2w, today или дату, например 2026-11-20"
    ),
    "Forgot {...}.": "Забыто: {}.",
    "1 article": "1 статья",
    "{} articles": "статей {}",
    "1 story": "1 сюжет",
    "{} stories": "сюжетов {}",
    " {} of them has a star.": " Со звёздочкой из них: {}.",
    " {} of them have a star.": " Со звёздочкой из них: {}.",
    "Forget {...}?{...}": "Забыть: {}?{}",
    "{...} and the quotes of this import": "{} и курсы из этого чтения",
    "say what: either at least one ID, or --outlet, --import or --imports": (
        "скажите, что: хотя бы один ID или --outlet, --import, --imports"
    ),
    "No import can be taken back.": "Возвращать нечего: файлов не читали.",
    "nobody can be asked here whether that is meant; --yes says so": (
        "спросить здесь некого, правда ли это нужно; подтвердит --yes"
    ),
    "there is no import {}; --imports lists them": "чтения {} нет; их перечислит --imports",
    "no article is of {}; careader outlets list shows the outlets": (
        "статей издания {} нет; издания покажет careader outlets list"
    ),
    "say how: --read, --unread, --star or --unstar": "скажите, как: --read, --unread, --star или --unstar",
    "say what: either at least one ID, or --all with --country, --search or --since": (
        "скажите, что: хотя бы один ID или --all с --country, --search или --since"
    ),
    "--country, --search and --since go with --all": "--country, --search и --since сочетаются с --all",
    "Marked {...}.": "Отмечено: {}.",
    "{} and {} do not go together": "{} и {} не сочетаются",
    "{...}; not saved: {...}": "{}; не сохранено: {}",
    "there is no marks.json and no decisions.json in there": "там нет ни marks.json, ни decisions.json",
    "{} by {}; {}": "{} через {}; {}",
    "Added {} as {}. careader refresh fetches it.": "Добавлено: {}, id {}. Загрузит careader refresh.",
    "{} is on.": "{}: включено.",
    "{} is off.": "{}: выключено.",
    "there is no outlet {}; careader outlets list shows them": "издания {} нет; их покажет careader outlets list",
    "{} is in the list already; careader outlets list shows it": "{} уже в списке; его покажет careader outlets list",
    "Switched off {}.": "Выключено: {}.",
    "Removed {}.": "Удалено: {}.",
    "No stories match; with fewer filters there are some.": "Таких сюжетов нет; отбирайте шире.",
    "No stories yet; careader refresh fetches the news, careader import reads files.": (
        "Сюжетов пока нет; careader refresh загрузит новости, careader import прочитает файлы."
    ),
    "the library has been mended; run the command again": "библиотека исправлена; запустите команду снова",
    "careader is at {} until Ctrl+C": "careader здесь: {}, до Ctrl+C",
    "serving needs one more library; pipx inject careader textual-serve (or pip install 'careader[serve]')": (
        "нужна ещё одна библиотека; pipx inject careader textual-serve (или pip install 'careader[serve]')"
    ),
    "cannot listen on {}, port {} ({}); --port and --host choose another": (
        "нельзя слушать {}, порт {} ({}); другой задают --port и --host"
    ),
    "the reader needs a terminal; careader list prints the stories": (
        "читалке нужен терминал; сюжеты напечатает careader list"
    ),
    "what could not be saved is lost: {...}": "несохранённое потеряно: {}",
    "there is no import {}; careader forget --imports lists them": "чтения {} нет; их перечислит --imports",
    # What click says of wrong usage.
    "Usage: ": "Запуск: ",
    "Error: {...}": "Ошибка: {}",
    "Try '{} --help' for help.": "Справка: {} --help",
    "Missing argument '{}'.": "Не хватает аргумента {}.",
    "Missing option '{}'.": "Не хватает {}.",
    "Missing command.": "Не хватает команды.",
    "No such command '{}'. Did you mean '{}'?": "Нет команды {}. Может быть, {}?",
    "No such option '{}'. Did you mean '{}'?": "Нет ключа {}. Может быть, {}?",
    "No such command '{}'.": "Нет команды {}.",
    "No such option '{}'. (Did you mean one of: {})": "Нет ключа {}. (Может быть, один из: {})",
    "No such option '{}'. (Did you mean one of: {}?)": "Нет ключа {}. (Может быть, один из: {}?)",
    "No such option '{}'.": "Нет ключа {}.",
    "No such option: {}": "Нет ключа {}",
    "No such option '{}'. Did you mean {}?": "Нет ключа {}. Может быть, {}?",
    "No such option: {} Did you mean {}?": "Нет ключа {} Может быть, {}?",
    "Option '{}' requires an argument.": "Ключу {} нужно значение.",
    "Option '{}' does not take a value.": "Ключу {} значение не нужно.",
    "Got unexpected extra argument ({})": "Лишний аргумент ({})",
    "Got unexpected extra arguments ({})": "Лишние аргументы ({})",
    "Invalid value for '{}': {...}": "{}: {}",
    "Invalid value: {...}": "Неверно: {}",
    "{} is not in the range {}.": "{} не в пределах {}.",
    "{} is not one of {}.": "{} не из {}.",
    "{} is not a valid integer.": "{} не целое число.",
    "{} is not a valid integer range.": "{} не целое число.",
    "File '{}' is a directory.": "{} папка, а не файл.",
    "Aborted!": "Прервано.",
}
"""Everything else that is said in English first."""
