"""What was typed, in SQL: words and terms of `careader.newsroom.grammar`. Loaded with the first search."""

from __future__ import annotations

import json
from collections.abc import Iterable

from careader.newsroom.grammar import Field, Term, moment
from careader.newsroom.query import Query
from careader.newsroom.where import Compiled
from careader.store.fulltext import combined, expression
from careader.text.search import fold

_TEXTS = (Field.WORD, Field.PHRASE)
_FLAGS = {
    Field.STARRED: "s.starred = 1",
    Field.UNREAD: "s.read = 0",
    Field.READ: "s.read = 1",
    Field.UPDATED: "s.joined > 0",
}


def ask_for(compiled: Compiled, query: Query, outlets: Iterable[tuple[str, str]]) -> None:
    """Add what was typed to the condition of a query; `outlets` are those that have articles, by id and name."""
    for term in query.terms.terms:
        if term.field not in _TEXTS:
            _term(compiled, term, query, outlets)
    _texts(compiled, query.terms.of(*_TEXTS))


def is_outlet(asked: str, id_: str, name: str) -> bool:
    """Return whether what was typed behind `outlet:` means an outlet: the beginning of its id, or part of its name."""
    wanted = fold(asked)
    return bool(wanted) and (fold(id_).startswith(wanted) or wanted in fold(name))


def _term(compiled: Compiled, term: Term, query: Query, outlets: Iterable[tuple[str, str]]) -> None:
    """Ask for what a term that is not about texts says."""
    match term.field:
        case Field.COUNTRY:
            compiled.places(term.values, negated=term.negated)
        case Field.SINCE | Field.BEFORE:
            time = moment(term.values[0], query.now) if query.now else None
            if time is not None:
                later = (term.field is Field.SINCE) is not term.negated
                compiled.clauses.append(f"s.date {'>=' if later else '<'} {compiled.name(time.timestamp())}")
        case Field.LANGUAGE:
            _articles(compiled, "language", term)
        case Field.OWNER:
            _articles(compiled, "ownership", term)
        case Field.OUTLET:
            told = [list(one) for one in outlets if any(is_outlet(value, *one) for value in term.values)]
            compiled.articles(
                "SELECT key FROM article WHERE (outlet_id, outlet) IN"
                " (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))",
                json.dumps(told),
                negated=term.negated,
            )
        case _:
            compiled.clauses.append(f"NOT {_FLAGS[term.field]}" if term.negated else _FLAGS[term.field])


def _texts(compiled: Compiled, terms: Iterable[Term]) -> None:
    """Ask for what the texts of one article hold and do not hold."""
    asked = [(term, expression(term.values[0], exact=term.field is Field.PHRASE)) for term in terms]
    if any(not match and not term.negated for term, match in asked):
        compiled.clauses.append("0")  # no text has what is no word
        return
    wanted = [match for term, match in asked if not term.negated]
    unwanted = [match for term, match in asked if term.negated and match]
    matching = "SELECT rowid FROM article_text WHERE article_text MATCH ?"
    if wanted:
        compiled.articles(matching, combined(wanted, unwanted))
    elif unwanted:
        match = " OR ".join(f"({one})" for one in unwanted)
        compiled.articles(f"SELECT key FROM article WHERE key NOT IN ({matching})", match)


def _articles(compiled: Compiled, column: str, term: Term) -> None:
    holds = f"{column} IN (SELECT value FROM json_each(?))"
    compiled.articles(f"SELECT key FROM article WHERE {holds}", json.dumps(term.values), negated=term.negated)
