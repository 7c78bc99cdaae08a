"""What stands in front of a page: a check for robots, or a demand for consent, by the signs that each leaves.

Pure, and a layer of its own: the HTTP client looks at answers that refuse, the readers of pages at those that do not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LOOKED_AT = 64 * 1024
"""How many bytes of an answer are looked at."""

# Signs of each service, in the title, the scripts or the wording of its page. All are literal or bounded, so that
# looking for them takes time in proportion to `LOOKED_AT`.
_BOT_CHECKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Cloudflare", re.compile(
        r"cdn-cgi/challenge-platform/h/|/cdn-cgi/challenge-platform/orchestrate|_cf_chl_opt|cf-browser-verification"
        r"|cf_chl_(?:prog|managed_tk|jschl)|challenge-error-text|<title>\s{0,9}attention required! \| cloudflare"
        r"|<title>\s{0,9}(?:just a moment|один момент|bir dakika|bir lahza)",
    )),
    ("DDoS-Guard", re.compile(r"<title>\s{0,9}ddos-guard|/\.well-known/ddos-guard/(?:js-)?challenge"
        r"|ddos-guard\.net/check")),
    ("Qrator", re.compile(r"__qrator/|qrator_jsr")),
    ("Variti", re.compile(r"/_variti|variti\.(?:com|io)/")),
    ("Servicepipe", re.compile(r"servicepipe\.(?:ru|tech)|/xpvnsulc/")),
    ("Yandex SmartCaptcha", re.compile(r"smartcaptcha\.(?:yandexcloud|cloud\.yandex)|/showcaptcha\?"
        r"|action=[\"']?/checkcaptcha\b")),
    ("Imperva", re.compile(r"_incapsula_resource|incapsula incident id")),
    ("Akamai", re.compile(r"sec-if-cpt-container|/akam/\d+/pixel_")),
    ("DataDome", re.compile(r"geo\.captcha-delivery\.com|datadome captcha")),
    ("PerimeterX", re.compile(r"px-captcha|captcha\.px-cdn\.net")),
    ("StormWall", re.compile(r"stormwall\.(?:pro|network)|__js_p_|swp_token")),
    ("Sucuri", re.compile(r"sucuri_cloudproxy|<title>\s{0,9}sucuri website firewall")),
    ("AWS WAF", re.compile(r"\bgokuprops\b")),
    ("Imunify360", re.compile(r"\bwsidchk\b|<title>\s{0,9}one moment, please")),
    ("Vercel", re.compile(r"<title>\s{0,9}vercel security checkpoint")),
    ("Anubis", re.compile(r"within\.website/x/cmd/anubis|anubis_challenge")),
    ("", re.compile(
        r"<title>[^<]{0,80}(?:checking your browser|are you (?:a )?(?:human|robot)|robot check"
        r"|bot verification|human verification"
        r"|security check|проверка браузера|проверка безопасности|вы не робот|подтвердите, что вы (?:не робот|человек))"
        r"|<title>\s{0,9}(?:captcha|капча|ddos[- ]protection|защита от ddos)[^<]{0,20}</title>"
        r"|checking your browser before|verify(?:ing)? (?:that )?you are (?:a )?human|verifying you are human"
        r"|making sure you(?:'|&#39;|’)re not a bot"
        r"|(?:enable|turn on) javascript and cookies to continue|проверяем ваш браузер"
        r"|проверка вашего браузера|докажите, что вы не робот",
    )),
)  # fmt: skip
_BOT_HEADERS = (("cf-mitigated", "challenge", "Cloudflare"), ("x-datadome", "", "DataDome"))
_CONSENT_HOST = re.compile(
    r"^https?://(?:consent|guce|cmp|privacy-mgmt)\.[^/]{1,100}/|^https?://[^/]{1,100}/(?:consent|cookie-?wall|gdpr)\b"
)
_CONSENT_WORD = re.compile(
    r"\bcookies?\b|\bconsent|\bprivacy\b|\bpersonal data\b|\bpartners?\b|\bвашего согласия\b|\bсогласи[еяюь]"
    r"|\b(?:accept|reject|allow) all\b|\bпринять вс[её]\b|\bотклонить все\b"
    r"|\bкуки\b|\bфайл\w{0,3} cookie"
    r"|\bперсональн\w{1,4} данны|\bконфиденциальност|\bжеке дерек|\bшахсий маълумот|\bshaxsiy ma.lumot"
    r"|\brozilik|\bрозилик|\bкелісім|\bмакулдук",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def bot_check(headers: Mapping[str, str], content: bytes) -> str | None:
    """Return the service whose check for robots an answer is ("Cloudflare"), "" for an unknown one, None for none.

    `headers` have lower-case keys. A page that has text of its own may carry a service's scripts: only what the check
    itself shows is looked for.
    """
    for name, value, service in _BOT_HEADERS:
        if name in headers and value in headers[name].lower():
            return service
    page = content[:LOOKED_AT].decode("utf-8", "replace").lower()
    return next((service for service, signs in _BOT_CHECKS if signs.search(page)), None)


def asks_for_consent(url: str, text: str) -> bool:
    """Say whether a page at `url` (after redirects) with this text is no article but a demand for consent.

    Its words are about consent, cookies and partners, several times and densely; an article about them is longer.
    """
    if _CONSENT_HOST.match(url.lower()):
        return True
    words = len(_WORD.findall(text[:20_000]))
    found = [match.casefold() for match in _CONSENT_WORD.findall(text[:20_000])]
    return words < 600 and len(found) >= 3 and len({word[:6] for word in found}) >= 2 and len(found) * 40 >= words
