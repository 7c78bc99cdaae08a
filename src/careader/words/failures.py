"""A failure in words: the template of its code in the chosen language, filled with its figures."""

from __future__ import annotations

from datetime import date

from careader.model import Code, Failure
from careader.words.language import chosen
from careader.words.sentences import told


def reason(failure: Failure) -> str:
    """Return why, without what and when; a figure that is missing is left as its name."""
    language = chosen()
    params = {name: _shown(name, value, language.DAY) for name, value in failure.params.items()}
    if failure.code is Code.BOT_CHECK:
        status = f"HTTP {params['status']}" if "status" in params else ""
        named = ", ".join(str(part) for part in (params.get("service"), status) if part)
        params["service"] = named or language.CHECK_OF_ITS_OWN
    return language.REASONS[failure.code].format_map(_Params(params))


def say(failure: Failure) -> str:
    """Return the failure as one line for the status line or standard error: what, why, and when it is tried again."""
    at = failure.retry_at
    again = chosen().NEXT_TRY.format(time=f"{at.astimezone():%H:%M}") if at else ""
    what = f"{told(failure.what)}: " if failure.what else ""
    return f"{what}{reason(failure)}{again}"


class _Params(dict[str, str | int]):
    def __missing__(self, name: str) -> str:
        return name


def _shown(name: str, value: str | int, form: str) -> str | int:
    """Return a parameter as a language writes it: `day` holds a date in ISO 8601."""
    if name != "day":
        return value
    try:
        return date.fromisoformat(str(value)).strftime(form)
    except ValueError:
        return value
