"""The words for what programs say with codes; one module a language, of which English is the only one so far."""

from __future__ import annotations

from careader.words.en import reason, say

__all__ = ["reason", "say"]
