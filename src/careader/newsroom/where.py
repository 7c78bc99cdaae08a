"""What a query means, in SQL: the only place that knows."""

from __future__ import annotations

import json
from collections.abc import Iterable

from careader.newsroom.grammar import Field, Term, moment
from careader.newsroom.query import Query, is_outlet
from careader.store.fulltext import combined, expression
from careader.store.listing import Articles, Where
from careader.store.storytable import PLACE_BITS

_TEXTS = (Field.WORD, Field.PHRASE)
_FLAGS = {
    Field.STARRED: "s.starred = 1",
    Field.UNREAD: "s.read = 0",
    Field.READ: "s.read = 1",
    Field.UPDATED: "s.joined > 0",
}


def where(query: Query, outlets: Iterable[tuple[str, str]] = ()) -> Where:
    """Return the condition on stories under which a query lists them; `Query.matches` says the same of one story.

    `outlets` are those that have articles, by id and name.
    """
    compiled = _Compiled()
    if query.places:
        compiled.places(query.places)
    for asked, condition in (
        (query.unread, "s.read = 0"),
        (query.starred, "s.starred = 1"),
        (query.updated, "s.joined > 0"),
    ):
        if asked:
            compiled.clauses.append(condition)
    if query.since is not None:
        compiled.clauses.append(f"s.date >= {compiled.name(query.since.timestamp())}")
    for term in query.terms.terms:
        if term.field not in _TEXTS:
            compiled.term(term, query, outlets)
    compiled.texts(query.terms.of(*_TEXTS))
    sql = " AND ".join(compiled.clauses) or "1"
    if query.kept and compiled.clauses:
        kept = compiled.name(json.dumps(sorted(query.kept)))
        sql = f"(({sql}) OR s.id IN (SELECT value FROM json_each({kept})))"
    if query.hidden:
        hidden = compiled.name(json.dumps(sorted(query.hidden)))
        sql = f"({sql}) AND s.id NOT IN (SELECT value FROM json_each({hidden}))"
    return Where(sql, tuple(compiled.parameters.items()), tuple(compiled.sets))


def asks_for_outlets(query: Query) -> bool:
    """Return whether the names of outlets matter."""
    return bool(query.terms.of(Field.OUTLET))


class _Compiled:
    """The clauses so far, the parameters that they name, and the sets of articles that they speak of."""

    def __init__(self) -> None:
        self.clauses: list[str] = []
        self.parameters: dict[str, object] = {}
        self.sets: list[Articles] = []

    def name(self, value: object) -> str:
        """Make a value a parameter; return how it is written."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def places(self, places: Iterable[str], *, negated: bool = False) -> None:
        """Ask for stories about one of these places, or about none of them."""
        bits = sum(PLACE_BITS[place] for place in set(places))
        self.clauses.append(f"s.places & {bits} {'=' if negated else '<>'} 0")

    def term(self, term: Term, query: Query, outlets: Iterable[tuple[str, str]]) -> None:
        """Ask for what a term that is not about texts says."""
        match term.field:
            case Field.COUNTRY:
                self.places(term.values, negated=term.negated)
            case Field.SINCE | Field.BEFORE:
                time = moment(term.values[0], query.now) if query.now else None
                if time is not None:
                    later = (term.field is Field.SINCE) is not term.negated
                    self.clauses.append(f"s.date {'>=' if later else '<'} {self.name(time.timestamp())}")
            case Field.LANGUAGE:
                self._articles("language", term)
            case Field.OWNER:
                self._articles("ownership", term)
            case Field.OUTLET:
                told = [list(one) for one in outlets if any(is_outlet(value, *one) for value in term.values)]
                self._set(
                    "SELECT key FROM article WHERE (outlet_id, outlet) IN"
                    " (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))",
                    json.dumps(told),
                    negated=term.negated,
                )
            case _:
                self.clauses.append(f"NOT {_FLAGS[term.field]}" if term.negated else _FLAGS[term.field])

    def texts(self, terms: Iterable[Term]) -> None:
        """Ask for what the texts of one article hold and do not hold."""
        asked = [(term, expression(term.values[0], exact=term.field is Field.PHRASE)) for term in terms]
        if any(not match and not term.negated for term, match in asked):
            self.clauses.append("0")  # no text has what is no word
            return
        wanted = [match for term, match in asked if not term.negated]
        unwanted = [match for term, match in asked if term.negated and match]
        matching = "SELECT rowid FROM article_text WHERE article_text MATCH ?"
        if wanted:
            self._set(matching, combined(wanted, unwanted))
        elif unwanted:
            match = " OR ".join(f"({one})" for one in unwanted)
            self._set(f"SELECT key FROM article WHERE key NOT IN ({matching})", match)

    def _articles(self, column: str, term: Term) -> None:
        holds = f"{column} IN (SELECT value FROM json_each(?))"
        self._set(f"SELECT key FROM article WHERE {holds}", json.dumps(term.values), negated=term.negated)

    def _set(self, sql: str, parameter: object, *, negated: bool = False) -> None:
        """Ask for stories that have an article of a set, or for those that have none."""
        number = len(self.sets)
        self.sets.append(Articles(sql, (parameter,)))
        self.clauses.append(f"s.key {'NOT IN' if negated else 'IN'} temp.set_{number}")
