"""What is asked of the full-text index, in its own language. What folds words is loaded with the first search."""

from __future__ import annotations

from collections.abc import Iterable


def expression(text: str, *, exact: bool = False) -> str:
    """Return what matches texts that hold every word of `text`, as the beginning of a word or in another of its forms.

    With `exact` they hold the words as they are, one after the other. "" where there is no word in it.
    """
    from careader.text.search import words

    terms = words(text)
    if exact:
        return f'"{" ".join(terms)}"' if terms else ""
    return " AND ".join(map(_any_form, terms))


def _any_form(term: str) -> str:
    from careader.text.forms import forms_of

    forms = forms_of(term)
    return f'("{term}"* OR {" OR ".join(forms)})' if forms else f'"{term}"*'


def combined(wanted: Iterable[str], unwanted: Iterable[str]) -> str:
    """Return what matches all of the wanted expressions, of which there is one at least, and none of the unwanted."""
    match = " AND ".join(f"({one})" for one in wanted)
    without = " OR ".join(f"({one})" for one in unwanted)
    return f"({match}) NOT ({without})" if without else match
