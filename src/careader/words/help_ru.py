"""Russian: what the help of the commands says, by the English paragraphs; see `careader.words.sentences`."""

from __future__ import annotations

HELP: dict[str, str] = {
    "Options": "Ключи",
    "Commands": "Команды",
    "Show this message and exit.": "Показать эту справку.",
    "Show the version and exit.": "Показать версию.",
    "Read the news of Central Asia in the terminal.": "Новости Центральной Азии в терминале.",
    "Without a command the reader opens. It shows what it has at once and fetches the news behind it; press ? in it "
    "for its keys, q to leave.": (
        "Без команды открывается читалка. Она сразу показывает, что есть, а новости загружает тем временем; ? покажет "
        "её клавиши, q закроет."
    ),
    "Use this settings file instead of settings.toml in your config folder.": (
        "Взять этот файл настроек вместо settings.toml в вашей папке настроек."
    ),
    "Open the sample edition: no network, nothing is saved.": "Открыть образец: без сети, ничего не сохраняется.",
    "Write what goes on into this file; what goes wrong is always in careader.log.": (
        "Писать в этот файл, что происходит; что не получилось, всегда есть в careader.log."
    ),
    "Write JSON.": "Вывести JSON.",
    "Write Markdown.": "Вывести Markdown.",
    # refresh, import, rates
    "Fetch all outlets and banks once.": "Загрузить все издания и банки один раз.",
    "Says what came of each, a line per outlet. The exit code is 1 where no outlet could be reached.": (
        "Скажет, что вышло, по строке на издание. Код возврата 1, если не ответило ни одно."
    ),
    "Ask all over: ignore what is known of each feed and who asked us to wait.": (
        "Спросить заново: забыть, что известно о лентах и кто просил подождать."
    ),
    "Read saved pages, feeds and lists of outlets.": "Прочитать сохранённые страницы, ленты и списки изданий.",
    "Text captures of news pages, RSS, Atom, RDF and JSON feeds, and OPML: what a file is, is seen by what is in it.": (
        "Тексты страниц новостей, ленты RSS, Atom, RDF и JSON, списки OPML: что за файл, видно по тому, что в нём."
    ),
    "A PATH may be a folder (every .txt, .xml, .rss, .atom, .rdf, .json, .opml and .gz in it is read) or - for "
    "standard input. A file that cannot be used is named with the reason, the others are read all the same, and the "
    "exit code is 1.": (
        "PATH может быть папкой (читаются все .txt, .xml, .rss, .atom, .rdf, .json, .opml и .gz в ней) или - для "
        "стандартного ввода. Непригодный файл называется с причиной, остальные читаются, код возврата тогда 1."
    ),
    "Show the exchange rates as the currency bar has them.": "Показать курсы, как в строке валют.",
    "A rate is the price of one unit in US dollars, and the change is against the day before on which the same bank "
    "published: KZT/USD up means that the tenge gained. With inverted = true under [rates] in settings.toml the lines "
    "are prices of the dollar. JSON has prices in US dollars whatever the settings say.": (
        "Курс есть цена одной единицы в долларах США, изменение считается к предыдущему дню, за который публиковал тот "
        "же банк: KZT/USD вверх значит, что тенге подорожал. С inverted = true под [rates] в settings.toml это цены "
        "доллара. В JSON цены в долларах всегда."
    ),
    # list, show, mark, marks, forget, export
    "List stories, the newest first.": "Перечислить сюжеты, новые сверху.",
    "A line gives the id (for show and mark), ● for unread and ★ for starred, the date, the countries that the story "
    "is about, its headline and who tells it.": (
        "В строке id (для show и mark), ● у непрочитанного и ★ у звёздочки, дата, страны, о которых сюжет, заголовок и "
        "кто пишет."
    ),
    "Only stories about these: kz, kg, tj, tm, uz or their names, and region.": (
        "Только об этих: kz, kg, tj, tm, uz или по-английски, и region."
    ),
    'Only what this finds: words, "exact words", outlet:kun, lang:kk, since:2d, -word.': (
        'Только найденное: слова, "точные слова", outlet:kun, lang:kk, since:2d, -слово.'
    ),
    "Only stories newer than this: 30m, 24h, 7d, or a date.": "Только новее: 30m, 24h, 7d или дата.",
    "Only stories that were not read.": "Только непрочитанные.",
    "Only stories with a star.": "Только со звёздочкой.",
    "At most so many; in a terminal 50 unless this says otherwise.": "Не больше; в терминале 50, если не сказано иное.",
    "List articles one by one instead of stories.": "Перечислить статьи по одной, а не сюжеты.",
    "Show the text of a story or article.": "Показать текст сюжета или статьи.",
    "ID is as list gives it; its first characters are enough where they are unmistakable. With --full a text that "
    "cannot be had whole is shown as it is, and standard error says why.": (
        "ID как в list; хватит его начала, если оно одно. С --full текст, которого целиком не достать, показан как "
        "есть, а почему, сказано в стандартном выводе ошибок."
    ),
    "Fetch the whole text from its page first, where the feed has a teaser.": (
        "Сначала загрузить весь текст со страницы, если в ленте только начало."
    ),
    "Mark stories or articles.": "Отметить сюжеты или статьи.",
    "The id of a story marks each of its articles. What is not known is said, and the others are marked all the same. "
    "The exit code is 0 only where all of it is on the disk.": (
        "По id сюжета отмечаются все его статьи. О неизвестных сказано, остальные отмечены. Код возврата 0, только "
        "если всё на диске."
    ),
    "Every story that the filters below leave, in place of ids.": "Все сюжеты, что останутся после отбора, вместо id.",
    "Mark as read.": "Отметить прочитанным.",
    "Mark as unread.": "Отметить непрочитанным.",
    "Put a star on it.": "Поставить звёздочку.",
    "Take its star off.": "Снять звёздочку.",
    "Bring the marks of several machines together.": "Свести отметки с нескольких компьютеров.",
    "Take in marks.json and decisions.json of another machine.": "Взять marks.json и decisions.json с другого.",
    "FILE may be a folder with them. Of two marks on one article the later one holds. The files stay as they are, and "
    "may be merged again.": (
        "FILE может быть папкой с ними. Из двух отметок одной статьи верна поздняя. Файлы остаются как были, их можно "
        "брать снова."
    ),
    "Forget articles, all that an outlet told, or an import.": "Забыть статьи, всё от издания или прочитанное разом.",
    "Marks on them go too. What a feed still carries of them does not come back. On a terminal it asks first.": (
        "Их отметки тоже. Что ещё есть в ленте, не вернётся. В терминале сначала спросит."
    ),
    "Everything that an outlet told.": "Всё, что написало издание.",
    "Everything that was new with an import.": "Всё, что было новым при чтении файлов.",
    "List the imports that can be taken back.": "Перечислить, какие чтения можно вернуть.",
    "Do not ask.": "Не спрашивать.",
    "Write stories, stars or outlets to standard output.": "Вывести сюжеты, звёздочки или издания.",
    "For other programs and for safe keeping. Markdown and HTML are grouped by country.": (
        "Для других программ и на хранение. Markdown и HTML по странам."
    ),
    "Only what has a star; alone, also where the article itself is gone.": (
        "Только со звёздочкой; без других условий и там, где самой статьи уже нет."
    ),
    "markdown, html and json hold stories, opml the outlets.": "в markdown, html и json сюжеты, в opml издания.",
    # outlets, serve, doctor
    "List outlets, add, remove, switch and try them.": "Перечислить издания, добавить, удалить, включить, проверить.",
    "What you change is written into settings.toml.": "Изменения записываются в settings.toml.",
    "Add an outlet by its feed, home page or channel.": "Добавить издание по ленте, сайту или каналу.",
    "URL may be a Telegram channel too: https://t.me/NAME or @NAME. Where it begins with no scheme https is tried "
    "first. Feed links, the usual addresses, WordPress, sitemaps and Telegram channels are tried; what each gives is "
    "said, and what answers is added, in the order in which it will be asked.": (
        "URL может быть и каналом в Telegram: https://t.me/ИМЯ или @ИМЯ. Без http:// или https:// сначала пробуется "
        "https. Пробуются ссылки на ленты, обычные адреса, WordPress, карты сайта и каналы; сказано, что даёт каждый, "
        "и добавлено то, что ответило, в том порядке, в каком будет спрашиваться."
    ),
    "Its name as shown; otherwise what it calls itself.": "Название; иначе как оно зовёт себя само.",
    "Its language: en, ru, kk, ky, tg, tk, uz; otherwise guessed.": "Язык: en, ru, kk, ky, tg, tk, uz; иначе догадка.",
    "Where it looks from: kz,kg; otherwise guessed.": "Откуда смотрит: kz,kg; иначе догадка.",
    "Who answers for it.": "Кто за него отвечает.",
    "Take URL for a feed and do not try it.": "Считать URL лентой и не проверять.",
    "Ask outlets and say what they answer; nothing is kept.": "Спросить издания и сказать, что ответили.",
    "Where none is named, all that are on are asked.": "Если ни одно не названо, все включённые; ничего не хранится.",
    "Every outlet, on or off, by every way; a table to send in.": "Все издания всеми путями; таблица, чтобы прислать.",
    "Switch an outlet off; what it told stays.": "Выключить издание; что оно написало, останется.",
    "Switch an outlet on.": "Включить издание.",
    "List outlets: on or off, countries, language, owner.": "Издания: включены ли, страны, язык, владелец.",
    "Take an outlet out; a built-in one is switched off.": "Убрать издание; встроенное выключается.",
    "Serve the reader to a browser on this machine, until Ctrl+C.": "Открыть читалку в браузере, до Ctrl+C.",
    "The printed address holds a token; without it, and from any other page, nothing is shown. Whoever has the address "
    "and can reach it reads with your marks, so keep the host as it is unless the network is your own.": (
        "В напечатанном адресе есть ключ; без него и с других страниц ничего не видно. Кто знает адрес и достаёт до "
        "него, читает с вашими отметками, поэтому меняйте адрес, только если сеть ваша."
    ),
    "The port to listen on.": "Порт.",
    "The address to listen on.": "Адрес, который слушать.",
    "Say how careader is doing, for a report of a bug.": "Сказать, как дела у careader, для сообщения об ошибке.",
    "Versions, folders and their sizes, the library, when each outlet and bank answered last and what failed. Nothing "
    "private is in it: no headline, no mark, no address of your own outlets; your home folder is written as ~.": (
        "Версии, папки и их размеры, библиотека, когда ответили издания и банки и что не получилось; по-английски. "
        "Личного нет: ни заголовков, ни отметок, ни адресов ваших изданий; домашняя папка пишется как ~."
    ),
}
"""What is said of commands and options."""
