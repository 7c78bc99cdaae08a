"""The words for what programs say with codes, and for the screen; one module a language."""

from __future__ import annotations

from careader.words.failures import reason, say
from careader.words.language import LANGUAGES, of_locale, spoken, use

__all__ = ["LANGUAGES", "of_locale", "reason", "say", "spoken", "use"]
